// Under which key the spellings of one name or word meet. Too wide a key cries wolf: what changes a word's meaning, or makes
// another common name, stays apart.

const marks = /[\u0300-\u036f]/gu;
/** Letters without an accent that can be taken off. */
const plainLetters: Readonly<Record<string, string>> = {
  ı: "i",
  ł: "l",
  ø: "o",
  đ: "d",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ð: "d",
};

/** Of a Latin name: without accents, and without what transliterations from Indian and other languages leave open. */
export function latinKey(name: string): string {
  return name
    .normalize("NFKD")
    .replace(marks, "")
    .toLowerCase()
    .replace(/[ıłøđßæœþð]/gu, (letter) => plainLetters[letter] ?? letter)
    .replace(/[’'-]/gu, "")
    .replace(/ee|ii/g, "i")
    .replace(/oo/g, "u")
    .replace(/w/g, "v")
    .replace(/ck/g, "k")
    .replace(/(?<=[bcdgjklprtz])h/g, "")
    .replace(/([a-z])\1+/g, "$1")
    .replace(/^m[ou]ham[ae]d$/, "mohamad")
    .replace(/^ahm[ae]d$/, "ahmad");
}

/** Words that a nukta makes into another word. */
const nuktaPairs: ReadonlySet<string> = new Set(
  "राज सजा जरा खुदा खाना तेज बाज जंग फन कमर गज जमाना खान बाग कलम फलक जीना गोर फूल रज सजाना राजी जाती गुल खुद खत काश खाल सजाएँ सजाएं सजाओं सजाने राजों खानों बाजी बाजों".split(
    " ",
  ),
);

/** Of a Hindi word that may bear a nukta on क ख ग ज फ: without it. Short words, and those of two meanings, have none. */
export function devanagariKey(word: string): string | undefined {
  const plain = word
    .normalize("NFC")
    .replace(/[\u200c\u200d]/g, "")
    .replace(/(?<=[कखगजफ])\u093c/gu, "");
  return plain.length < 4 || nuktaPairs.has(plain) ? undefined : plain;
}

/** Of a word in Arabic letters: those that only keyboards tell apart as one, points and tatweel off. */
export function arabicKey(word: string): string | undefined {
  const plain = word
    .normalize("NFC")
    .replace(/[\u0640\u200c]/g, "")
    .replace(/[\u064a\u0649]/g, "ی")
    .replace(/\u0643/g, "ک")
    .replace(/[\u0647\u06d5]/g, "ہ");
  return plain.length < 3 ? undefined : plain;
}

/** A word with Urdu's own letters where another language's stand, in Urdu; else as it is. */
export function ownLetters(word: string, language: string): string {
  if (language.split("-")[0] !== "ur") return word;
  return word
    .replace(/[\u064a\u0649]/g, "ی")
    .replace(/\u0643/g, "ک")
    .replace(/\u0647/g, "ہ");
}
