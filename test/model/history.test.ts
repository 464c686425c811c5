import { describe, expect, test } from "vitest";
import { redactionPattern } from "../../src/content/redaction-pattern.ts";
import type { StoryVersion } from "../../src/content/story-versions.ts";
import { distinctVersions, publicVersions, shownVersion } from "../../src/model/history.ts";
import { redact } from "../../src/model/redaction.ts";

const day = 86_400_000;
let keys = 0;

function version(
  from: number,
  more: Partial<NonNullable<StoryVersion["facts"]>> | "gone" | "faulty" = {},
): StoryVersion {
  keys += 1;
  if (more === "gone") return { from: from * day, isGone: true, key: "" };
  if (more === "faulty") return { from: from * day, key: `${keys}` };
  return {
    from: from * day,
    key: `${keys}`,
    facts: { id: "a", published: 0, status: "ready", isKilled: false, ...more },
  };
}

/** `from` of the versions that readers saw, in days. */
const seen = (versions: StoryVersion[], now = 100) =>
  publicVersions(versions, "a", now * day).map(({ from }) => from / day);

describe("which versions readers saw", () => {
  test.each<[string, StoryVersion[], number[]]>([
    ["from its commit, where that comes after publication", [version(2), version(5)], [2, 5]],
    ["from its publication, where that comes after the commit", [version(2, { published: 3 * day }), version(5)], [3, 5]],
    ["from its embargo", [version(2, { embargo: 4 * day }), version(5)], [4, 5]],
    ["not what was replaced before its embargo ended", [version(2, { embargo: 5 * day }), version(5)], [5]],
    ["not drafts and not what was withheld", [version(1, { status: "draft" }), version(2), version(3, { status: "withheld" }), version(4)], [2, 4]],
    ["nothing from before a kill, even where the story came back", [version(1), version(2, { isKilled: true }), version(3)], [3]],
    ["nothing from before a deletion", [version(1), version(2, "gone"), version(3)], [3]],
    ["nothing of another story that stood at the file", [version(1, { id: "b" }), version(2)], [2]],
    ["nothing from before the file was another story's", [version(1), version(2, { id: "b" }), version(3)], [3]],
    ["a version with errors shows nothing, and ends the one before", [version(1, { embargo: 3 * day }), version(2, "faulty"), version(5)], [5]],
    ["nothing of what comes after now", [version(1), version(200), version(201)], [1]],
    ["nothing whose time has not come", [version(1), version(2, { embargo: 150 * day })], [1]],
  ])("%s", (_name, versions, expected) => {
    expect(seen(versions)).toEqual(expected);
  }); // biome-ignore format: one case a line
});

describe("what is said of a version", () => {
  const words = {
    headline: "A headline",
    paragraphs: ["Mr Known spoke.", "Then he left."],
    corrections: [
      { kind: "correction" as const, date: 9 * day, text: "Later.", priority: "low" as const },
      { kind: "correction" as const, date: 2 * day, text: "Wrong year.", priority: "low" as const },
    ],
    credits: [
      { file: "a.jpg", credit: "ANI" },
      { file: "killed.jpg", credit: "Secret" },
    ],
  };
  const shown = (until: number, redactions: string[] = []) =>
    shownVersion({
      words,
      from: 0,
      until: until * day,
      now: 8 * day,
      redactions: redactions.map((each) => redactionPattern(each) ?? /never/u),
      mark: "[removed]",
      hiddenPhotos: new Set(["killed.jpg"]),
    });

  test("corrections that were dated ahead, and photos that were taken down, are not in it", () => {
    expect(shown(Number.POSITIVE_INFINITY).shown.corrections.map(({ text }) => text)).toEqual(["Wrong year."]);
    expect(shown(2).shown.corrections).toEqual([]);
    expect(shown(5).shown.credits).toEqual(["ANI"]);
  });

  test("what is redacted is gone, and which redactions found nothing is known", () => {
    const { shown: told, found } = shown(5, ["nowhere", "mr known", "/wrong \\w+/i"]);
    expect(told.paragraphs).toEqual(["[removed] spoke.", "Then he left."]);
    expect(told.corrections[0]?.text).toBe("[removed].");
    expect([...found].sort()).toEqual([1, 2]);
  });

  test("a version that changed nothing that readers see is none", () => {
    const one = shown(5).shown;
    expect(distinctVersions([one, { ...one, from: 1 }, { ...one, from: 2, headline: "Another" }])).toHaveLength(2);
  });
});

describe("a redaction", () => {
  const of = (text: string, paragraphs: string[]) => {
    const pattern = redactionPattern(text);
    return pattern ? redact(paragraphs, [pattern], "█").paragraphs : undefined;
  };
  test.each<[string, string, string[], string[] | undefined]>([
    ["finds words whatever their capitals and spaces", "Asha  RAO", ["By Asha\u00a0Rao."], ["By █."]],
    ["whatever their quotation marks and hyphens", `the "man's" wife-to-be`, ["The “man’s” wife–to‑be."], ["█."]],
    ["with the emphasis of the file", "**Asha** _Rao_", ["Asha Rao left."], ["█ left."]],
    ["over several paragraphs", "two three", ["one two", "three four"], ["one █", "█ four"]],
    ["whatever letters mean in a pattern", "(a) [b] 1+1? $5.", ["It (a) [b] 1+1? $5. cost"], ["It █ cost"]],
    ["as a pattern", "/[A-Z]{5}\\d{4}[A-Z]/", ["PAN ABCDE1234F given"], ["PAN █ given"]],
    ["in Hindi and Urdu", "राम दास", ["श्री राम  दास बोले"], ["श्री █ बोले"]],
    ["refuses a pattern that can't be read", "/(/", [""], undefined],
    ["refuses a pattern that finds nothing at all", "/x*/", [""], undefined],
  ])("%s", (_name, text, before, after) => {
    expect(of(text, before)).toEqual(after);
  });

  test("overlapping ones leave one mark", () => {
    const patterns = ["one two", "two three"].map((each) => redactionPattern(each) ?? /never/u);
    expect(redact(["zero one two three four"], patterns, "█").paragraphs).toEqual(["zero █ four"]);
  });
});
