import { isError, type Problem, sortProblems } from "./problem.ts";
import { problemCodes } from "./problem-codes.ts";
import { count } from "./text.ts";

export interface FormatOptions {
  /** With ANSI colours, for a terminal. */
  colour: boolean;
  /** Printed before each file, so that an editor's terminal can open it: the site's folder as seen from here. Default: none. */
  root?: string;
  /** How many are shown in full; the rest is counted by code. */
  most?: number;
}

const defaults = { most: 200 };

/**
 * Problems as people read them: by file, each with its place, what is wrong, what was found and expected, the line as
 * it should read, a hint, and the code to look up; at the end the count. Errors come before warnings where not all
 * can be shown. Empty text for no problems.
 */
export function formatProblems(problems: readonly Problem[], options: FormatOptions): string {
  if (problems.length === 0) return "";
  const most = options.most ?? defaults.most;
  const paint = options.colour ? colours : plain;
  const sorted = sortProblems(problems);
  const shown = sorted.length <= most ? sorted : sortProblems(errorsFirst(sorted).slice(0, most));
  const rest = sorted.length <= most ? [] : errorsFirst(sorted).slice(most);
  const prefix = options.root ? `${options.root.replace(/[/\\]+$/, "")}/` : "";

  const groups = Map.groupBy(shown, (each) => each.file ?? "");
  const parts = [...groups].map(([file, group]) =>
    [...(file === "" ? [] : [paint.bold(prefix + file)]), ...group.map((each) => entry(each, prefix, paint))].join(
      "\n",
    ),
  );
  if (rest.length > 0) parts.push(restOf(rest, paint));
  parts.push(summary(sorted, paint));
  return `${parts.join("\n\n")}\n`;
}

/** Problems for machines: the problems themselves, in the order in which people see them, and their number. */
export function problemsJson(problems: readonly Problem[]): {
  errors: number;
  warnings: number;
  /** How many `check --fix` would mend. */
  fixable: number;
  problems: (Problem & { title: string; isFixable: boolean })[];
} {
  return {
    errors: problems.filter(isError).length,
    warnings: problems.filter((each) => each.severity === "warning").length,
    fixable: problems.filter(({ fix }) => fix !== undefined).length,
    problems: sortProblems(problems).map((each) => ({
      ...each,
      title: problemCodes[each.code].title,
      isFixable: each.fix !== undefined,
    })),
  };
}

type Paint = Record<"bold" | "dim" | "error" | "warning" | "right", (text: string) => string>;
const ansi = (code: number, end: number) => (text: string) => `\u001b[${code}m${text}\u001b[${end}m`;
const colours: Paint = {
  bold: ansi(1, 22),
  dim: ansi(2, 22),
  error: ansi(31, 39),
  warning: ansi(33, 39),
  right: ansi(32, 39),
};
const same = (text: string) => text;
const plain: Paint = { bold: same, dim: same, error: same, warning: same, right: same };

function entry(each: Problem, prefix: string, paint: Paint): string {
  const place =
    each.file === undefined ? "" : [prefix + each.file, each.line, each.line && each.column].filter(Boolean).join(":");
  const detail = (name: string, text: string | undefined, colour: (text: string) => string = same) =>
    text === undefined ? [] : [`      ${paint.dim(name.padEnd(10))}${colour(visible(text))}`];
  return [
    `  ${place === "" ? "" : `${place}  `}${paint[each.severity](each.severity)}  ${paint.dim(each.code)}`,
    `      ${visible(each.message)}`,
    ...detail("found", each.found),
    ...detail("expected", each.expected),
    ...detail("write", each.correctedLine, paint.right),
    ...detail("hint", each.hint),
  ].join("\n");
}

/**
 * What a file says may hold marks that move a terminal's cursor or turn its text round (control characters, the
 * overrides U+202A–U+202E and U+2066–U+2069): they are shown, never carried out.
 */
export function visible(text: string): string {
  return text
    .replace(/\r?\n/g, " ")
    .replaceAll("\t", "⇥")
    .replace(
      /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu,
      (mark) => `U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
    );
}

function errorsFirst(problems: readonly Problem[]): Problem[] {
  return [...problems.filter(isError), ...problems.filter((each) => each.severity !== "error")];
}

function restOf(rest: readonly Problem[], paint: Paint): string {
  const counts = [...Map.groupBy(rest, (each) => each.code)].map(([code, group]) => ({ code, number: group.length }));
  counts.sort((a, b) => b.number - a.number || (a.code < b.code ? -1 : 1));
  const width = String(counts[0]?.number ?? 0).length;
  const lines = counts.map(
    ({ code, number }) => `  ${String(number).padStart(width)}  ${paint.dim(code)}  ${problemCodes[code].title}`,
  );
  return [paint.bold(`and ${count(rest.length, "more problem")}:`), ...lines].join("\n");
}

function summary(problems: readonly Problem[], paint: Paint): string {
  const errors = problems.filter(isError).length;
  const warnings = problems.length - errors;
  const files = new Set(problems.map((each) => each.file).filter((file) => file !== undefined)).size;
  const numbers = [
    ...(errors > 0 ? [paint.error(count(errors, "error"))] : []),
    ...(warnings > 0 ? [paint.warning(count(warnings, "warning"))] : []),
  ];
  return `${numbers.join(", ")}${files > 0 ? ` in ${count(files, "file")}` : ""}`;
}
