import { PostingWriter } from "./postings.ts";
import { parseTerms } from "./story-terms.ts";

/** A segment's words, cut into shards of neighbouring terms. */
export interface WrittenSegment {
  /** Each line is a term, a blank and its postings; terms rise by code unit. */
  shards: string[];
  /** Where each shard begins: as much of its first term as tells it from the last one before. */
  firsts: string[];
}

/** Bytes of UTF-8 that a shard should have: about 4 KB as it travels. Smaller ones make the catalogue longer. */
const ownShardBytes = 8000;

/**
 * Inverts the stories of a segment. `termsOf` gives a story's terms as `termsText` wrote them. Words that begin alike lie
 * together, so that the beginning of a word is found in one or two shards.
 */
export function writeSegment(
  docs: number,
  termsOf: (doc: number) => string,
  shardBytes = ownShardBytes,
): WrittenSegment {
  const writers = new Map<string, PostingWriter>();
  for (let doc = 0; doc < docs; doc += 1) {
    for (const [weight, terms] of parseTerms(termsOf(doc)).entries()) {
      for (const term of terms) {
        let writer = writers.get(term);
        if (!writer) {
          writer = new PostingWriter();
          writers.set(term, writer);
        }
        writer.add(doc, weight);
      }
    }
  }
  const shards: string[] = [];
  const firsts: string[] = [];
  let lines: string[] = [];
  let bytes = 0;
  const close = () => {
    if (lines.length > 0) shards.push(lines.join("\n"));
    lines = [];
    bytes = 0;
  };
  let before = "";
  for (const term of [...writers.keys()].sort()) {
    if (bytes >= shardBytes) close();
    if (lines.length === 0) firsts.push(boundary(before, term));
    before = term;
    const line = `${term} ${writers.get(term)?.text ?? ""}`;
    bytes += Buffer.byteLength(line) + 1;
    lines.push(line);
  }
  close();
  return { shards, firsts };
}

/** The shortest beginning of a term that is after another one; not cut inside a letter. */
function boundary(before: string, term: string): string {
  let length = 1;
  while (length < term.length && (term.slice(0, length) <= before || /[\ud800-\udbff]$/.test(term.slice(0, length))))
    length += 1;
  return term.slice(0, length);
}
