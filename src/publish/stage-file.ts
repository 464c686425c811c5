import { chmodSync, constants, copyFileSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sha256 } from "../base/digest.ts";
import { hashFile } from "../base/hash-file.ts";

/** What was written of one file. */
export interface StagedFile {
  sha256: string;
  /** Bytes. */
  size: number;
}

/** Writes files below one folder, and makes each folder on the way once: a `mkdir` that is told no costs as much as one that makes. */
export class Stage {
  readonly #root: string;
  readonly #made = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  /** `file`: path below the folder, with `/`. */
  write(file: string, content: string | Uint8Array): StagedFile {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    writeFileSync(this.pathFor(file), bytes);
    return { sha256: sha256(bytes), size: bytes.length };
  }

  /** A file as it stands elsewhere, of any size: an edition may be larger than the memory. `source`: absolute. */
  copy(file: string, source: string): StagedFile {
    const path = this.pathFor(file);
    copyFileSync(source, path, constants.COPYFILE_FICLONE);
    // A copy is not read-only because its original is: the next build must be able to replace it.
    chmodSync(path, 0o644);
    // Of the copy, not of the source: that may change in the meantime.
    return { sha256: hashFile(path), size: statSync(path).size };
  }

  /** The absolute path of a file whose folder now exists. */
  pathFor(file: string): string {
    this.#makeFolder(dirname(file));
    return join(this.#root, file);
  }

  #makeFolder(folder: string): void {
    if (this.#made.has(folder)) return;
    if (folder === ".") {
      mkdirSync(this.#root, { recursive: true });
    } else {
      this.#makeFolder(dirname(folder));
      try {
        mkdirSync(join(this.#root, folder));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
    this.#made.add(folder);
  }
}
