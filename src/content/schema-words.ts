import type { z } from "zod";
import { type Problem, type ProblemCode, problem } from "../base/problem.ts";
import { clip, nearest, oneOf } from "../base/text.ts";
import { dateHint } from "./date-hint.ts";
import { keysAt } from "./json-schema.ts";
import { foreignKeys } from "./other-systems.ts";
import type { YamlReading } from "./yaml-read.ts";
import { inQuotes } from "./yaml-repair.ts";
import type { Place } from "./yaml-walk.ts";

export type Issue = z.core.$ZodIssue | WrongForm;

/** Every branch of a union wanted another form than the value's: one fault that names them all. */
export interface WrongForm {
  code: "wrong_form";
  path: PropertyKey[];
  /** As zod names them: `string`, `array`. */
  expected: string[];
  message: string;
}

/** Where the words come from: which codes the faults get, and whose they are. */
export interface WordsOptions {
  file: string;
  kind: "story" | "data";
  story?: string;
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
export class Words {
  readonly #schema: z.ZodType;
  readonly #reading: YamlReading;
  readonly #options: WordsOptions;

  constructor(schema: z.ZodType, reading: YamlReading, options: WordsOptions) {
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
    const name = atBeginning(asRead(path));
    const value = valueAt(this.#reading.value, issue.path);
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => this.#unknownKey(issue, path, key));
    const isForm = issue.code === "invalid_type" || issue.code === "wrong_form";
    if (isForm && (value === undefined || value === null || value === "")) {
      return [this.#missing(path, name)];
    }
    if (isForm) {
      const kinds: readonly string[] = issue.code === "wrong_form" ? issue.expected : [issue.expected];
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
      if (value === undefined || value === null || value === "") return [this.#missing(path, name, oneOf(values))];
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
    // A schema's own words, with what they want in brackets: `is neither a path (/…) nor a web address (https://…)`.
    const isOwn = /^is (?:not|neither) /.test(issue.message);
    const wanted = isOwn ? Array.from(issue.message.matchAll(/\(([^()]*)\)/g), (match) => match[1] ?? "") : [];
    const isDate = issue.message.startsWith("is not a date");
    const isTwice = issue.message.startsWith("is not one moment");
    return [
      this.#problem(isDate || isTwice ? "date" : "wrong-value", path, {
        message: `${name} ${isOwn ? issue.message.replace(/\s*\([^()]*\)/g, "") : "can't be used as it is"}.`,
        ...(wanted.length === 0 ? {} : { expected: oneOf(wanted) }),
        found: shown("isKey" in issue && issue.isKey ? issue.path.at(-1) : value),
        ...(isDate ? dateHint(String(value)) : {}),
        ...(isTwice ? { hint: "Write the time with its offset." } : {}),
      }),
    ];
  }

  #missing(path: string, name: string, expected?: string): Problem {
    const place = this.#reading.places.get(path);
    return this.#problem("missing-key", path, {
      message: place ? `${name} is empty, and it is required.` : `${name} is missing.`,
      ...(expected === undefined ? {} : { expected }),
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
        : `There is no key \`${clip(key)}\`${path === "" ? "" : ` in ${asRead(path)}`}.`,
      hint:
        foreign?.hint ??
        (near === undefined
          ? "Delete the line."
          : foreign
            ? `It is called \`${near}\` here.`
            : `Did you mean \`${near}\`?`),
      ...(isFree && at !== -1 ? { correctedLine: line.slice(0, at) + near + line.slice(at + key.length) } : {}),
      // A key that differs by capitals alone can mean nothing else.
      ...(isFree && at !== -1 && place && near === exact
        ? { fix: [{ line: place.line, column: at + 1, found: key, text: near }] }
        : {}),
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

/** A path as people say it: `photo.credit` as it stands, `byline.0.role` is `role` in item 1 of `byline`. */
function asRead(path: string): string {
  const [head = "", ...rest] = path.split(/\.(?=\d+(?:\.|$))/);
  return rest.reduce((list, part) => {
    const [index = "", ...keys] = part.split(".");
    const item = `item ${Number(index) + 1} of ${list}`;
    return keys.length === 0 ? item : `\`${keys.join(".")}\` in ${item}`;
  }, `\`${head}\``);
}

function atBeginning(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
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
