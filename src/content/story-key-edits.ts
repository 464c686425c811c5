import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import type { Node, Pair, YAMLSeq } from "yaml";
import type { Edit } from "../base/problem.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { readYaml } from "./yaml-read.ts";

// Loaded when a story moved: mostly none did, and 70 modules take a while.
const require = createRequire(import.meta.url);
const openYaml = (): typeof import("yaml") => require("yaml");

/** What a story's front matter is to say besides what it says. */
export interface AddedKeys {
  id?: string;
  aliases?: readonly string[];
}

/**
 * The edits that put an id and old addresses into a story's front matter, and leave every other character as it is: `aliases`
 * that stand there are added to in their own form, block or flow; what is missing is written at the end. `text`: the file's
 * `plainText`. Undefined where the file could be meant in another way: front matter with faults, an id of its own already.
 */
export function storyKeyEdits(text: string, added: AddedKeys): Edit[] | undefined {
  const { yaml, yamlLine, bodyLine, problems, isWhole } = splitFrontMatter(text, "");
  if (!isWhole || problems.length > 0 || bodyLine === 1) return undefined;
  const before = valuesOf(yaml);
  if (!before || (added.id !== undefined && before.id !== undefined)) return undefined;
  const known = listOf(before.aliases);
  const more = (added.aliases ?? []).filter((alias) => !known.includes(alias));
  const changes: Change[] = [];
  const lines: string[] = [];
  if (added.id !== undefined) lines.push(`id: ${scalar(added.id)}`);
  if (more.length > 0) {
    const pair = pairOf(yaml, "aliases");
    if (!pair) lines.push(`aliases: [${more.map(scalar).join(", ")}]`);
    else {
      const change = extended(pair, yaml, more);
      if (!change) return undefined;
      changes.push(...change);
    }
  }
  if (lines.length > 0) {
    const end = `\n${lines.join("\n")}`;
    // Where a list ends the front matter, both go into one gap.
    const there = changes.find(({ at, found }) => at === yaml.length && found === "");
    if (there) there.text += end;
    else changes.push({ at: yaml.length, found: "", text: end });
  }
  const right = { ...before, ...(added.id !== undefined && { id: added.id }) };
  const after = valuesOf(applied(yaml, changes));
  const isRight =
    after !== undefined &&
    isDeepStrictEqual(listOf(after.aliases), [...known, ...more]) &&
    isDeepStrictEqual({ ...after, aliases: null }, { ...right, aliases: null });
  return isRight ? changes.map((change) => editOf(change, yaml, yamlLine)) : undefined;
}

/** The edits that take one old address out of `aliases`, with its line or its comma; undefined where that is not certain. */
export function aliasRemoval(text: string, alias: string): Edit[] | undefined {
  const { yaml, yamlLine, problems, isWhole } = splitFrontMatter(text, "");
  const before = valuesOf(yaml);
  const pair = isWhole && problems.length === 0 ? pairOf(yaml, "aliases") : undefined;
  if (!before || !pair) return undefined;
  const known = listOf(before.aliases);
  const index = known.indexOf(alias);
  const change = index < 0 ? undefined : without(pair, yaml, index);
  if (!change) return undefined;
  const after = valuesOf(applied(yaml, [change]));
  const isRight =
    after !== undefined &&
    isDeepStrictEqual(listOf(after.aliases), known.toSpliced(index, 1)) &&
    isDeepStrictEqual({ ...after, aliases: null }, { ...before, aliases: null });
  return isRight ? [editOf(change, yaml, yamlLine)] : undefined;
}

/** A replacement in the YAML, by offset. */
interface Change {
  at: number;
  found: string;
  text: string;
}

type AliasPair = Pair<Node, Node | null>;

function valuesOf(yaml: string): Record<string, unknown> | undefined {
  const { value, problems } = readYaml({ text: yaml, file: "", firstLine: 1 });
  const isPlain = value !== null && typeof value === "object" && !Array.isArray(value) && problems.length === 0;
  return isPlain ? (value as Record<string, unknown>) : undefined;
}

function listOf(value: unknown): unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

function pairOf(yaml: string, key: string): AliasPair | undefined {
  const { isMap, isScalar, parseDocument } = openYaml();
  const { contents, errors } = parseDocument(yaml, { keepSourceTokens: true });
  if (errors.length > 0 || !isMap(contents)) return undefined;
  return contents.items.find((pair) => isScalar(pair.key) && pair.key.value === key) as AliasPair | undefined;
}

function extended({ key, value }: AliasPair, yaml: string, more: readonly string[]): Change[] | undefined {
  const { isScalar, isSeq } = openYaml();
  const words = more.map(scalar);
  if (isSeq(value) && value.flow === true) {
    const last = endOf(value.items.at(-1));
    const at = last ?? (value.range?.[0] ?? -1) + 1;
    return at <= 0 ? undefined : [{ at, found: "", text: (last === undefined ? "" : ", ") + words.join(", ") }];
  }
  if (isSeq(value)) {
    const last = value.items.at(-1);
    const start = startOf(last);
    const end = endOf(last);
    if (start === undefined || end === undefined) return undefined;
    const line = yaml.lastIndexOf("\n", start - 1) + 1;
    const dash = /^(\s*-\s+)/.exec(yaml.slice(line, start))?.[1];
    if (dash === undefined || dash.length !== start - line) return undefined;
    const at = endOfLine(yaml, end);
    return [{ at, found: "", text: words.map((word) => `\n${dash}${word}`).join("") }];
  }
  if (!isScalar(value) || !value.range) return undefined;
  if (value.value === null) {
    const at = endOf(key);
    return at === undefined || yaml[at] !== ":"
      ? undefined
      : [{ at: at + 1, found: "", text: ` [${words.join(", ")}]` }];
  }
  const [start, end] = value.range;
  const written = yaml.slice(start, end);
  if (written.includes("\n") || typeof value.value !== "string") return undefined;
  return [{ at: start, found: written, text: `[${[scalar(value.value), ...words].join(", ")}]` }];
}

function without({ key, value }: AliasPair, yaml: string, index: number): Change | undefined {
  const { isSeq } = openYaml();
  const items = isSeq(value) ? value.items : [];
  const wholePair = () => {
    const start = startOf(key);
    const end = endOf(value ?? key);
    if (start === undefined || end === undefined) return undefined;
    const after = Math.min(
      endOfLine(yaml, isSeq(value) && !value.flow ? (endOf(items.at(-1)) ?? end) : end) + 1,
      yaml.length,
    );
    return slice(yaml, start === 0 ? 0 : start, after);
  };
  if (items.length < 2) return wholePair();
  const [start, end] = [startOf(items[index]), endOf(items[index])];
  if (start === undefined || end === undefined) return undefined;
  if ((value as YAMLSeq).flow === true) {
    const next = startOf(items[index + 1]);
    const last = endOf(items[index - 1]);
    return next !== undefined ? slice(yaml, start, next) : last === undefined ? undefined : slice(yaml, last, end);
  }
  return slice(yaml, yaml.lastIndexOf("\n", start - 1) + 1, Math.min(endOfLine(yaml, end) + 1, yaml.length));
}

/** What goes from `start` to `end`; at the end of the front matter the line feed before it goes too, as none stands behind. */
function slice(yaml: string, from: number, end: number): Change {
  const start = end === yaml.length && yaml[from - 1] === "\n" ? from - 1 : from;
  return { at: start, found: yaml.slice(start, end), text: "" };
}

function startOf(node: unknown): number | undefined {
  return (node as Node | undefined)?.range?.[0];
}

function endOf(node: unknown): number | undefined {
  return (node as Node | undefined)?.range?.[1];
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function applied(yaml: string, changes: readonly Change[]): string {
  return [...changes]
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, found, text: put }) => text.slice(0, at) + put + text.slice(at + found.length), yaml);
}

function editOf({ at, found, text }: Change, yaml: string, yamlLine: number): Edit {
  const before = yaml.slice(0, at).split("\n");
  return { line: yamlLine + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1, found, text };
}

/** A text as YAML: bare where it can be nothing but that text, else in double quotes. */
function scalar(text: string): string {
  const isBare =
    /^[\p{L}/][\p{L}\p{M}\p{N}/_.-]*$/u.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isBare ? text : JSON.stringify(text);
}
