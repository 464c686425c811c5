import type { CutText } from "./desk-views.ts";

// How much of a title and a description a search engine prints. Google cuts by width, not by characters: titles are set in
// 20 px, descriptions in 14 px of Arial, and fit into some 580 and 920 px on a wide screen (two lines). It tells nobody the
// exact numbers and changes them, so all of this is an estimate, and said to be one.

const limits = { title: { size: 20, width: 580 }, description: { size: 14, width: 920 } } as const; // px

// Widths of Arial in thousandths of its size, U+0020 to U+007E (measured in Chromium with Liberation Sans, which has its metrics).
const latin = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];

// Means per character as readers see it, over the demo's headlines and standfirsts in the faces that stand in for Arial.
const means: readonly [RegExp, number][] = [
  [/\p{Script=Devanagari}/u, 688],
  [/\p{Script=Arabic}/u, 484],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u, 1000],
  [/[‘’‚]/u, 222],
  [/[“”„]/u, 333],
  [/[—…]/u, 1000],
  [/\s/u, 278],
];
const otherMean = 556;

const segmenter = new Intl.Segmenter("en");

function widthOf(grapheme: string): number {
  const code = grapheme.charCodeAt(0);
  const known = grapheme.length === 1 ? latin[code - 32] : undefined;
  return known ?? means.find(([pattern]) => pattern.test(grapheme))?.[1] ?? otherMean;
}

/** A title or a description as a search engine prints it, cut between two words. */
export function cutForSearch(text: string, kind: keyof typeof limits): CutText {
  const { size, width: limit } = limits[kind];
  const graphemes = [...segmenter.segment(text)].map(({ segment }) => segment);
  const px = (list: readonly string[]) => (list.reduce((sum, each) => sum + widthOf(each), 0) * size) / 1000;
  const width = px(graphemes);
  const isCut = width > limit;
  const measure = `${graphemes.length} characters, some ${Math.round(width)} of ${limit} px`;
  if (!isCut) return { shown: text, isCut, measure };
  const room = limit - px([" ", "…"]);
  let [used, kept] = [0, 0];
  for (const [index, grapheme] of graphemes.entries()) {
    used += (widthOf(grapheme) * size) / 1000;
    if (used > room) break;
    kept = index + 1;
  }
  const whole = graphemes.slice(0, kept).join("");
  const space = graphemes[kept] === " " ? whole.length : whole.lastIndexOf(" ");
  // A word that fills the line alone is cut inside.
  const shown = space > whole.length / 2 ? whole.slice(0, space) : whole;
  return { shown: `${shown.trimEnd()} …`, isCut, measure };
}
