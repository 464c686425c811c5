import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { sha256 } from "../../src/base/digest.ts";
import { maximumPhotoBytes, toPosix } from "../../src/base/files.ts";
import { nearest } from "../../src/base/text.ts";
import { resolvePhotoId } from "../../src/content/photo-path.ts";
import type { KilledPhoto, PhotoFile, SiteContent } from "../../src/content/site-content.ts";
import { UsageError } from "../command.ts";

/** A photo that was named to a command: of the site, from elsewhere, or killed with its file gone. */
export type NamedPhoto = { photo: PhotoFile; isOfSite: boolean } | { killed: KilledPhoto };

/**
 * The photo that somebody means by a path or an id (with or without `articles/`, or by its sidecar). Throws UsageError
 * where there is none, with the nearest that there is.
 */
export function findPhoto(named: string, content: SiteContent, site: string): NamedPhoto {
  const name = named.replace(/(\.(?:jpe?g|png|webp|avif|svg))\.ya?ml$/i, "$1");
  const path = resolve(name);
  const idOnDisk = siteId(path, site) ?? siteId(join(site, name), site) ?? siteId(join(site, "articles", name), site);
  const id = resolvePhotoId(content.photos, "", idOnDisk ?? name);
  const known = id === undefined ? undefined : content.photos.get(id);
  if (known) return { photo: known, isOfSite: true };
  if (idOnDisk !== undefined) {
    return { photo: photoAt(join(site, "articles", idOnDisk), idOnDisk), isOfSite: true };
  }
  if (existsSync(path)) {
    if (!statSync(path).isFile()) throw new UsageError(`${named} is a folder; name one photo.`);
    return { photo: photoAt(path, basename(path)), isOfSite: false };
  }
  const wanted = name.replace(/^(?:\.\/)?(?:articles\/)?/, "");
  const killed = content.killedPhotos.find((each) => each.id === wanted);
  if (killed) return { killed };
  const near = nearest(wanted, [...content.photos.keys(), ...content.killedPhotos.map((each) => each.id)], 0.25);
  throw new UsageError(`There is no photo ${named}${near === undefined ? "." : `; did you mean ${near}?`}`);
}

/** A file's path under articles/, where it is there. */
function siteId(path: string, site: string): string | undefined {
  const articles = join(site, "articles");
  if (!existsSync(path) || !existsSync(articles) || !statSync(path).isFile()) return undefined;
  const id = toPosix(relative(realpathSync(articles), realpathSync(path)));
  return id.startsWith("..") ? undefined : id.normalize("NFC");
}

function photoAt(path: string, id: string): PhotoFile {
  if (statSync(path).size > maximumPhotoBytes) throw new UsageError(`${path} is larger than any photo.`);
  return { id, file: path, sha256: sha256(readFileSync(path)) };
}
