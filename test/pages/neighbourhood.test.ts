import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { neighbourhood, type Placed } from "../../src/pages/neighbourhood.ts";
import { caseOptions } from "../support/cases.ts";

const story = (id: string, more: Partial<Placed> = {}): Placed => ({
  id, type: "news", section: "world", topics: [], published: Number(id), ...more,
}); // biome-ignore format: a record to read

/** Ids of what stands below the newest of these, given oldest first. */
function below(...stories: Placed[]): { earlier: string[]; isOnTopic: boolean } {
  const newest = stories.at(-1);
  const found = neighbourhood(stories.toReversed()).get(newest?.id ?? "");
  return { earlier: found?.earlier.map(({ id }) => id) ?? [], isOnTopic: found?.isOnTopic ?? false };
}

describe("what came before a story", () => {
  test("is what shares most of its topics, then what is newer, whatever its section", () => {
    const [a, b] = ["dams", "rice"];
    expect(
      below(
        story("1", { topics: [a, b] }),
        story("2", { topics: [a], section: "india" }),
        story("3", { topics: [b] }),
        story("4"),
        story("5", { topics: [a, b] }),
      ),
    ).toEqual({ earlier: ["1", "2"], isOnTopic: true });
  });

  test("shares its first topic or two of its topics: a lesser topic alone is another matter", () => {
    const [main, lesser, least] = ["dams", "rice", "rail"];
    const newest = story("9", { topics: [main, lesser, least] });
    const others = [
      story("1", { topics: [lesser, least] }),
      story("2", { topics: [lesser] }),
      story("3", { topics: [main] }),
    ];
    expect(below(...others, newest)).toEqual({ earlier: ["1", "3"], isOnTopic: true });
    const unlike = [story("1", { topics: [lesser] }), story("2", { topics: [lesser] }), story("3", { topics: [main] })];
    expect(below(...unlike, newest)).toEqual({ earlier: ["3", "2", "1"], isOnTopic: false });
  });

  test("is nothing that somebody paid for, of its topics or of its section", () => {
    const paid = (id: string) => story(id, { type: "sponsored", topics: ["dams"] });
    const dams = (id: string) => story(id, { topics: ["dams"] });
    expect(below(paid("1"), dams("2"), paid("3"), dams("4"), paid("5"), dams("6")).earlier).toEqual(["4", "2"]);
    expect(below(paid("1"), story("2"), paid("3"), story("4")).earlier).toEqual(["2"]);
  });

  test("is its section's where fewer than two share a topic", () => {
    expect(below(story("1", { topics: ["dams"] }), story("2"), story("3", { topics: ["dams"] }))).toEqual({
      earlier: ["2", "1"],
      isOnTopic: false,
    });
  });

  test("leaves the parts of its series to the series, which stand in their order", () => {
    const part = (id: string, number: number) => story(id, { series: { name: "Lines", part: number } });
    expect(below(part("1", 2), story("2"), part("3", 1)).earlier).toEqual(["2"]);
    const series = neighbourhood([part("3", 1), story("2"), part("1", 2)]).get("1")?.series;
    expect(series?.map(({ id }) => id)).toEqual(["3", "1"]);
  });

  test("is never changed by a story that comes later", () => {
    const any = fc.record({
      section: fc.constantFrom("world", "india"),
      topics: fc.uniqueArray(fc.constantFrom("dams", "rice", "rail")),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 30 }), fc.nat(), (records, cut) => {
        const newestFirst = records.map((more, index) => story(String(index + 1), more)).toReversed();
        const before = newestFirst.slice(cut % newestFirst.length);
        const all = neighbourhood(newestFirst);
        for (const [id, { earlier, isOnTopic }] of neighbourhood(before)) {
          expect(all.get(id)).toMatchObject({ earlier, isOnTopic });
        }
      }),
      caseOptions(100, 5000),
    );
  });
});
