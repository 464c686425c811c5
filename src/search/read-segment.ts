import { type Posting, readPostings } from "./postings.ts";

/** A term of a shard with the stories that have it. */
export interface FoundTerm {
  term: string;
  postings: Posting[];
}

/** The shards, by number, that may hold terms with this beginning. `firsts` rise by code unit. */
export function shardsFor(firsts: readonly string[], beginning: string): number[] {
  // The last shard whose first term is not after the beginning, and all whose first term begins with it.
  let [low, high] = [0, firsts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((firsts[middle] ?? "") <= beginning) low = middle + 1;
    else high = middle;
  }
  const found = low > 0 ? [low - 1] : [];
  for (let shard = low; shard < firsts.length && firsts[shard]?.startsWith(beginning); shard += 1) found.push(shard);
  return found;
}

/** A shard's terms that equal a word or, for a beginning, start with it; at most `limit`, the word itself first. */
export function findTerms(shard: string, word: string, { isBeginning = false, limit = 64 } = {}): FoundTerm[] {
  const found: FoundTerm[] = [];
  const lines = shard.split("\n");
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (termOf(lines[middle]) < word) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < lines.length && found.length < limit; index += 1) {
    const line = lines[index] ?? "";
    const term = termOf(line);
    if (term !== word && !(isBeginning && term.startsWith(word))) break;
    found.push({ term, postings: readPostings(line.slice(term.length + 1)) });
  }
  return found;
}

function termOf(line: string | undefined): string {
  return line?.slice(0, line.indexOf(" ")) ?? "";
}
