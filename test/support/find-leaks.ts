import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from "node:zlib";
import sharp from "sharp";
import { fromBufferPromise } from "yauzl";
import { digestOf } from "../../src/base/digest.ts";
import { sniffFormat } from "../../src/photos/sniff-format.ts";
import { formatOf } from "../../src/publish/find-traces-formats.ts";
import { tarEntries } from "../../src/publish/find-traces-tar.ts";
import { findTerms } from "../../src/search/read-segment.ts";

// Looks for marked words in every byte of an output, however they are written there.

export interface LeakSearch {
  /** Words, each of which stands in hidden places only. ASCII ones are found in any case. */
  words: readonly string[];
  /** Texts whose digests stand nowhere, not even their beginnings. */
  secrets?: readonly string[];
}

/** Characters of a digest that are taken for it: fewer are found by chance. */
const shortDigest = 10;

/** Every place in which something hidden stands, as `file: what`. */
export async function findLeaks(
  files: Iterable<readonly [name: string, bytes: Buffer]>,
  { words, secrets = [] }: LeakSearch,
): Promise<string[]> {
  const digests = digestsOf(secrets);
  const found = new Set<string>();
  for (const [name, bytes] of files) {
    for (const what of saidIn(Buffer.from(name), words, digests)) found.add(`${name}: ${what} in the file's name`);
    for await (const piece of piecesOf(name, bytes, 0)) {
      for (const what of saidIn(piece.bytes, words, digests)) found.add(`${piece.place}: ${what}`);
    }
  }
  return [...found];
}

interface Piece {
  place: string;
  bytes: Buffer;
}

/** A file, and everything that it holds in another form. */
async function* piecesOf(place: string, bytes: Buffer, depth: number): AsyncGenerator<Piece> {
  yield { place, bytes };
  if (depth > 6 || /\.woff2$/.test(place)) return;
  for await (const inner of insideOf(place, bytes)) yield* piecesOf(inner.place, inner.bytes, depth + 1);
}

async function* insideOf(place: string, bytes: Buffer): AsyncGenerator<Piece> {
  const inner = (name: string, content: Buffer): Piece => ({ place: `${place} › ${name}`, bytes: content });
  const format = formatOf(bytes.subarray(0, 512), place);
  if (format?.kind === "zip") {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false });
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileNameRaw.toString("utf8");
      yield inner("name", Buffer.concat([entry.fileNameRaw, entry.fileCommentRaw]));
      if (name.endsWith("/")) continue;
      yield inner(name, await whole(await zip.openReadStreamPromise(entry)));
    }
  } else if (format?.kind === "tar") {
    for await (const { name, link, content } of tarEntries(Readable.from([bytes]))) {
      yield inner("name", Buffer.from(`${name}\n${link}`));
      yield inner(name, await whole(content));
    }
  } else if (format?.kind === "compressed") {
    const open = bytes[0] === 0x1f ? gunzipSync : bytes[0] === 0x28 ? zstdDecompressSync : brotliDecompressSync;
    yield inner("unpacked", open(bytes));
  } else if (format?.kind === "closed") {
    throw new Error(`${place} is a ${format.name} archive, which nobody looked into`);
  } else if (isPicture(bytes)) {
    const { exif, xmp, iptc, icc } = await sharp(bytes).metadata();
    for (const [kind, block] of Object.entries({ exif, xmp, iptc, icc })) if (block) yield inner(kind, block);
    for (const block of pngTexts(bytes)) yield inner("text", block);
  } else {
    const text = bytes.toString("latin1");
    for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{24,}={0,2}/g)) {
      const decoded = Buffer.from(run, "base64");
      // A word of letters decodes too: only what gives text, or a file of a known kind, goes on.
      const isText = isUtf8(decoded) && decoded.every((byte) => byte >= 9);
      if (isText || isPicture(decoded) || formatOf(decoded, "")) yield inner("base64", decoded);
    }
    if (/(?:^|\/)search\/.*\.js$/.test(place)) yield* searchPieces(place, bytes.toString("utf8"));
  }
}

/** By its first bytes: in a page a picture has no name. */
function isPicture(bytes: Buffer): boolean {
  return "format" in sniffFormat(bytes);
}

/** What a search file hands to the page, and the terms of a shard as the search finds them. */
function* searchPieces(place: string, script: string): Generator<Piece> {
  const calls: unknown[][] = [];
  new Function("broadsheetSearch", script)((...call: unknown[]) => calls.push(call));
  for (const [kind, name, data] of calls) {
    yield { place: `${place} › ${String(kind)}`, bytes: Buffer.from(JSON.stringify([name, data])) };
    if (kind !== "shard" || typeof data !== "string") continue;
    const terms = data.split("\n").flatMap((line) => findTerms(data, line.slice(0, line.indexOf(" "))));
    yield { place: `${place} › terms`, bytes: Buffer.from(terms.map(({ term }) => term).join("\n")) };
  }
}

/** Text chunks of a PNG, unpacked where they are packed. */
function pngTexts(bytes: Buffer): Buffer[] {
  if (bytes.readUInt32BE(0) !== 0x89504e47) return [];
  const texts: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const kind = bytes.toString("latin1", at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
    if (!/^(?:zTXt|iTXt|iCCP)$/.test(kind)) continue;
    for (let start = 0; start < Math.min(data.length, 200); start += 1) {
      if (data[start] !== 0x78) continue;
      try {
        texts.push(inflateSync(data.subarray(start)));
      } catch {
        // Not the beginning of a packed text.
      }
    }
  }
  return texts;
}

async function whole(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/** The words and digests that stand in some bytes, under every spelling of text: encodings, escapes, entities. */
function saidIn(bytes: Buffer, words: readonly string[], digests: ReadonlyMap<string, string>): string[] {
  const found = new Set<string>();
  for (const text of spelled(bytes)) {
    for (const digest of digestsIn(text, digests)) found.add(digest);
    const folded = text.toLowerCase();
    for (const word of words) {
      const at = folded.indexOf(word);
      if (at >= 0) found.add(text.slice(at, at + 60).match(/^[\p{L}\p{M}]+/u)?.[0] ?? word);
    }
  }
  return [...found];
}

function* spelled(bytes: Buffer): Generator<string> {
  const text = bytes.toString("utf8").normalize("NFC");
  yield text;
  yield bytes.toString("latin1");
  yield bytes.toString("utf16le");
  if (bytes.length > 1) {
    const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
    yield even.swap16().toString("utf16le");
    yield bytes.subarray(1).toString("utf16le");
  }
  let plain = text;
  for (let round = 0; round < 3; round += 1) {
    const next = unescaped(plain).normalize("NFC");
    if (next === plain) return;
    yield next;
    plain = next;
  }
}

function unescaped(text: string): string {
  return text
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"))
    .replace(/(?:=[0-9A-F]{2}){2,}/g, (run) => Buffer.from(run.replaceAll("=", ""), "hex").toString("utf8"))
    .replace(/\\u\{?([0-9a-f]{4,6})\}?/gi, (_whole, code: string) => letter(Number.parseInt(code, 16)))
    .replace(/\\x([0-9a-f]{2})/gi, (_whole, code: string) => letter(Number.parseInt(code, 16)))
    .replace(/\\([0-9a-f]{2,6}) /gi, (_whole, code: string) => letter(Number.parseInt(code, 16)))
    .replace(/&#x([0-9a-f]+);?/gi, (_whole, code: string) => letter(Number.parseInt(code, 16)))
    .replace(/&#(\d+);?/g, (_whole, code: string) => letter(Number(code)))
    .replace(/&amp;/g, "&")
    .replace(/&shy;|&zwnj;|[\u00ad\u200b-\u200d]/g, "");
}

function letter(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

/** Beginnings of the digests that somebody would try → the text that they are of. */
function digestsOf(secrets: readonly string[]): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  for (const secret of secrets) {
    for (const form of new Set([secret, secret.toLowerCase(), `${secret}\n`])) {
      const own = Buffer.from(digestOf(form), "hex");
      const made = ["sha256", "sha1", "md5", "sha512"].map((kind) => createHash(kind).update(form).digest());
      for (const digest of [own, ...made]) {
        for (const encoding of ["hex", "base64", "base64url"] as const)
          digests.set(digest.toString(encoding).slice(0, shortDigest), secret);
      }
    }
  }
  return digests;
}

/**
 * Digests in a text. Of hexadecimal figures every place is tried, since what stands before may be a figure too; of base64,
 * which all words look like, each place after something that is no letter and no figure.
 */
function digestsIn(text: string, digests: ReadonlyMap<string, string>): string[] {
  if (digests.size === 0) return [];
  const found = new Set<string>();
  const add = (start: string) => {
    const of = digests.get(start);
    if (of !== undefined) found.add(`a digest of ${of}`);
  };
  for (const [run] of text.matchAll(/[0-9a-f]{10,}/gi)) {
    const figures = run.toLowerCase();
    for (let at = 0; at + shortDigest <= figures.length; at += 1) add(figures.slice(at, at + shortDigest));
  }
  for (const { index } of text.matchAll(/(?<![A-Za-z0-9])(?=[A-Za-z0-9+/_-]{10})/g))
    add(text.slice(index, index + shortDigest));
  return [...found];
}
