import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf, sha256 } from "../base/digest.ts";

// The faces that cards are set in: subsets of the site's own, as TrueType, for Pango takes another face in place of a
// woff2 without a word (FACTS.md). scripts/fonts.ts makes them.

/** Holds the faces and `fonts.conf`, which shows Pango these and nothing of the machine's. */
export const cardFontFolder = join(import.meta.dirname, "fonts");

export type CardScript = "latin" | "devanagari" | "nastaliq";

/** Every file that must be there, so that a face that went missing is never made up for by another. */
const faces = [
  "card-devanagari-latin.ttf",
  "card-devanagari.ttf",
  "card-nastaliq.ttf",
  "card-serif-more.ttf",
  "card-serif.ttf",
  "card-text.ttf",
];

/** Languages that print Nastaliq; Arabic, Persian and Sindhi papers would not recognise themselves in it. */
const nastaliqLanguages = new Set(["ur", "ks", "pa", "skr"]);

const scripts = new Map<string, CardScript | undefined>();

/** The face of a language, or undefined where ours do not hold its script. */
export function cardScript(code: string): CardScript | undefined {
  if (!scripts.has(code)) scripts.set(code, findScript(code));
  return scripts.get(code);
}

function findScript(code: string): CardScript | undefined {
  const { language, script } = new Intl.Locale(code).maximize();
  if (script === "Latn") return "latin";
  if (script === "Deva") return "devanagari";
  return script === "Arab" && nastaliqLanguages.has(language) ? "nastaliq" : undefined;
}

export interface CardFonts {
  /** Of every face and the configuration. */
  digest: string;
  /** Code points that one of the faces draws. */
  covered: ReadonlySet<number>;
}

let opened: CardFonts | undefined;

/** The faces, read once a process. Throws where one is missing. */
export function cardFonts(): CardFonts {
  opened ??= readCardFonts(cardFontFolder);
  return opened;
}

/** Reads the faces of a folder. Throws an Error that names what is missing. */
export function readCardFonts(folder: string): CardFonts {
  const present = new Set(readable(folder));
  const missing = [...faces, "fonts.conf"].filter((name) => !present.has(name));
  if (missing.length > 0) {
    throw new Error(`the fonts of the cards for link previews are not there: ${missing.join(", ")} in ${folder}`);
  }
  const files = faces.map((name) => readFileSync(join(folder, name)));
  const covered = new Set(files.flatMap(codePointsOf));
  const configuration = readFileSync(join(folder, "fonts.conf"));
  return { digest: digestOf(...[...files, configuration].map(sha256)), covered };
}

function readable(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Text as a card prints it: composed, without emoji, with the plain form of blanks and hyphens that no face holds. */
export function drawableText(text: string): string {
  return asciiWords.test(text) ? text : composed(text);
}

// Nothing of such a text is ever changed or missing; ten thousand headlines are mostly that.
const asciiWords = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

function composed(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\p{RGI_Emoji}/gv, "")
    .replace(/[\u2000-\u200a\u202f\u205f\u3000]/g, " ")
    .replace(/[\u2010\u2011]/g, "-")
    .replace(/\s*\n\s*|[^\S\u00a0]+/g, " ")
    .trim();
}

/** Each character of a text that none of the faces draws, once. */
export function missingCharacters(text: string): string[] {
  const { covered } = cardFonts();
  if (/^[\x20-\x7e]*$/.test(text) && hasAscii(covered)) return [];
  const missing = new Set<string>();
  for (const character of text.normalize("NFC")) {
    if (covered.has(character.codePointAt(0) ?? 0)) continue;
    // Joiners and marks of direction are obeyed, not drawn.
    if (/[\s\p{Default_Ignorable_Code_Point}]/u.test(character)) continue;
    missing.add(character);
  }
  return [...missing];
}

const ascii = Array.from({ length: 0x7f - 0x20 }, (_, index) => 0x20 + index);
const whole = new WeakMap<ReadonlySet<number>, boolean>();

function hasAscii(covered: ReadonlySet<number>): boolean {
  const known = whole.get(covered) ?? ascii.every((codePoint) => covered.has(codePoint));
  whole.set(covered, known);
  return known;
}

/** The code points that a TrueType font maps (OpenType, `cmap`, formats 4 and 12); subsetting leaves none that it does not draw. */
function codePointsOf(font: Buffer): number[] {
  const cmap = tableAt(font, "cmap");
  const codePoints: number[] = [];
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
    const start = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    const format = font.readUInt16BE(start);
    if (format === 4) codePoints.push(...segments(font, start));
    else if (format === 12) codePoints.push(...groups(font, start));
  }
  return codePoints;
}

function tableAt(font: Buffer, tag: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const record = 12 + index * 16;
    if (font.toString("latin1", record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`a font of the cards has no table ${tag}`);
}

function segments(font: Buffer, start: number): number[] {
  const count = font.readUInt16BE(start + 6) / 2;
  return Array.from({ length: count }, (_, index) => {
    const end = font.readUInt16BE(start + 14 + index * 2);
    const first = font.readUInt16BE(start + 16 + (count + index) * 2);
    return end === 0xffff ? [] : range(first, end);
  }).flat();
}

function groups(font: Buffer, start: number): number[] {
  return Array.from({ length: font.readUInt32BE(start + 12) }, (_, index) => {
    const group = start + 16 + index * 12;
    return range(font.readUInt32BE(group), font.readUInt32BE(group + 4));
  }).flat();
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Most credits are Latin in any language, and look better in the face for small Latin type. */
export function scriptOf(text: string, script: CardScript): CardScript {
  return /[\p{Script=Devanagari}\p{Script=Arabic}]/u.test(text) ? script : "latin";
}
