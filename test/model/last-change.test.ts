import { expect, test } from "vitest";
import { lastChange, lastUpdate } from "../../src/model/last-change.ts";
import type { Story } from "../../src/model/story.ts";

const correction = (date: number) => ({
  kind: "correction" as const,
  date,
  text: "It was three.",
  priority: "low" as const,
});
const entry = (at: number, more: Partial<NonNullable<Story["entries"]>[number]> = {}) => ({
  id: `e${at}`, digest: "", at, photos: 0, ...more,
}); // biome-ignore format: a record to read

type Facts = Partial<Pick<Story, "updated" | "corrections" | "entries">>;

test.each<[string, Facts, { change: number; update: number }]>([
  ["published", {}, { change: 10, update: 10 }],
  ["updated", { updated: 20 }, { change: 20, update: 20 }],
  [
    "corrected, which shows a date of its own",
    { updated: 20, corrections: [correction(30), correction(25)] },
    { change: 30, update: 20 },
  ],
  ["followed by its newest entry", { updated: 20, entries: [entry(15), entry(40)] }, { change: 40, update: 40 }],
  [
    "not moved by an entry that only the desk sees",
    { entries: [entry(15), entry(40, { hiddenAs: "draft" })] },
    { change: 15, update: 15 },
  ],
])("the last change of a story is when it was %s", (_name, facts, { change, update }) => {
  const story = { published: 10, corrections: [], ...facts };
  expect([lastChange(story), lastUpdate(story)]).toEqual([change, update]);
});
