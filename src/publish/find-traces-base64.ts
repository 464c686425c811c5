import { createHash, type Hash } from "node:crypto";

// Files in base64, as data: URIs and JSON hold them: with either alphabet, with `\/` and `%2B`, and in lines of one length.

/** A file that was found in base64. */
export interface DecodedFile {
  /** SHA-256 of the decoded bytes. */
  sha256: string;
  /** The bytes, where they are few enough to be kept; for what they hold in their turn. */
  bytes: Buffer | undefined;
}

/** Characters: no picture is shorter. */
const shortest = 128;
/** A first line of at least so many characters may be followed by more of the same. */
const shortestLine = 60;
/** Bytes of one decoded file that are kept for a look inside. */
const mostKept = 16 * 1024 * 1024;

const other = 0;
const digit = 1;
const lineEnd = 2;
const backslash = 3;
const percent = 4;
const classes = new Uint8Array(256);
for (const byte of Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"))
  classes[byte] = digit;
classes[0x0a] = lineEnd;
classes[0x0d] = lineEnd;
classes[0x5c] = backslash;
classes[0x25] = percent;

/** Finds base64 in bytes that come in pieces of any size, in memory that does not grow with them. */
export class Base64Finder {
  readonly #onFile: (file: DecodedFile) => void;
  /** What stands since the last byte that is no base64. */
  #run = new Run();
  /** Whole lines of one length, without what ends them. */
  #lines: Run | undefined;
  #lineLength = 0;
  /** Characters of the line at hand. */
  #inLine = 0;
  /** Bytes of an escape that the last piece cut off. */
  #cut: Buffer = Buffer.alloc(0);

  constructor(onFile: (file: DecodedFile) => void) {
    this.#onFile = onFile;
  }

  push(piece: Buffer): void {
    const bytes = this.#cut.length > 0 ? Buffer.concat([this.#cut, piece]) : piece;
    this.#cut = Buffer.alloc(0);
    let start = -1;
    let at = 0;
    for (; at < bytes.length; at += 1) {
      const kind = classes[bytes[at] ?? 0];
      if (kind === digit) {
        if (start < 0) start = at;
        continue;
      }
      if (kind === other) {
        if (start >= 0 || this.#inLine > 0 || this.#lines) this.#break(bytes, start, at);
        start = -1;
        continue;
      }
      // Short lines of text, and line feeds among a picture's bytes: there is nothing in them, and they are many.
      if (kind === lineEnd && !this.#lines && this.#run.isEmpty && (start < 0 || at - start < shortestLine)) {
        this.#inLine = 0;
        start = -1;
        continue;
      }
      if (kind !== lineEnd && at + 2 >= bytes.length && start < 0 && this.#run.isEmpty) continue;
      if (kind !== lineEnd && at + 2 >= bytes.length) {
        this.#add(bytes, start, at);
        this.#cut = Buffer.from(bytes.subarray(at));
        return;
      }
      const escaped = kind === lineEnd ? lineBreak : escapeAt(bytes, at);
      if (start < 0 && this.#run.isEmpty && !this.#lines && !escaped?.text) continue;
      if (!escaped) {
        this.#break(bytes, start, at);
      } else {
        this.#add(bytes, start, at);
        if (escaped.text === "") this.#endLine();
        else this.#addText(escaped.text);
        at += escaped.length - 1;
      }
      start = -1;
    }
    this.#add(bytes, start, at);
  }

  end(): void {
    this.#addText(this.#cut.toString("latin1").replace(/[^A-Za-z0-9+/_-].*/s, ""));
    this.#finish();
  }

  #add(bytes: Buffer, start: number, end: number): void {
    if (start >= 0 && end > start) this.#addText(bytes.toString("latin1", start, end));
  }

  #addText(text: string): void {
    this.#run.add(text);
    this.#inLine += text.length;
  }

  /** A byte that is no base64: what stood before it is whole. Most words end here, and nothing is made of them. */
  #break(bytes: Buffer, start: number, end: number): void {
    const length = start < 0 ? 0 : end - start;
    if (this.#run.isEmpty && !this.#lines && length < shortest) {
      this.#inLine = 0;
      return;
    }
    this.#add(bytes, start, end);
    this.#finish();
  }

  #finish(): void {
    this.#tell(this.#run);
    if (this.#lines) this.#endLines();
    this.#run = new Run();
    this.#inLine = 0;
  }

  /** A line's end: the line may be a whole file, and it may be one of several. */
  #endLine(): void {
    const length = this.#inLine;
    if (length === 0) return; // the second half of CR LF
    this.#tell(this.#run);
    const { line } = this.#run;
    if (this.#lines && line !== undefined && length === this.#lineLength) this.#lines.add(line);
    else if (this.#lines) this.#endLines();
    if (!this.#lines && line !== undefined && length >= shortestLine && length % 4 === 0) {
      this.#lines = new Run();
      this.#lines.add(line);
      this.#lineLength = length;
    }
    this.#run = new Run();
    this.#inLine = 0;
  }

  /** The line at hand is the last, and shorter; or it belongs to something else, such as a mail's next part. */
  #endLines(): void {
    const { line } = this.#run;
    if (!this.#lines) return;
    this.#tell(this.#lines);
    if (line !== undefined && line.length > 0 && line.length < this.#lineLength) {
      this.#lines.add(line);
      this.#tell(this.#lines);
    }
    this.#lines = undefined;
  }

  #tell(run: Run): void {
    const file = run.end();
    if (file) this.#onFile(file);
  }
}

interface Escape {
  /** What it stands for; empty: a line's end. */
  text: string;
  /** Bytes. */
  length: number;
}
const lineBreak: Escape = { text: "", length: 1 };

/** `\/`, `\n`, `\r`, `%2B`, `%2F`; undefined for anything else. At least three bytes stand there. */
function escapeAt(bytes: Buffer, at: number): Escape | undefined {
  const second = String.fromCharCode(bytes[at + 1] ?? 0);
  if (bytes[at] === 0x5c) {
    if (second === "/") return { text: "/", length: 2 };
    return second === "n" || second === "r" ? { text: "", length: 2 } : undefined;
  }
  const code = bytes.toString("latin1", at + 1, at + 3).toUpperCase();
  if (code === "2B") return { text: "+", length: 3 };
  return code === "2F" ? { text: "/", length: 3 } : undefined;
}

/** Characters: no line of a file is longer, where it is cut into lines at all. */
const longestLine = 1024;

/** Base64 as it comes, decoded and hashed once there is enough of it. */
class Run {
  #line: string | undefined = "";
  #length = 0;
  #rest = "";
  #hash: Hash | undefined;
  #kept: Buffer[] | undefined = [];
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** All of it, where it is short enough for a line. */
  get line(): string | undefined {
    return this.#line;
  }

  add(text: string): void {
    this.#length += text.length;
    this.#line = this.#line === undefined || this.#length > longestLine ? undefined : this.#line + text;
    this.#rest += text;
    if (this.#rest.length >= 4096) this.#decode(this.#rest.length - (this.#rest.length % 4));
  }

  /** The decoded file; undefined where there was too little to be one. Whole groups of four may be added after. */
  end(): DecodedFile | undefined {
    if (this.#length < shortest) return undefined;
    this.#decode(this.#rest.length);
    const sha256 = this.#hash?.copy().digest("hex");
    return sha256 === undefined ? undefined : { sha256, bytes: this.#kept && Buffer.concat(this.#kept) };
  }

  #decode(length: number): void {
    const bytes = Buffer.from(this.#rest.slice(0, length), "base64");
    this.#rest = this.#rest.slice(length);
    this.#hash ??= createHash("sha256");
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes > mostKept) this.#kept = undefined;
    this.#kept?.push(bytes);
  }
}
