import type { z } from "zod";
import type { Random } from "./random.ts";

// Values for any of the project's schemas, found by walking it: a key that is added tomorrow is filled tomorrow, or the
// walk says that it can't, so that no test forgets it.

export interface SampleInput {
  random: Random;
  /** A text for the key at a dotted path; it is tried as it is, as a path and as a web address. */
  text: (path: string) => string;
  /** A date-time for the key at a path. */
  moment: (path: string) => string;
  /** What the walk can't know: a value for the key at a path, `omit` to leave it out, undefined to walk on. */
  given: (path: string) => unknown;
  languages: readonly string[];
}

/** Leaves a key out. */
export const omit = Symbol("omit");

interface Def {
  type: string;
  shape?: Record<string, z.core.$ZodType>;
  innerType?: z.core.$ZodType;
  options?: readonly z.core.$ZodType[];
  element?: z.core.$ZodType;
  items?: readonly z.core.$ZodType[];
  valueType?: z.core.$ZodType;
  values?: readonly unknown[];
  entries?: Record<string, string | number>;
  in?: z.core.$ZodType;
  out?: z.core.$ZodType;
}

function defOf(schema: z.core.$ZodType): Def {
  return schema._zod.def as Def;
}

/** A value that the schema takes, every key of it filled. Throws where a key is of a kind that it does not know. */
export function sampleOf(schema: z.core.$ZodType, input: SampleInput, path = ""): unknown {
  const given = path === "" ? undefined : input.given(path);
  if (given !== undefined) return given;
  const def = defOf(schema);
  if (isMoment(schema)) return input.moment(path);
  if (isText(schema)) return textFor(schema, input, path);
  switch (def.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(def.shape ?? {})
          .map(([key, inner]) => [key, sampleOf(inner, input, path === "" ? key : `${path}.${key}`)] as const)
          .filter(([, value]) => value !== omit),
      );
    case "optional":
    case "default":
    case "prefault":
    case "nullable":
      return sampleOf(inside(def.innerType, path), input, path);
    case "pipe":
      return sampleOf(inside(def.in, path), input, path);
    case "array":
      return [sampleOf(inside(def.element, path), input, `${path}.0`)].filter((value) => value !== omit);
    case "tuple":
      return (def.items ?? []).map((item, index) => sampleOf(item, input, `${path}.${index}`));
    case "record":
      return Object.fromEntries(
        input.languages.map((language) => [
          language,
          sampleOf(inside(def.valueType, path), input, `${path}.${language}`),
        ]),
      );
    case "union":
      return sampleOf(widest(def.options ?? [], path, input.random), input, path);
    case "enum":
      return input.random.pick(Object.values(def.entries ?? {}));
    case "literal":
      return def.values?.[0];
    case "boolean":
      return input.random.chance();
    case "number":
      return 1;
    default:
      throw new Error(`schema-sample.ts does not know what to put into ${path}: ${def.type}`);
  }
}

/** Every key that a schema has, by dotted path; items of a list are `.0`. */
export function pathsOf(schema: z.core.$ZodType, path = ""): string[] {
  const def = defOf(schema);
  if (isMoment(schema) || isText(schema)) return [path];
  const deeper = [def.innerType, def.in].filter((inner) => inner !== undefined);
  if (def.type === "object")
    return Object.entries(def.shape ?? {}).flatMap(([key, inner]) =>
      pathsOf(inner, path === "" ? key : `${path}.${key}`),
    );
  if (deeper.length > 0) return deeper.flatMap((inner) => pathsOf(inner, path));
  if (def.type === "array" && def.element) return pathsOf(def.element, `${path}.0`);
  if (def.type === "union") return [...new Set((def.options ?? []).flatMap((option) => pathsOf(option, path)))];
  return [path];
}

function inside(schema: z.core.$ZodType | undefined, path: string): z.core.$ZodType {
  if (!schema) throw new Error(`schema-sample.ts can't look into ${path}`);
  return schema;
}

/** Of several forms the one with the most keys: a list before one value, a record before a plain text, mostly. */
function widest(options: readonly z.core.$ZodType[], path: string, random: Random): z.core.$ZodType {
  const [first] = options;
  if (!first) throw new Error(`schema-sample.ts: no form of ${path}`);
  const weight = (schema: z.core.$ZodType): number => {
    const { type, options: inner = [] } = defOf(schema);
    if (type === "union" && !isText(schema) && !isMoment(schema)) return Math.max(...inner.map(weight));
    if (type === "literal") return 0;
    if (type === "array") return 4;
    if (type === "object") return 3;
    return type === "record" ? (random.chance() ? 2 : 0) : 1;
  };
  return (
    options.map((option) => ({ option, weight: weight(option) })).sort((a, b) => b.weight - a.weight)[0]?.option ??
    first
  );
}

function isMoment(schema: z.core.$ZodType): boolean {
  const { type, in: inner, options = [] } = defOf(schema);
  if (type === "pipe" && inner) return isMoment(inner);
  return type === "union" && options.some((option) => holds(option, "date"));
}

function holds(schema: z.core.$ZodType, kind: string): boolean {
  const { type, in: inner } = defOf(schema);
  return type === kind || (type === "pipe" && inner !== undefined && holds(inner, kind));
}

/** `schema-parts.ts` takes a number where a text is meant: that is a text, and so is what is made of one. */
function isText(schema: z.core.$ZodType): boolean {
  const { type, in: inner, options = [] } = defOf(schema);
  if (type === "string") return true;
  if (type === "pipe" && inner) return isText(inner);
  return (
    type === "union" &&
    options.length === 2 &&
    options.every((option) => ["string", "number"].includes(defOf(option).type))
  );
}

function textFor(schema: z.core.$ZodType, { text }: SampleInput, path: string): string {
  const word = text(path);
  const plain = word.replace(/[^A-Za-z]/g, "").toLowerCase();
  const hex = Buffer.from(plain).toString("hex");
  const forms = [word, `/${plain}/`, `https://${plain}.example/${plain}`];
  forms.push(hex.padEnd(64, "0").slice(0, 64), hex.padEnd(72, "0").slice(0, 72), ...choicesOf(schema));
  const found = forms.find((form) => (schema as z.ZodType).safeParse(form).success);
  if (found === undefined) throw new Error(`schema-sample.ts finds no text for ${path}: give it one`);
  return found;
}

/** What a text may be, where it is one of a list. */
function choicesOf(schema: z.core.$ZodType): string[] {
  const { type, entries = {}, in: before, out: after } = defOf(schema);
  if (type === "enum") return Object.values(entries).map(String);
  return [before, after].flatMap((each) => (each ? choicesOf(each) : []));
}
