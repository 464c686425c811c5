import { wordsOf } from "../fold.ts";

/** A text cut into pieces: those that match the query, and those between. */
export type Marked = { text: string; isMatch: boolean }[];

/** Marks a text's words that are, or begin as, words of the query. */
export function markWords(text: string, query: readonly string[]): Marked {
  const pieces: Marked = [];
  let end = 0;
  for (const word of wordsOf(text)) {
    if (word.start < end || !query.some((wanted) => word.term.startsWith(wanted))) continue;
    if (word.start > end) pieces.push({ text: text.slice(end, word.start), isMatch: false });
    pieces.push({ text: text.slice(word.start, word.end), isMatch: true });
    end = word.end;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMatch: false });
  return pieces;
}

/** Whether any of it is what was asked for. */
export function hasMatch(marked: Marked): boolean {
  return marked.some(({ isMatch }) => isMatch);
}

/** About so many characters of a long text around its first match, cut between words; undefined where nothing matches. */
export function extractAround(text: string, query: readonly string[], length: number): string | undefined {
  const plain = text.replace(/\s+/g, " ").trim();
  const found = wordsOf(plain).find(({ term }) => query.some((wanted) => term.startsWith(wanted)));
  if (!found) return undefined;
  const from = Math.max(0, found.start - length / 3);
  const start = from === 0 ? 0 : plain.indexOf(" ", from) + 1;
  const until = plain.indexOf(" ", start + length);
  const cut = plain.slice(start, until < 0 ? plain.length : until);
  return `${start > 0 ? "… " : ""}${cut}${until < 0 ? "" : " …"}`;
}
