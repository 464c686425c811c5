import { describe, expect, test } from "vitest";
import type { Story } from "../../src/model/story.ts";
import { lagOf } from "../../src/model/translation-lag.ts";

const correction = (date: number) => ({
  kind: "correction" as const,
  date,
  text: `At ${date}`,
  priority: "low" as const,
});

type Facts = Partial<Pick<Story, "published" | "updated" | "changeNote" | "corrections" | "language">>;

/** The lag of a translation that names an original, both from what matters of them. */
function lag(original: Facts | undefined, translation: Facts) {
  const whole = (id: string, language: string, facts: Facts) =>
    ({ id, language, published: 1, corrections: [], ...facts }) as unknown as Story;
  const own = { ...whole("b", "hi", translation), translationOf: "a" };
  return lagOf(own, new Map(original ? [["a", whole("a", "en", original)]] : []));
}

describe("a translation", () => {
  test.each<[string, Facts, Facts, number | undefined]>([
    ["is behind a correction of its original", { corrections: [correction(5)] }, {}, 5],
    ["is behind an update of its original", { updated: 5 }, {}, 5],
    ["follows by an update of the same day", { corrections: [correction(5)] }, { updated: 5 }, undefined],
    [
      "follows by a correction of its own",
      { corrections: [correction(5)] },
      { corrections: [correction(6)] },
      undefined,
    ],
    [
      "follows where it was published after the correction",
      { corrections: [correction(5)] },
      { published: 6 },
      undefined,
    ],
    ["is behind again after the next correction", { corrections: [correction(9), correction(5)] }, { updated: 6 }, 9],
    ["is behind nothing where nothing changed", {}, {}, undefined],
  ])("%s", (_name, original, translation, expected) => {
    expect(lag(original, translation)?.at).toBe(expected);
  });

  test("tells only of the changes that it has not followed", () => {
    const told = lag({ corrections: [correction(9), correction(5)], updated: 4, changeNote: "Old" }, { updated: 6 });
    expect(told?.corrections.map(({ date }) => date)).toEqual([9]);
    expect(told?.changeNote).toBeUndefined();
  });

  test("of a hidden original is behind nothing: nothing of it shows", () => {
    expect(lag(undefined, {})).toBeUndefined();
  });
});
