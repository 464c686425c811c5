import { execFile } from "node:child_process";
import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { promisify } from "node:util";
import { hashFile } from "../base/hash-file.ts";
import type { Store } from "../base/store.ts";

const run = promisify(execFile);

/** The files of a site folder: which there are, and for each a key that changes when its bytes do. */
export interface SiteFiles {
  /** The site's folder, absolute. */
  root: string;
  /** Paths under the site folder in NFC, with `/`, sorted. */
  paths: readonly string[];
  /** Paths as near as they can be printed, of names that are not UTF-8: nobody can open these. */
  unreachable: readonly string[];
  has(path: string): boolean;
  /** The path as the disk writes it, absolute: names may stand there in another Unicode form. */
  onDisk(path: string): string;
  /** The blob id where git vouches for it, else the SHA-256: equal keys mean equal text. */
  textKey(path: string): string;
  /** SHA-256 of the bytes. */
  sha256(path: string): string;
}

/** Lists the files below the given folders of a site, while git says which of them it knows to be clean. */
export async function readSiteFiles(root: string, folders: readonly string[], store: Store): Promise<SiteFiles> {
  const asked = cleanBlobs(root, folders);
  const names = new Map<string, string>();
  const unreachable: string[] = [];
  for (const folder of folders) walk(root, folder, { names, unreachable });
  const blobs = await asked;
  const paths = [...names.keys()].sort();
  const sha256 = (path: string) => rememberedHash(join(root, names.get(path) ?? path), store);
  return {
    root,
    paths,
    unreachable,
    has: (path) => names.has(path),
    onDisk: (path) => join(root, names.get(path) ?? path),
    textKey: (path) => blobs.get(path) ?? sha256(path),
    sha256,
  };
}

function walk(root: string, folder: string, found: { names: Map<string, string>; unreachable: string[] }): void {
  const { names, unreachable } = found;
  let entries: Dirent[];
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    const path = `${folder}/${entry.name}`;
    const isLink = entry.isSymbolicLink();
    // A link to a folder above would be walked for ever; one to nowhere is no file.
    if (isLink && (!existsSync(join(root, path)) || isAbove(join(root, path), join(root, folder)))) continue;
    if (entry.isDirectory() || (isLink && isFolder(join(root, path)))) walk(root, path, found);
    else if (entry.name.includes("\ufffd") && !existsSync(join(root, path))) unreachable.push(path.normalize("NFC"));
    // A pipe or a socket would be waited for until somebody writes to it.
    else if (entry.isFile() || (isLink && statSync(join(root, path)).isFile())) {
      const plain = path.normalize("NFC");
      // Two names that look alike: the one that is NFC already wins, whatever the disk lists first.
      if (!names.has(plain) || path === plain) names.set(plain, path);
    }
  }
}

/** Whether a link leads to the folder that it stands in, or to one above that. */
function isAbove(link: string, folder: string): boolean {
  const target = realpathSync(link);
  const here = realpathSync(folder);
  return here === target || here.startsWith(target + sep);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * Blob ids of files that are tracked, as they were staged, and plain: no symbolic links, no conflicts, none that git
 * was told to take for unchanged. Empty without git. A blob id is of the text with line feeds where git converts
 * them, so it is not the hash of a CRLF work file; readers of text convert too.
 */
async function cleanBlobs(root: string, folders: readonly string[]): Promise<Map<string, string>> {
  const blobs = new Map<string, string>();
  const git = async (...args: string[]) =>
    // Optional locks off: a build never stands in the way of somebody's commit.
    (
      await run("git", ["-c", "core.fsmonitor=false", ...args], {
        cwd: root,
        encoding: "utf8",
        maxBuffer: 1 << 30,
        env: { ...process.env, GIT_OPTIONAL_LOCKS: "0" },
      })
    ).stdout;
  try {
    const [listed, changed, prefix] = await Promise.all([
      git("ls-files", "-s", "-v", "-z", "--", ...folders),
      git(
        "status",
        "--porcelain",
        "-z",
        "--untracked-files=no",
        "--no-renames",
        "--ignore-submodules",
        "--",
        ...folders,
      ),
      git("rev-parse", "--show-prefix"),
    ]);
    for (const line of listed.split("\0")) {
      // `H 100644 <blob> 0\t<path>`; another letter: unmerged, assumed unchanged, skipped.
      const match = /^H 100(?:644|755) ([0-9a-f]{40,64}) 0\t/.exec(line);
      if (match?.[1]) blobs.set(line.slice(match[0].length).normalize("NFC"), match[1]);
    }
    // Status names paths from the top of the repository, ls-files from here.
    const here = prefix.replace(/\n$/, "");
    for (const line of changed.split("\0")) {
      const path = line.slice(3);
      if (path.startsWith(here)) blobs.delete(path.slice(here.length).normalize("NFC"));
    }
  } catch {
    return new Map();
  }
  return blobs;
}

// A file written again within the clock's grain would keep its time: younger ones are hashed anew next time.
const settled = 1_000; // ms

/** A file's SHA-256, remembered by size and times (changed and inode-changed, in ns). `path`: absolute. */
export function rememberedHash(path: string, store: Store): string {
  const { size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  const stamp = `${size}:${mtimeNs}:${ctimeNs}:`;
  const known = store.get("files", path);
  if (known?.startsWith(stamp)) return known.slice(stamp.length);
  const digest = hashFile(path);
  if (Date.now() - Number(ctimeNs / 1_000_000n) > settled) store.set("files", path, stamp + digest);
  return digest;
}
