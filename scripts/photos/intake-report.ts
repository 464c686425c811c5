import { relative } from "node:path";
import { formatProblems, problemsJson, visible } from "../../src/base/format-problems.ts";
import { count } from "../../src/base/text.ts";
import { privateDataInWords } from "./sheet-frame.ts";
import type { TakenWire, WireEntry } from "./take-wire.ts";

export interface IntakeFigures {
  taken: number;
  duplicates: number;
  refused: number;
  withoutAlt: number;
  withoutCredit: number;
  /** Photos taken in that hold private data. */
  privatePhotos: number;
}

/** How many pictures of an intake were, or lack, what a desk asks about. */
export function figuresOf(entries: readonly WireEntry[]): IntakeFigures {
  const taken = entries.filter(({ outcome }) => outcome === "taken");
  const lacks = (key: "alt" | "credit") => taken.filter(({ wire }) => wire?.missing.includes(key)).length;
  return {
    taken: taken.length,
    duplicates: entries.filter(({ outcome }) => outcome === "duplicate").length,
    refused: entries.filter(({ outcome }) => outcome === "refused").length,
    withoutAlt: lacks("alt"),
    withoutCredit: lacks("credit"),
    privatePhotos: taken.filter(({ reading }) => (reading?.privateData.length ?? 0) > 0).length,
  };
}

interface ReportOptions {
  from: string;
  sheet: string;
  isDryRun: boolean;
  colour: boolean;
}

/** Lines of one kind that are printed; the contact sheet and --json have them all. */
const most = 12;

/** What an intake did, for people. */
export function intakeText(taken: TakenWire, { from, sheet, isDryRun, colour }: ReportOptions): string {
  const { entries, folder, originals } = taken;
  const figures = figuresOf(entries);
  const problems = entries.flatMap(({ problem }) => problem ?? []);
  const of = (outcome: WireEntry["outcome"]) => entries.filter((entry) => entry.outcome === outcome);
  const alike = of("taken").filter(({ lookAlikes, sameReference }) => lookAlikes.length > 0 || sameReference);
  const where = originals === undefined ? "" : `, originals in ${near(originals)}`;
  const rows: (readonly [string, number, string])[] = [
    [
      isDryRun ? "would be taken in" : "taken in",
      figures.taken,
      figures.taken > 0 ? `→ articles/${folder}${where}` : "",
    ],
    ["there already", figures.duplicates, ""],
    ["refused", figures.refused, ""],
    ["without alt text", figures.withoutAlt, figures.withoutAlt > 0 ? "write `alt:` into their sidecars" : ""],
    ...(figures.withoutCredit > 0
      ? [
          [
            "without credit",
            figures.withoutCredit,
            "write `credit:` into their sidecars before a story uses them",
          ] as const,
        ]
      : []),
    ["with private data", figures.privatePhotos, privateLine(of("taken"))],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const digits = Math.max(...rows.map(([, number]) => String(number).length));
  const blocks = [
    problems.length > 0 ? formatProblems(problems, { colour, root: near(from) }).trimEnd() : "",
    listed(
      "There already",
      of("duplicate").map(({ file, id }) => `${file.name} is ${id}`),
    ),
    listed(
      "Look alike, and were taken in",
      alike.map(({ id, lookAlikes, sameReference }) =>
        lookAlikes[0] === undefined
          ? `${id} has the reference of ${sameReference}`
          : `${id} looks like ${lookAlikes[0]}`,
      ),
    ),
    listed(
      "Their own fields disagree; the first was taken",
      of("taken").flatMap(({ id, wire }) => (wire?.disagreements ?? []).map((each) => `${id}  ${each}`)),
    ),
    listed("Credits", creditLines(of("taken"))),
    rows
      .map(([name, number, rest]) => `${name.padEnd(width)}  ${String(number).padStart(digits)}  ${rest}`.trimEnd())
      .join("\n"),
    `Contact sheet: ${near(sheet)}`,
  ];
  return blocks.filter((block) => block !== "").join("\n\n");
}

/** The same for machines, complete. */
export function intakeJson(taken: TakenWire, { sheet, isDryRun }: { sheet: string; isDryRun: boolean }) {
  const { entries, folder, originals } = taken;
  const { problems } = problemsJson(entries.flatMap(({ problem }) => problem ?? []));
  return {
    isDryRun,
    folder: `articles/${folder}`,
    ...(originals !== undefined && { originals }),
    sheet,
    figures: figuresOf(entries),
    taken: entries
      .filter(({ outcome }) => outcome === "taken")
      .map(({ file, id, reading, wire, lookAlikes, sameReference }) => ({
        file: file.name,
        id,
        sha256: file.sha256,
        record: wire?.record,
        missing: wire?.missing,
        disagreements: wire?.disagreements,
        privateData: reading?.privateData,
        lookAlikes,
        sameReference,
      })),
    duplicates: entries
      .filter(({ outcome }) => outcome === "duplicate")
      .map(({ file, id }) => ({ file: file.name, id })),
    problems,
  };
}

function privateLine(entries: readonly WireEntry[]): string {
  const kinds = Map.groupBy(
    entries.flatMap(({ reading }) => reading?.privateData ?? []),
    (kind) => kind,
  );
  if (kinds.size === 0) return "";
  const parts = [...kinds].sort().map(([kind, each]) => `${privateDataInWords([kind])} ${each.length}`);
  return `${parts.join(", ")}; the originals keep it, what readers get never holds it`;
}

/** By agency, those with most pictures first, each with its credit lines as they will be printed. */
function creditLines(entries: readonly WireEntry[]): string[] {
  const byAgency = Map.groupBy(entries, ({ wire }) => wire?.agency ?? "");
  const sorted = [...byAgency].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1));
  return sorted.map(([agency, group]) => {
    const lines = Map.groupBy(group, ({ wire }) => wire?.record.credit ?? "");
    const words = [...lines].map(
      ([credit, each]) => `${credit === "" ? "(none)" : credit}${each.length > 1 ? ` × ${each.length}` : ""}`,
    );
    const shown = words.slice(0, 6).join(", ");
    return `${agency === "" ? "no agency" : agency}  ${group.length}  ${shown}${words.length > 6 ? `, and ${count(words.length - 6, "more line")}` : ""}`;
  });
}

function listed(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const shown = lines.length > most + 1 ? [...lines.slice(0, most), `and ${lines.length - most} more`] : lines;
  return [title, ...shown.map((line) => `  ${visible(line)}`)].join("\n");
}

/** A path as short as it can be said here. */
function near(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short || ".";
}
