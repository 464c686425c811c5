import { createHash } from "node:crypto";
import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import type { ByteSink } from "./zip-writer.ts";

/** What a written file is known by. */
export interface WrittenFile {
  sha256: string;
  /** Bytes. */
  size: number;
}

/** Writes a large file piece by piece under another name, and moves it into place when it is whole; nothing is left of one that failed. */
export async function writeEditionFile(path: string, write: (sink: ByteSink) => Promise<void>): Promise<WrittenFile> {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = openSync(temporary, "w");
  const digest = createHash("sha256");
  let size = 0;
  try {
    await write((bytes) => {
      digest.update(bytes);
      size += bytes.length;
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    });
    closeSync(file);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return { sha256: digest.digest("hex"), size };
}
