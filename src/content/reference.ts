import { type ProblemCode, problemCodes } from "../base/problem-codes.ts";
import { unlowerable } from "./apply-checks.ts";
import type { JsonSchema } from "./json-schema.ts";

// Pages of docs/reference, made from the same objects that check what people write.

/** A schema as a Markdown table: key, form, whether it is required, meaning; keys within keys as `photo.credit`. */
export function schemaTable(schema: JsonSchema): string {
  const rows = rowsOf(schema, "", 0);
  const cells = rows.map(({ key, form, isRequired, meaning }) =>
    [`\`${key}\``, form, isRequired ? "yes" : "", meaning].map(cell).join(" | "),
  );
  return ["| key | form | required | meaning |", "|---|---|---|---|", ...cells.map((row) => `| ${row} |`), ""].join(
    "\n",
  );
}

/** What somebody wrote, where that is a text, and what they were told of it. */
export interface ProblemExample {
  /** File, and some of its lines. */
  written?: { file: string; lines: string[] };
  told: string;
}

/** The page of one problem code. */
export function problemPage(code: ProblemCode, example?: ProblemExample): string {
  const { severity, title, reason, remedy } = problemCodes[code];
  const lowered = unlowerable.has(code)
    ? "This rule can't be lowered."
    : `\`checks: { ${code}: warning }\` in \`_data/outlet.yaml\` lowers it, \`off\` switches it off.`;
  return `# ${title}\n\n\`${code}\`, ${severity === "error" ? "an error" : "a warning"}\n\n## Why\n\n${reason}\n\n## What to do\n\n${remedy}\n\n${lowered}\n${example ? exampleSection(example) : ""}`;
}

function exampleSection({ written, told }: ProblemExample): string {
  // Longer than any row of back quotes within.
  const fence = (text: string) => "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([row]) => row.length + 1)));
  const block = (text: string) => `${fence(text)}text\n${text}\n${fence(text)}\n`;
  const file = written && `In \`${written.file}\`:\n\n${block(written.lines.join("\n"))}\nIs told as:\n\n`;
  return `\n## Example\n\n${file ?? ""}${block(told.trimEnd())}`;
}

/** The list of all problem codes, by room: `link` gives the address of a code's page. */
export function problemList(link: (code: ProblemCode) => string): string {
  const codes = Object.keys(problemCodes).sort() as ProblemCode[];
  const rooms = Map.groupBy(codes, (code) => code.split("/")[0] ?? "");
  return [...rooms]
    .map(([room, group]) => {
      const rows = group.map(
        (code) =>
          `| [\`${code}\`](${link(code)}) | ${problemCodes[code].severity} | ${cell(problemCodes[code].title)} |`,
      );
      return `## ${room}\n\n| code | severity | what |\n|---|---|---|\n${rows.join("\n")}\n`;
    })
    .join("\n");
}

interface Row {
  key: string;
  form: string;
  isRequired: boolean;
  meaning: string;
}

// Deeper than this no record of ours goes; a guard, since JSON Schema could refer to itself.
const deepest = 4;

function rowsOf(schema: JsonSchema, prefix: string, depth: number): Row[] {
  if (depth > deepest) return [];
  const object = objectOf(schema);
  if (!object) return [];
  const own = Object.entries(object.properties ?? {}).flatMap(([name, inner]) => {
    const key = prefix + name;
    const isRequired = (object.required ?? []).includes(name) && inner.default === undefined;
    const row: Row = { key, form: formOf(inner), isRequired, meaning: meaningOf(inner) };
    return [row, ...innerRows(inner, key, depth)];
  });
  const free = typeof object.additionalProperties === "object" ? object.additionalProperties : undefined;
  if (!free || prefix.endsWith("‹key›.")) return own;
  const key = `${prefix}‹key›`;
  // A text by language is said in the form, and needs no row of its own.
  return isTextOnly(free) && prefix !== ""
    ? own
    : [
        ...own,
        { key, form: formOf(free), isRequired: false, meaning: meaningOf(free) },
        ...innerRows(free, key, depth),
      ];
}

function innerRows(schema: JsonSchema, key: string, depth: number): Row[] {
  if (isLocalized(schema)) return [];
  const list = listOf(schema);
  return list ? rowsOf(list, `${key}[].`, depth + 1) : rowsOf(schema, `${key}.`, depth + 1);
}

function branchesOf(schema: JsonSchema): JsonSchema[] {
  if (schema.anyOf) return schema.anyOf.flatMap(branchesOf);
  const { type } = schema;
  return Array.isArray(type) ? type.map((each) => ({ ...schema, type: each })) : [schema];
}

function objectOf(schema: JsonSchema): JsonSchema | undefined {
  return (
    branchesOf(schema).find((branch) => branch.properties) ??
    branchesOf(schema).find((branch) => typeof branch.additionalProperties === "object")
  );
}

function listOf(schema: JsonSchema): JsonSchema | undefined {
  const list = branchesOf(schema).find((branch) => branch.type === "array" && typeof branch.items === "object");
  return typeof list?.items === "object" ? list.items : undefined;
}

function isTextOnly(schema: JsonSchema): boolean {
  return branchesOf(schema).every((branch) => branch.type === "string" || branch.type === "number");
}

function isLocalized(schema: JsonSchema): boolean {
  const [...branches] = branchesOf(schema);
  const record = branches.find((branch) => typeof branch.additionalProperties === "object");
  return (
    record !== undefined &&
    typeof record.additionalProperties === "object" &&
    isTextOnly(record.additionalProperties) &&
    branches.some((branch) => branch.type === "string")
  );
}

function formOf(schema: JsonSchema): string {
  if (isLocalized(schema)) return "text, or a text by language";
  const list = listOf(schema);
  if (list) return `list: ${formOf(list)}`;
  const forms = branchesOf(schema).map((branch) => {
    if (branch.const !== undefined) return `\`${String(branch.const)}\``;
    if (branch.enum) return branch.enum.map((each) => `\`${String(each)}\``).join(", ");
    if (branch.prefixItems) return `list of ${branch.prefixItems.length}: ${formOf(branch.prefixItems[0] ?? {})}`;
    if (branch.type === "object")
      return branch.properties
        ? "keys"
        : `keys: ${formOf(typeof branch.additionalProperties === "object" ? branch.additionalProperties : {})}`;
    if (branch.type === "string") return branch.examples ? "date-time" : "text";
    if (branch.type === "boolean") return "`true`, `false`";
    if (branch.type === "integer" || branch.type === "number") return range(branch);
    return branch.type ?? "any";
  });
  const unique = [...new Set(forms)];
  // `text` takes a number as well; that is a kindness, not a form.
  return unique.filter((form) => form !== "number" || !unique.includes("text")).join(" or ");
}

function range({ minimum, maximum, type }: JsonSchema): string {
  const word = type === "integer" ? "whole number" : "number";
  const isOpen = (bound: number | undefined) => bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER;
  if (isOpen(minimum) && isOpen(maximum)) return word;
  if (isOpen(maximum)) return `${word} from ${minimum}`;
  return isOpen(minimum) ? `${word} to ${maximum}` : `${word}, ${minimum}–${maximum}`;
}

function meaningOf(schema: JsonSchema): string {
  const preset =
    schema.default !== undefined && typeof schema.default !== "object" ? `Default: \`${String(schema.default)}\`.` : "";
  return [schema.description ?? "", preset].filter((part) => part !== "").join(" ");
}

function cell(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|").trim();
}
