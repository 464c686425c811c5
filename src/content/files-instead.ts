import { hashFile } from "../base/hash-file.ts";
import type { SiteFiles } from "./site-files.ts";

/** By path under the site's folder: the absolute path of the file that is read in its place; undefined: none, as if it were not there. */
export type Instead = ReadonlyMap<string, string | undefined>;

/** A site's files, with others in the place of some: `--hold-back` reads earlier forms of data files by it. */
export function filesInstead(files: SiteFiles, instead: Instead): SiteFiles {
  if (instead.size === 0) return files;
  const paths = files.paths.filter((path) => !instead.has(path));
  for (const [path, file] of instead) if (file !== undefined) paths.push(path);
  const known = new Set(paths);
  const sha256 = (path: string): string => {
    const file = instead.get(path);
    return file === undefined ? files.sha256(path) : hashFile(file);
  };
  return {
    ...files,
    paths: paths.sort(),
    has: (path) => known.has(path),
    onDisk: (path) => instead.get(path) ?? files.onDisk(path),
    textKey: (path) => (instead.get(path) === undefined ? files.textKey(path) : sha256(path)),
    sha256,
  };
}
