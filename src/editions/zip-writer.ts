import type { Moment } from "../base/dates.ts";
import { type PackedBytes, packBytes } from "./pack-bytes.ts";

/** Where the archive's bytes go, in order; awaited before the next. */
export type ByteSink = (bytes: Uint8Array) => Promise<void> | void;

export interface ZipOptions {
  /** Of all its files: equal contents give equal archives, on any machine and in any zone. */
  modified: Moment;
}

// APPNOTE.TXT 6.3.10. Nothing is written that depends on the machine: version made by 2.0 or 4.5 of FAT, no attributes.
const [localFile, centralFile, endOfDirectory] = [0x04034b50, 0x02014b50, 0x06054b50];
const [endOfDirectory64, locator64] = [0x06064b50, 0x07064b50];
const [utf8Names, stored, deflated] = [0x0800, 0, 8];
const [most16, most32] = [0xffff, 0xffff_ffff];

interface Entry {
  name: Buffer;
  method: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

/** Writes a zip archive file by file, holding one file and the directory in memory; right past 65,535 files and 4 GB (Zip64). */
export class ZipWriter {
  readonly #sink: ByteSink;
  readonly #stamp: Buffer;
  readonly #entries: Entry[] = [];
  #offset = 0;

  constructor(sink: ByteSink, { modified }: ZipOptions) {
    this.#sink = sink;
    this.#stamp = dosStamp(modified);
  }

  /** `isPacked`: what no compression makes smaller (photos, fonts) goes as it is. Throws where a name leaves the archive. */
  async add(path: string, bytes: Uint8Array, { isPacked = false }: { isPacked?: boolean } = {}): Promise<void> {
    await this.addPacked(path, packBytes(bytes, isPacked));
  }

  /** The same for a file that was packed elsewhere. */
  async addPacked(path: string, { data, isDeflated, crc, size }: PackedBytes): Promise<void> {
    if (path === "" || /^\/|\\|(?:^|\/)\.\.(?:\/|$)|^[a-z]:/i.test(path))
      throw new Error(`not a path of an archive: ${path}`);
    const name = Buffer.from(path, "utf8");
    const method = isDeflated ? deflated : stored;
    const entry: Entry = { name, method, crc, packed: data.length, size, offset: this.#offset };
    this.#entries.push(entry);
    await this.#write(localHeader(entry, this.#stamp));
    await this.#write(data);
  }

  /** Writes the directory; gives the archive's length in bytes. */
  async finish(): Promise<number> {
    const start = this.#offset;
    for (let index = 0; index < this.#entries.length; index += 1000) {
      const some = this.#entries.slice(index, index + 1000);
      await this.#write(Buffer.concat(some.map((entry) => centralHeader(entry, this.#stamp))));
    }
    const count = this.#entries.length;
    const size = this.#offset - start;
    if (count >= most16 || start >= most32 || size >= most32)
      await this.#write(end64(count, size, start, this.#offset));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(endOfDirectory, 0);
    end.writeUInt16LE(Math.min(count, most16), 8);
    end.writeUInt16LE(Math.min(count, most16), 10);
    end.writeUInt32LE(Math.min(size, most32), 12);
    end.writeUInt32LE(Math.min(start, most32), 16);
    await this.#write(end);
    return this.#offset;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    this.#offset += bytes.length;
    await this.#sink(bytes);
  }
}

function localHeader({ name, method, crc, packed, size }: Entry, stamp: Buffer): Buffer {
  const header = Buffer.alloc(30 + name.length);
  header.writeUInt32LE(localFile, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(utf8Names, 6);
  header.writeUInt16LE(method, 8);
  stamp.copy(header, 10);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(packed, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  name.copy(header, 30);
  return header;
}

/** A file that begins past 4 GB says where in an extra field of its own. */
function centralHeader({ name, method, crc, packed, size, offset }: Entry, stamp: Buffer): Buffer {
  const isFar = offset >= most32;
  const header = Buffer.alloc(46 + name.length + (isFar ? 12 : 0));
  header.writeUInt32LE(centralFile, 0);
  header.writeUInt16LE(isFar ? 45 : 20, 4);
  header.writeUInt16LE(isFar ? 45 : 20, 6);
  header.writeUInt16LE(utf8Names, 8);
  header.writeUInt16LE(method, 10);
  stamp.copy(header, 12);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(isFar ? 12 : 0, 30);
  header.writeUInt32LE(Math.min(offset, most32), 42);
  name.copy(header, 46);
  if (isFar) {
    const at = 46 + name.length;
    header.writeUInt16LE(0x0001, at);
    header.writeUInt16LE(8, at + 2);
    header.writeBigUInt64LE(BigInt(offset), at + 4);
  }
  return header;
}

function end64(count: number, size: number, start: number, offset: number): Buffer {
  const end = Buffer.alloc(56 + 20);
  end.writeUInt32LE(endOfDirectory64, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(start), 48);
  end.writeUInt32LE(locator64, 56);
  end.writeBigUInt64LE(BigInt(offset), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

/** Two seconds are the finest that DOS knows, 1980 the earliest; in UTC, for the archive knows no zone. */
function dosStamp(moment: Moment): Buffer {
  const date = new Date(Math.max(moment, Date.UTC(1980, 0, 1)));
  const stamp = Buffer.alloc(4);
  stamp.writeUInt16LE((date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1), 0);
  stamp.writeUInt16LE(((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(), 2);
  return stamp;
}
