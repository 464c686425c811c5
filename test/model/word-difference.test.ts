import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DifferenceRun, paragraphDifferences, wordDifference } from "../../src/model/word-difference.ts";
import { caseOptions } from "../support/cases.ts";

const marks = { same: ["", ""], deleted: ["[-", "-]"], inserted: ["{+", "+}"] } as const;
const told = (runs: readonly DifferenceRun[]) =>
  runs.map(({ kind, text }) => marks[kind][0] + text + marks[kind][1]).join("");

const side = (runs: readonly DifferenceRun[], kind: "deleted" | "inserted") =>
  runs
    .filter((run) => run.kind === "same" || run.kind === kind)
    .map(({ text }) => text)
    .join("");

describe("two texts word by word", () => {
  test.each([
    ["Talks begin on Sunday.", "Talks begin on Monday.", "Talks begin on [-Sunday-]{+Monday+}."],
    ["बातचीत रविवार से होगी।", "बातचीत सोमवार से होगी।", "बातचीत [-रविवार-]{+सोमवार+} से होगी।"],
    ["بات چیت اتوار سے", "بات چیت پیر سے", "بات چیت [-اتوار-]{+پیر+} سے"],
    ["five hundred men", "six thousand men", "[-five hundred-]{+six thousand+} men"],
    ["as it was", "as it was", "as it was"],
    ["", "new", "{+new+}"],
    ["it said yes", "it said: yes", "it said{+:+} yes"],
  ])("%s → %s", (before, after, expected) => {
    expect(told(wordDifference(before, after))).toBe(expected);
  });

  test("both texts can be read out of their difference, whatever they are", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(fc.constantFrom("a", "b", " ", "ک", "कि", "."), { maxLength: 30 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = wordDifference(before, after);
        expect(side(runs, "deleted")).toBe(before);
        expect(side(runs, "inserted")).toBe(after);
        for (const [index, run] of runs.entries()) expect(run.kind).not.toBe(runs[index - 1]?.kind);
      }),
      caseOptions(300, 20_000),
    );
  });
});

describe("two texts by paragraphs", () => {
  const differences = (before: string[], after: string[]) => paragraphDifferences(before, after).map(told);

  test("what is the same is left out, what was rewritten is set against what took its place", () => {
    expect(
      differences(
        ["One stays.", "Talks begin on Sunday in Delhi.", "This goes away."],
        ["A new one.", "One stays.", "Talks begin on Monday in Delhi.", "Nothing alike."],
      ),
    ).toEqual([
      "{+A new one.+}",
      "Talks begin on [-Sunday-]{+Monday+} in Delhi.",
      "[-This goes away.-]",
      "{+Nothing alike.+}",
    ]);
  });

  test("paragraphs that change places are told, and nothing is told of equal ones", () => {
    expect(differences(["a b c", "d e f"], ["d e f", "a b c"])).toEqual(["[-a b c-]", "{+a b c+}"]);
    expect(differences(["a", "b"], ["a", "b"])).toEqual([]);
  });

  test("every word of both is there, for any two lists of paragraphs", () => {
    const paragraph = fc.array(fc.constantFrom("one", "two", "three", "four"), { minLength: 1, maxLength: 6 });
    const list = fc.array(
      paragraph.map((words) => words.join(" ")),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(list, list, (before, after) => {
        const shown = paragraphDifferences(before, after);
        const count = (texts: readonly string[]) => texts.join(" ").split(" ").filter(Boolean).length;
        const same = (kind: "deleted" | "inserted") =>
          shown.map((runs) => side(runs, kind)).filter((text) => text !== "");
        // What is not shown is the same in both.
        expect(count(before) - count(same("deleted"))).toBe(count(after) - count(same("inserted")));
        for (const text of same("deleted")) expect(before).toContain(text);
        for (const text of same("inserted")) expect(after).toContain(text);
      }),
      caseOptions(300, 20_000),
    );
  });

  test("a hostile pair of texts costs no minute", () => {
    const long = (seed: number) => Array.from({ length: 40_000 }, (_unused, index) => `w${(index * seed) % 9973}`);
    const started = performance.now();
    wordDifference(long(7).join(" "), long(11).join(" "));
    paragraphDifferences(long(7), long(11));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
