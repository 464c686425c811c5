import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { demoFiles } from "../support/demo-pages.ts";
import { demo } from "../support/demo-site.ts";
import { demoStories } from "../support/demo-stories.ts";

// Nothing hidden leaks: what a story that is not public says is looked for in every byte of the output.

const stories = demoStories();
const hidden = stories.filter(({ isPublic }) => !isPublic);
const files = demoFiles().map((file) => ({ file, bytes: readFileSync(join(demo.output, file)) }));

/** Runs of words without punctuation, which typographers and escapes may change; long enough to be nobody else's. */
function phrasesOf(text: string): string[] {
  return text
    .split(/[^\p{L}\p{M}\p{N} ]+/u)
    .map((run) => run.trim())
    .filter((run) => run.length >= 24);
}

/** Every text within a value of the front matter. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const open = stories
  .filter(({ isPublic }) => isPublic)
  .flatMap(({ matter, copy }) => [...textsIn(matter), copy])
  .join("\n");

test("the demo has stories that are withheld or a draft, under embargo, and taken down", () => {
  expect(hidden.some(({ matter }) => matter.status !== undefined)).toBe(true);
  expect(hidden.some(({ matter }) => matter.embargo !== undefined)).toBe(true);
  expect(hidden.some(({ matter }) => matter.kill !== undefined)).toBe(true);
});

describe.each(hidden)("$id", ({ headline, matter, copy }) => {
  // A killed story's notice is public; its address, which is the headline's words, answers with it.
  const { kill, ...rest } = matter;
  const { notice: _notice, ...secret } = (kill ?? {}) as Record<string, unknown>;
  const phrases = [headline, ...[...textsIn(rest), ...textsIn(secret), copy].flatMap(phrasesOf)];
  const own = [...new Set(phrases)].filter((phrase) => !open.includes(phrase));

  test("has words of its own to look for", () => {
    expect(own).toContain(headline);
    expect(own.length).toBeGreaterThan(2);
  });

  test("no byte of the output says any of them", () => {
    const found = files.flatMap(({ file, bytes }) =>
      own.filter((phrase) => bytes.includes(phrase)).map((phrase) => `${file}: ${phrase}`),
    );
    expect(found).toEqual([]);
  });
});

test.each(hidden.filter(({ matter }) => matter.kill === undefined))(
  "$id was never public: nothing bears its name",
  ({ id }) => {
    const slug = id.replace(/^.*\//, "");
    const bearing = files.filter(({ file, bytes }) => file.includes(slug) || bytes.includes(`/${slug}`));
    expect(bearing.map(({ file }) => file)).toEqual([]);
  },
);
