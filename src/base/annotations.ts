import { visible } from "./format-problems.ts";
import { isError, type Problem, sortProblems } from "./problem.ts";
import { problemCodes } from "./problem-codes.ts";
import { count } from "./text.ts";

// What a pull request shows of problems: a mark at the line, and a table below. A pull request may be public, and a reporter
// reads it on a phone: each says what is wrong, the line as it should read and where to look, and of a story that is not
// public no word is quoted.

export interface PublicReport {
  /** Whether the words of a problem may be printed. */
  isQuotable: (problem: Problem) => boolean;
  /** The site's folder in the repository, with `/` at the end; empty: its root. */
  prefix?: string;
  /** Where a code's page stands, where that is known. */
  pageOf?: (code: Problem["code"]) => string | undefined;
}

/**
 * So many errors, and so many warnings, of one step are shown beside the lines; the rest goes unseen.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
const mostShown = 10;

/** Rows of the table: a summary may have 1 MiB. */
const mostRows = 200;

/** Problems as workflow commands of a git host (`::error file=…,line=…::…`), which stand beside the line in a pull request. */
export function annotationsOf(problems: readonly Problem[], report: PublicReport): string[] {
  const sorted = sortProblems(problems);
  const of = (severity: Problem["severity"]) => sorted.filter((each) => each.severity === severity);
  const [errors, warnings] = [of("error"), of("warning")];
  const lines = [...errors.slice(0, mostShown), ...warnings.slice(0, mostShown)].map((each) =>
    annotation(each, report),
  );
  const rest = [
    ...(errors.length > mostShown ? [count(errors.length - mostShown, "more error")] : []),
    ...(warnings.length > mostShown ? [count(warnings.length - mostShown, "more warning")] : []),
  ];
  if (rest.length === 0) return lines;
  const words = `There are ${rest.join(" and ")}. The table in this run's summary has them; \`npm run check\` prints them all.`;
  return [...lines, `::notice title=Not all are shown::${escapeData(words)}`];
}

function annotation(each: Problem, report: PublicReport): string {
  const place = [
    each.file !== undefined && `file=${escapeProperty(`${report.prefix ?? ""}${each.file}`)}`,
    each.line !== undefined && `line=${each.line}`,
    each.column !== undefined && `col=${each.column}`,
    `title=${escapeProperty(problemCodes[each.code].title)}`,
  ].filter(Boolean);
  const page = report.pageOf?.(each.code);
  const text = [...wordsOf(each, report), `${each.code}${page === undefined ? "" : `: ${page}`}`];
  return `::${each.severity} ${place.join(",")}::${escapeData(text.map(visible).join("\n"))}`;
}

/** What is told of a problem, line by line. */
function wordsOf(each: Problem, { isQuotable }: PublicReport): string[] {
  if (!isQuotable(each)) return [unquotable, problemCodes[each.code].remedy];
  const told = [
    each.message,
    each.found && `Found: ${each.found}`,
    each.expected && `Expected: ${each.expected}`,
    each.correctedLine !== undefined && `Write: ${each.correctedLine}`,
    each.hint,
    each.fix && "`npm run check -- --fix` mends it.",
  ];
  return told.filter((line): line is string => typeof line === "string" && line !== "");
}

const unquotable = "The story is not public, so nothing of it is quoted here.";

/** The same as a table in Markdown, for the summary of a run; empty where there is no problem. */
export function summaryOf(problems: readonly Problem[], report: PublicReport): string {
  if (problems.length === 0) return "";
  const sorted = sortProblems(problems);
  const errors = sorted.filter(isError);
  const warnings = sorted.filter(({ severity }) => severity === "warning");
  const all = [...errors, ...warnings];
  const rows = all.slice(0, mostRows).map((each) => {
    const place = [`${report.prefix ?? ""}${each.file ?? ""}`, each.line].filter(
      (part) => part !== "" && part !== undefined,
    );
    const page = report.pageOf?.(each.code);
    const code = page === undefined ? each.code : `<a href="${escapeHtml(page)}">${each.code}</a>`;
    const words = wordsOf(each, report).map(escapeHtml).join("<br>");
    return `| ${each.severity} | ${escapeHtml(place.join(":"))} | ${words}<br>${code} |`;
  });
  const figures = [
    ...(errors.length > 0 ? [count(errors.length, "error")] : []),
    ...(warnings.length > 0 ? [count(warnings.length, "warning")] : []),
  ];
  const rest = all.length > mostRows ? [`\nand ${count(all.length - mostRows, "more problem")}`] : [];
  return [
    "## Editors' problems",
    "",
    figures.join(", "),
    "",
    "| | Where | What |",
    "|---|---|---|",
    ...rows,
    ...rest,
    "",
  ].join("\n");
}

/** Text in a cell of a table: its marks are shown, never carried out, in Markdown and in HTML. */
function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"'|`*_[\]\\~#@!]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(visible(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
