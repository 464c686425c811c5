import type { z } from "zod";
import { type Problem, type ProblemCode, problem } from "../base/problem.ts";
import { clip, nearest, oneOf } from "../base/text.ts";
import { keysAt } from "./json-schema.ts";
import { foreignKeys } from "./other-systems.ts";
import type { Place, YamlReading } from "./yaml-read.ts";
import { inQuotes } from "./yaml-repair.ts";

type Issue = z.core.$ZodIssue;

export interface Validation<Value> {
  /** The value; where only parts of it are wrong, the value without them. Undefined where a required part is. */
  value: Value | undefined;
  /** Lines of the keys, by dotted path. */
  lines: Record<string, number>;
  problems: Problem[];
  /** Top-level keys at fault. */
  faulty: Set<string>;
}

export interface ValidationOptions {
  file: string;
  /** Which codes the faults get. */
  kind: "story" | "data";
  story?: string;
  /** Keys that decide what the public sees: an empty one is a fault, and is not passed over. */
  strict?: readonly string[];
  /** An empty text is a value: words of the interface that a language does not need. */
  keepsEmpty?: boolean;
}

/** Keys that hold numbers: `focus: [0.50, 0.2]` and `part: "2"` are read as such. */
const numericKeys = new Set(["focus", "part", "perPage"]);

/** Validates what a YAML file says, and puts every fault into words, with its place. */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  reading: YamlReading,
  options: ValidationOptions,
): Validation<z.output<Schema>> {
  const problems: Problem[] = [];
  const faulty = new Set<string>();
  const lines = linesOf(reading.places);
  if (reading.value === undefined) return { value: undefined, lines, problems, faulty };
  const words = new Words(schema, reading, options);
  const input = withoutEmpty(reading.value ?? {}, "", options.keepsEmpty ?? false, (path) => {
    if (!options.strict?.includes(path)) return;
    problems.push(words.emptyKey(path));
    faulty.add(path);
  });

  const outcome = schema.safeParse(input);
  if (outcome.success) return { value: outcome.data, lines, problems, faulty };
  const issues = outcome.error.issues.flatMap((issue) => deepest(issue, []));
  for (const issue of issues) problems.push(...words.explain(issue));
  for (const issue of issues) for (const path of issuePaths(issue)) faulty.add(String(path[0]));
  return { value: withoutFaults(schema, input, outcome.error.issues), lines, problems, faulty };
}

/** Lines by dotted path; items of a list that stand on the list's own line are left to it (see `lineOf`). */
function linesOf(places: ReadonlyMap<string, Place>): Record<string, number> {
  const lines: Record<string, number> = {};
  for (const [path, place] of places) {
    const list = /^(.*)\.\d+$/.exec(path)?.[1];
    if (list === undefined || places.get(list)?.line !== place.line) lines[path] = place.line;
  }
  return lines;
}

/**
 * Once more without what is wrong, a step further out each time: the rest is of use to a preview, to references, and
 * to `--hold-back`. Undefined where what is wrong can't be spared.
 */
function withoutFaults<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  first: readonly Issue[],
): z.output<Schema> | undefined {
  let issues = first;
  for (let step = 0; step < 4; step += 1) {
    const paths = issues.flatMap((issue) => deepest(issue, [])).flatMap(issuePaths);
    // From the last item of a list to the first, so that each index still means what it meant.
    const outer = paths.map((path) => path.slice(0, Math.max(1, path.length - step)));
    const unique = [...new Map(outer.map((path) => [path.join("\0"), path])).values()];
    for (const path of unique.sort((a, b) => Number(b.at(-1)) - Number(a.at(-1)) || 0)) remove(input, path);
    const again = schema.safeParse(input);
    if (again.success) return again.data;
    issues = again.error.issues;
  }
  return undefined;
}

function issuePaths(issue: Issue): PropertyKey[][] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => [...issue.path, key]);
  return issue.path.length === 0 ? [] : [issue.path];
}

function remove(value: unknown, path: readonly PropertyKey[]): void {
  let parent = value;
  for (const key of path.slice(0, -1)) parent = (parent as Record<PropertyKey, unknown> | undefined)?.[key];
  if (parent === null || typeof parent !== "object") return;
  if (Array.isArray(parent)) parent.splice(Number(path.at(-1)), 1);
  else delete (parent as Record<PropertyKey, unknown>)[path.at(-1) ?? ""];
}

/**
 * A value without empty keys (`standfirst:`, `kicker: ""`), as templates and editing tools leave them behind: they
 * say nothing. `onEmpty` hears the path of each.
 */
function withoutEmpty(value: unknown, path: string, keepsEmpty: boolean, onEmpty: (path: string) => void): unknown {
  const key = path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? "";
  if (typeof value === "string" && numericKeys.has(key) && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(value)) return Number(value);
  const isEmpty = (inner: unknown) =>
    inner === null || inner === undefined || (!keepsEmpty && typeof inner === "string" && inner.trim() === "");
  if (Array.isArray(value)) {
    return value
      .filter((inner) => !isEmpty(inner))
      .map((inner, index) => withoutEmpty(inner, path === "" ? `${index}` : `${path}.${index}`, keepsEmpty, onEmpty));
  }
  if (value === null || typeof value !== "object") return value;
  const kept: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value)) {
    const innerPath = path === "" ? name : `${path}.${name}`;
    if (isEmpty(inner)) onEmpty(innerPath);
    else kept.push([name, withoutEmpty(inner, innerPath, keepsEmpty, onEmpty)]);
  }
  return Object.fromEntries(kept);
}

/** Of a union's branches the one that was meant: that which got furthest into the value. */
function deepest(issue: Issue, path: readonly PropertyKey[]): Issue[] {
  const here = { ...issue, path: [...path, ...issue.path] } as Issue;
  if (here.code !== "invalid_union") {
    if (here.code === "invalid_element" || here.code === "invalid_key") {
      const isKey = here.code === "invalid_key";
      const inner = here.issues
        .flatMap((each) => deepest(each as Issue, here.path))
        .map((each) => ({ ...each, isKey }));
      return inner.length > 0 ? inner : [here];
    }
    return [here];
  }
  const branches = here.errors.map((errors) => errors.flatMap((each) => deepest(each as Issue, here.path)));
  const inside = branches.filter((branch) =>
    branch.every((each) => each.path.length > here.path.length || !isTypeIssue(each)),
  );
  const best = inside.sort((a, b) => rank(a, here.path) - rank(b, here.path))[0];
  if (best) return best;
  // Every branch wanted another form: one fault that names them all.
  const wanted = branches
    .flatMap((branch) => branch.filter(isTypeIssue))
    .map((each) => ("expected" in each ? String(each.expected) : ""));
  return [{ ...here, code: "invalid_type", expected: [...new Set(wanted)].join("|"), message: "" } as unknown as Issue];
}

function isTypeIssue(issue: Issue): boolean {
  return issue.code === "invalid_type";
}

function rank(branch: readonly Issue[], path: readonly PropertyKey[]): number {
  return branch.length - (branch[0]?.path.length ?? 0) / 100 + (branch[0]?.path.length === path.length ? 10 : 0);
}

const forms: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "`true` or `false`",
  object: "keys with values, indented or in `{ }`",
  record: "keys with values, indented or in `{ }`",
  array: "a list",
  tuple: "a list",
  date: "a date such as 2025-05-10T19:30",
};

/** Puts one file's issues into words. */
class Words {
  readonly #schema: z.ZodType;
  readonly #reading: YamlReading;
  readonly #options: ValidationOptions;

  constructor(schema: z.ZodType, reading: YamlReading, options: ValidationOptions) {
    this.#schema = schema;
    this.#reading = reading;
    this.#options = options;
  }

  emptyKey(path: string): Problem {
    return this.#problem("empty-key", path, {
      message: `\`${path}\` has no value; it decides what the public sees, so it is not passed over.`,
      hint: "Give it a value, or delete the line.",
    });
  }

  explain(issue: Issue): Problem[] {
    const path = issue.path.map(String).join(".");
    const name = `\`${asRead(path)}\``;
    const value = valueAt(this.#reading.value, issue.path);
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => this.#unknownKey(issue, path, key));
    if (issue.code === "invalid_type" && (value === undefined || value === null || value === "")) {
      return [this.#missing(path, name)];
    }
    if (issue.code === "invalid_type") {
      const kinds = issue.expected.split("|");
      const wanted = [
        ...new Set((kinds.includes("date") ? ["date"] : kinds).map((each) => forms[each] ?? each)),
      ].filter((each, _index, all) => each !== "a number" || !all.includes("a text"));
      const wantsText = wanted.includes("a text");
      return [
        this.#problem("wrong-type", path, {
          message: path === "" ? "This is not a list of keys with values." : `${name} has the wrong form.`,
          expected: oneOf(wanted),
          found: formOf(value),
          ...(wantsText && typeof value === "boolean"
            ? this.#corrected(path, String(value), inQuotes(String(value)))
            : {}),
        }),
      ];
    }
    if (issue.code === "invalid_value") {
      const values = issue.values.map(String);
      const near = typeof value === "string" ? nearest(value, values) : undefined;
      return [
        this.#problem("wrong-value", path, {
          message: `${name} is none of the values possible.`,
          expected: oneOf(values),
          found: shown(value),
          ...(near === undefined
            ? {}
            : { hint: `Did you mean \`${near}\`?`, ...this.#corrected(path, String(value), near) }),
        }),
      ];
    }
    if (issue.code === "too_small" || issue.code === "too_big") {
      if (issue.code === "too_small" && issue.origin === "string") return [this.#missing(path, name)];
      const bound = issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
      const isList = issue.origin === "array";
      return [
        this.#problem("wrong-value", path, {
          message: isList
            ? `${name} has too ${issue.code === "too_small" ? "few" : "many"} items.`
            : `${name} is out of range.`,
          expected: isList ? `${bound} items` : bound,
          found: shown(value),
        }),
      ];
    }
    // A schema's own words: `is not a web address (https://…)`.
    const said = /^(is (?:not|neither).*?)(?:\s*\((.*)\))?$/.exec(issue.message);
    const isDate = issue.message.startsWith("is not a date");
    return [
      this.#problem(isDate ? "date" : "wrong-value", path, {
        message: `${name} ${said?.[1] ?? "can't be used as it is"}.`,
        ...(said?.[2] === undefined ? {} : { expected: said[2] }),
        found: shown("isKey" in issue && issue.isKey ? issue.path.at(-1) : value),
        ...(isDate ? dateHint(String(value)) : {}),
      }),
    ];
  }

  #missing(path: string, name: string): Problem {
    const place = this.#reading.places.get(path);
    return this.#problem("missing-key", path, {
      message: place ? `${name} is empty, and it is required.` : `${name} is missing.`,
      hint: `Add \`${path.split(".").at(-1)}: …\`.`,
    });
  }

  #unknownKey(issue: Issue & { code: "unrecognized_keys" }, path: string, key: string): Problem {
    const full = path === "" ? key : `${path}.${key}`;
    const known = keysAt(this.#schema, issue.path);
    const isTop = path === "" && this.#options.kind === "story";
    const alike = isTop ? nearest(key, known) : undefined;
    const isForeign = isTop && foreignKeys.has(key.toLowerCase());
    const foreign = isForeign
      ? foreignKeys.get(key.toLowerCase())
      : isTop && alike === undefined
        ? foreignKeys.get(nearest(key, foreignKeys.keys()) ?? "")
        : undefined;
    const exact = known.find((each) => each.toLowerCase() === key.toLowerCase());
    const near = exact ?? foreign?.key ?? (foreign ? undefined : nearest(key, known));
    const isFree = near !== undefined && !this.#reading.places.has(path === "" ? near : `${path}.${near}`);
    const place = this.#reading.places.get(full);
    const line = place ? this.#reading.lineText(place.line) : "";
    const at = place ? line.indexOf(key, place.column - 1) : -1;
    return this.#problem("unknown-key", full, {
      message: isForeign
        ? `\`${key}\` is another system's key.`
        : `There is no key \`${clip(key)}\`${path === "" ? "" : ` in \`${asRead(path)}\``}.`,
      hint:
        foreign?.hint ??
        (near === undefined
          ? "Delete the line."
          : foreign
            ? `It is called \`${near}\` here.`
            : `Did you mean \`${near}\`?`),
      ...(isFree && at !== -1 ? { correctedLine: line.slice(0, at) + near + line.slice(at + key.length) } : {}),
    });
  }

  #corrected(path: string, found: string, right: string): { correctedLine?: string } {
    const place = this.#reading.places.get(path);
    if (!place) return {};
    const line = this.#reading.lineText(place.valueLine);
    const at = line.indexOf(found, Math.max(0, place.valueColumn - 1));
    return at === -1 ? {} : { correctedLine: line.slice(0, at) + right + line.slice(at + found.length) };
  }

  #problem(rule: string, path: string, rest: Partial<Problem> & { message: string }): Problem {
    const place = placeOf(this.#reading.places, path);
    const isMissing = rule === "missing-key" && !this.#reading.places.has(path);
    return problem({
      code: `${this.#options.kind}/${rule}` as ProblemCode,
      file: this.#options.file,
      line: place?.line ?? 1,
      column:
        (isMissing || rule === "unknown-key"
          ? place?.column
          : place?.valueLine === place?.line
            ? place?.valueColumn
            : place?.column) ?? 1,
      ...(path === "" ? {} : { key: path }),
      ...(this.#options.story === undefined ? {} : { story: this.#options.story }),
      ...rest,
    });
  }
}

/** A path as people count: `byline.0.role` is `byline (1).role`. */
function asRead(path: string): string {
  return path.replace(/\.(\d+)/g, (_match, index: string) => ` (${Number(index) + 1})`);
}

/** The place of a key, or of the nearest one around it that is written. */
export function placeOf(places: ReadonlyMap<string, Place>, path: string): Place | undefined {
  for (let inner = path; inner !== ""; inner = inner.slice(0, Math.max(0, inner.lastIndexOf(".")))) {
    const place = places.get(inner);
    if (place) return place;
  }
  return undefined;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let inner = value;
  for (const key of path)
    inner = inner === null || typeof inner !== "object" ? undefined : (inner as Record<PropertyKey, unknown>)[key];
  return inner;
}

function formOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value !== null && typeof value === "object") return "keys with values";
  if (typeof value === "boolean") return `\`${value}\``;
  if (typeof value === "number") return "a number";
  return value === null || value === undefined ? "nothing" : "a text";
}

function shown(value: unknown): string {
  return typeof value === "object" && value !== null ? formOf(value) : clip(String(value), 30);
}

/** What a date in another form probably means is only hinted at: 4/5/2025 is two different days. */
function dateHint(value: string): { expected: string; hint?: string } {
  const expected = "2025-05-10T19:30";
  if (/^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}/.test(value))
    return { expected, hint: "Write the year first, with hyphens: 2025-05-10." };
  if (/^\d{4}-\d{1,2}-\d{1,2}/.test(value))
    return { expected, hint: "There is no such day or hour; check the month's length and the clock." };
  return { expected, hint: "Write year-month-day, a `T`, hours and minutes." };
}
