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
  for (const name of spellings(clean)) {
    for (const path of [posix.join(folder, name), name]) {
      const id = posix.normalize(path);
      if (photos.has(id)) return id;
    }
  }
  return undefined;
}

/**
 * The ways in which a name may stand on the disk, the likeliest first. Addresses of pictures are percent-encoded where
 * their files seldom are, though some programs saved the files under those very names.
 */
function* spellings(name: string): Generator<string> {
  yield name;
  yield* endings(name);
  if (/%[0-9a-f]{2}/i.test(name)) {
    try {
      const decoded = decodeURIComponent(name).normalize("NFC");
      yield decoded;
      yield* endings(decoded);
    } catch {
      // a file name may hold a percent sign
    }
  }
  const encoded = name.toWellFormed().split("/").map(encodeURIComponent).join("/");
  for (const form of [encodeURI(name.toWellFormed()), encoded]) {
    if (form === name) continue;
    yield form;
    yield form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  }
}

/** `photo.JPG` for `photo.jpg`, and the other way round. */
function* endings(name: string): Generator<string> {
  const ending = posix.extname(name);
  for (const form of [ending.toLowerCase(), ending.toUpperCase()]) {
    if (form !== ending) yield name.slice(0, name.length - ending.length) + form;
  }
}
