import { describe, expect, test } from "vitest";
import { formatProblems, problemsJson } from "../../src/base/format-problems.ts";
import { problem } from "../../src/base/problem.ts";

const tab = (line: number, file = "articles/a.md") =>
  problem({ code: "yaml/tab", file, line, column: 1, message: "A tab.", correctedLine: "  b: 1" });

describe("problems for people", () => {
  test("none is an empty text", () => {
    expect(formatProblems([], { colour: true })).toBe("");
  });

  test("by file and line, with the count at the end", () => {
    const text = formatProblems(
      [tab(9), tab(2), problem({ code: "story/empty", file: "articles/0.md", message: "Nothing." })],
      { colour: false, root: "site/" },
    );
    expect(text).toBe(
      `site/articles/0.md
  site/articles/0.md  error  story/empty
      Nothing.

site/articles/a.md
  site/articles/a.md:2:1  warning  yaml/tab
      A tab.
      write       b: 1
  site/articles/a.md:9:1  warning  yaml/tab
      A tab.
      write       b: 1

1 error, 2 warnings in 2 files
`,
    );
  });

  test("of thousands the first are shown, errors before warnings, and the rest is counted", () => {
    const many = Array.from({ length: 1500 }, (_, index) => tab(index + 1));
    const text = formatProblems(
      [...many, problem({ code: "story/empty", file: "articles/z.md", message: "Nothing." })],
      { colour: false },
    );
    expect(text).toContain("articles/z.md  error  story/empty");
    expect(text).toContain("and 1,301 more problems:\n  1301  yaml/tab  A tab indents a line of YAML");
    expect(text.endsWith("1 error, 1,500 warnings in 2 files\n")).toBe(true);
  });

  test("what a file says can't steer the terminal", () => {
    const text = formatProblems([problem({ code: "story/empty", message: "x", found: "a\u001b[2Jb\u202ec\td" })], {
      colour: false,
    });
    expect(text).toContain("aU+001B[2JbU+202Ec⇥d");
  });

  test("colours only where they are asked for", () => {
    expect(formatProblems([tab(1)], { colour: true })).toContain("\u001b[33mwarning\u001b[39m");
    expect(formatProblems([tab(1)], { colour: false })).not.toContain("\u001b");
  });

  test("for machines: the same, as data", () => {
    expect(problemsJson([tab(2)])).toMatchObject({
      errors: 0,
      warnings: 1,
      problems: [{ code: "yaml/tab", title: "A tab indents a line of YAML" }],
    });
  });
});
