import { copyWords } from "../content/copy-words.ts";

// Quotation marks of one paragraph, paired. What may be no quotation mark (an apostrophe, feet and inches, a letter of a
// transliterated name) is given the benefit of the doubt: a warning that is wrong once is not read twice.

/** A pair of marks, or one that has no partner; offsets in the paragraph's text. */
export interface QuotePairs {
  pairs: { start: number; end: number }[];
  /** Marks that open and are not closed, in order. */
  open: number[];
  /** Marks that close what never began. */
  stray: number[];
}

/** Pairs the marks of one paragraph, which may begin in the middle of a quotation only if it opens it anew. */
export function quotePairs(text: string, language: string): QuotePairs {
  const found: QuotePairs = { pairs: [], open: [], stray: [] };
  if (!/["“”„«»‘‚']/.test(text)) return found;
  straight(text, found);
  const base = language.split("-")[0] ?? "";
  const [open, close] = copyWords(language).quotes;
  if (/[“”„]/.test(text)) {
    // Urdu keyboards and their users have the two curly marks either way round.
    if (rightToLeft.has(base)) alternating(text, /[“”]/g, found);
    else if (open === "„") directed(text, "„", "“", found);
    else if (open !== close) directed(text, "“", "”", found);
    else alternating(text, /[“”]/g, found);
  }
  // »So« in German and Danish, «so» elsewhere.
  if (/[«»]/.test(text)) alternating(text, /[«»]/g, found);
  if (base !== "de" && !rightToLeft.has(base)) single(text, found);
  if (base === "hi" || base === "mr" || base === "ne") straightSingle(text, found);
  found.open.sort((a, b) => a - b);
  found.stray.sort((a, b) => a - b);
  return found;
}

const rightToLeft: ReadonlySet<string> = new Set(["ur", "ar", "fa", "ks", "sd", "ps", "he"]);

function directed(text: string, open: string, close: string, found: QuotePairs): void {
  const waiting: number[] = [];
  for (const { index, 0: mark } of text.matchAll(new RegExp(`[${open}${close}]`, "g"))) {
    if (mark === open) waiting.push(index);
    else {
      const start = waiting.pop();
      if (start !== undefined) found.pairs.push({ start, end: index });
      else if (!isInches(text, index)) found.stray.push(index);
    }
  }
  found.open.push(...waiting);
}

/** Marks that are the same at both ends, or that a language turns either way: the first opens, the second closes. */
function alternating(text: string, marks: RegExp, found: QuotePairs): void {
  const places = [...text.matchAll(marks)].map(({ index }) => index);
  for (let at = 0; at < places.length; at += 2) {
    const [start, end] = [places[at], places[at + 1]];
    if (start !== undefined && end !== undefined) found.pairs.push({ start, end });
    else if (start !== undefined) (looksClosing(text, start) ? found.stray : found.open).push(start);
  }
}

function straight(text: string, found: QuotePairs): void {
  const all = [...text.matchAll(/"/g)].map(({ index }) => index);
  // Inches are taken for such only where the marks do not pair without them: `the "12" in "Apollo 12"`.
  const places = all.length % 2 === 0 ? all : all.filter((at) => !isInches(text, at));
  if (places.length % 2 === 0 || all.length % 2 === 0) {
    for (let at = 0; at + 1 < places.length; at += 2) {
      found.pairs.push({ start: places[at] ?? 0, end: places[at + 1] ?? 0 });
    }
    return;
  }
  let waiting: number | undefined;
  for (const at of places) {
    if (waiting === undefined) {
      if (looksClosing(text, at)) found.stray.push(at);
      else waiting = at;
    } else if (looksOpening(text, at) && !looksClosing(text, at)) {
      found.open.push(waiting);
      waiting = at;
    } else {
      found.pairs.push({ start: waiting, end: at });
      waiting = undefined;
    }
  }
  if (waiting !== undefined) found.open.push(waiting);
}

/** `‘` opens; each `’` may be an apostrophe, so that any later one will do for an end. */
function single(text: string, found: QuotePairs): void {
  let end = -1;
  const [plain, any] = [nextOf(text, /’(?![\p{L}\p{N}])/gu), nextOf(text, /’/g)];
  for (const { index } of text.matchAll(/[‘‚]/g)) {
    if (index < end) continue; // quoted within
    const before = text[index - 1] ?? " ";
    const after = text.slice(index + 1, index + 12);
    // ‘90s, ‘em, Qur‘an, ‘Ali: apostrophes that a program turned, and letters of transliterated names.
    if (/[\p{L}\p{N}]/u.test(before) || /^\d|^(?:em|tis|twas|til|cause|n)(?!\p{L})|^[AEIOU]\p{Ll}/u.test(after))
      continue;
    // The first `’` that no letter follows, else any.
    const closing = plain(index) ?? any(index);
    if (closing === undefined) found.open.push(index);
    else {
      found.pairs.push({ start: index, end: closing });
      end = closing;
    }
  }
}

/** Finds the first place of a pattern behind an offset; to be asked from left to right, for it looks at each place once. */
function nextOf(text: string, pattern: RegExp): (after: number) => number | undefined {
  const places = Array.from(text.matchAll(pattern), ({ index }) => index);
  let at = 0;
  return (after) => {
    while ((places[at] ?? Number.POSITIVE_INFINITY) <= after) at += 1;
    return places[at];
  };
}

/** `'` beside letters of Devanagari, which knows no apostrophe. */
function straightSingle(text: string, found: QuotePairs): void {
  const places = [...text.matchAll(/(?<=[\u0900-\u097f][।,.!?]?)'|'(?=[\u0900-\u097f])/g)].map(({ index }) => index);
  for (let at = 0; at < places.length; at += 2) {
    const [start, end] = [places[at], places[at + 1]];
    if (start === undefined) continue;
    if (end !== undefined) found.pairs.push({ start, end });
    else if (!/\d/.test(text[start - 1] ?? "")) (looksClosing(text, start) ? found.stray : found.open).push(start);
  }
}

function isInches(text: string, at: number): boolean {
  return /[\d½¼¾]$/.test(text.slice(Math.max(0, at - 1), at));
}

function looksOpening(text: string, at: number): boolean {
  return /^$|[\s([{—–*_/>]/u.test(text[at - 1] ?? "") && /[^\s]/u.test(text[at + 1] ?? " ");
}

function looksClosing(text: string, at: number): boolean {
  return /[^\s([{—–]/u.test(text[at - 1] ?? " ") && /^$|[\s.,;:!?)\]}—–*_।۔،؛؟]/u.test(text[at + 1] ?? "");
}
