import { parsePhotoLine, splitCaption } from "../../src/content/photo-line.ts";

// Wires write into the caption what belongs into fields of its own. At the end of a caption, in plain words, counts as a
// credit what the copy's photo lines know (content/photo-line.ts), and besides, since nothing follows there:
//   1. a photo line without brackets after the last sentence: `… on Sunday. REUTERS/First Last`, `… . Handout via REUTERS`;
//   2. an agency alone in brackets, `… on Sunday. (ANI)`, or with a single word: `… on Sunday. REUTERS/Stringer`;
//   3. an account: `X/@name`, `@name/X`, `(Instagram/@name)`.
// A supplier's number in brackets at the very end, `(PTI05_24_2026_000012B)`, is the reference.

export interface CaptionCredit {
  caption?: string;
  credit?: string;
  supplierRef?: string;
}

/** A wire's caption without the credit and the supplier's number at its end, and these. `isAgency` knows agencies by their names. */
export function captionCredit(text: string, isAgency: (name: string) => boolean): CaptionCredit {
  const whole = plain(text);
  const { rest, supplierRef } = cutReference(whole.replace(/\s*\bTPX IMAGES OF THE DAY\b\s*$/, ""));
  const found = atEnd(rest, isAgency) ?? withinLine(rest);
  const caption = found ? cutTo(rest, found.caption) : rest;
  return {
    ...(caption !== "" && { caption }),
    ...(found && { credit: found.credit }),
    ...(supplierRef !== undefined && { supplierRef }),
  };
}

const networks = "X|Twitter|Instagram|Facebook|YouTube|Telegram|Threads|Bluesky|WhatsApp";
const account = new RegExp(
  `^(?:(?:${networks})\\s*(?:/|:|\\s)\\s*@[\\w.]{2,40}|@[\\w.]{2,40}\\s*(?:/|\\s(?:on|via)\\s)\\s*(?:${networks}))$`,
  "iu",
);

/** `X/@name`, `@name/X` */
function namesAccount(credit: string): boolean {
  return account.test(credit.trim());
}

/** UTF-16 units; a photo line is shorter. */
const longestLine = 100;

interface Found {
  caption: string;
  credit: string;
}

function atEnd(text: string, isAgency: (name: string) => boolean): Found | undefined {
  const bracket = /^(.*\S)\s*[[(]([^[\]()]{2,60})[\])][.।۔]?$/su.exec(text);
  const inside = bracket?.[2]?.trim() ?? "";
  if (bracket?.[1] && (namesAccount(inside) || isAgency(inside))) return { caption: bracket[1], credit: inside };
  for (const end of text.matchAll(/[.!?।۔]["'”’»)\]]?\s*[/|–—-]?\s+(?=\S)|[.!?।۔]\s*\/\s*/gu)) {
    const start = end.index + end[0].length;
    // First: a caption may be a megabyte of full stops.
    if (text.length - start > longestLine) continue;
    const line = text.slice(start).replace(/[.।۔]$/u, "");
    const credit = namesAccount(line) || isSigned(line, isAgency) ? line : parsePhotoLine(line)?.credit;
    if (credit) return { caption: text.slice(0, start).replace(/[\s/|–—-]+$/u, ""), credit };
  }
  return undefined;
}

/** `REUTERS/Stringer`: too little for a line of running text, enough at a caption's end. */
function isSigned(line: string, isAgency: (name: string) => boolean): boolean {
  const [agency = "", name = "", ...more] = line.split("/").map((part) => part.trim());
  return (
    more.length === 0 &&
    isAgency(agency) &&
    /^[\p{Lu}\p{Lo}][\p{L}\p{M}.’'-]*(?:\s\p{Lu}[\p{L}\p{M}.’'-]*){0,3}$/u.test(name)
  );
}

function withinLine(text: string): Found | undefined {
  const { caption = "", credit } = splitCaption(text);
  return credit === undefined ? undefined : { caption, credit };
}

/** Letters, underscores and at least five digits: no word of a language. */
function cutReference(text: string): { rest: string; supplierRef?: string } {
  const match = /^(.*\S)\s*\(([A-Z]{2,6}\d{2}_\d{2}_\d{4}_\d{3,}[A-Z]*|[A-Z]{2,6}[-_]?\d{5,}[A-Z]*)\)\s*$/su.exec(text);
  return match?.[1] && match[2] ? { rest: match[1], supplierRef: match[2] } : { rest: text };
}

const marks = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;

/**
 * The beginning of the text that a photo line's reader left over. It reads without joiners and marks of direction, which
 * Hindi and Urdu need: so the beginning is counted off in the text itself.
 */
function cutTo(text: string, left: string): string {
  if (text.startsWith(left)) return left.trim();
  let at = 0;
  for (let seen = 0; at < text.length && seen < left.length; at += 1) if (!marks.test(text[at] ?? "")) seen += 1;
  return text.slice(0, at).trim();
}

/** One line, NFC, without control characters. */
function plain(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\s\u00a0\p{Cc}]+/gu, " ")
    .trim();
}
