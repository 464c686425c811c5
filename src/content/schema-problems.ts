import type { z } from "zod";
import type { Problem } from "../base/problem.ts";
import { type Issue, Words, type WordsOptions } from "./schema-words.ts";
import type { YamlReading } from "./yaml-read.ts";
import type { Place } from "./yaml-walk.ts";

export interface Validation<Value> {
  /** The value; where only parts of it are wrong, the value without them. Undefined where a required part is. */
  value: Value | undefined;
  /** Lines of the keys, by dotted path. */
  lines: Record<string, number>;
  problems: Problem[];
  /** Top-level keys at fault. */
  faulty: Set<string>;
}

export interface ValidationOptions extends WordsOptions {
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
  problems.push(...withoutRenamed(issues.flatMap((issue) => words.explain(issue))));
  for (const issue of issues) for (const path of issuePaths(issue)) faulty.add(String(path[0]));
  return { value: withoutFaults(schema, input, outcome.error.issues), lines, problems, faulty };
}

/** Without the complaint that a key is missing where it only goes by another name, which is said already. */
function withoutRenamed(problems: readonly Problem[]): Problem[] {
  const renamed = new Set(
    problems
      .filter(({ code }) => code.endsWith("/unknown-key"))
      .map(({ correctedLine }) => /^["']?(\w+)/.exec(correctedLine ?? "")?.[1]),
  );
  return problems.filter(({ code, key }) => !(code.endsWith("/missing-key") && renamed.has(key)));
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
  const expected = branches.flat().flatMap((each) => (isTypeIssue(each) ? each.expected : []));
  return [{ code: "wrong_form", path: here.path, expected: [...new Set<string>(expected)], message: "" }];
}

function isTypeIssue(issue: Issue): issue is Extract<Issue, { code: "invalid_type" | "wrong_form" }> {
  return issue.code === "invalid_type" || issue.code === "wrong_form";
}

function rank(branch: readonly Issue[], path: readonly PropertyKey[]): number {
  return branch.length - (branch[0]?.path.length ?? 0) / 100 + (branch[0]?.path.length === path.length ? 10 : 0);
}
