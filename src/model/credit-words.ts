// How credit lines are spelt, for those who look for an agency or a name in them. Compared is only what a reader would
// call the same: case, spaces, dots and accents aside, and letters that keyboards write in two ways as one.

/** A credit line's parts as they stand: what brackets, slashes, commas, colons, `via`, `by` and their like keep apart. */
export function creditPieces(credit: string): string[] {
  return credit
    .replace(/\bATTENTION EDITORS\b.*$|\bTPX IMAGES? OF THE DAY\b/gu, " ")
    .split(separators)
    .map((piece) => piece.trim())
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}

const joins = "via|by|for|from|and|द्वारा|और|बाय|بذریعہ|اور|از";
const separators = new RegExp(
  `[/／|｜,،;؛:：()（）\\[\\]［］{}【】&+•·–—]|\\s-|-\\s|(?<![\\p{L}\\p{M}\\p{N}])(?:${joins})(?![\\p{L}\\p{M}\\p{N}])`,
  "iu",
);

/**
 * The words of a piece in a form to compare: small letters, no accents, nuktas or points; `ي ى` are `ی`, `ك` is `ک`, `ॉ` is
 * `ा`; a run of dotted letters (`A.F.P.`, `ए.एन.आई.`) is one word.
 */
export function plainWords(piece: string): string[] {
  return piece
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640\u093c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "")
    .replace(/[\u064a\u0649]/gu, "ی")
    .replace(/\u0643/gu, "ک")
    .replace(/[\u0647\u06be\u0629]/gu, "ہ")
    .replace(/\u0949/gu, "\u093e")
    .replace(/(?<=[\p{L}\p{M}])[.۔](?=\p{L})/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** Without what surrounds a name in a credit line and is no part of it, at either end: `AP file photo` is `ap`. */
export function withoutFrills(words: readonly string[]): string[] {
  const isFrill = (word: string | undefined) =>
    word !== undefined && (frills.has(word) || /^(?:19|20)\d\d$/.test(word));
  let [start, end] = [0, words.length];
  while (end - start > 1 && isFrill(words[end - 1])) end -= 1;
  while (end - start > 1 && isFrill(words[start])) start += 1;
  return words.slice(start, end);
}

/** Words for a picture or its kind: `AP Photo Rafiq Maqbool` is AP's though nothing keeps the name apart. */
export const pictureWords: ReadonlySet<string> = plainSet(
  "photo photos photograph photographs pic pics picture pictures image images video graphic graphics handout",
  "फोटो तस्वीर तस्वीरें चित्र छायाचित्र वीडियो",
  "تصویر تصاویر فوٹو عکس ویڈیو",
);

const frills: ReadonlySet<string> = new Set([
  ...pictureWords,
  ...plainSet(
    "the a of on at in via by courtesy credit credits source copyright c file files archive archives pool stringer",
    "agency news sport sports tv grab screengrab screenshot still stills representational representative all rights reserved",
    "साभार सौजन्य सौजन्य: क्रेडिट स्रोत फाइल प्रतीकात्मक के की का माध्यम जरिए जरिये से न्यूज हैंडआउट एजेंसी",
    "بشکریہ کریڈٹ فائل علامتی کے کی کا ذریعے ذریعہ سے نیوز ہینڈآؤٹ ایجنسی خبررساں",
  ),
]);

function plainSet(...lines: string[]): Set<string> {
  return new Set(plainWords(lines.join(" ")));
}
