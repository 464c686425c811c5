import type { Pieces } from "./find-traces-pieces.ts";

// tar as POSIX.1 has it (ustar, pax), with GNU's long names and sizes, and the older form without a mark: read once from
// front to end, never unpacked, and holding no more than one header and one name.

/** One member of an archive. Its content must be read before the next one is asked for; what is left of it is passed over. */
export interface TarEntry {
  name: string;
  /** Where a link leads. */
  link: string;
  content: Pieces;
}

const tarBlock = 512; // bytes

/** Longest name or record of names that is read, in bytes: more is damage, or meant to take the memory. */
const mostNames = 1024 * 1024;

/** Whether a block is a tar header: its sum is right, whatever made it. */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < tarBlock) return false;
  const sum = octal(block.subarray(148, 156));
  let [unsigned, signed] = [8 * 32, 8 * 32];
  for (let at = 0; at < tarBlock; at += 1) {
    if (at >= 148 && at < 156) continue;
    unsigned += block.readUInt8(at);
    signed += block.readInt8(at); // some old programs counted so
  }
  return sum !== undefined && (sum === unsigned || sum === signed) && block.readUInt8(148) !== 0;
}

/** The members of a tar archive, those after an early end too. Throws, in words for people, where it is damaged or cut short. */
export async function* tarEntries(pieces: Pieces): AsyncGenerator<TarEntry> {
  const source = new Reader(pieces);
  let names: Record<string, string> = {};
  for (;;) {
    const header = await source.take(tarBlock);
    if (header.length === 0) return;
    if (header.length < tarBlock) throw new Error("it is cut short");
    // Two empty blocks end it; archives that were put one behind the other go on.
    if (header.every((byte) => byte === 0)) continue;
    if (!isTarHeader(header)) throw new Error("it is damaged: a header is wrong");
    const kind = String.fromCharCode(header.readUInt8(156));
    const size = sizeOf(header, names.size);
    if (kind === "x" || kind === "L" || kind === "K") {
      const text = await source.names(size);
      if (kind === "x") names = { ...names, ...paxRecords(text) };
      else names = { ...names, [kind === "L" ? "path" : "linkpath"]: plain(text) };
      continue;
    }
    const prefix = header.toString("latin1", 257, 263) === "ustar\0" ? plain(header.subarray(345, 500)) : "";
    const name = names.path ?? `${prefix === "" ? "" : `${prefix}/`}${plain(header.subarray(0, 100))}`;
    const link = names.linkpath ?? plain(header.subarray(157, 257));
    names = {};
    // An old GNU form of files with holes: more blocks say where they are.
    for (let more = kind === "S" && header.readUInt8(482) === 1; more; ) {
      more = (await source.take(tarBlock)).at(504) === 1;
    }
    // Links, devices and folders have no content, whatever their size says.
    const length = /[1-6]/.test(kind) ? 0 : size;
    yield { name, link, content: source.content(length) };
    await source.pass();
  }
}

class Reader {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);
  /** Bytes of the present content that nobody read yet, and of what fills its last block. */
  #left = 0;
  #fill = 0;

  constructor(pieces: Pieces) {
    this.#iterator = pieces[Symbol.asyncIterator]();
  }

  /** The next bytes; fewer at the end. */
  async take(length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let wanted = length; wanted > 0; ) {
      const part = await this.#some(wanted);
      if (!part) break;
      parts.push(part);
      wanted -= part.length;
    }
    return Buffer.concat(parts);
  }

  async names(length: number): Promise<Buffer> {
    if (length > mostNames) throw new Error("it is damaged: a name is too long");
    const bytes = await this.take(length);
    await this.take(filling(length));
    return bytes;
  }

  content(length: number): AsyncGenerator<Uint8Array> {
    this.#left = length;
    this.#fill = filling(length);
    return this.#content();
  }

  async *#content(): AsyncGenerator<Uint8Array> {
    while (this.#left > 0) {
      const part = await this.#some(this.#left);
      if (!part) throw new Error("it is cut short");
      this.#left -= part.length;
      yield part;
    }
  }

  /** To the next header. */
  async pass(): Promise<void> {
    for (this.#left += this.#fill, this.#fill = 0; this.#left > 0; ) {
      const part = await this.#some(this.#left);
      if (!part) throw new Error("it is cut short");
      this.#left -= part.length;
    }
  }

  async #some(most: number): Promise<Buffer | undefined> {
    while (this.#held.length === 0) {
      const { value, done } = await this.#iterator.next();
      if (done) return undefined;
      this.#held = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
    const part = this.#held.subarray(0, most);
    this.#held = this.#held.subarray(part.length);
    return part;
  }
}

function filling(length: number): number {
  return (tarBlock - (length % tarBlock)) % tarBlock;
}

/** `told`: by a pax record, for what eleven octal digits can't say. GNU sets the first bit and counts in bytes. */
function sizeOf(header: Buffer, told: string | undefined): number {
  const field = header.subarray(124, 136);
  const binary = (header.readUInt8(124) & 0x80) !== 0;
  const own = binary ? Number(BigInt(`0x${field.subarray(1).toString("hex")}`)) : (octal(field) ?? 0);
  const size = told === undefined ? own : Number(told);
  if (!Number.isSafeInteger(size) || size < 0) throw new Error("it is damaged: a size is wrong");
  return size;
}

function octal(field: Buffer): number | undefined {
  const digits = plain(field).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

/** Up to the first zero byte. */
function plain(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end < 0 ? field.length : end);
}

/** `27 path=photos/harbour.jpg\n`, one after the other; lengths count bytes, their own digits too. */
function paxRecords(bytes: Buffer): Record<string, string> {
  const records: Record<string, string> = {};
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(32, at);
    const length = Number(bytes.toString("latin1", at, blank));
    if (blank < 0 || !Number.isSafeInteger(length) || length <= blank - at) break;
    const [, key, value] = /^([^=]*)=(.*)\n?$/s.exec(bytes.toString("utf8", blank + 1, at + length)) ?? [];
    if (key === "path" || key === "linkpath" || key === "size") records[key] = value?.replace(/\n$/, "") ?? "";
    at += length;
  }
  return records;
}
