import { readFileSync } from "node:fs";
import { join } from "node:path";
import { walkFiles } from "../../src/base/files.ts";

// Words as a paper uses them: a few very often, most of them hardly ever, and ever new ones. Search indexes live or die by
// that; the forty words of the build's benchmark would flatter any.

const letters: Record<string, RegExp> = { en: /[a-z]{2,}/g, hi: /[\u0900-\u0963]{2,}/g };

/** The languages that words can be made for. */
export const wordLanguages = Object.keys(letters);

/** The demo's own words of a language, the most frequent first; then words that follow its habits of spelling. */
export function vocabulary(language: string, size: number, articles: string, random: () => number): string[] {
  const pattern = letters[language];
  if (!pattern) throw new Error(`no letters of ${language}`);
  const counts = new Map<string, number>();
  for (const file of walkFiles(articles)) {
    if (!file.endsWith(".md")) continue;
    for (const [word] of readFileSync(join(articles, file), "utf8").normalize("NFC").toLowerCase().matchAll(pattern))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = new Set([...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word));
  // What letter follows which two, as often as it does in the demo.
  const followers = new Map<string, string[]>();
  for (const word of words) {
    const spelt = `  ${word} `;
    for (let at = 2; at < spelt.length; at += 1) {
      const before = spelt.slice(at - 2, at);
      const known = followers.get(before) ?? [];
      known.push(spelt[at] ?? " ");
      followers.set(before, known);
    }
  }
  while (words.size < size) {
    let word = "";
    for (;;) {
      const choice = followers.get(`  ${word}`.slice(-2)) ?? [" "];
      const next = choice[Math.floor(random() * choice.length)] ?? " ";
      if (next === " " || word.length > 18) break;
      word += next;
    }
    if (word.length > 2) words.add(word);
  }
  return [...words];
}

/** Draws words as Zipf and Mandelbrot found them used: the chance of rank r falls as 1 / (r + 2.7)^1.05. */
export function zipf(words: readonly string[], random: () => number): () => string {
  const sums = new Float64Array(words.length);
  let sum = 0;
  for (let rank = 0; rank < words.length; rank += 1) {
    sum += 1 / (rank + 3.7) ** 1.05;
    sums[rank] = sum;
  }
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, words.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? "";
  };
}
