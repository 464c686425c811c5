import { describe, expect, test } from "vitest";
import { type ProblemCode, problemCodes } from "../../src/base/problem-codes.ts";
import { type JsonSchema, jsonSchemas } from "../../src/content/json-schema.ts";
import { problemPage, schemaTable } from "../../src/content/reference.ts";

const schemas = jsonSchemas();

describe.each(Object.keys(schemas))("the %s schema", (name) => {
  const table = schemaTable(schemas[name] ?? {});

  test("every key says what it means", () => {
    const mute = table
      .split("\n")
      .filter((row) => row.startsWith("| `") && !row.includes("‹key›` |") && / \|\s*\|$/.test(row));
    expect(mute).toEqual([]);
  });

  test("no form is left unsaid", () => {
    expect(table).not.toMatch(/\bany\b \||undefined|string,number/);
  });
});

test("dates need neither seconds nor an offset", () => {
  expect(schemas.story?.properties?.published).toMatchObject({ type: "string", examples: ["2025-05-10T19:30"] });
  expect(JSON.stringify(schemas.story)).not.toContain("date-time");
});

test("unknown keys are refused by editors' tools too", () => {
  const story: JsonSchema | undefined = schemas.story;
  expect(story?.additionalProperties).toBe(false);
  expect(story?.required?.toSorted()).toEqual(["headline", "published", "section"]);
});

test("every problem code has a page that an editor can use", () => {
  for (const code of Object.keys(problemCodes) as ProblemCode[]) {
    const page = problemPage(code);
    expect(page, code).toMatch(/^# .{10,}\n\n`.*`, an? (?:error|warning)\n/);
    expect(page, code).not.toMatch(/undefined|exception|zod|null/i);
  }
});
