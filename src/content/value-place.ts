import { readFileSync } from "node:fs";
import type { SiteFiles } from "./site-files.ts";

/** Where a value stands in its line, 1-based, and the line with the right one in its place. */
export interface ValuePlace {
  column: number;
  correctedLine?: string;
}

/** Finds a faulty value in the line that it was read from. */
export type FindValue = (at: { file: string; line: number; value: string; right?: string | undefined }) => ValuePlace;

/** Looks values up in a site's files, which are only read where something is wrong in them. */
export function valueFinder(files: Pick<SiteFiles, "onDisk">): FindValue {
  // Faults come file by file, so that only the last one need be kept.
  let last: { file: string; lines: string[] } | undefined;
  return ({ file, line, value, right }) => {
    if (last?.file !== file) last = { file, lines: linesOf(files.onDisk(file)) };
    return placeInLine(last.lines[line - 1] ?? "", value, right);
  };
}

/** Column 1, and no corrected line, where the value is not in the line as a word of its own, or stands there twice. */
export function placeInLine(text: string, value: string, right?: string): ValuePlace {
  const isPart = (character = "") => /[\p{L}\p{M}\p{N}_/.%-]/u.test(character);
  const found: number[] = [];
  for (let at = text.indexOf(value); value !== "" && at !== -1; at = text.indexOf(value, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + value.length])) found.push(at);
  }
  const [at] = found;
  if (at === undefined || found.length > 1) return { column: 1 };
  const correctedLine = right === undefined ? undefined : text.slice(0, at) + right + text.slice(at + value.length);
  return { column: at + 1, ...(correctedLine === undefined ? {} : { correctedLine }) };
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, "utf8")
      .normalize("NFC")
      .split(/\r\n|\n|\r/);
  } catch {
    return [];
  }
}
