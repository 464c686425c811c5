import { describe, expect, test } from "vitest";
import { type Front, type FrontInput, fillFront } from "../../src/model/fronts.ts";
import type { Story } from "../../src/model/story.ts";

const now = 1_000_000;

function story(id: string, more: Partial<Story> = {}): Story {
  return {
    id,
    file: `articles/${id}.md`,
    slug: id,
    digest: id,
    type: "news",
    language: "en",
    path: `/${id}/`,
    headline: id,
    description: "",
    section: "world",
    sections: ["world"],
    topics: [],
    byline: [],
    published: now,
    isExpired: false,
    gallery: [],
    copyPhotos: [],
    copyStories: [],
    links: {},
    corrections: [],
    sources: [],
    translations: {},
    aliases: [],
    words: 0,
    ...more,
  };
}

const stories = Array.from({ length: 30 }, (_unused, index) =>
  story(`s${index}`, {
    type: index % 6 === 5 ? "opinion" : index === 9 ? "sponsored" : "news",
    sections: [index % 2 ? "world" : "sport"],
    topics: index < 4 ? ["rail"] : [],
  }),
);
const tree = new Map(["world", "sport"].map((key) => [key, { key, record: { name: key }, children: [], line: [key] }]));

function fill(slots: NonNullable<FrontInput["record"]>["slots"] = [], list = stories) {
  return fillFront({
    stories: list,
    tree,
    now,
    byId: new Map(list.map((each) => [each.id, each])),
    record: { slots, file: "_data/fronts/home.yaml", lines: { "slots.0": 2 } },
    settleSlotPhoto: () => undefined,
    exists: () => true,
    topicSlug: (topic) => topic,
  });
}

function idsOf(front: Front): string[] {
  const items = [
    front.lead,
    ...front.leadRelated,
    ...front.second,
    ...front.opinion,
    front.feature,
    front.photoOfTheDay,
    ...front.latest,
    ...front.blocks.flatMap((block) => block.items),
  ];
  return items.filter((item) => item !== undefined).map((item) => item.story.id);
}

describe("a front", () => {
  test("shows no story twice", () => {
    const ids = idsOf(
      fill([
        { name: "second", story: "s0" },
        { name: "latest", story: "s3" },
      ]).front,
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("leads with the newest news, never with an opinion or what somebody paid for", () => {
    const list = [story("opinion", { type: "opinion" }), story("paid", { type: "sponsored" }), story("news")];
    expect(fill([], list).front.lead?.story.id).toBe("news");
  });

  test("puts a pin before all that is newer, with that place's own headline", () => {
    const { front, problems } = fill([{ name: "lead", story: "s20", headline: "For the front" }]);
    expect(front.lead).toMatchObject({ headline: "For the front", story: { id: "s20" } });
    expect(problems).toEqual([]);
  });

  test("fills a place whose pinned story is hidden or expired, and warns with file and line", () => {
    const { front, problems } = fill([{ name: "lead", story: "not-public" }]);
    expect(front.lead?.story.id).toBe("s0");
    expect(problems).toMatchObject([
      { code: "front/pin-hidden", severity: "warning", file: "_data/fronts/home.yaml", line: 2 },
    ]);
  });

  test("lets a pin end at its moment", () => {
    expect(fill([{ name: "lead", story: "s20", until: now }]).front.lead?.story.id).toBe("s0");
    expect(fill([{ name: "lead", story: "s20", until: now + 1 }]).front.lead?.story.id).toBe("s20");
  });

  test("keeps the first of two places that pin one story", () => {
    const { front, problems } = fill([
      { name: "second", story: "s20" },
      { name: "lead", story: "s20" },
    ]);
    expect(front.second[0]?.story.id).toBe("s20");
    expect(problems.map(({ code }) => code)).toEqual(["front/pin-twice"]);
  });

  test("of an empty newsroom is empty and not an error", () => {
    const { front, problems } = fill([], []);
    expect([idsOf(front), problems]).toEqual([[], []]);
  });

  test("passes over a pin for which a place has no room, says so, and leaves the story to other places", () => {
    const { front, problems } = fill([
      { name: "lead", story: "s20" },
      { name: "lead", story: "s0" },
    ]);
    expect(front.lead?.story.id).toBe("s20");
    expect(problems.map(({ code }) => code)).toEqual(["front/pin-too-many"]);
    expect(idsOf(front)).toContain("s0");
  });

  test("of few stories keeps what is pinned to its feature", () => {
    const list = [story("a"), story("b"), story("c")];
    expect(fill([{ name: "feature", story: "b" }], list).front.feature?.story.id).toBe("b");
  });

  test("takes what somebody paid for only where it is pinned", () => {
    const list = [story("news"), story("paid", { type: "sponsored" })];
    expect(idsOf(fill([], list).front)).not.toContain("paid");
    expect(idsOf(fill([{ name: "second", story: "paid" }], list).front)).toContain("paid");
  });
});
