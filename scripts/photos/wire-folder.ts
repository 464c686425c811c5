import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { sha256 } from "../../src/base/digest.ts";
import { type PhotoFailure, readableFormats } from "../../src/photos/photo-failure.ts";
import { sniffFormat, sniffLength } from "../../src/photos/sniff-format.ts";

/** One file of a wire's folder. */
export interface WireFile {
  /** Path below the folder, with `/`. */
  name: string;
  path: string;
  bytes: number;
  /** Of the bytes; absent where the file is none that could be read. */
  sha256?: string;
  /** Why it is no picture that can be taken in, known without decoding it. */
  failure?: PhotoFailure;
  /** A text or a table that a wire sends along: nobody misses it among the pictures. */
  isAside?: true;
}

/** Bytes; nothing larger is read whole. */
const largest = 256 * 1024 * 1024;

const rawEndings = /\.(?:cr[23w]|nef|nrw|arw|sr[2f]|dng|raf|orf|rw2|pef|srw|3fr|iiq|x3f|raw)$/i;

const asideEndings = /\.(?:txt|xml|json|csv|xlsx?|docx?|rtf|html?|md|ya?ml|xmp|log)$/i;

/**
 * Every file below a folder, in the order in which people count (`2.jpg` before `10.jpg`); hidden files and what systems
 * leave behind passed over. One file is in memory at a time.
 */
export function readWireFolder(folder: string, onProgress: (done: number, total: number) => void): WireFile[] {
  const names = namesBelow(folder).sort(new Intl.Collator("en", { numeric: true }).compare);
  return names.map((name, index) => {
    const file = wireFile(name, join(folder, name));
    onProgress(index + 1, names.length);
    return file;
  });
}

/**
 * Links are followed, for desks keep them to other disks; but each real folder is read once, so that none leads in circles.
 * All folders of one depth are read before the next: the shortest path to a folder counts, and of two as short its own
 * before a link's.
 */
function namesBelow(folder: string): string[] {
  const files: string[] = [];
  const read = new Set<string>();
  let level = [""];
  while (level.length > 0) {
    const folders: string[] = [];
    const links: string[] = [];
    for (const below of level) {
      const path = join(folder, below);
      const real = realpathSync(path);
      if (read.has(real)) continue;
      read.add(real);
      for (const entry of readdirSync(path, { withFileTypes: true })) {
        if (isLeftBehind(entry.name)) continue;
        const name = below === "" ? entry.name : `${below}/${entry.name}`;
        if (entry.isDirectory()) folders.push(name);
        else if (entry.isSymbolicLink() && isFolder(join(folder, name))) links.push(name);
        else files.push(name);
      }
    }
    level = [...folders.sort(), ...links.sort()];
  }
  return files;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // a link to nothing, or to itself
  }
}

/** Hidden, or of a system's own. */
function isLeftBehind(name: string): boolean {
  return name.startsWith(".") || name === "__MACOSX" || /^(?:thumbs\.db|desktop\.ini)$/i.test(name);
}

function wireFile(name: string, path: string): WireFile {
  const fail = (failure: PhotoFailure, bytes = 0): WireFile => ({ name, path, bytes, failure });
  const unreadable = (message: string, found?: string) =>
    fail({ code: "photo/unreadable", message, ...(found !== undefined && { found }) });
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) {
      const isGarbled = name.includes("\ufffd");
      return unreadable(
        isGarbled ? "can't be opened: its name is not UTF-8; rename it" : "is a link that leads to nothing",
      );
    }
    if (!stats.isFile()) return unreadable("is no file");
    if (stats.size === 0) return unreadable("is an empty file", "0 bytes");
    if (stats.size > largest) {
      const found = `${stats.size >> 20} MiB`;
      return fail({ code: "photo/too-large", message: "is larger than any photo", found }, stats.size);
    }
    const failure = foreign(name, headOf(path));
    if (failure) return { ...fail(failure, stats.size), ...(asideEndings.test(name) && { isAside: true }) };
    return { name, path, bytes: stats.size, sha256: sha256(readFileSync(path)) };
  } catch (error) {
    return unreadable("can't be opened", (error as NodeJS.ErrnoException).code);
  }
}

function headOf(path: string): Buffer {
  const head = Buffer.alloc(sniffLength);
  const file = openSync(path, "r");
  try {
    return head.subarray(0, readSync(file, head, 0, sniffLength, 0));
  } finally {
    closeSync(file);
  }
}

/** What is no picture, or none that can be decoded, by its first bytes. */
function foreign(name: string, head: Uint8Array): PhotoFailure | undefined {
  const sniffed = sniffFormat(head);
  if ("format" in sniffed) return undefined;
  if (sniffed.isPointer) {
    return { code: "photo/lfs-pointer", message: "is only a Git LFS pointer, the picture was not fetched" };
  }
  const isRaw = rawEndings.test(name);
  const other = isRaw ? "camera's raw file" : sniffed.other;
  if (other !== "") {
    if (other === "SVG") {
      const message = "is an SVG drawing; one of the outlet's own desk goes beside its story by hand";
      return { code: "photo/unsupported", message, expected: readableFormats, found: other };
    }
    const article = /^XML/.test(other) ? "an" : "a";
    return {
      code: "photo/unsupported",
      message: `is ${other === "HEIC" ? "in HEIC" : `${article} ${other}`}`,
      expected: readableFormats,
      found: other,
    };
  }
  const ending = extname(name);
  return {
    code: "photo/unreadable",
    message: "is no picture",
    expected: readableFormats,
    ...(ending !== "" && { found: ending }),
  };
}
