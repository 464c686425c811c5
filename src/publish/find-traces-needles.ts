import { encodePath } from "../base/urls.ts";
import { escapeXml } from "../base/xml.ts";

/** Something of a killed photo that may stand in a file, and how it is written there. */
export type TraceKind = "file" | "base64" | "bytes" | "name" | "digest";

/** What is looked for. */
export interface TraceTarget {
  /** SHA-256 (hexadecimal) of the photo and of the files made of it → what each is, for people. */
  digests: ReadonlyMap<string, string>;
  /** Names of the files that were made of it. */
  names: readonly string[];
  /** The photo's ids: paths under articles/. */
  ids: readonly string[];
  /** Some bytes out of the middle of each file that is at hand (`sampleOf`). */
  samples: readonly { bytes: Buffer; what: string }[];
}

/** Bytes to look for. */
export interface Needle {
  kind: Exclude<TraceKind, "file" | "base64">;
  bytes: Buffer;
  what: string;
  /** Whether the bytes around a hit let it count. `before` and `after` may be cut short by the ends of the file. */
  fits?: (before: Buffer, after: Buffer) => boolean;
}

/** The hash in a rendition's name: it alone is enough, and no encoding of text changes it. */
const nameHash = /-([0-9a-f]{16,64})-/;

/** All that is looked for in the bytes of every file; `hasMentions` false: only the picture itself, not its names. */
export function needlesOf(target: TraceTarget, hasMentions: boolean): Needle[] {
  const samples = target.samples.map(({ bytes, what }): Needle => ({ kind: "bytes", bytes, what }));
  return hasMentions ? [...samples, ...mentionsOf(target)] : samples;
}

/** Names, ids and digests, in every spelling that files of the web have for them. */
export function mentionsOf({ digests, names, ids }: TraceTarget): Needle[] {
  const needles = new Map<string, Needle>();
  const add = (needle: Needle) => needles.set(`${needle.kind} ${needle.bytes.toString("latin1")}`, needle);
  for (const name of names) {
    const hash = nameHash.exec(name);
    if (hash?.[1]) {
      const what = `${name.slice(0, hash.index + hash[0].length)}…`;
      add({ kind: "name", bytes: Buffer.from(hash[1]), what, fits: isNoHexAround });
    } else for (const spelling of spellings(name)) add({ kind: "name", bytes: Buffer.from(spelling), what: name });
  }
  for (const id of ids) {
    const fits = (before: Buffer, after: Buffer) => isNameOfItsOwn(id, before, after);
    for (const spelling of spellings(id)) add({ kind: "name", bytes: Buffer.from(spelling), what: id, fits });
  }
  for (const [digest, of] of digests) {
    for (const form of [digest, digest.toUpperCase()]) {
      add({ kind: "digest", bytes: Buffer.from(form), what: `the SHA-256 of ${of}`, fits: isNoHexAround });
    }
  }
  return [...needles.values()];
}

/** Bytes kept around a hit for `fits`. */
export const surroundings = 16;

function isNoHexAround(before: Buffer, after: Buffer): boolean {
  const isHex = (byte: number | undefined) => byte !== undefined && /[0-9a-f]/i.test(String.fromCharCode(byte));
  // `\u0022` and `%22` before it end in hexadecimal digits too.
  const isEscape = /(?:\\u[0-9a-f]{4}|%[0-9a-f]{2})$/i.test(before.toString("latin1"));
  return (isEscape || !isHex(before.at(-1))) && !isHex(after[0]);
}

/**
 * `a.jpg` is not in `sofa.jpg`, nor in `a.jpg2`; and a photo straight under articles/ is not meant by every address that
 * ends in its name.
 */
function isNameOfItsOwn(id: string, before: Buffer, after: Buffer): boolean {
  const isPart = (byte: number | undefined) =>
    byte !== undefined && (byte >= 0x80 || /[\w%-]/.test(String.fromCharCode(byte)));
  const text = before.toString("latin1");
  if (/\\u[0-9a-f]{4}$|%2f$/i.test(text) || /articles\\?\/$/.test(text)) return !isPart(after[0]);
  if (/\/$/.test(text) && !id.includes("/")) return false;
  return !isPart(before.at(-1)) && !isPart(after[0]);
}

/** A path in the forms in which HTML, addresses, JSON and XML hold it. */
function spellings(path: string): Set<string> {
  const forms = new Set<string>();
  for (const text of [path, path.normalize("NFC"), path.normalize("NFD")]) {
    const parts = text.split("/").map(encodeURIComponent);
    const lower = (encoded: string) => encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
    for (const encoded of [encodePath(text), parts.join("/"), parts.join("%2F")])
      forms.add(encoded).add(lower(encoded));
    forms.add(text).add(escapeXml(text)).add(JSON.stringify(text).slice(1, -1));
    const escaped = text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
    for (const form of [text, escaped, escaped.replace(/\\u[0-9a-f]{4}/g, upperEscape)])
      forms.add(form).add(form.replaceAll("/", "\\/"));
  }
  return forms;
}

function upperEscape(code: string): string {
  return `\\u${code.slice(2).toUpperCase()}`;
}

/** Bytes: enough that no other file has them by chance. */
const sampleLength = 64;
/** Smaller files are all tables, which pictures share. */
const leastForSample = 8_192;

/**
 * Bytes by which a file is known within another that is no archive (a PDF, a mail, a raw copy): from its last quarter,
 * where coded pixels stand. Undefined where they look like text or a table, which other files could hold too.
 */
export function sampleOf(bytes: Buffer): Buffer | undefined {
  if (bytes.length < leastForSample) return undefined;
  const start = Math.floor(bytes.length * 0.7);
  const sample = bytes.subarray(start, start + sampleLength);
  const isCoded = new Set(sample).size >= 44 && sample.filter((byte) => byte >= 0x80).length >= 20;
  return isCoded ? Buffer.from(sample) : undefined;
}
