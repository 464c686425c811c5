import { createHash } from "node:crypto";
import { Base64Finder, type DecodedFile } from "./find-traces-base64.ts";
import { formatOf } from "./find-traces-formats.ts";
import { type Needle, surroundings, type TraceKind } from "./find-traces-needles.ts";

/** A find within one file. */
export interface Find {
  kind: TraceKind;
  what: string;
}

export interface ScanResult {
  finds: Find[];
  /** Of all bytes. */
  sha256: string;
  /** Files that stood in it as base64 and are no finds by themselves. */
  decoded: Buffer[];
}

export interface ScanInput {
  needles: readonly Needle[];
  digests: ReadonlyMap<string, string>;
}

/** Whether bytes begin something that may hold other files: an archive, XML and HTML, JSON. */
function holdsMore(bytes: Buffer): boolean {
  return formatOf(bytes.subarray(0, 512), "") !== undefined || /^\s*[<{[]/.test(bytes.toString("latin1", 0, 64));
}

/** Bytes of decoded files that are kept for a look inside, of one file. */
const mostDecoded = 32 * 1024 * 1024;

/** Looks through bytes as they come: their SHA-256, the needles, files in base64. Memory does not grow with them. */
export async function scanBytes(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { needles, digests }: ScanInput,
): Promise<ScanResult> {
  const hash = createHash("sha256");
  const finds = new Map<string, Find>();
  const found = (find: Find) => finds.set(`${find.kind} ${find.what}`, find);
  const decoded: Buffer[] = [];
  let decodedBytes = 0;
  const onFile = ({ sha256, bytes }: DecodedFile) => {
    const what = digests.get(sha256);
    if (what !== undefined) found({ kind: "base64", what });
    else if (bytes && decodedBytes + bytes.length <= mostDecoded && holdsMore(bytes)) {
      decodedBytes += bytes.length;
      decoded.push(bytes);
    }
  };
  const base64 = new Base64Finder(onFile);
  const needle = new NeedleFinder(needles, found);
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    hash.update(bytes);
    base64.push(bytes);
    needle.push(bytes);
  }
  base64.end();
  needle.end();
  const sha256 = hash.digest("hex");
  const what = digests.get(sha256);
  if (what !== undefined) found({ kind: "file", what });
  return { finds: [...finds.values()], sha256, decoded };
}

/** Finds byte sequences across the borders of the pieces; each is told once. */
class NeedleFinder {
  #needles: readonly Needle[];
  readonly #found: (find: Find) => void;
  readonly #overlap: number;
  /** The end of what was looked through: a hit may begin in it, and what stands before a hit is kept. */
  #tail: Buffer = Buffer.alloc(0);
  /** Bytes of the tail that stand before any hit that is still to be looked for. */
  #done = 0;

  constructor(needles: readonly Needle[], found: (find: Find) => void) {
    this.#needles = needles;
    this.#found = found;
    this.#overlap = Math.max(0, ...needles.map(({ bytes }) => bytes.length)) + surroundings;
  }

  push(piece: Buffer): void {
    if (this.#needles.length === 0) return;
    const bytes = this.#tail.length > 0 ? Buffer.concat([this.#tail, piece]) : piece;
    // A hit whose surroundings are not all there yet waits for the next piece.
    const until = Math.max(this.#done, bytes.length - this.#overlap);
    this.#look(bytes, until);
    const keep = Math.max(0, until - surroundings);
    this.#tail = Buffer.from(bytes.subarray(keep));
    this.#done = until - keep;
  }

  end(): void {
    this.#look(this.#tail, this.#tail.length);
  }

  /** Hits that begin in `#done … until`. */
  #look(bytes: Buffer, until: number): void {
    const hit = new Set<Needle>();
    for (const needle of this.#needles) {
      const { fits } = needle;
      for (let at = bytes.indexOf(needle.bytes, this.#done); at !== -1 && at < until; ) {
        const after = at + needle.bytes.length;
        const isHit =
          !fits ||
          fits(bytes.subarray(Math.max(0, at - surroundings), at), bytes.subarray(after, after + surroundings));
        if (isHit) {
          hit.add(needle);
          break;
        }
        at = bytes.indexOf(needle.bytes, at + 1);
      }
    }
    for (const { kind, what } of hit) this.#found({ kind, what });
    if (hit.size > 0) this.#needles = this.#needles.filter((needle) => !hit.has(needle));
  }
}
