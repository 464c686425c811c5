import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { demoPages } from "../support/demo-pages.ts";
import { structuredDataOf } from "../support/page-elements.ts";

// The part of schema.org that our pages speak, made from the vocabulary by .ci/schema-org-terms.ts, which also compares it.
// A new term on a page is added here by its name alone; the program fills in the rest.
interface Terms {
  /** A type → the types right above it. */
  types: Record<string, string[]>;
  /** A property → the types that have it. */
  properties: Record<string, string[]>;
}
const terms = JSON.parse(readFileSync(join(import.meta.dirname, "schema-org-terms.json"), "utf8")) as Terms;

/** A type and all above it. */
function lineOf(type: string): string[] {
  return [type, ...(terms.types[type] ?? []).flatMap(lineOf)];
}

/** What schema.org does not know in a value: a type, or a property that its type does not have. */
function unknownTerms(value: unknown, seen: Set<string> = new Set()): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => unknownTerms(each, seen));
  if (typeof value !== "object" || value === null) return [];
  const { "@type": type, ...properties } = value as Record<string, unknown>;
  const own = Object.entries(properties).filter(([name]) => !name.startsWith("@"));
  const inner = own.flatMap(([, each]) => unknownTerms(each, seen));
  if (type === undefined) {
    // Only a reference to another node, or the graph itself, has no type.
    return "@id" in properties && own.length === 0 ? inner : [...inner, `no @type beside ${Object.keys(properties)}`];
  }
  if (typeof type !== "string" || !Object.hasOwn(terms.types, type)) return [...inner, `@type ${JSON.stringify(type)}`];
  seen.add(type);
  const line = lineOf(type);
  const wrong = own
    // https://schema.org/docs/actions.html: `query-input` says what is put into `query`, no term of its own.
    .filter(([name]) => name !== "query-input")
    .map(([name]) => {
      seen.add(name);
      return name;
    })
    .filter((name) => !terms.properties[name]?.some((domain) => line.includes(domain)));
  return [...inner, ...wrong.map((name) => `${name} of ${type}`)];
}

const pages = demoPages();
const seen = new Set<string>();
const unknown = pages.flatMap((page) =>
  structuredDataOf(page).flatMap((node) =>
    Object.keys(node).length > 0 ? unknownTerms(node, seen).map((fault) => `${page.address}: ${fault}`) : [],
  ),
);

test("every type and property on every page is schema.org's, and the type has the property", () => {
  expect(seen.size).toBeGreaterThan(50);
  expect(unknown).toEqual([]);
});

test("a term that schema.org does not have, or has elsewhere, is found", () => {
  const faults = unknownTerms({
    "@type": "LiveBlogPosting",
    dateline: "Kochi",
    author: { "@type": "Desk", name: "x" },
  });
  expect(faults).toEqual(['@type "Desk"', "dateline of LiveBlogPosting"]);
});

test("no property has an empty value", () => {
  const empty = (value: unknown): boolean =>
    value === null ||
    value === "" ||
    (Array.isArray(value)
      ? value.length === 0 || value.some(empty)
      : typeof value === "object" && Object.values(value).some(empty));
  expect(pages.filter((page) => structuredDataOf(page).some(empty)).map(({ address }) => address)).toEqual([]);
});
