import { type JsonSchema, jsonSchemas } from "../../src/content/json-schema.ts";

interface Snippet {
  scope: string;
  prefix: string;
  body: string[];
  description: string;
}

/**
 * Front matter as VS Code's snippets: no YAML server looks into markdown, but an editor that writes `sta` in a story is offered
 * `status:` with its three values. One for each key of a story, by its name.
 */
export function frontMatterSnippets(): string {
  const { properties = {} } = jsonSchemas().story ?? {};
  const snippets = Object.fromEntries(
    Object.entries(properties).map(([key, schema]): [string, Snippet] => [
      `front matter: ${key}`,
      {
        scope: "markdown",
        prefix: key,
        body: [...written(key, schema, 1).lines, ""],
        description: schema.description ?? key,
      },
    ]),
  );
  return `${JSON.stringify(snippets, null, 2)}\n`;
}

const now =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code fills these in.
  "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}T${CURRENT_HOUR}:${CURRENT_MINUTE}";

/** `next`: number of the next place where the editor writes. */
function written(key: string, schema: JsonSchema, next: number): { lines: string[]; next: number } {
  const form = schema.anyOf?.find(({ type }) => type === "object" || type === "array") ?? schema.anyOf?.[0] ?? schema;
  if (form.type === "array") {
    const item = typeof form.items === "object" ? form.items : {};
    const inner = item.anyOf?.find(({ type }) => type === "object") ?? item;
    if (inner.type !== "object") return { lines: [`${key}: [$${next}]`], next: next + 1 };
    const { lines, next: after } = membersOf(inner, next);
    return { lines: [`${key}:`, ...lines.map((line, index) => `  ${index === 0 ? "- " : "  "}${line}`)], next: after };
  }
  if (form.type === "object") {
    const { lines, next: after } = membersOf(form, next);
    return { lines: [`${key}:`, ...lines.map((line) => `  ${line}`)], next: after };
  }
  return { lines: [`${key}: ${plainValue(form, next)}`], next: next + 1 };
}

function plainValue(schema: JsonSchema, place: number): string {
  if (schema.enum) return `\${${place}|${schema.enum.join(",")}|}`;
  if (schema.type === "boolean") return `\${${place}|true,false|}`;
  // A moment; the editor goes on from the present one.
  if (schema.examples) return `\${${place}:${now}}`;
  return `$${place}`;
}

// Of a photo's twenty keys those that every photo wants; of smaller records all.
const most = 6;

function membersOf({ properties = {}, required = [] }: JsonSchema, next: number): { lines: string[]; next: number } {
  const all = Object.entries(properties);
  const wanted = ["file", "alt", "caption", "credit", ...required];
  const chosen = all.length <= most ? all : all.filter(([key]) => wanted.includes(key));
  const lines: string[] = [];
  let place = next;
  for (const [key, schema] of chosen) {
    const value = written(key, schema, place);
    lines.push(...value.lines);
    place = value.next;
  }
  return { lines, next: place };
}
