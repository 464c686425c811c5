import { distance } from "fastest-levenshtein";

/** A text cut to at most `bytes` of UTF-8, between two characters as readers see them, never inside one. */
export function clipBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let clipped = "";
  let size = 0;
  for (const { segment } of new Intl.Segmenter("en").segment(text)) {
    size += Buffer.byteLength(segment);
    if (size > bytes) break;
    clipped += segment;
  }
  return clipped;
}

/** A text cut to at most `length` UTF-16 units, on one line, with `…` where something was left out: for messages. */
export function clip(text: string, length = 40): string {
  const line = text.replace(/\s+/gu, " ").trim();
  if (line.length <= length) return line;
  return `${line.slice(0, length - 1).replace(/[\ud800-\udbff]$/u, "")}…`;
}

/**
 * A text as one line that every format can hold, so that it is the same bytes in all of them: NFC, line ends and runs of
 * blanks one blank, no control characters, no half surrogates. No-break spaces and joiners stay.
 */
export function singleLine(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[ \t\n\v\f\r\u0085\u2028\u2029]+/g, " ")
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "")
    .trim();
}

/** The longest slug that an address holds, in bytes of UTF-8: with `.html`, dates and folders it stays below every host's limits. */
export const slugBytes = 80;

/**
 * A name as a part of an address: NFC, lower case, letters of any script with their marks (and the joiners U+200C and
 * U+200D that Hindi and Urdu need), digits, `-`, `_` and `.` inside; any run of anything else becomes one hyphen.
 * `Union Budget (Live)` → `union-budget-live`, `चाय का सफ़र` → `चाय-का-सफ़र`. Percent-encoded names, as WordPress
 * exports them, are decoded first. Empty where nothing is left. Not shortened: see `slugBytes`.
 */
export function slugify(name: string): string {
  return decoded(name)
    .normalize("NFC")
    .toLowerCase()
    .normalize("NFC")
    .replace(/['’ʼ]/gu, "")
    .replace(/(?:(?!\u200c|\u200d)[^\p{L}\p{M}\p{N}._-])+/gu, "-")
    .replace(/-{2,}/gu, "-")
    .replace(/^(?:[-._]|\u200c|\u200d)+|(?:[-.]|\u200c|\u200d)+$/gu, "");
}

/** A slug of at most 80 bytes: cut between words where one ends in its second half. */
export function shortSlug(name: string): string {
  const slug = slugify(name);
  if (Buffer.byteLength(slug) <= slugBytes) return slug;
  const cut = clipBytes(slug, slugBytes);
  const hyphen = slug[cut.length] === "-" ? cut.length : cut.lastIndexOf("-");
  return cut.slice(0, hyphen > cut.length / 2 ? hyphen : cut.length).replace(/-+$/u, "");
}

function decoded(name: string): string {
  if (!/%[0-9a-f]{2}/i.test(name)) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/**
 * The known word that a mistyped one most probably meant: the same but for case and marks between words, or at most
 * two letters of five away (so two that changed places are found); undefined where nothing is near enough to be worth asking about.
 * `share` (0–1) is how much of the word may differ: less of a long id, whose folder is mostly right.
 */
export function nearest(word: string, known: Iterable<string>, share = 0.4): string | undefined {
  const plain = bare(word);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(plain.length * share)) + 1;
  for (const candidate of known) {
    const other = bare(candidate);
    if (other === plain) return candidate;
    if (Math.abs(other.length - plain.length) >= bestDistance) continue;
    const steps = distance(plain, other);
    if (steps < bestDistance) {
      best = candidate;
      bestDistance = steps;
    }
  }
  return best;
}

function bare(word: string): string {
  return word
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s_-]+/gu, "");
}

/** `a, b or c`, for messages. */
export function oneOf(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** `1 story`, `2 stories`: for messages to editors, which are in English. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
