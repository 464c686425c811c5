import { describe, expect, test } from "vitest";
import { type FrontRecord, frontSchema } from "../../src/content/front-schema.ts";
import { type Front, fillFront } from "../../src/model/fronts.ts";
import type { Story } from "../../src/model/story.ts";

const now = Date.UTC(2026, 5, 3, 12);
const hour = 3_600_000;
const day = 24 * hour;
const iso = (shift: number) => new Date(now + shift).toISOString();

function story(id: string, more: Partial<Story> = {}): Story {
  return {
    ...{ id, file: `articles/${id}.md`, slug: id, digest: id, type: "news", language: "en", path: `/${id}/` },
    ...{
      headline: `Headline of ${id}`,
      description: "",
      section: "world",
      sections: ["world"],
      topics: [],
      byline: [],
    },
    ...{ published: now - hour, isExpired: false, gallery: [], copyPhotos: [], copyStories: [], links: {} },
    ...{ corrections: [], sources: [], translations: {}, aliases: [], words: 0 },
    ...more,
  };
}

const stories = Array.from({ length: 24 }, (_unused, index) =>
  story(`s${index}`, {
    published: now - index * 6 * hour,
    sections: [index % 2 ? "world" : "sport"],
    topics: index % 3 === 0 ? ["rail"] : [],
    ...(index === 7 && { type: "opinion" as const }),
  }),
);
const tree = new Map(["world", "sport"].map((key) => [key, { key, record: { name: key }, children: [], line: [key] }]));

/** A front from what an editor writes; `s…` exist, `hidden…` exist and are not public. */
function fill(written: unknown, list: readonly Story[] = stories, more: { section?: string; home?: unknown } = {}) {
  const read = (value: unknown): FrontRecord & { file: string; lines: Record<string, number> } => ({
    ...frontSchema("UTC").parse(value),
    file: "_data/fronts/home.yaml",
    lines: { "slots.0": 2, "breaking.0": 9 },
  });
  const filled = fillFront({
    stories: list,
    tree,
    now,
    byId: new Map(list.map((each) => [each.id, each])),
    record: read(written),
    ...(more.home !== undefined && { homeRecord: read(more.home) }),
    ...(more.section !== undefined && { section: more.section }),
    settleSlotPhoto: () => undefined,
    exists: (id) => /^(s\d|hidden)/.test(id),
    topicSlug: (topic) => topic,
  });
  return { ...filled, codes: filled.problems.map(({ code }) => code) };
}

const ids = (items: Front["second"]) => items.map(({ story: { id } }) => id);

describe("a package", () => {
  test("stands below its first story, with words of its own, and nowhere else", () => {
    const { front } = fill({
      slots: [{ name: "lead", story: "s20", package: ["s1", { story: "s2", headline: "The second" }] }],
    });
    expect(front.lead?.more).toMatchObject([{ story: { id: "s1" } }, { story: { id: "s2" }, headline: "The second" }]);
    expect(front.leadRelated).toEqual([]);
    expect(ids([...front.second, ...front.latest, ...front.blocks.flatMap(({ items }) => items)])).not.toContain("s1");
  });

  test("goes on without a member that is hidden, and says so", () => {
    const { front, codes } = fill({ slots: [{ name: "lead", story: "s20", package: ["hidden", "s2"] }] });
    expect(ids(front.lead?.more ?? [])).toEqual(["s2"]);
    expect(codes).toEqual(["front/pin-hidden"]);
  });

  test("whose first story is hidden is led by the next, without a word that was written for the hidden one", () => {
    const written = { name: "lead", story: "hidden", headline: "Secret", kicker: "Secret", photo: "secret.jpg" };
    const { front, codes } = fill({ slots: [{ ...written, package: ["s3", "s4"] }] });
    expect(front.lead).toMatchObject({ story: { id: "s3" }, more: [{ story: { id: "s4" } }] });
    expect(JSON.stringify(front)).not.toMatch(/secret/i);
    expect(codes).toEqual(["front/pin-hidden"]);
  });

  test("all of which is hidden leaves its place to the newest", () => {
    const { front, codes } = fill({ slots: [{ name: "lead", story: "hidden", package: ["hidden2"] }] });
    expect(front.lead?.story.id).toBe("s0");
    expect(codes).toEqual(["front/pin-hidden", "front/pin-hidden"]);
  });

  test("is refused where a place holds single stories, or too many", () => {
    const wrong = (slot: object) => frontSchema("UTC").safeParse({ slots: [slot] }).success;
    expect(wrong({ name: "latest", story: "a", package: ["b"] })).toBe(false);
    expect(wrong({ name: "second", story: "a", package: ["b", "c", "d", "e"] })).toBe(false);
    expect(wrong({ name: "second", story: "a", package: ["b", "c", "d"] })).toBe(true);
  });
});

describe("pins with a beginning", () => {
  const evening = { name: "lead", story: "s9", from: iso(-hour), until: iso(hour) };

  test("take the place of one that is always there, silently, wherever they stand in the file", () => {
    for (const slots of [
      [{ name: "lead", story: "s5" }, evening],
      [evening, { name: "lead", story: "s5" }],
    ]) {
      const { front, codes, pins } = fill({ slots });
      expect(front.lead).toMatchObject({ story: { id: "s9" }, pinned: { until: now + hour } });
      expect(codes).toEqual([]);
      expect(pins.find((pin) => pin.story === "s5")?.state).toBe("replaced");
    }
  });

  test("give it back at their end, and wait for their beginning", () => {
    const always = { name: "lead", story: "s5" };
    const { front, pins } = fill({ slots: [always, { ...evening, from: iso(-day), until: iso(0) }] });
    expect([front.lead?.story.id, pins[1]?.state]).toEqual(["s5", "over"]);
    const later = fill({ slots: [always, { ...evening, from: iso(1000) }] });
    expect([later.front.lead?.story.id, later.pins[1]?.state]).toEqual(["s5", "waits"]);
  });

  test("keep a story that an older pin wanted elsewhere", () => {
    const { front, codes, pins } = fill({ slots: [{ name: "second", story: "s9" }, evening] });
    expect(front.lead?.story.id).toBe("s9");
    expect(ids(front.second)).not.toContain("s9");
    expect([codes, pins[0]?.state]).toEqual([[], "replaced"]);
  });

  test("can't end before they begin", () => {
    expect(frontSchema("UTC").safeParse({ slots: [{ ...evening, until: iso(-2 * hour) }] }).success).toBe(false);
  });
});

describe("a breaking banner", () => {
  test("says a story's headline or its own words, the one that began last first", () => {
    const breaking = [{ story: "s4" }, { text: "Polling has closed", link: "/results/", from: iso(-hour) }];
    expect(fill({ breaking }).front.breaking).toMatchObject([
      { text: "Polling has closed", link: "/results/", from: now - hour },
      { text: "Headline of s4", story: { id: "s4" } },
    ]);
  });

  test("of a hidden story is left out, words and all, with a warning at its line", () => {
    const { front, problems } = fill({ breaking: [{ story: "hidden", text: "Secret" }] });
    expect(front.breaking).toEqual([]);
    expect(problems).toMatchObject([{ code: "front/banner-hidden", line: 9 }]);
    expect(problems[0]?.message).not.toContain("Secret");
  });

  test("does not say the lead's headline again: the lead is marked", () => {
    const { front } = fill({ breaking: [{ story: "s5" }], slots: [{ name: "lead", story: "s5" }] });
    expect(front).toMatchObject({ breaking: [], lead: { isBreaking: true } });
  });

  test("takes the line of the live story that it leads to; one that leads has none either", () => {
    const live = (id: string) =>
      story(id, { type: "live", live: { start: now, state: "active", order: "newest" } as Story["live"] & object });
    const list = [live("s1"), live("s2"), story("s3")];
    expect(ids(fill({}, list).front.live.map((each) => ({ story: each })))).toEqual(["s2"]);
    const { front } = fill({ breaking: [{ story: "s2" }] }, list);
    expect([front.lead?.story.id, front.breaking.length, front.live]).toEqual(["s1", 1, []]);
  });

  test("stands on a section's front only where the home's file says so, and warns once", () => {
    const home = {
      breaking: [{ text: "Here", allFronts: true }, { text: "There" }, { story: "hidden", allFronts: true }],
    };
    const { front, codes } = fill({}, stories, { section: "world", home });
    expect(front.breaking.map(({ text }) => text)).toEqual(["Here"]);
    expect(codes).toEqual([]);
  });

  test("has a text or a story, and no link where it has a story", () => {
    const right = (banner: object) => frontSchema("UTC").safeParse({ breaking: [banner] }).success;
    expect([right({ link: "/a/" }), right({ story: "a", link: "/b/" }), right({ text: "A" })]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe("rules for what fills a place", () => {
  test("narrow it by section, topic, type, age and name", () => {
    const { front } = fill({ fill: { lead: { sections: ["world"], topics: ["rail"], exclude: ["s3"] } } });
    expect(front.lead?.story.id).toBe("s9");
    expect(fill({ fill: { lead: { types: "opinion" } } }).front.lead?.story.id).toBe("s7");
    expect(ids(fill({ fill: { latest: { maxAge: 2 } } }).front.latest)).toEqual(["s5"]);
  });

  test("leave it empty but for its pins, or make it hold more", () => {
    const { front } = fill({ slots: [{ name: "second", story: "s20" }], fill: { second: "none", related: "none" } });
    expect([ids(front.second), front.leadRelated]).toEqual([["s20"], []]);
    expect(fill({ fill: { second: { stories: 7 } } }).front.second).toHaveLength(7);
    expect(frontSchema("UTC").safeParse({ fill: { second: { stories: 9 } } }).success).toBe(false);
  });

  test("never fill a place with what somebody paid for", () => {
    expect(frontSchema("UTC").safeParse({ fill: { lead: { types: ["sponsored"] } } }).success).toBe(false);
  });

  test("say which sections stand below, in which order and how long", () => {
    const { front } = fill({ fill: { latest: "none" }, blocks: [{ section: "sport", stories: 2 }, "world"] });
    expect(front.blocks.map(({ section, items }) => [section, items.length])).toEqual([
      ["sport", 2],
      ["world", 4],
    ]);
    expect(fill({ blocks: "none" }).front.blocks).toEqual([]);
  });
});
