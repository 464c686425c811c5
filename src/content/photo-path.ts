import { posix } from "node:path";

/**
 * The id (path under articles/) of the photo that a file of the site names: beside that file first, then under
 * articles/. Unicode forms and the case of the ending may differ, as they do between file systems. Undefined: no such photo.
 */
export function resolvePhotoId(
  photos: { has(id: string): boolean },
  storyFile: string,
  reference: string,
): string | undefined {
  const clean = reference
    .normalize("NFC")
    .replaceAll("\\", "/")
    .replace(/^(\.\/)+/, "")
    .replace(/^\/?(articles\/)?/, "");
  const folder = posix.dirname(storyFile).replace(/^articles\/?/, "");
  const candidates = [posix.normalize(posix.join(folder, clean)), posix.normalize(clean)];
  return candidates.find((candidate) => photos.has(candidate));
}
