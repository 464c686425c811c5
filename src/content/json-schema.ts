import { z } from "zod";
import {
  agenciesSchema,
  contributorsSchema,
  pageSchema,
  sectionsSchema,
  stringsSchema,
  topicsSchema,
} from "./data-schemas.ts";
import { frontSchema } from "./front-schema.ts";
import { liveEntrySchema } from "./live-entry-schema.ts";
import { outletSchema } from "./outlet-schema.ts";
import { sidecarSchema } from "./photo-schema.ts";
import { storySchema } from "./story-schema.ts";
import { styleSchema } from "./style-schema.ts";

/** As much of JSON Schema (2020-12) as zod writes for our forms. */
export interface JsonSchema {
  $schema?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  format?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  examples?: unknown[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  required?: string[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema | boolean;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
}

/** The schema of what people write (before defaults and transforms), without branches that say nothing. */
function jsonSchema(schema: z.ZodType): JsonSchema {
  const written = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema: target }) => {
      // Not `format: date-time`: that would have editors' tools refuse a time without seconds or offset.
      if (isMoment(zodSchema)) target.examples = ["2025-05-10T19:30"];
    },
  });
  return tidy(written as JsonSchema);
}

/** Moments are the only values that take a text or a `Date`. */
function isMoment(schema: z.core.$ZodType): boolean {
  const { def } = schema._zod as { def: { type: string; options?: readonly z.core.$ZodType[] } };
  return def.type === "union" && (def.options ?? []).some((option) => isDate(option));
}

function isDate(schema: z.core.$ZodType): boolean {
  const { def } = schema._zod as { def: { type: string; in?: z.core.$ZodType } };
  return def.type === "date" || (def.type === "pipe" && def.in !== undefined && isDate(def.in));
}

function tidy(schema: JsonSchema): JsonSchema {
  const result: JsonSchema = { ...schema };
  if (result.anyOf) {
    // A `z.date()` branch becomes `{}`, which would allow anything.
    const branches = result.anyOf.map(tidy).filter((branch) => Object.keys(branch).length > 0);
    const [only] = branches;
    if (branches.length === 1 && only) {
      delete result.anyOf;
      return { ...only, ...result };
    }
    result.anyOf = branches;
  }
  if (result.properties) {
    result.properties = Object.fromEntries(Object.entries(result.properties).map(([key, inner]) => [key, tidy(inner)]));
  }
  if (typeof result.items === "object") result.items = tidy(result.items);
  if (typeof result.additionalProperties === "object") result.additionalProperties = tidy(result.additionalProperties);
  if (result.prefixItems) result.prefixItems = result.prefixItems.map(tidy);
  return result;
}

/** What editors' tools and the reference page are made for: name → title, the files it holds for, and its schema. */
export const publishedSchemas: Readonly<Record<string, { title: string; files: string; schema: () => z.ZodType }>> = {
  story: { title: "A story's front matter", files: "articles/**/*.md", schema: () => storySchema("UTC") },
  "live-entry": {
    title: "An entry of a live story",
    files: "articles/**/entries/*.md",
    schema: () => liveEntrySchema("UTC"),
  },
  sidecar: { title: "A photo's sidecar", files: "articles/**/<photo>.yaml", schema: () => sidecarSchema("UTC") },
  outlet: { title: "The outlet", files: "_data/outlet.yaml", schema: () => outletSchema },
  sections: { title: "Sections", files: "_data/sections.yaml", schema: () => sectionsSchema },
  contributors: { title: "Contributors", files: "_data/contributors.yaml", schema: () => contributorsSchema },
  agencies: { title: "Agencies", files: "_data/agencies.yaml", schema: () => agenciesSchema },
  topics: { title: "Topics", files: "_data/topics.yaml", schema: () => topicsSchema },
  front: { title: "A front", files: "_data/fronts/*.yaml", schema: () => frontSchema("UTC") },
  page: { title: "A page's front matter", files: "_data/pages/<language>/*.md", schema: () => pageSchema },
  style: { title: "The style list", files: "_data/style.yaml", schema: () => styleSchema },
  strings: { title: "Words of the interface", files: "_data/strings/<language>.yaml", schema: () => stringsSchema },
};

/** The JSON Schema files for editors' tools, by name (`story`, `outlet`, …). */
export function jsonSchemas(): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(publishedSchemas).map(([name, { title, files, schema }]) => {
      const { $schema, ...rest } = jsonSchema(schema());
      return [name, { ...($schema === undefined ? {} : { $schema }), title: `${title} (${files})`, ...rest }];
    }),
  );
}

const known = new WeakMap<z.ZodType, JsonSchema>();

/** The keys that may stand at a path of a document: for "did you mean". */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let root = known.get(schema);
  if (!root) {
    root = jsonSchema(schema);
    known.set(schema, root);
  }
  let nodes = branches(root);
  for (const key of path) {
    nodes = nodes.flatMap((node) => {
      const inner = [
        typeof key === "number" ? (node.prefixItems?.[key] ?? node.items) : node.properties?.[String(key)],
        typeof key === "number" || node.properties?.[String(key)] ? undefined : node.additionalProperties,
      ];
      return inner.filter((each): each is JsonSchema => typeof each === "object").flatMap(branches);
    });
  }
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))];
}

function branches(schema: JsonSchema): JsonSchema[] {
  return schema.anyOf ? schema.anyOf.flatMap(branches) : [schema];
}
