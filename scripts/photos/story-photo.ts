import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { sha256 } from "../../src/base/digest.ts";
import { maximumPhotoBytes, writeFileAtomic } from "../../src/base/files.ts";
import { openStore } from "../../src/base/store.ts";
import type { Sidecar } from "../../src/content/photo-schema.ts";
import type { SiteContent } from "../../src/content/site-content.ts";
import { readPhoto } from "../../src/photos/read-photo.ts";
import { UsageError } from "../command.ts";
import { killsAmong } from "./kills-among.ts";
import { photoName } from "./photo-name.ts";
import { readSitePictures } from "./site-pictures.ts";
import { wireRecord } from "./wire-record.ts";

export interface StoryPhotoOptions {
  site: string;
  cache: string;
  /** The story's folder, below the site's. */
  folder: string;
  content: SiteContent;
}

/** The record as it is written into front matter. */
export type StoryPhoto = { file: string } & Sidecar;

/**
 * The record of a new story's lead photo. A picture from elsewhere is copied beside the story, under a name that is free,
 * with its embedded rights in the record; one that the site has is named, and its sidecar, where it has one, speaks for it: what
 * neither that nor the file says of alt text and caption is blank, for the editor to write.
 * Throws UsageError for what is no picture, and for a killed one.
 */
export async function storyPhoto(path: string, options: StoryPhotoOptions): Promise<StoryPhoto> {
  const { site, cache, folder, content } = options;
  const source = resolve(path);
  const stats = statSync(source, { throwIfNoEntry: false });
  if (!stats) throw new UsageError(`There is no photo ${path}.`);
  if (!stats.isFile() || stats.size > maximumPhotoBytes) throw new UsageError(`${path} is no photo.`);
  const bytes = readFileSync(source);
  const { value: reading, failure } = await readPhoto({ path: source, sha256: sha256(bytes) });
  if (failure) throw new UsageError(`The photo ${path} ${failure.message}.`);
  const { record } = wireRecord(reading, { agencies: content.agencies, zone: content.outlet.timeZone });
  const store = openStore(cache);
  const pictures = await readSitePictures(content, { site, store }).finally(() => store.close());
  const candidate = { name: path, path: source, reading, record };
  const [kill] = killsAmong([candidate], { content, readings: pictures.readings }).values();
  if (kill) throw new UsageError(`${kill.message} ${kill.hint ?? ""}`.trim());

  const there = pictures.sameBytes(reading.sha256);
  const sidecar = there === undefined ? undefined : content.photos.get(there)?.sidecar;
  if (there !== undefined && sidecar) {
    const hasAlt = sidecar.decorative === true || (sidecar.alt ?? record.alt) !== undefined;
    const hasCaption = (sidecar.caption ?? record.caption) !== undefined;
    return { file: there, ...(hasAlt ? {} : { alt: "" }), ...(hasCaption ? {} : { caption: "" }) };
  }
  const { alt = "", caption = "", credit = "", ...rest } = record;
  // What is blank is for the editor to write.
  const words = { alt, caption, credit, ...rest };
  if (there !== undefined) return { file: there, ...words };
  const target = join(site, folder);
  const taken = new Set(
    existsSync(target) ? readdirSync(target).map((name) => name.normalize("NFC").toLowerCase()) : [],
  );
  const name = photoName(basename(path), reading.format, (each) => taken.has(each) || taken.has(`${each}.yaml`));
  writeFileAtomic(join(target, name), bytes);
  return { file: name, ...words };
}
