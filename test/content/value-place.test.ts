import { expect, test } from "vitest";
import { placeInLine } from "../../src/content/value-place.ts";

test("a value is found as a word of its own, and replaced where it stands", () => {
  expect(placeInLine("section: wrold", "wrold", "world")).toEqual({ column: 10, correctedLine: "section: world" });
  expect(placeInLine("alsoIn: [nowhere]", "nowhere")).toEqual({ column: 10 });
});

test.each([
  ["a part of another word", "section: wrolds", "wrold"],
  ["a part of a longer path", "story: news/river", "river"],
  ["there twice", "{ story: news, section: news }", "news"],
  ["not there, because it is written otherwise", "story: /articles/world/river.md", "world/river"],
  ["empty", "section:", ""],
])("nothing is proposed where the value is %s", (_what, line, value) => {
  expect(placeInLine(line, value, "right")).toEqual({ column: 1 });
});
