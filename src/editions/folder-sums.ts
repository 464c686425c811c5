import { createHash } from "node:crypto";
import { createReadStream, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomic } from "../base/files.ts";
import type { SignSums } from "./add-sums.ts";
import { type Summed, signatureName, sumsName, sumsText } from "./sums.ts";

/** Lists the digests of every file of the editions' folder beside them, signed where there is a key; an old signature goes. */
export async function writeSums(folder: string, sign: SignSums | undefined): Promise<void> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isListed(entry.name))
    .map(({ name }) => name);
  const files: Summed[] = [];
  for (const path of names) files.push({ path, sha256: await digestOfFile(join(folder, path)) });
  const text = sumsText(files);
  writeFileAtomic(join(folder, sumsName), text);
  if (sign) writeFileAtomic(join(folder, signatureName), sign(text));
  else rmSync(join(folder, signatureName), { force: true });
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
