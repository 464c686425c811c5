import {
  boolCoreTag,
  constructFromEvents,
  defineScalarTag,
  FAILSAFE_SCHEMA,
  floatCoreTag,
  intCoreTag,
  mergeTag,
  NOT_RESOLVED,
  nullCoreTag,
  parseEvents,
  type ScalarTagDefinition,
} from "js-yaml";
import { lineEdit } from "../base/apply-edits.ts";
import { type Problem, type ProblemCode, type ProblemInput, problem } from "../base/problem.ts";
import { aliasFault, aliasProblem } from "./yaml-aliases.ts";
import { uncurl } from "./yaml-curly.ts";
import { duplicateKey } from "./yaml-duplicate.ts";
import { inQuotes, repairControl, repairInvisible, repairLine, type YamlFault } from "./yaml-repair.ts";
import { type Place, Walk } from "./yaml-walk.ts";

export interface YamlReading {
  /** The value; undefined where the YAML could not be read at all, null where it is empty. */
  value: unknown;
  /** By dotted path: `photo.credit`, `byline.0`. */
  places: Map<string, Place>;
  problems: Problem[];
  /** A line of the YAML as the file has it, by its number in the file. */
  lineText(line: number): string;
}

// js-yaml 5 hands out its events with offsets, so that one pass of 8 µs gives values and places of one and the same
// reading (its `load` takes 15 µs, `yaml`'s parseDocument 114 and refuses some of what js-yaml accepts).
// A number that would print otherwise than it was written (007, 1.10, 1e5) stays text.
const faithful = (tag: ScalarTagDefinition<number>) =>
  defineScalarTag<number>(tag.tagName, {
    implicit: true,
    implicitFirstChars: tag.implicitFirstChars,
    identify: () => false,
    resolve: (source, isExplicit, tagName) => {
      const value = tag.resolve(source, isExplicit, tagName);
      return value !== NOT_RESOLVED && (isExplicit || String(value) === source) ? value : NOT_RESOLVED;
    },
  });
const schema = FAILSAFE_SCHEMA.withTags(
  nullCoreTag,
  boolCoreTag,
  faithful(intCoreTag),
  faithful(floatCoreTag),
  mergeTag,
);

// One file's mistakes are mended in memory one after the other, so that all are reported at once; more than these
// mean that it is no YAML.
const mostRepairs = 40;

/** Mistakes whose corrected line is beyond doubt: it says what was read already. */
const certain: ReadonlySet<string> = new Set<ProblemCode>([
  "yaml/tab",
  "yaml/colon",
  "yaml/curly-quotes",
  "yaml/invisible-character",
]);

/**
 * Reads one YAML document. `firstLine` is the line of the file where `text` begins. Whatever can be understood is:
 * each mistake becomes a problem with the line as it should read, and reading goes on with the line mended.
 */
export function readYaml(input: { text: string; file: string; firstLine: number }): YamlReading {
  const reading = readRepaired(input);
  for (const each of reading.problems) {
    const { line = 0, correctedLine } = each;
    if (!certain.has(each.code) || correctedLine === undefined) continue;
    each.fix = [lineEdit(line, reading.lineText(line), correctedLine)];
  }
  return reading;
}

function readRepaired({ text, file, firstLine }: { text: string; file: string; firstLine: number }): YamlReading {
  const original = text.split("\n");
  const lines = [...original];
  const problems: Problem[] = [];
  const place = (line: number): { file: string; line: number } => ({ file, line: firstLine + line });
  const lineText = (line: number) => original[line - firstLine] ?? "";
  const nothing = (value: unknown): YamlReading => ({ value, places: new Map(), problems, lineText });

  const mendEach = (isNeeded: boolean, repair: typeof repairInvisible, message: string) => {
    for (const [index, line] of isNeeded ? lines.entries() : []) {
      const mended = repair(line);
      if (mended === undefined) continue;
      lines[index] = mended.line;
      problems.push(
        problem({
          code: "yaml/invisible-character",
          ...place(index),
          column: mended.column,
          message,
          correctedLine: mended.line,
        }),
      );
    }
  };
  mendEach(
    /[\u00a0\u2007\u202f\u3000\u200b\u2060\ufeff]/.test(text),
    repairInvisible,
    "A non-breaking space or another invisible character stands where YAML wants a plain space.",
  );
  mendEach(
    repairControl(text) !== undefined,
    repairControl,
    "A control character, which nobody can see, stands in this line; it was read as if it weren't there.",
  );

  for (let repairs = 0; repairs <= mostRepairs; repairs += 1) {
    const source = lines.join("\n");
    let fault: YamlFault;
    try {
      const events = parseEvents(source, {});
      if (events.length === 0) return nothing(null);
      if (events.filter((event) => event.type === 1).length > 1) {
        problems.push(severalDocuments(source, place));
        return nothing(undefined);
      }
      const walk = new Walk(source, events, firstLine);
      const [value] = constructFromEvents(events, { source, schema, json: true });
      const alias = events.find((event) => event.type === 5);
      const runaway = alias && aliasFault(value);
      if (runaway) {
        const { line, column } = walk.position(Math.max(0, alias.anchorStart - 1));
        problems.push(aliasProblem(runaway, { ...place(line), column: column + 1 }));
        return nothing(undefined);
      }
      for (const twice of walk.duplicates) problems.push(duplicateKey(twice, file, lineText));
      problems.push(...lostAfterHash(walk, file, lineText));
      const curly = uncurl(value, walk, lineText, file, original);
      problems.push(...curly.problems);
      return { value: curly.value, places: walk.places, problems, lineText };
    } catch (error) {
      fault = faultOf(error, source);
    }
    const repair = repairLine(lines, fault);
    if (!repair || repairs === mostRepairs) {
      problems.push(
        problem({
          code: "yaml/invalid",
          ...place(fault.line),
          column: fault.column + 1,
          message: inPlainWords(fault.reason),
        }),
      );
      return nothing(undefined);
    }
    for (const [index, mended] of repair.lines) {
      if (repair.code) {
        const known = problems.find((each) => each.line === firstLine + index && each.code === repair.code);
        const input: ProblemInput = {
          code: repair.code,
          ...place(index),
          column: repair.column ?? 1,
          message: repair.message ?? "",
          correctedLine: mended,
          ...(repair.hint === undefined ? {} : { hint: repair.hint }),
        };
        // A line mended twice is reported once, with its last form.
        if (known) known.correctedLine = mended;
        else problems.push(problem(input));
      }
      lines[index] = mended;
    }
  }
  return nothing(undefined);
}

/** `headline: Route #5 opens`, `headline: #MeToo`: YAML takes what follows the hash for a note, and nobody prints it. */
function lostAfterHash(walk: Walk, file: string, lineText: (line: number) => string): Problem[] {
  if (!/[ \t]#[\p{L}\p{N}]/u.test(walk.source)) return [];
  const problems: Problem[] = [];
  for (const [path, { start, end }] of walk.plain) {
    const at = walk.places.get(path);
    if (!at) continue;
    const line = lineText(at.valueLine);
    const isEmpty = start < 0;
    const head = isEmpty ? /^[^#]*?:[ \t]+(?=#)/.exec(line)?.[0] : line.slice(0, at.valueColumn - 1);
    const value = head === undefined ? "" : line.slice(head.length).trimEnd();
    // A value on several lines ends elsewhere.
    const read = isEmpty ? "" : walk.source.slice(start, end);
    if (head === undefined || !value.startsWith(read)) continue;
    const note = /^([ \t]*)#[\p{L}\p{N}]/u.exec(value.slice(read.length));
    if (!note || (note[1] === "" && !isEmpty)) continue;
    const remark = /[ \t]+#[ \t].*$/.exec(value)?.[0] ?? "";
    problems.push(
      problem({
        code: "yaml/quotes",
        severity: "warning",
        file,
        line: at.valueLine,
        column: head.length + read.length + (note[1] ?? "").length + 1,
        key: path,
        message: `What follows \`#\` was taken for a note, and is not part of \`${path}\`.`,
        correctedLine: head + inQuotes(value.slice(0, value.length - remark.length)) + remark,
        hint: "If it is a note, write a space after the `#`.",
      }),
    );
  }
  return problems;
}

function severalDocuments(source: string, place: (line: number) => { file: string; line: number }): Problem {
  const index = source.split("\n").findIndex((line, at) => at > 0 && /^(---|\.\.\.)/.test(line));
  return problem({
    code: "yaml/invalid",
    ...place(Math.max(index, 0)),
    column: 1,
    message: "A second document begins here; this file may hold one.",
    hint: "Delete the line `---`.",
  });
}

function faultOf(error: unknown, source: string): YamlFault {
  const mark = (error as { mark?: { line?: number; column?: number } }).mark;
  const reason = (error as { reason?: string }).reason ?? "it can't be read";
  if (mark?.line !== undefined) return { line: mark.line, column: mark.column ?? 0, reason };
  return { line: Math.max(0, source.trimEnd().split("\n").length - 1), column: 0, reason };
}

// js-yaml's reasons, for people who never heard of a scalar.
const plainReasons: readonly [RegExp, string][] = [
  [/tab characters/, "A tab stands at the beginning of this line; YAML wants spaces."],
  [/unexpected end of the stream within a flow collection/, "A bracket `[` or `{` is never closed."],
  [/unexpected end of the stream within a (double|single) quoted/, "A quotation mark is opened and never closed."],
  [/unidentified alias/, "A value that begins with `*` must stand in quotes."],
  [/unknown .*tag/, "A value that begins with `!` must stand in quotes."],
  [/complex keys/, "A key must be a plain word."],
  [/escape|hexadecimal/, "After a backslash in double quotes YAML wants a code; write `\\\\`, or use single quotes."],
  [/document separator is expected|can not read an implicit mapping|multiline key/, "This line has no `key: value`."],
  [/bad indentation|deficient indentation/, "This line's beginning or a mark in it does not fit the lines above."],
  [/missed comma/, "A comma is missing between two items in brackets."],
];

function inPlainWords(reason: string): string {
  return plainReasons.find(([pattern]) => pattern.test(reason))?.[1] ?? `The YAML can't be read here: ${reason}.`;
}
