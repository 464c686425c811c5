// The patterns of the style list as regular expressions that can't run away: words, literally, with runs of letters of
// limited length where a `*` stands.

const letter = "[\\p{L}\\p{M}\\p{N}_\u200c\u200d]";
const before = `(?<!${letter}|${letter}[’'-])`;
const after = `(?!${letter})`;
/** What a `*` stands for. */
const letters = "((?:[\\p{L}\\p{M}\\p{N}\u200c\u200d]|[’'-](?=\\p{L})){0,40})";
/** Between two words: spaces, one line end, the marks of emphasis, of a quotation's line. */
const gap = "[\\s\\u00a0*_>]{1,8}";

const segmenter = new Intl.Segmenter("en");

/**
 * Finds a pattern's words as whole words in any script, however their marks are composed, whichever apostrophe or hyphen
 * stands in them. A `*` stands for any letters of a word.
 */
export function wordPattern(pattern: string, matchCase: boolean): RegExp {
  const words = pattern.trim().split(/\s+/);
  const source = words
    .map((word) =>
      word
        .split("*")
        .map((part) => [...segmenter.segment(part)].map(({ segment }) => formsOf(segment)).join(""))
        .join(letters),
    )
    .join(gap);
  // A pattern that begins or ends with a mark (`&`, `%`) has no edge of a word there.
  const [first = "", last = ""] = [pattern.trim()[0], pattern.trim().at(-1)];
  const isWord = (character: string) => /[\p{L}\p{M}\p{N}*_]/u.test(character);
  return new RegExp(`${isWord(first) ? before : ""}${source}${isWord(last) ? after : ""}`, matchCase ? "gu" : "giu");
}

/**
 * The longest run of small letters that every text holds in which the pattern can be found, made small too: to ask for it
 * first is a hundred times cheaper than to try the pattern. May be empty.
 */
export function literalOf(pattern: string): string {
  const runs: string[] = [""];
  for (const { segment } of segmenter.segment(pattern)) {
    const isPlain = /^[\p{L}\p{N}\p{M}]+$/u.test(segment) && formsOf(segment) === segment;
    if (isPlain) runs.push(`${runs.pop() ?? ""}${segment}`);
    else if (runs.at(-1) !== "") runs.push("");
  }
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
  return longest.toLowerCase();
}

/** What takes the place of a match: with its capital, and with what its stars stood for. */
export function replacementFor(match: RegExpMatchArray, use: string): string {
  let star = 0;
  const text = use.replace(/\*/g, () => {
    star += 1;
    return match[star] ?? "";
  });
  const [found] = match;
  const isCapital = /^\p{Lu}/u.test(found) && /^\p{Ll}/u.test(text);
  if (isCapital && found.length > 1 && found === found.toUpperCase() && !/^\p{Lu}\s/u.test(found))
    return text.toUpperCase();
  return isCapital ? text[0]?.toUpperCase() + text.slice(1) : text;
}

/** A character as readers see it, in every form in which it may be typed. */
function formsOf(segment: string): string {
  if (/^['’‘ʼ]$/u.test(segment)) return "['’‘ʼ]";
  if (/^[-‐‑]$/u.test(segment)) return "[-‐‑]";
  const composed = [...segment.normalize("NFC")].map((each) => each).join("");
  const nukta = segment.normalize("NFC").replace(/([\u0915-\u092f])\u093c/gu, (pair) => nuktaLetters.get(pair) ?? pair);
  const forms = [...new Set([segment, composed, segment.normalize("NFD"), nukta])].map(escaped);
  return forms.length === 1 ? (forms[0] ?? "") : `(?:${forms.join("|")})`;
}

/** Letters with a nukta that also have a code point of their own, which NFC takes apart: U+0958 to U+095F. */
const nuktaLetters: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 8 }, (_, index) => {
    const own = String.fromCodePoint(0x0958 + index);
    return [own.normalize("NFC"), own];
  }),
);

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
