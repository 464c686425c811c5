import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { formatProblems } from "../../src/base/format-problems.ts";
import { renderCopy } from "../../src/content/markdown.ts";

// No copy is known on which the renderer fails: here a part of it does on purpose.
vi.mock("../../src/content/copy-shortcodes.ts", () => ({
  replaceShortcodes: () => {
    throw new Error("a fault of ours");
  },
}));

test("copy on which our own code fails is printed without its marks, and is told of as copy/unreadable", () => {
  const source = "Two **words** & a <b>tag</b>.\n\n[A link](/there/).";
  const input = { source, firstLine: 8, file: "articles/world/river.md", language: "en", zone: "UTC" };
  const { copy, problems } = renderCopy(input);
  const text = formatProblems(problems, { colour: false });
  expect(text).toBe(readFileSync(join(import.meta.dirname, "../checks/copy-unreadable/golden/problems.txt"), "utf8"));
  expect(copy.blocks).toEqual([
    { kind: "html", html: "<p>Two **words** &amp; a &lt;b&gt;tag&lt;/b&gt;.</p>\n<p>[A link](/there/).</p>\n" },
  ]);
});
