import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";

/** Bytes read at once: a file of gigabytes takes no more memory than this. */
const piece = 1 << 20;

/** SHA-256 of a file of any size, lower-case hex. `path`: absolute. */
export function hashFile(path: string): string {
  const digest = createHash("sha256");
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(piece);
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer))
      digest.update(buffer.subarray(0, length));
  } finally {
    closeSync(file);
  }
  return digest.digest("hex");
}
