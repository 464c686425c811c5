import { type Summed, signatureName, sumsName, sumsText } from "./sums.ts";
import type { ZipWriter } from "./zip-writer.ts";

/** Signs a list of digests; gives the signature file's text. */
export type SignSums = (sums: string) => string;

/** Puts the digests of all that an edition's folder holds into its archive, and their signature where the outlet has a key. */
export async function addSums(zip: ZipWriter, contents: readonly Summed[], sign: SignSums | undefined): Promise<void> {
  const sums = sumsText(contents);
  const encoder = new TextEncoder();
  await zip.add(sumsName, encoder.encode(sums));
  if (sign) await zip.add(signatureName, encoder.encode(sign(sums)));
}
