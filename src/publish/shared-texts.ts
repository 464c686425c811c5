import { randomUUID } from "node:crypto";

// The style of a layout is two thirds of each of its pages. Where a page is rendered, a short mark stands for it; where
// the page's bytes are written, the style's bytes take the mark's place.

/** Texts that many files hold, and the marks that stand for them: no words of a story can be one. */
export class SharedTexts {
  readonly #texts: string[] = [];
  readonly #opening = `/*${randomUUID()}:`;

  /** What stands for a text until it is written. */
  markOf(text: string): string {
    let index = this.#texts.indexOf(text);
    if (index === -1) index = this.#texts.push(text) - 1;
    return `${this.#opening}${index}*/`;
  }

  /** What `TextInserter` takes; may cross to a thread. */
  data(): SharedTextData {
    return { opening: this.#opening, texts: [...this.#texts] };
  }
}

export interface SharedTextData {
  opening: string;
  texts: readonly string[];
}

const closing = Buffer.from("*/");

/** Puts shared texts back where their marks stand. */
export class TextInserter {
  readonly #opening: Buffer;
  readonly #texts: readonly Buffer[];

  constructor({ opening, texts }: SharedTextData) {
    this.#opening = Buffer.from(opening);
    this.#texts = texts.map((text) => Buffer.from(text));
  }

  /** A file's bytes with each mark's text in its place; the same bytes where there is none. */
  insert(bytes: Buffer): Buffer {
    const parts: Buffer[] = [];
    let from = 0;
    if (this.#texts.length > 0) {
      for (let at = bytes.indexOf(this.#opening); at !== -1; at = bytes.indexOf(this.#opening, from)) {
        const end = bytes.indexOf(closing, at + this.#opening.length);
        const text = this.#texts[Number(bytes.toString("latin1", at + this.#opening.length, end))];
        if (!text) throw new Error("a mark that stands for nothing");
        parts.push(bytes.subarray(from, at), text);
        from = end + closing.length;
      }
    }
    return parts.length === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(from)]);
  }
}
