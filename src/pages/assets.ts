import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { sha256 } from "../base/digest.ts";
import { walkFiles } from "../base/files.ts";

/** One file of `assets/`, the site's own in place of the project's. */
export interface Asset {
  /** Path under assets/. */
  name: string;
  /** Absolute path of the file. */
  source: string;
  sha256: string;
  /** Path in the output. Fonts carry their hash, so that they can be kept for ever. */
  output: string;
}

const hashed = new Set([".woff2", ".woff", ".css", ".js"]);
// Browsers and search engines look for these at the root, whatever a page says.
const atRoot = new Set(["favicon.ico"]);

/** The files of several `assets/` folders, by name; the first folder wins. */
export function readAssets(folders: readonly string[]): Map<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const folder of folders) {
    for (const name of walkFiles(folder)) {
      if (assets.has(name)) continue;
      const source = join(folder, name);
      const digest = sha256(readFileSync(source));
      assets.set(name, { name, source, sha256: digest, output: outputOf(name, digest) });
    }
  }
  return new Map([...assets].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function outputOf(name: string, digest: string): string {
  if (atRoot.has(name)) return name;
  const { dir, name: stem, ext } = posix.parse(name);
  return posix.join("assets", dir, hashed.has(ext) ? `${stem}-${digest.slice(0, 10)}${ext}` : `${stem}${ext}`);
}
