import { type ProblemCode, problemCodes } from "./problem-codes.ts";

export type { ProblemCode } from "./problem-codes.ts";

export type Severity = "error" | "warning";

/** One thing that is wrong, said so that the person who wrote the file can mend it. The place is a field, not prose. */
export interface Problem {
  code: ProblemCode;
  severity: Severity;
  /** Path under the site folder, with `/`. */
  file?: string;
  /** 1-based. */
  line?: number;
  /** 1-based, in UTF-16 code units. */
  column?: number;
  /** What is wrong and why, in one sentence; never quotes more than a word or two of a story that may be hidden. */
  message: string;
  expected?: string;
  found?: string;
  /** The whole line as it should read, where that is known for certain. */
  correctedLine?: string;
  hint?: string;
  /**
   * What `check --fix` does about it, in `file`; only where nobody could mean anything else. Every edit must still be
   * found at its place, or none is made.
   */
  fix?: Edit[];
  /** The story's id, where the problem belongs to one: `--hold-back` and the desk go by it. */
  story?: string;
  /** The front-matter key concerned (`photo.credit`): `--hold-back` treats a fault in `status`, `embargo` or `kill` apart. */
  key?: string;
}

/** One replacement in a file: at this place stands `found`, which becomes `text`. Either may be empty or span lines. */
export interface Edit {
  /** 1-based. */
  line: number;
  /** 1-based, in UTF-16 code units. */
  column: number;
  found: string;
  text: string;
}

export type ProblemInput = Omit<Problem, "severity"> & { severity?: Severity };

/** A problem with its catalogue severity, unless another is given. */
export function problem(input: ProblemInput): Problem {
  return { severity: problemCodes[input.code].severity, ...input };
}

/** Whether it keeps what it is of from being published; a warning does not. */
export function isError({ severity }: Pick<Problem, "severity">): boolean {
  return severity === "error";
}

/** Whether any of them is an error. */
export function hasErrors(problems: readonly Pick<Problem, "severity">[]): boolean {
  return problems.some(isError);
}

/** Thrown where work can't go on; carries what people should read. Never shown as a stack. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((each) => each.message).join("\n"));
    this.name = "ProblemError";
    this.problems = problems;
  }
}

/** By file, then place, then code: the order in which people read them, the same on every machine. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const key = (each: Problem) => each.file ?? "";
  return [...problems].sort(
    (a, b) =>
      compare(key(a), key(b)) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
