import { join } from "node:path";
import type { Size } from "./crop.ts";
import { sharp } from "./sharp.ts";
import { type CardScript, cardFontFolder, cardFonts } from "./social-card-fonts.ts";

// Before Pango is asked for the first time: it then knows our faces and none of the machine's.
process.env.FONTCONFIG_FILE = join(cardFontFolder, "fonts.conf");

/** Ink on nothing, cropped to the ink. */
export interface SetText extends Size {
  /** RGBA, four bytes a pixel. */
  data: Buffer;
}

export interface TextStyle {
  script: CardScript;
  direction: "ltr" | "rtl";
  /** `small`: credit and label; `large`: headline and name. */
  weight: "small" | "large";
  /** px an em. */
  size: number;
  colour: string;
  align?: "start" | "centre";
}

/** The language's own face first, then the others, each for what only it draws; Latin has a face for small type. */
const families: Record<CardScript, Record<TextStyle["weight"], string>> = {
  latin: {
    small: "Newsreader 16pt, Noto Serif Devanagari, Noto Nastaliq Urdu Medium",
    large: "Newsreader 16pt, Noto Serif Devanagari, Noto Nastaliq Urdu Semi-Bold",
  },
  devanagari: {
    small: "Noto Serif Devanagari, Newsreader 16pt, Noto Nastaliq Urdu Bold",
    large: "Noto Serif Devanagari, Newsreader 16pt, Noto Nastaliq Urdu Bold",
  },
  nastaliq: {
    small: "Noto Nastaliq Urdu, Newsreader 16pt, Noto Serif Devanagari Medium",
    large: "Noto Nastaliq Urdu, Newsreader 16pt, Noto Serif Devanagari Semi-Bold",
  },
};

/** Distance of lines in ems: Devanagari's marks and Nastaliq's descents want room. */
export const lineHeights: Record<CardScript, number> = { latin: 1.08, devanagari: 1.42, nastaliq: 2 };

/** What the faces themselves put between two lines, in ems (measured); `spacing` adds to it or takes away. */
const naturalLineHeights: Record<CardScript, number> = { latin: 1.01, devanagari: 1.56, nastaliq: 2.51 };

/** Sets lines as they are given; no line is broken. */
export async function setLines(lines: readonly string[], style: TextStyle): Promise<SetText> {
  checkFaces ??= compareFaces();
  await checkFaces;
  return draw(lines, style);
}

async function draw(lines: readonly string[], style: TextStyle): Promise<SetText> {
  const { script, direction, weight, size, colour, align = "start" } = style;
  // Each line begins with a mark of direction, else one that begins with a number or a Latin name would run the other way.
  const mark = direction === "rtl" ? "\u200f" : "\u200e";
  const text = lines.map((line) => mark + escapeMarkup(line)).join("\n");
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${colour}">${text}</span>`,
      font: `${families[script][weight]} ${size}`,
      dpi: 72, // so that points are px
      rgba: true,
      wrap: "none",
      align: align === "centre" ? "centre" : "left", // `left` is where a line begins, on the right in Urdu
      spacing: Math.round((lineHeights[script] - naturalLineHeights[script]) * size),
    },
  })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Words in each script and how wide our face sets them at 100 px: another face would set them otherwise. */
const samples = [
  { script: "latin", weight: "large", word: "Hamburgefonstiv", width: 782 },
  { script: "latin", weight: "small", word: "Hamburgefonstiv", width: 794 },
  { script: "devanagari", weight: "large", word: "श्रद्धांजलि", width: 328 },
  { script: "nastaliq", weight: "large", word: "کامیابی", width: 241 },
] as const;

let checkFaces: Promise<void> | undefined;

/** Throws where Pango does not use our faces: a card in another face, or in boxes, must never go out. */
async function compareFaces(): Promise<void> {
  cardFonts();
  for (const { script, weight, word, width } of samples) {
    const set = await draw([word], { script, weight, direction: "ltr", size: 100, colour: "#000000" });
    if (Math.abs(set.width - width) > 1) {
      throw new Error(
        `cards for link previews can't be set: the ${script} face is not ours (${set.width} px, not ${width})`,
      );
    }
  }
}

export interface FitOptions {
  text: string;
  style: Omit<TextStyle, "size">;
  /** px the text may take. */
  box: Size;
  /** Sizes to try, px an em, largest first. */
  sizes: readonly number[];
  /** Most lines at each size. */
  maximumLines: (size: number) => number;
}

/**
 * Sets a text as large as the box allows, in lines of about one length. Words are measured once, at one size, since type
 * scales evenly. Where even the smallest size is too large, it is made smaller still: no word is ever cut off.
 */
export async function fitText({ text, style, box, sizes, maximumLines }: FitOptions): Promise<SetText> {
  const words = await measureWords(text, style);
  const smallest = sizes.at(-1) ?? 16;
  const trials = [...sizes, ...Array.from({ length: 12 }, (_, step) => Math.round(smallest * 0.9 ** (step + 1)))];
  for (const size of trials.filter((trial) => trial > 7)) {
    const limit = Math.min(maximumLines(size), Math.floor(box.height / (lineHeights[style.script] * size) + 0.25));
    const lines = balancedLines(words, (box.width * measuringSize) / size, limit);
    if (!lines) continue;
    const set = await setLines(lines, { ...style, size });
    if (set.width <= box.width && set.height <= box.height) return set;
  }
  throw new Error("a text is too long for a card");
}

/** px an em. */
const measuringSize = 50;

/** A blank, in ems; ink is measured, so it holds what letters keep free at their sides too. */
const blank = 0.28;

interface Word {
  text: string;
  /** px at the measuring size. */
  width: number;
  /** False where a word too long for a line was cut in two. */
  hasBlankBefore: boolean;
}

/** Graphemes: what is longer may be broken anywhere. */
const longestWord = 22;

async function measureWords(text: string, style: Omit<TextStyle, "size">): Promise<Word[]> {
  const words: Word[] = [];
  for (const whole of wordsOf(text)) {
    for (const [index, part] of partsOf(whole).entries()) {
      const { width } = await setLines([part], { ...style, size: measuringSize });
      words.push({ text: part, width, hasBlankBefore: index === 0 });
    }
  }
  return words;
}

/** What stays on one line. A dot between two parts of a label ends a line, and never begins one. */
export function wordsOf(text: string): string[] {
  return text.split(/[^\S\u00a0]+(?![^\S\u00a0]|·)/).filter((word) => word !== "");
}

function partsOf(word: string): string[] {
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(word)].map(
    ({ segment }) => segment,
  );
  if (graphemes.length <= longestWord) return [word];
  const length = Math.ceil(graphemes.length / Math.ceil(graphemes.length / 12));
  return Array.from({ length: Math.ceil(graphemes.length / length) }, (_, index) =>
    graphemes.slice(index * length, (index + 1) * length).join(""),
  );
}

/**
 * The fewest lines that hold the words, and of the ways to break them so, the one whose longest line is shortest.
 * Undefined where that takes more lines than allowed.
 */
function balancedLines(words: readonly Word[], width: number, limit: number): string[] | undefined {
  const whole = breakLines(words, width);
  if (!whole || whole.length > limit) return undefined;
  let best = whole;
  let [low, high] = [0, width];
  for (let step = 0; step < 12; step++) {
    const middle = (low + high) / 2;
    const lines = breakLines(words, middle);
    if (lines && lines.length <= whole.length) [best, high] = [lines, middle];
    else low = middle;
  }
  return best;
}

/** Lines filled one after the other; undefined where a word alone is too wide. */
function breakLines(words: readonly Word[], width: number): string[] | undefined {
  const lines: string[] = [];
  let room = 0;
  for (const word of words) {
    if (word.width > width) return undefined;
    const taken = word.width + (word.hasBlankBefore ? blank * measuringSize : 0);
    if (lines.length > 0 && taken <= room) {
      lines.push(`${lines.pop() ?? ""}${word.hasBlankBefore ? " " : ""}${word.text}`);
      room -= taken;
    } else {
      lines.push(word.text);
      room = width - word.width;
    }
  }
  return lines;
}

/** Sizes from the largest down to a share of it. */
export function stepsFrom(largest: number, share: number): number[] {
  const count = Math.floor((largest * (1 - share)) / 2) + 1;
  return Array.from({ length: count }, (_, step) => largest - 2 * step);
}
