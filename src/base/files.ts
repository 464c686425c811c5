import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/** No photo has so many bytes; a film or a disk image may. */
export const maximumPhotoBytes = 256 * 1024 * 1024;

/** Every file below a folder as sorted paths relative to it, with `/`; hidden files and folders, and `node_modules`, left out. */
export function walkFiles(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => toPosix(relative(root, join(entry.parentPath, entry.name))))
    .filter((path) => !path.split("/").some((part) => part.startsWith(".") || part === "node_modules"))
    .sort();
}

/** A path of this system with `/` between its parts, as all paths of ours are written. */
export function toPosix(path: string): string {
  return sep === "/" ? path : path.split(sep).join("/");
}

/**
 * A path as the disk writes it: names may stand there in another Unicode form than ours, which is NFC. `file` is relative to
 * `root`, with `/`. The path as given where there is no such file.
 */
export function onDisk(root: string, file: string): string {
  const plain = join(root, file);
  if (existsSync(plain)) return plain;
  let path = root;
  for (const part of file.split("/")) {
    const names = existsSync(path) ? readdirSync(path) : [];
    path = join(path, names.find((name) => name.normalize("NFC") === part.normalize("NFC")) ?? part);
  }
  return path;
}

/** Writes a file whole or not at all: under another name first, then moved, so that nobody reads half of it. */
export function writeFileAtomic(path: string, data: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  writeFileSync(temporary, data);
  renameSync(temporary, path);
}
