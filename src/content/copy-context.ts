import { type Problem, type ProblemInput, problem } from "../base/problem.ts";
import type { Block } from "./blocks.ts";

/** What one rendering of one story's copy gathers on its way through the passes. */
export interface CopyContext {
  file: string;
  story: string | undefined;
  language: string;
  zone: string;
  /** 1-based line in the file of the copy's first line. */
  firstLine: number;
  /** The copy's lines as the writer typed them, for corrected lines. */
  sourceLines: readonly string[];
  problems: Problem[];
  anchors: Anchors;
  /** href → line of first use. */
  links: Map<string, number>;
  /** What shortcodes were turned into; a placeholder in the text holds the index. */
  stash: Piece[][];
}

export interface Anchors {
  /** Each id in use, and the highest number that was tried behind it. */
  taken: Map<string, number>;
  /** In order of definition. */
  defined: string[];
}

/** A part of the copy on its way to becoming blocks: see `settle` in markdown-settle.ts. */
export type Piece =
  | { kind: "html"; html: string }
  | { kind: "block"; block: Block; standsForPhoto?: boolean }
  | { kind: "photo-line"; credit: string; line: number }
  /** A photo stood here and was left out without a card: a photo line after it belongs to nothing. */
  | { kind: "photo-gone" };

/** Notes a problem of this copy; its `line` is in the file. */
export function report(context: CopyContext, input: Omit<ProblemInput, "file" | "story">): void {
  context.problems.push(
    problem({ ...input, file: context.file, ...(context.story === undefined ? {} : { story: context.story }) }),
  );
}

/** The line in the file of a 0-based line of the copy. */
export function fileLine(context: CopyContext, line: number): number {
  return context.firstLine + line;
}

/** Notes that the copy links to an address; `line`, in the file, counts for its first use. */
export function recordLink(context: CopyContext, href: string, line: number): void {
  if (!context.links.has(href)) context.links.set(href, line);
}
