import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// Compares test/site/schema-org-terms.json, the part of schema.org that our pages speak, with the vocabulary itself as the
// package schema-dts (Google's, generated from schema.org's release) has it; `--write` makes the table anew.
// Use: node .ci/schema-org-terms.ts [--write] SCHEMA.D.TS

const table = join(import.meta.dirname, "..", "test", "site", "schema-org-terms.json");
const file = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
if (file === undefined || !existsSync(file)) {
  console.log(`no schema.org vocabulary in ${file ?? "the arguments"}: the table was not compared`);
  process.exit(file === undefined ? 2 : 0);
}

interface Terms {
  /** A type → the types right above it. */
  types: Record<string, string[]>;
  /** A property → the types that have it, of those in the table. */
  properties: Record<string, string[]>;
}

const vocabulary = read(readFileSync(file, "utf8"));
const known = JSON.parse(readFileSync(table, "utf8")) as Terms;
const wanted = part(Object.keys(known.types), Object.keys(known.properties));
const text = `${JSON.stringify(wanted, undefined, 2)}\n`;
if (process.argv.includes("--write")) writeFileSync(table, text);
else if (JSON.stringify(wanted) !== JSON.stringify(known)) {
  console.error("test/site/schema-org-terms.json differs from the vocabulary; it should read:");
  console.error(text);
  process.exit(1);
}
console.log(
  `${Object.keys(wanted.types).length} types and ${Object.keys(wanted.properties).length} properties are schema.org's`,
);

/** `interface XBase extends YBase { "property"?: …` as schema-dts writes it. */
function read(source: string): Terms {
  const types: Terms["types"] = {};
  const properties: Terms["properties"] = {};
  for (const [, name = "", above = "", body = ""] of source.matchAll(
    /^interface (\w+)Base extends ([^{]+)\{\n(.*?)^\}/gms,
  )) {
    types[name] = [...above.matchAll(/(\w+)Base/g)].map(([, parent = ""]) => parent);
    for (const [, property = ""] of body.matchAll(/^ {4}"(\w+)"\?:/gm)) {
      properties[property] = [...(properties[property] ?? []), name];
    }
  }
  // A type without properties of its own has only a leaf: `interface XLeaf extends YBase`.
  for (const [, name = "", above = ""] of source.matchAll(/^export interface (\w+)Leaf extends (\w+)Base/gm)) {
    if (name !== above) types[name] ??= [above];
  }
  return { types, properties };
}

/** What is said of some types, with all above them, and some properties. */
function part(types: readonly string[], properties: readonly string[]): Terms {
  const reached = new Set<string>();
  const reach = (type: string): void => {
    if (reached.has(type) || !(type in vocabulary.types)) return;
    reached.add(type);
    for (const parent of vocabulary.types[type] ?? []) reach(parent);
  };
  for (const type of types) reach(type);
  const sorted = [...reached].sort();
  return {
    types: Object.fromEntries(sorted.map((type) => [type, vocabulary.types[type] ?? []])),
    properties: Object.fromEntries(
      [...properties].sort().flatMap((name) => {
        const domains = (vocabulary.properties[name] ?? []).filter((type) => reached.has(type));
        return domains.length > 0 ? [[name, domains.sort()]] : [];
      }),
    ),
  };
}
