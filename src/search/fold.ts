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
    ي: "ی", ى: "ی", ئ: "ی", ك: "ک", ة: "ہ", ه: "ہ", ۀ: "ہ", ۂ: "ہ", ۃ: "ہ", أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ؤ: "و", ۓ: "ے",
    "\u0901": "\u0902", // candrabindu is written as anusvara by most newspapers
    ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i",
  }),
); // biome-ignore format: a table to scan

const letters = new RegExp(`[${[...twins.keys()].join("")}]`, "gu");

/** Han, kana and Thai run words together: they are found by every two neighbouring letters. */
const runTogether =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const word = /[\p{L}\p{M}\p{N}\u200c\u200d]+(?:['’][\p{L}\p{M}]+)*/gu;

/** A word as the index knows it: lower case, without accents, digits of any script as 0–9. */
export function foldWord(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(marks, "")
    .normalize("NFC")
    .replace(letters, (letter) => twins.get(letter) ?? letter)
    .replace(/['’]s$/u, "")
    .replace(/['’]/gu, "")
    .replace(/\p{Nd}/gu, digitOf);
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

/** Longer "words" are data of some kind; a term must be a line of a shard. */
const longest = 40;

/** The words of a text, folded, with their places. */
export function wordsOf(text: string): FoundWord[] {
  const found: FoundWord[] = [];
  for (const match of text.matchAll(word)) {
    const start = match.index;
    if (runTogether.test(match[0])) found.push(...pairsOf(match[0], start));
    else {
      const term = foldWord(match[0]).slice(0, longest);
      if (term !== "") found.push({ term, start, end: start + match[0].length });
    }
  }
  return found;
}

/** 東京都 → 東京, 京都; a single letter is a word of its own. */
function pairsOf(run: string, start: number): FoundWord[] {
  const characters = [...run];
  if (characters.length < 2) return [{ term: foldWord(run), start, end: start + run.length }];
  let place = start;
  return characters.slice(1).map((second, index) => {
    const first = characters[index] ?? "";
    const at = place;
    place += first.length;
    return { term: foldWord(first + second), start: at, end: place + second.length };
  });
}
