import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { walkFiles } from "../base/files.ts";
import { digestOfFile } from "./folder-sums.ts";
import { type PublicKey, readSignature, verifyBytes } from "./minisign.ts";
import { readSums, type Summed, signatureName, sumsName } from "./sums.ts";

/** What became of the signature of the list of digests. `unsigned`: there is none; `no-key`: there is, and no key to check it with. */
export type SignatureOutcome = "right" | "wrong" | "unsigned" | "no-key";

export interface Verification {
  /** Where the list of digests was found; undefined where there is none. */
  sums?: string;
  signature: SignatureOutcome;
  /** As signed along with the list: when, and what. */
  comment?: string;
  /** Files that are what the list says. */
  right: number;
  /** Paths whose bytes are others. */
  altered: string[];
  /** Paths of the list that are not there. */
  missing: string[];
  /** Paths that are there and not in the list: somebody may have put them there. */
  unknown: string[];
}

/**
 * Checks a folder (an unpacked edition, or a folder of editions) by the list of digests in it, or one file by the list beside it.
 * Throws MinisignError for a signature that can't be read.
 */
export async function verifyPath(
  path: string,
  options: { isFolder: boolean; key?: PublicKey | undefined },
): Promise<Verification> {
  const folder = options.isFolder ? path : dirname(path);
  const sums = join(folder, sumsName);
  const result: Verification = { signature: "unsigned", right: 0, altered: [], missing: [], unknown: [] };
  if (!existsSync(sums)) return result;
  const text = readFileSync(sums, "utf8");
  Object.assign(result, { sums }, signatureOf(text, join(folder, signatureName), options.key));
  const listed = readSums(text);
  const wanted = options.isFolder ? listed : listed.filter((each) => each.path === basename(path).normalize("NFC"));
  if (!options.isFolder && wanted.length === 0) result.unknown.push(basename(path));
  for (const each of wanted) await checkFile(each, folder, result);
  if (options.isFolder) {
    const known = new Set(listed.map((each) => each.path));
    const extra = walkFiles(folder).filter((file) => !known.has(file) && file !== sumsName && file !== signatureName);
    result.unknown.push(...extra);
  }
  return result;
}

function signatureOf(
  text: string,
  file: string,
  key: PublicKey | undefined,
): Pick<Verification, "signature" | "comment"> {
  if (!existsSync(file)) return { signature: "unsigned" };
  if (!key) return { signature: "no-key" };
  const signature = readSignature(readFileSync(file, "utf8"));
  const verdict = verifyBytes(text, signature, key);
  return verdict === "right" ? { signature: "right", comment: signature.trustedComment } : { signature: "wrong" };
}

async function checkFile({ path, sha256 }: Summed, folder: string, result: Verification): Promise<void> {
  // A list from a stranger may name what is not below its folder.
  if (/^(?:[/\\]|[a-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)/i.test(path)) {
    result.missing.push(path);
    return;
  }
  const file = join(folder, path);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) result.missing.push(path);
  else if ((await digestOfFile(file)) === sha256) result.right += 1;
  else result.altered.push(path);
}
