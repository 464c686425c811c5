import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { digestOfFile } from "./folder-sums.ts";
import { type PublicKey, readSignature, verifyBytes } from "./minisign.ts";
import { readSums, signatureName, sumsName } from "./sums.ts";

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
  /** Paths of the list that are not there, or where a link is and not a file. */
  missing: string[];
  /** Paths that are there and not in the list: somebody may have put them there. A link is one, wherever it leads. */
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
  const folders = new RealFolders(folder);
  for (const each of wanted) {
    if (!isPathBelow(each.path) || (options.isFolder && !folders.hasFile(each.path))) result.missing.push(each.path);
    else if ((await digestOfFile(options.isFolder ? join(folder, each.path) : path)) === each.sha256) result.right += 1;
    else result.altered.push(each.path);
  }
  if (options.isFolder) {
    const known = new Set(listed.map((each) => each.path));
    const own = new Set([sumsName, signatureName]);
    result.unknown.push(...entriesOf(folder).filter((entry) => !known.has(entry) && !own.has(entry)));
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

/** A list from a stranger may name what is not below its folder. */
function isPathBelow(path: string): boolean {
  return !/^(?:[/\\]|[a-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)/i.test(path);
}

/** Tells files below a folder from those that a link only pretends to be there: what it leads to may be another tomorrow. */
class RealFolders {
  readonly root: string;
  readonly #known = new Map<string, boolean>([[".", true]]);

  constructor(root: string) {
    this.root = root;
  }

  hasFile(path: string): boolean {
    return this.#isReal(posix.dirname(path)) && (this.#stats(path)?.isFile() ?? false);
  }

  #isReal(folder: string): boolean {
    const known = this.#known.get(folder);
    if (known !== undefined) return known;
    const isReal = this.#isReal(posix.dirname(folder)) && (this.#stats(folder)?.isDirectory() ?? false);
    this.#known.set(folder, isReal);
    return isReal;
  }

  #stats(path: string) {
    return lstatSync(join(this.root, path), { throwIfNoEntry: false });
  }
}

/** Paths of all below a folder that is no folder itself, sorted; hidden ones, and whatever a link leads to, left out. */
function entriesOf(root: string): string[] {
  const found: string[] = [];
  const waiting = [""];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) waiting.push(path);
      else found.push(path);
    }
  }
  return found.sort();
}
