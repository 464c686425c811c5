import type { Edit } from "../base/problem.ts";
import { splitFrontMatter } from "../content/front-matter.ts";
import { yamlScalars } from "../content/yaml-scalars.ts";
import { isCoveredLine, mask, maskCopy } from "./mask-copy.ts";
import { findSecrets } from "./secret-patterns.ts";

/**
 * What kind of place some words stand in. An `item` is of a list, a `row` of a table, a `quotation` a block of quoted words;
 * an `aside` is what a picture or a directive says of itself.
 */
export type PassageKind = "text" | "heading" | "item" | "row" | "quotation" | "aside" | "key";

/**
 * Words that readers see, as the file has them: a value of the front matter, or a paragraph of the copy. In `text` every
 * character that is none of these words (code, tags, addresses) is U+FFFC, so that an offset in it, added to `start`, is one
 * in the file.
 */
export interface Passage {
  kind: PassageKind;
  /** Dotted, of the front matter. */
  key?: string;
  start: number;
  text: string;
}

/** Keys of stories and live entries whose values readers see as running words; indexes of lists are left out. */
const wordKeys = new Set([
  "headline",
  "shortHeadline",
  "kicker",
  "standfirst",
  "dateline",
  "changeNote",
  "methodology",
  "photo.alt",
  "photo.caption",
  "gallery.alt",
  "gallery.caption",
  "corrections.text",
  "aiUse.note",
  "kill.notice",
  "series.name",
]);

// Rules follow each other over one story: its passages are kept until the next one's are asked for.
let last: { source: string; passages: Passage[] } = { source: "", passages: [] };

/** The passages of a story, or of a live entry's file, in the order of the file. `source`: its `plainText`. */
export function passagesOf(source: string): Passage[] {
  if (last.source === source) return last.passages;
  const passages = [...keyPassages(source), ...copyPassages(source)];
  last = { source, passages };
  return passages;
}

function keyPassages(source: string): Passage[] {
  const { yaml, yamlLine } = splitFrontMatter(source, "");
  const offset = lineStart(source, yamlLine);
  return yamlScalars(yaml).flatMap(({ path, start, end }): Passage[] => {
    if (!wordKeys.has(path.replace(/\.\d+(?=\.|$)/g, ""))) return [];
    return [{ kind: "key", key: path, start: offset + start, text: mask(yaml.slice(start, end)) }];
  });
}

const heading = /^ {0,3}#{1,6}(?:\s|$)/;
const item = /^\s*(?:[-*+]|\d{1,9}[.)])\s/;
/** A picture alone on its line, or a line of credit. */
const picture = /^\s*(?:!\[[^\]]{0,2000}\]\ufffc.{0,2000}\)|\[[^\]\ufffc]{1,200}\])\s*$/u;
const underline = /^ {0,3}(?:=+|-+)\s*$/;

function copyPassages(source: string): Passage[] {
  const { body, bodyLine } = splitFrontMatter(source, "");
  const offset = lineStart(source, bodyLine);
  const masked = maskCopy(body);
  const passages: Passage[] = [];
  let open: Passage | undefined;
  let isPullQuote = false;
  let start = 0;
  for (const line of masked.split("\n")) {
    const raw = body.slice(start, start + line.length);
    const directive = /^\s*:{3,}\s*([A-Za-z-]*)/.exec(raw);
    if (directive) isPullQuote = /^pull-?quote$/i.test(directive[1] ?? "");
    const isQuoted = isPullQuote || /^\s*>/.test(raw);
    const isAside = directive !== null || picture.test(line);
    const kind = isAside ? "aside" : heading.test(line) ? "heading" : isQuoted ? "quotation" : kindOf(line);
    const isOwn = isAside || kind === "heading" || kind === "row" || item.test(line);
    const isEmpty = line.replace(/^[\s>]+/, "") === "" || isCoveredLine(line) || underline.test(line);
    if (isEmpty || isOwn || (open && (open.kind === "quotation") !== isQuoted)) open = undefined;
    if (!isEmpty) {
      if (open) open.text += `\n${line}`;
      else {
        open = { kind, start: offset + start, text: line };
        passages.push(open);
      }
      if (kind === "heading" || kind === "row" || isAside) open = undefined;
    }
    start += line.length + 1;
  }
  return passages;
}

function kindOf(line: string): PassageKind {
  if (item.test(line)) return "item";
  return /^\s*\|.*\|\s*$/.test(line) ? "row" : "text";
}

function lineStart(source: string, line: number): number {
  let at = 0;
  for (let number = 1; number < line; number += 1) {
    const next = source.indexOf("\n", at);
    if (next === -1) return source.length;
    at = next + 1;
  }
  return at;
}

/** 1-based line and column of an offset in a text. */
export function placeAt(source: string, offset: number): { line: number; column: number } {
  const before = source.lastIndexOf("\n", offset - 1);
  let line = 1;
  for (let at = source.indexOf("\n"); at !== -1 && at < offset; at = source.indexOf("\n", at + 1)) line += 1;
  return { line, column: offset - before };
}

/** A corrected line as it may be shown: none where a password stands in it too. */
export function shownLine(correctedLine: string): { correctedLine?: string } {
  return findSecrets(correctedLine).length === 0 ? { correctedLine } : {};
}

/** The edit that puts `text` in the place of `length` characters at `offset`, and the line as it reads then. */
export function replacing(
  source: string,
  { offset, length, text }: { offset: number; length: number; text: string },
): { fix: Edit[]; correctedLine?: string } {
  const found = source.slice(offset, offset + length);
  const fix = [{ ...placeAt(source, offset), found, text }];
  if (found.includes("\n")) return { fix };
  const start = source.lastIndexOf("\n", offset - 1) + 1;
  const end = source.indexOf("\n", offset);
  const rest = source.slice(offset + length, end === -1 ? source.length : end);
  return { fix, ...shownLine(source.slice(start, offset) + text + rest) };
}
