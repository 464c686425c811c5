import { expect, test } from "vitest";
import { killReport } from "../../scripts/photos/kill-report.ts";
import type { TraceSearch } from "../../src/publish/find-traces.ts";

const search = (place?: string): TraceSearch => ({
  found: place === undefined ? [] : [{ place, kind: "file", what: "a.jpg" }],
  expected: [],
  unopened: [],
  left: [],
  searched: { files: 3, archives: 0, bytes: 1000 },
});

test("the verdict is the first line and the last, the finds stand before the addresses, and no name moves the cursor", () => {
  const report = killReport(
    {
      photos: [{ id: "photos/a\u001b[2J.jpg", sidecar: "articles/photos/a\u001b[2J.jpg.yaml", outcome: "written" }],
      renditions: ["a-1.jpg"],
      before: search("output/line\nbreak\u202e.html"),
      after: search(),
      purge: [
        { name: "files", addresses: ["https://t.example/a-1.jpg"] },
        { name: "pages", addresses: ["https://t.example/"] },
        { name: "feeds and lists", addresses: [] },
      ],
      doubts: [],
      isBuilt: true,
      problems: [],
    },
    [],
    true,
  );
  const lines = report.split("\n");
  expect(lines[0]).toMatch(/^Gone:/);
  expect(lines.at(-1)).toBe(lines[0]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  expect(report).toContain("output/line breakU+202E.html: the file itself");
  const at = (line: string) => lines.indexOf(line);
  expect(at("To purge from a CDN (files: 1, pages: 1):")).toBeGreaterThan(at("After:  nothing found"));
  expect(at("https://t.example/a-1.jpg")).toBe(at("https://t.example/") - 1);
});
