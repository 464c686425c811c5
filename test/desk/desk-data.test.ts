import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseMoment } from "../../src/base/dates.ts";
import { openStore } from "../../src/base/store.ts";
import { openSite } from "../../src/build.ts";
import { type Desk, deskOf } from "../../src/desk/desk-data.ts";
import { plainPhoto, type SiteFolder, smallSite } from "../support/site-folder.ts";

const zone = "Asia/Kolkata";
const at = (text: string) => parseMoment(text, zone) ?? Number.NaN;
const now = at("2026-11-24T00:30");

let folder: SiteFolder;

beforeAll(async () => {
  folder = smallSite();
  const story = (id: string, more: Record<string, unknown>) =>
    folder.writeStory(id, { headline: `Headline of ${id}`, section: "world", published: "2026-11-20T08:00", ...more });
  story("out", {
    corrections: [
      { kind: "correction", date: "2026-10-31T23:59", text: "Of last month." },
      { kind: "correction", date: "2026-11-01T00:00", text: "Of this month." },
      { kind: "correction", date: "2026-11-25T00:00", text: "Of tomorrow." },
    ],
  });
  story("out-hi", { language: "hi", translationOf: "out", published: "2026-10-30T08:00" });
  story("over", { expires: "2026-11-23T00:00" });
  story("friday", { published: "2026-11-24T09:00", embargo: "2026-11-27T18:00" });
  story("friday-ur", { language: "ur", translationOf: "friday", status: "draft" });
  story("tomorrow", { published: "2026-11-25T06:00" });
  story("draft", { status: "draft" });
  story("withheld", { status: "withheld" });
  story("killed", { kill: { at: "2026-11-21T08:00", reason: "Secret." } });
  story("killed-before", { kill: { at: "2026-11-19T08:00", reason: "Secret." } });
  folder.write("articles/leased.jpg", await plainPhoto(1, 2, 3));
  const lease = { use: "allow", scopes: ["web"], until: "2026-11-26T00:00" };
  story("with-photo", { photo: { file: "leased.jpg", alt: "A colour", credit: "ANI", leases: [lease] } });
});

afterAll(() => folder.close());

async function deskAt(moment: number): Promise<Desk> {
  const store = openStore(folder.path("cache"));
  try {
    const opened = await openSite({ site: folder.site, now: moment, audience: "desk" }, store);
    return deskOf({ content: opened.content, editors: opened.newsroom, problems: opened.problems });
  } finally {
    store.close();
  }
}

describe("the desk", () => {
  test("knows of each story what readers see of it, and when that comes", async () => {
    const desk = await deskAt(now);
    const states = Object.fromEntries(desk.stories.map(({ id, state }) => [id, state]));
    expect(states).toMatchObject({
      out: "published",
      over: "published",
      friday: "embargoed",
      tomorrow: "scheduled",
      draft: "draft",
      withheld: "withheld",
      killed: "killed",
    });
    expect(desk.counts).toEqual({ published: 4, scheduled: 1, embargoed: 1, draft: 2, withheld: 1, killed: 2 });
    expect(desk.byId.get("friday")?.due).toBe(at("2026-11-27T18:00"));
    expect(desk.byId.get("draft")?.due).toBeUndefined();
    expect(desk.byId.get("over")?.isExpired).toBe(true);
    expect(desk.byId.get("killed")?.kill?.wasPublic).toBe(true);
    expect(desk.byId.get("killed-before")?.kill?.wasPublic).toBe(false);
  });

  test("at another moment knows what is so then", async () => {
    const desk = await deskAt(at("2026-11-27T18:00"));
    expect(desk.byId.get("friday")?.state).toBe("published");
    expect(desk.byId.get("tomorrow")?.state).toBe("published");
  });

  test("lists what comes by itself, the earliest first, and nothing that waits for a person", async () => {
    const { changes } = await deskAt(now);
    expect(changes.map(({ what, story }) => [what, story])).toEqual([
      ["comes out", "tomorrow"],
      ["photo leaves the web", "with-photo"],
      ["embargo ends", "friday"],
    ]);
  });

  test("lists leases that end within the outlet's days of warning", async () => {
    const { leases } = await deskAt(now);
    expect(leases).toMatchObject([{ photo: "leased.jpg", at: at("2026-11-26T00:00"), story: { id: "with-photo" } }]);
  });

  test("lists the corrections of the calendar month that have been made, in the outlet's zone", async () => {
    const { corrections } = await deskAt(now);
    expect(corrections.map(({ correction }) => correction.text)).toEqual(["Of this month."]);
  });

  test("says which languages an original lacks, counting what is hidden and leaving out what is killed", async () => {
    const { untranslated } = await deskAt(now);
    const lacks = Object.fromEntries(untranslated.map((each) => [each.story.id, each.lacks.map(({ code }) => code)]));
    expect(lacks.out).toEqual(["ur"]);
    expect(lacks.friday).toEqual(["hi"]);
    expect(lacks.draft).toEqual(["hi", "ur"]);
    expect(lacks).not.toHaveProperty("out-hi");
    expect(lacks).not.toHaveProperty("killed");
  });

  test("says which translations are behind their originals", async () => {
    const { late } = await deskAt(now);
    expect(late.map(({ story, lag }) => [story.id, lag.original])).toEqual([["out-hi", "out"]]);
  });
});
