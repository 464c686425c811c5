import { expect, test } from "vitest";
import { comparisonTable, kindOf } from "../../scripts/bench/compare-outputs.ts";

test("finds the pages of both programs to be of the same kind", () => {
  const pairs = [
    ["2020/03/23/story-4226/index.html", "2020/03/23/story-4226/index.html"],
    ["world/latest/3/index.html", "world/latest/page/3/index.html"],
    ["topics/subject-1/4/index.html", "topics/subject-1/page/4/index.html"],
    ["archive/2020/03/index.html", "archive/2020-03/index.html"],
    ["archive/2020/index.html", "archive/index.html"],
    ["index.html", "world/index.html"],
    ["feed.xml", "world/feed.xml"],
    ["sitemap.xml", "sitemaps/2020-03.xml"],
  ] as const;
  for (const [own, other] of pairs) expect(kindOf(own)).toBe(kindOf(other));
  expect(new Set(pairs.map(([own]) => kindOf(own))).size).toBe(pairs.length);
  expect(kindOf("topics/subject-1/page/1/index.html")).toContain("Hugo's own");
});

test("sets both outputs side by side", () => {
  const of = (files: number, bytes: number) => new Map([["story pages", { files, bytes, gzip: bytes / 4 }]]);
  expect(comparisonTable(of(10, 2000), of(10, 1000))).toMatch(/story pages +10 +10 +2,000 +1,000 +2\.00 +500 +250/);
});
