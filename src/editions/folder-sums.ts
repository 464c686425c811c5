import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomic } from "../base/files.ts";
import type { SignSums } from "./add-sums.ts";
import { type Summed, signatureName, sumsName, sumsText } from "./sums.ts";

/**
 * Lists the digests of every file of the editions' folder beside them, signed where there is a key. Without one the signature
 * of another list goes, which was the signature of all editions there: `isSignatureGone`.
 */
export async function writeSums(folder: string, sign: SignSums | undefined): Promise<{ isSignatureGone: boolean }> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isListed(entry.name))
    .map(({ name }) => name);
  const files: Summed[] = [];
  for (const path of names) files.push({ path, sha256: await digestOfFile(join(folder, path)) });
  const text = sumsText(files);
  const [list, signature] = [join(folder, sumsName), join(folder, signatureName)];
  const isSame = existsSync(list) && readFileSync(list, "utf8") === text;
  const isSignatureGone = !sign && !isSame && existsSync(signature);
  // First, for a command that is stopped between the two must not leave a signature that fails.
  if (isSignatureGone) rmSync(signature);
  writeFileAtomic(list, text);
  if (sign) writeFileAtomic(signature, sign(text));
  return { isSignatureGone };
}

function isListed(name: string): boolean {
  return name !== sumsName && name !== signatureName && !name.startsWith(".") && !name.endsWith(".tmp");
}

/** SHA-256 of a file of any size, hexadecimal. */
export async function digestOfFile(path: string): Promise<string> {
  const digest = createHash("sha256");
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) digest.update(piece as Buffer);
  return digest.digest("hex");
}
