import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextChange, visibilityAt, visibleFrom } from "../../src/model/visibility.ts";
import { caseOptions } from "../support/cases.ts";

const facts = { published: 1000, status: "ready" as const };
const kill = (at: number) => ({ at, reason: "a reason" });

describe("a story is", () => {
  test.each([
    ["public from its publication", facts, 1000, "public"],
    ["scheduled before it", facts, 999, "scheduled"],
    ["embargoed until the embargo, even after its publication", { ...facts, embargo: 2000 }, 1999, "embargoed"],
    ["public at the very moment of the embargo", { ...facts, embargo: 2000 }, 2000, "public"],
    ["hidden until publication where the embargo is earlier", { ...facts, embargo: 500 }, 999, "scheduled"],
    ["a draft, whatever the time", { ...facts, status: "draft" as const }, 9000, "draft"],
    ["withheld, whatever the time", { ...facts, status: "withheld" as const }, 9000, "withheld"],
    ["a notice once killed after it was public", { ...facts, kill: kill(1500) }, 9000, "notice"],
    ["gone if killed before it was public", { ...facts, kill: kill(900) }, 9000, "gone"],
    ["gone if killed as a draft", { ...facts, status: "draft" as const, kill: kill(1500) }, 9000, "gone"],
    ["gone if killed under embargo", { ...facts, embargo: 2000, kill: kill(1500) }, 9000, "gone"],
    ["gone at a moment before it was public, though its kill comes later", { ...facts, kill: kill(1500) }, 500, "gone"],
    ["a notice even at a moment before its kill", { ...facts, kill: kill(5000) }, 2000, "notice"],
  ])("%s", (_title, story, now, expected) => {
    expect(visibilityAt(story, now)).toBe(expected);
  });
});

test("between two changes nothing about a story's visibility changes, whatever its dates", () => {
  const moment = fc.integer({ min: 0, max: 50 });
  fc.assert(
    fc.property(moment, fc.option(moment, { nil: undefined }), moment, moment, (published, embargo, now, later) => {
      const story = { ...facts, published, ...(embargo !== undefined && { embargo }) };
      const change = nextChange(story, now) ?? Number.POSITIVE_INFINITY;
      fc.pre(later >= now && later < change);
      expect(visibilityAt(story, later) === "public").toBe(visibilityAt(story, now) === "public");
      expect(visibleFrom(story)).toBeGreaterThanOrEqual(published);
    }),
    caseOptions(300, 20_000),
  );
});
