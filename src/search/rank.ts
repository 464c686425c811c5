import type { FoundTerm } from "./read-segment.ts";

/** One word of a query, with what a segment has of it. */
export interface Matched {
  word: string;
  terms: FoundTerm[];
}

export interface Hit {
  /** Number of the story in its segment. */
  doc: number;
  score: number;
  /** How many of the query's words it has. */
  words: number;
}

/** What a posting of each weight counts: body, summary or often, label, headline. */
const worth = [1, 2, 4, 8];

/** A word that only begins as the reader's word does counts less than the word itself. */
const worthOfBeginning = 0.6;

/** How much a word tells, from how many of so many stories have it: all that were searched, not one segment's. */
export function rarity(having: number, stories: number): number {
  return Math.log(1 + stories / (1 + having));
}

/**
 * The stories of a segment that have any word of the query. In plain words: a story with more of the query's words comes
 * before one with fewer; then rare words count more than common ones, and headlines more than text; of equals the newer
 * comes first. `worthOf`: a word's rarity.
 */
export function score(matched: readonly Matched[], worthOf: (word: string) => number): Hit[] {
  const hits = new Map<number, Hit>();
  for (const { word, terms } of matched) {
    const best = new Map<number, number>();
    const rare = worthOf(word);
    for (const { term, postings } of terms) {
      const share = term === word ? 1 : worthOfBeginning;
      for (const { doc, weight } of postings) {
        const score = (worth[weight] ?? 1) * rare * share;
        if (score > (best.get(doc) ?? 0)) best.set(doc, score);
      }
    }
    for (const [doc, score] of best) {
      const hit = hits.get(doc);
      if (hit) {
        hit.score += score;
        hit.words += 1;
      } else hits.set(doc, { doc, score, words: 1 });
    }
  }
  return [...hits.values()];
}
