import { wordsOf } from "./fold.ts";

/** What of a story is searched. Plain texts; body without markup. */
export interface SearchedText {
  headline: string;
  /** Kicker, topics, names of writers. */
  labels: readonly string[];
  /** Standfirst. What stands at pictures says less of a story, and goes with its body. */
  summary: string;
  body: string;
}

/**
 * How much a word says of a story, 0–3: in the headline 3, among its labels 2, in its summary or three times in its body
 * 1, else 0. Two bits of a posting.
 */
export type Weight = 0 | 1 | 2 | 3;

const often = 3;

/** Every word of a story with its weight. */
export function storyTerms({ headline, labels, summary, body }: SearchedText): Map<string, Weight> {
  const counts = new Map<string, number>();
  for (const { term } of wordsOf(body)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const terms = new Map<string, Weight>();
  for (const [term, count] of counts) terms.set(term, count >= often ? 1 : 0);
  const raise = (texts: readonly string[], weight: Weight) => {
    for (const text of texts) {
      for (const { term } of wordsOf(text)) if ((terms.get(term) ?? -1) < weight) terms.set(term, weight);
    }
  };
  raise([summary], 1);
  raise(labels, 2);
  raise([headline], 3);
  return terms;
}

/** A story's terms in one line: four lists of words, by weight. What builds remember of a story. */
export function termsText(terms: ReadonlyMap<string, Weight>): string {
  const lists: string[][] = [[], [], [], []];
  for (const [term, weight] of terms) lists[weight]?.push(term);
  return lists.map((list) => list.join(" ")).join("\n");
}

/** The terms of `termsText`, by weight. */
export function parseTerms(text: string): string[][] {
  return text.split("\n").map((line) => (line === "" ? [] : line.split(" ")));
}
