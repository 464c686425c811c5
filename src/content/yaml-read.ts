import {
  boolCoreTag,
  constructFromEvents,
  defineScalarTag,
  type Event,
  FAILSAFE_SCHEMA,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  mergeTag,
  NOT_RESOLVED,
  nullCoreTag,
  parseEvents,
  type ScalarTagDefinition,
} from "js-yaml";
import { type Problem, type ProblemInput, problem } from "../base/problem.ts";
import { inQuotes, repairInvisible, repairLine, type YamlFault } from "./yaml-repair.ts";

/** Where a key and its value stand: 1-based line, 1-based column, of the file. */
export interface Place {
  line: number;
  column: number;
  valueLine: number;
  valueColumn: number;
}

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

/**
 * Reads one YAML document. `firstLine` is the line of the file where `text` begins. Whatever can be understood is:
 * each mistake becomes a problem with the line as it should read, and reading goes on with the line mended.
 */
export function readYaml({ text, file, firstLine }: { text: string; file: string; firstLine: number }): YamlReading {
  const original = text.split("\n");
  const lines = [...original];
  const problems: Problem[] = [];
  const place = (line: number): { file: string; line: number } => ({ file, line: firstLine + line });
  const lineText = (line: number) => original[line - firstLine] ?? "";
  const nothing = (value: unknown): YamlReading => ({ value, places: new Map(), problems, lineText });

  if (/[\u00a0\u2007\u202f\u3000\u200b\u2060\ufeff]/.test(text)) {
    for (const [index, line] of lines.entries()) {
      const mended = repairInvisible(line);
      if (mended === undefined) continue;
      lines[index] = mended.line;
      problems.push(
        problem({
          code: "yaml/invisible-character",
          ...place(index),
          column: mended.column,
          message: "A non-breaking space or another invisible character stands where YAML wants a plain space.",
          correctedLine: mended.line,
        }),
      );
    }
  }

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
      for (const twice of walk.duplicates) problems.push(duplicateKey(twice, file));
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

interface Duplicate {
  key: string;
  first: Place;
  second: Place;
  isSame: boolean;
}

/** One walk over the events, in which each key's place is noted and keys that stand twice are found. */
class Walk {
  readonly places = new Map<string, Place>();
  readonly duplicates: Duplicate[] = [];
  /** Offsets of plain scalars, by path: the ones whose quotes a keyboard may have turned. */
  readonly plain = new Map<string, { start: number; end: number }>();
  readonly source: string;
  readonly #events: readonly Event[];
  readonly #firstLine: number;
  readonly #starts: number[] = [0];
  #at = 0;
  /** Offset where the last node ended. */
  #end = 0;

  constructor(source: string, events: readonly Event[], firstLine: number) {
    this.source = source;
    this.#events = events;
    this.#firstLine = firstLine;
    for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) this.#starts.push(at + 1);
    this.#at = 1; // after the document's own event
    this.#node("");
  }

  /** 0-based line and column of an offset. */
  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: offset - (this.#starts[low] ?? 0) };
  }

  #place(key: number, value: number): Place {
    const start = this.position(key);
    const valueStart = this.position(value);
    return {
      line: start.line + this.#firstLine,
      column: start.column + 1,
      valueLine: valueStart.line + this.#firstLine,
      valueColumn: valueStart.column + 1,
    };
  }

  /** Walks one node; gives the offset where it starts. */
  #node(path: string): number {
    const event = this.#events[this.#at];
    this.#at += 1;
    if (!event || event.type === 6 || event.type === 1) return this.#end;
    if (event.type === 4) {
      // A quoted scalar's offsets stand inside its quotes; an empty one has none of its own.
      const quoted = event.style === 2 || event.style === 3 ? 1 : 0;
      const start = event.valueStart < 0 ? this.#end : event.valueStart - quoted;
      this.#end = Math.max(this.#end, event.valueEnd + quoted);
      if (event.style === 1) this.plain.set(path, { start: event.valueStart, end: event.valueEnd });
      return start;
    }
    if (event.type === 5) {
      this.#end = event.anchorEnd;
      return event.anchorStart - 1;
    }
    if (event.type === 2) {
      for (let index = 0; this.#events[this.#at] && this.#events[this.#at]?.type !== 6; index += 1) {
        const inner = path === "" ? String(index) : `${path}.${index}`;
        const start = this.#node(inner);
        this.places.set(inner, this.#place(start, start));
      }
      this.#at += 1;
      return event.start;
    }
    this.#mapping(path);
    return event.start;
  }

  #mapping(path: string): void {
    const seen = new Map<string, { place: Place; text: string }>();
    while (this.#events[this.#at] && this.#events[this.#at]?.type !== 6) {
      const keyEvent = this.#events[this.#at];
      const keyStart = this.#node("");
      if (keyEvent?.type !== 4) {
        this.#node("");
        continue;
      }
      const key = getScalarValue(this.source, keyEvent);
      const inner = path === "" ? key : `${path}.${key}`;
      const keyEnd = this.#end;
      const next = this.#events[this.#at];
      const isEmpty = next?.type === 4 && next.valueStart < 0;
      const start = this.#node(inner);
      const place = this.#place(keyStart, isEmpty ? keyStart : start);
      const text = this.source.slice(isEmpty ? keyEnd : start, this.#end);
      const first = seen.get(key);
      if (first) this.duplicates.push({ key: inner, first: first.place, second: place, isSame: first.text === text });
      else seen.set(key, { place, text });
      this.places.set(inner, place);
    }
    this.#at += 1;
    this.plain.delete("");
  }
}

function duplicateKey(twice: Duplicate, file: string): Problem {
  const { key, first, second, isSame } = twice;
  const name = key.split(".").at(-1) ?? key;
  return problem({
    code: "yaml/duplicate-key",
    ...(isSame ? { severity: "warning" as const } : {}),
    file,
    line: second.line,
    column: second.column,
    key,
    message: isSame
      ? `\`${name}\` stands twice, with the same value: in line ${first.line} and here.`
      : `\`${name}\` stands twice: in line ${first.line} and here. Only one of the two can be meant.`,
    hint: `Delete line ${first.line} or line ${second.line}.`,
  });
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

const curlyPairs: Record<string, string> = { "“": "”", "‘": "’", "„": "“", "”": "”" };

/** The text in a value that curly quotes wrap as a whole, as phones write `"…"`; undefined where they don't. */
export function unwrapCurly(value: string): string | undefined {
  const end = curlyPairs[value.charAt(0)];
  if (end === undefined || value.length < 2) return undefined;
  const last = value.at(-1) ?? "";
  if (last !== end && !(end === "”" && last === '"')) return undefined;
  const inner = value.slice(1, -1);
  return /[“”„]/u.test(inner) || (value.startsWith("‘") && /[‘’]\s|\s[‘’]/u.test(inner)) ? undefined : inner;
}

/** Takes off quotes that a keyboard turned, where they wrap a whole value, and says so. */
function uncurl(
  value: unknown,
  walk: Walk,
  lineText: (line: number) => string,
  file: string,
  original: readonly string[],
): { value: unknown; problems: Problem[] } {
  if (!/[“„”‘]/u.test(walk.source)) return { value, problems: [] };
  const problems: Problem[] = [];
  const mend = (inner: unknown, path: string): unknown => {
    if (typeof inner === "string") {
      const text = walk.plain.has(path) ? unwrapCurly(inner) : undefined;
      if (text === undefined) return inner;
      const span = walk.plain.get(path) ?? { start: 0, end: 0 };
      const place = walk.places.get(path);
      const line = lineText(place?.valueLine ?? 0);
      const source = walk.source.slice(span.start, span.end);
      problems.push(
        problem({
          code: "yaml/curly-quotes",
          file,
          line: place?.valueLine ?? 1,
          column: place?.valueColumn ?? 1,
          key: path,
          message: `The quotation marks around \`${path}\` were turned into typographic ones; they were read as plain ones.`,
          ...(original.length > 0 && line.includes(source)
            ? { correctedLine: line.replace(source, () => inQuotes(text)) }
            : {}),
          hint: 'If readers should see the quotation marks, put plain ones around them: "“…”".',
        }),
      );
      return text.trim();
    }
    if (Array.isArray(inner))
      return inner.map((each, index) => mend(each, path === "" ? `${index}` : `${path}.${index}`));
    if (inner === null || typeof inner !== "object") return inner;
    return Object.fromEntries(
      Object.entries(inner).map(([key, each]) => [key, mend(each, path === "" ? key : `${path}.${key}`)]),
    );
  };
  return { value: mend(value, ""), problems };
}
