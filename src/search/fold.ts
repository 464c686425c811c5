// How words are made comparable: the same for the index, which Node writes, and for the query, which a browser reads. So
// nothing here may depend on a dictionary or on the version of ICU: rules of Unicode's properties only.

/** Marks that readers leave out or type otherwise, by script. Vowel signs of Indian scripts are letters to their readers. */
const marks = new RegExp(
  [
    "[\\u0300-\\u036f]", // accents
    "[\\u0591-\\u05c7]", // Hebrew points
    "[\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06ed]", // Arabic vowel marks
    "\\u0640", // tatweel
    "\\u093c", // nukta
    "[\\u0951-\\u0954]", // Vedic accents
    "\\u00ad|\\u200c|\\u200d", // soft hyphen, joiners
  ].join("|"),
  "g",
);

/** Letters that look or sound alike and are typed for one another: Persian, Urdu and Arabic forms, Hindi's nasals. */
const twins = new Map<string, string>(
  Object.entries({
    ي: "ی", ى: "ی", ك: "ک", ة: "ہ", ه: "ہ", ۃ: "ہ", ە: "ہ", ٱ: "ا",
    "\u0901": "\u0902", // candrabindu is written as anusvara by most newspapers
    ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ",
  }),
); // biome-ignore format: a table to scan

const letters = new RegExp(`[${[...twins.keys()].join("")}]`, "gu");

/**
 * A nasal before a consonant of its own row is written as the half letter or as anusvara: हिन्दी and हिंदी, सम्पादक and संपादक
 * are one word each. In `न्म` or `म्म` it is a letter of its own.
 */
const nasals = /(?:ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ]))/gu;

/** Han, kana, Thai and their neighbours run words together: they are found by every two neighbouring letters. */
const runTogether =
  "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]";
const run = new RegExp(`(?:${runTogether}\\p{M}*)+`, "gu");
const singleOfRun = new RegExp(`^${runTogether}\\p{M}*$`, "u");

/** A letter with its marks, as one of an abbreviation: not followed by more of a word. */
const initial = "\\p{L}\\p{M}*(?![\\p{L}\\p{M}\\p{N}])";
const letter = "[\\p{L}\\p{M}\\p{N}\\u00ad\\u200c\\u200d]";

/** Words, and abbreviations with points (`U.S.`, `बी.जे.पी.`), which are one word; an apostrophe inside parts nothing. */
const word = new RegExp(`(?<!${letter})${initial}(?:\\.${initial})+|${letter}+(?:['’][\\p{L}\\p{M}]+)*`, "gu");

/** A word as the index knows it: lower case, without accents, digits of any script as 0–9, nothing but letters and digits. */
export function foldWord(text: string): string {
  return (
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(marks, "")
      .normalize("NFC")
      .replace(letters, (found) => twins.get(found) ?? found)
      .replace(nasals, "ं")
      .replace(/['’]s$/u, "")
      .replace(/\p{Nd}/gu, digitOf)
      // Some signs are phrases when taken apart (ﷺ): a term may hold no blank.
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, "")
  );
}

/** Code points of the digits of a script stand in rows of ten, each of which begins at a multiple of ten from its zero. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

export interface FoundWord {
  /** Folded; never empty. */
  term: string;
  /** Where it stands in the text, in UTF-16 units. */
  start: number;
  end: number;
}

/** Longer "words" are data of some kind; a term must be a line of a shard. Characters. */
const longest = 40;

/** The words of a text, folded, with their places. */
export function wordsOf(text: string): FoundWord[] {
  const found: FoundWord[] = [];
  const add = (start: number, end: number) => {
    const folded = foldWord(text.slice(start, end));
    const term = folded.length > longest ? [...folded].slice(0, longest).join("") : folded;
    if (term !== "") found.push({ term, start, end });
  };
  for (const match of text.matchAll(word)) {
    let start = match.index;
    for (const part of match[0].matchAll(run)) {
      const from = match.index + part.index;
      if (from > start) add(start, from);
      addPairs(part[0], from, add);
      start = from + part[0].length;
    }
    const end = match.index + match[0].length;
    if (end > start) add(start, end);
  }
  return found;
}

/** 東京都 → 東京, 京都, 都: every letter begins a term, so that a single one is found as a beginning. */
function addPairs(text: string, start: number, add: (start: number, end: number) => void): void {
  const letters = [...text.matchAll(/\P{M}\p{M}*/gu)];
  for (const [index, first] of letters.entries()) {
    const next = letters[index + 1];
    const last = next ?? first;
    add(start + first.index, start + last.index + last[0].length);
  }
}

/**
 * The words of a query, folded, each once. The last letter of a run is no word of its own there: it is in the pair before.
 */
export function queryWords(text: string): string[] {
  const found = wordsOf(text).filter(
    ({ term, start }, index, all) => !(singleOfRun.test(term) && (all[index - 1]?.end ?? 0) > start),
  );
  return [...new Set(found.map(({ term }) => term))];
}

/** Letters from which a word also finds those that begin with it: two, or one where words run together. */
export function isBeginning(term: string): boolean {
  return term.length > 1 || singleOfRun.test(term);
}
