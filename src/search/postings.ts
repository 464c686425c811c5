// A posting is one story's number and the word's weight in it, as a number of 5 bits a character: small differences of
// rising story numbers take one or two characters, which compress well.

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const values = new Map([...digits].map((digit, value) => [digit, value]));

export interface Posting {
  /** Number of the story in its segment, from 0, oldest first. */
  doc: number;
  /** 0–3. */
  weight: number;
}

/** Collects one term's postings; stories come in rising order. */
export class PostingWriter {
  // Numbers until the end: a string that grows by a letter at a time is most of the work.
  readonly #values: number[] = [];
  #last = -1;

  get count(): number {
    return this.#values.length;
  }

  add(doc: number, weight: number): void {
    this.#values.push((doc - this.#last - 1) * 4 + weight);
    this.#last = doc;
  }

  get text(): string {
    let text = "";
    for (let value of this.#values) {
      while (value >= 32) {
        text += digits[(value & 31) | 32];
        value = Math.floor(value / 32);
      }
      text += digits[value];
    }
    return text;
  }
}

/** The postings of one term. */
export function readPostings(text: string): Posting[] {
  const postings: Posting[] = [];
  let [doc, value, scale] = [-1, 0, 1];
  for (const character of text) {
    const digit = values.get(character) ?? 0;
    value += (digit & 31) * scale;
    if (digit >= 32) {
      scale *= 32;
      continue;
    }
    doc += Math.floor(value / 4) + 1;
    postings.push({ doc, weight: value % 4 });
    [value, scale] = [0, 1];
  }
  return postings;
}
