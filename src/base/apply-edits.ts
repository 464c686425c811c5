import type { Edit } from "./problem.ts";

/** One replacement by offsets in a file's own text. */
export interface Replacement {
  start: number;
  end: number;
  text: string;
}

/**
 * Where a fix's edits stand in a file's text as the disk has it, with its BOM and line ends; undefined where one of them
 * does not find its words at its place, or two of them meet. Lines and columns are those of the text without BOM and with
 * plain line feeds; line ends of what is put in become the file's own.
 */
export function placeEdits(raw: string, edits: readonly Edit[]): Replacement[] | undefined {
  const lines = linesOf(raw);
  const lineEnd = /\r\n|\r|\n/.exec(raw)?.[0] ?? "\n";
  const placed: Replacement[] = [];
  for (const { line, column, found, text } of edits) {
    const first = lines[line - 1];
    if (!first || column < 1 || column - 1 > first.text.length) return undefined;
    const start = first.start + column - 1;
    const end = endOf(lines, line - 1, column - 1, found);
    if (end === undefined) return undefined;
    if (found === text) continue;
    const put = { start, end, text: text.replaceAll("\n", lineEnd) };
    if (joinsLineEnds(raw, put)) return undefined;
    placed.push(put);
  }
  const sorted = placed.sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.some((each, index) => meets(each, sorted[index + 1])) ? undefined : sorted;
}

/** Whether a return and a line feed that were two ends of lines would become one, in a file that mixes them. */
function joinsLineEnds(raw: string, { start, end, text }: Replacement): boolean {
  const [before, after] = [raw[start - 1], raw[end]];
  return (before === "\r" && (text[0] ?? after) === "\n") || (text.at(-1) === "\r" && after === "\n");
}

/** Whether two replacements touch the same characters, or put something into the same gap. */
export function meets(a: Replacement, b: Replacement | undefined): boolean {
  if (!b) return false;
  return (a.start < b.end && b.start < a.end) || a.start === b.start;
}

/** A text with replacements made that do not meet each other; all else stays, byte by byte. */
export function replaceAll(raw: string, replacements: readonly Replacement[]): string {
  let text = "";
  let at = 0;
  for (const { start, end, text: put } of replacements.toSorted((a, b) => a.start - b.start)) {
    text += raw.slice(at, start) + put;
    at = end;
  }
  return text + raw.slice(at);
}

interface Line {
  /** Offset in the raw text. */
  start: number;
  text: string;
  isEnded: boolean;
}

function linesOf(raw: string): Line[] {
  const lines: Line[] = [];
  let start = raw.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (const match of raw.matchAll(/\r\n|\r|\n/g)) {
    if (match.index < start) continue;
    lines.push({ start, text: raw.slice(start, match.index), isEnded: true });
    start = match.index + match[0].length;
  }
  lines.push({ start, text: raw.slice(start), isEnded: false });
  return lines;
}

/** The raw offset behind `found`, where it stands at a 0-based line and column. */
function endOf(lines: readonly Line[], line: number, column: number, found: string): number | undefined {
  const parts = found.split("\n");
  for (const [index, part] of parts.entries()) {
    const here = lines[line + index];
    const from = index === 0 ? column : 0;
    if (!here || here.text.slice(from, from + part.length) !== part) return undefined;
    const isLast = index === parts.length - 1;
    if (isLast) return here.start + from + part.length;
    if (!here.isEnded || from + part.length !== here.text.length) return undefined;
  }
  return undefined;
}

/** The edit that turns one line into another, no longer than need be. `line` is 1-based. */
export function lineEdit(line: number, found: string, text: string): Edit {
  let from = 0;
  while (from < found.length && from < text.length && found[from] === text[from]) from += 1;
  let back = 0;
  const most = Math.min(found.length, text.length) - from;
  while (back < most && found[found.length - 1 - back] === text[text.length - 1 - back]) back += 1;
  // Never between the halves of one character.
  if (from > 0 && isHigh(found.charCodeAt(from - 1))) from -= 1;
  if (back > 0 && isLow(found.charCodeAt(found.length - back))) back -= 1;
  return {
    line,
    column: from + 1,
    found: found.slice(from, found.length - back),
    text: text.slice(from, text.length - back),
  };
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000;
