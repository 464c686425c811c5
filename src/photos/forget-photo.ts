import { readdirSync } from "node:fs";
import { join } from "node:path";
import { planRenditions } from "./plan-renditions.ts";
import { readingVersion } from "./read-photo.ts";
import type { Places } from "./rendition-cache.ts";
import { forgetRenditions, renditionSource } from "./rendition-cache.ts";
import { renditionFolder } from "./rendition-path.ts";
import { engineVersion } from "./sharp-version.ts";

/** The readable beginning of the names of all renditions of a photo: `harbour` of `harbour-3f2a9c0d1e4b5a67-640.avif`. */
export function renditionStem(id: string): string {
  // Asked of the plan itself, so that there is one rule for it.
  const { set } = planRenditions({
    reading: { sha256: "", width: 1, height: 1, colour: "" },
    rights: { credit: "", creator: [] },
    alt: "",
    focus: [0.5, 0.5],
    placement: "inline",
    stem: id,
  });
  return set.jpeg[0]?.name.replace(/-[0-9a-f]+-\d+\.jpg$/, "") ?? "";
}

/** Whether a file's name is that of a rendition with this stem; social cards are named after their story. */
export function isRenditionOf(stem: string, name: string): boolean {
  return name.startsWith(`${stem}-`) && /^[0-9a-f]{16}-\d+(?:x\d+)?\.(?:avif|jpg)$/.test(name.slice(stem.length + 1));
}

export interface CachedOfPhoto {
  /** Names of renditions and cards that show these bytes, whatever their credit and age. */
  own: string[];
  /** Names that begin as this photo's do, and of which nothing says whose they are. */
  unsure: string[];
}

/** What the cache has of a photo. Sites share the cache, and names may begin alike: it goes by the bytes that a file was made of. */
export function cachedOfPhoto(
  { stems, sha256 }: { stems: ReadonlySet<string>; sha256: string | undefined },
  { cache, store }: Places,
): CachedOfPhoto {
  const found: CachedOfPhoto = { own: [], unsure: [] };
  const folder = renditionFolder(cache);
  for (const name of listed(folder).flatMap((part) => listed(join(folder, part)))) {
    const isNamedSo = [...stems].some((stem) => isRenditionOf(stem, name));
    if (!isNamedSo && !name.endsWith("-card.jpg")) continue;
    const source = renditionSource(name, store);
    if (source !== undefined && source === sha256) found.own.push(name);
    else if (source === undefined && isNamedSo) found.unsure.push(name);
  }
  return { own: found.own.sort(), unsure: found.unsure.sort() };
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // no cache yet, or a file that is none of ours
  }
}

/** Takes a photo out of the cache: its renditions and cards by name, and what was read of its file. */
export function forgetPhoto(
  { sha256s, names }: { sha256s: readonly string[]; names: readonly string[] },
  { cache, store }: Places,
): void {
  forgetRenditions(names, { cache, store });
  const readings = sha256s.map((sha256) => `${sha256} ${readingVersion} ${engineVersion}`);
  store.forget("photos", [...readings, ...readings.map((key) => `${key} drawing`)]);
}
