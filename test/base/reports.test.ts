import { describe, expect, test } from "vitest";
import { annotationsOf, summaryOf } from "../../src/base/annotations.ts";
import { type Problem, problem } from "../../src/base/problem.ts";
import { sarifLog } from "../../src/base/sarif.ts";

const tab = (line: number, file = "articles/a b.md"): Problem =>
  problem({
    code: "yaml/tab",
    file,
    line,
    column: 1,
    message: "A tab, 100 %: stands here.",
    correctedLine: "  kicker: <b>|two|</b>",
    fix: [{ line, column: 1, found: "\t\n", text: "  " }],
  });
const hidden = problem({
  code: "story/wrong-value",
  file: "articles/SECRET.md",
  line: 4,
  column: 2,
  message: "SECRETWORD.",
  found: "SECRETWORD",
  expected: "SECRETWORD",
  correctedLine: "SECRETWORD",
  hint: "SECRETWORD",
  fix: [{ line: 4, column: 2, found: "SECRETWORD", text: "SECRETWORD" }],
});
const report = {
  isQuotable: ({ file }: Problem) => file !== "articles/SECRET.md",
  prefix: "paper/",
  pageOf: (code: string) => `https://git.example/${code}.md`,
};

describe("annotations of a pull request", () => {
  test("say what is wrong, the line as it should read, what mends it and where to look", () => {
    expect(annotationsOf([tab(3)], report)).toEqual([
      "::warning file=paper/articles/a b.md,line=3,col=1,title=A tab indents a line of YAML::A tab, 100 %25: stands here.%0AWrite:   kicker: <b>|two|</b>%0A`npm run check -- --fix` mends it.%0Ayaml/tab: https://git.example/yaml/tab.md",
    ]);
  });

  test("show ten errors and ten warnings, errors first, and say how many more there are", () => {
    const errors = Array.from({ length: 12 }, (_unused, index): Problem => ({ ...tab(index + 1), severity: "error" }));
    const warnings = Array.from({ length: 11 }, (_unused, index) => tab(index + 1, "articles/0.md"));
    const lines = annotationsOf([...warnings, ...errors], report);
    expect(lines.map((line) => /^::(\w+)/.exec(line)?.[1])).toEqual([
      ...Array.from({ length: 10 }, () => "error"),
      ...Array.from({ length: 10 }, () => "warning"),
      "notice",
    ]);
    expect(lines.at(-1)).toContain("There are 2 more errors and 1 more warning.");
  });

  test("what a file says can't give a command of its own", () => {
    const lines = annotationsOf([{ ...tab(1), message: "a\n::set-env name=x::y\u001b[2J" }], report);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/\p{Cc}/u);
  });
});

describe("the summary of a run", () => {
  test("is a table whose cells hold no marks of their own", () => {
    const text = summaryOf([tab(3)], report);
    expect(text).toContain("1 warning");
    expect(text).toContain(
      "| warning | paper/articles/a b.md:3 | A tab, 100 %: stands here.<br>Write:   kicker: &#60;b&#62;&#124;two&#124;&#60;/b&#62;<br>",
    );
    expect(text).toContain('<a href="https://git.example/yaml/tab.md">yaml/tab</a>');
    expect(summaryOf([], report)).toBe("");
  });
});

describe("a SARIF log", () => {
  test("has rules with their pages, places from the repository's root, and the mending", () => {
    const log = JSON.parse(JSON.stringify(sarifLog([tab(3)], report)));
    expect(log).toMatchObject({ version: "2.1.0", runs: [{ columnKind: "utf16CodeUnits" }] });
    const [run] = log.runs;
    expect(run.tool.driver.rules).toMatchObject([{ id: "yaml/tab", helpUri: "https://git.example/yaml/tab.md" }]);
    const uri = { uri: "paper/articles/a%20b.md", uriBaseId: "%SRCROOT%" };
    expect(run.results).toMatchObject([
      {
        ruleId: "yaml/tab",
        ruleIndex: 0,
        level: "warning",
        locations: [{ physicalLocation: { artifactLocation: uri, region: { startLine: 3, startColumn: 1 } } }],
        fixes: [
          {
            artifactChanges: [
              {
                artifactLocation: uri,
                replacements: [
                  {
                    deletedRegion: { startLine: 3, startColumn: 1, endLine: 4, endColumn: 1 },
                    insertedContent: { text: "  " },
                  },
                ],
              },
            ],
          },
        ],
      },
    ]);
  });
});

test("of a story that is not public no word is in any of them", () => {
  const all = [tab(1), hidden];
  const texts = [annotationsOf(all, report).join("\n"), summaryOf(all, report), JSON.stringify(sarifLog(all, report))];
  for (const text of texts) {
    expect(text).toContain("SECRET.md");
    expect(text).not.toContain("SECRETWORD");
  }
});
