import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseMoment } from "../../src/base/dates.ts";
import { openStore } from "../../src/base/store.ts";
import { openSite } from "../../src/build.ts";
import { type Desk, deskOf } from "../../src/desk/desk-data.ts";
import type { DeskSetting } from "../../src/desk/desk-setting.ts";
import { queryOf } from "../../src/desk/list-filter.ts";
import { frontsView, storiesView } from "../../src/desk/list-views.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";

const zone = "Asia/Kolkata";
const now = parseMoment("2026-11-24T00:30", zone) ?? Number.NaN;
const setting: DeskSetting = { prefix: "", zone, paper: "The Paper", now, movedTo: undefined, audience: "desk" };
const asked = (query = "") => queryOf(new URLSearchParams(query));

let folder: SiteFolder;
let desk: Desk;

beforeAll(async () => {
  folder = smallSite();
  for (let day = 1; day <= 23; day += 1) {
    const published = `2026-10-${String(day).padStart(2, "0")}T08:00`;
    folder.writeStory(`day-${day}`, { headline: `Day ${day}`, section: "world", published });
  }
  folder.writeStory("draft", {
    headline: "Old draft",
    section: "world",
    published: "2026-01-01T08:00",
    status: "draft",
  });
  folder.writeYaml("_data/fronts/home.en.yaml", { lead: "day-3" });
  const store = openStore(folder.path("cache"));
  const opened = await openSite({ site: folder.site, now, audience: "desk" }, store);
  store.close();
  desk = deskOf({ content: opened.content, editors: opened.newsroom, problems: opened.problems });
});

afterAll(() => folder.close());

describe("the desk's lists", () => {
  test("show the newest twenty of the published, all that is not public, and the way to the rest", () => {
    const { list, introduction } = storiesView(desk, asked(), setting);
    const names = list?.items.map(({ name }) => name) ?? [];
    expect(names).toHaveLength(21);
    expect(names).toEqual(expect.arrayContaining(["Day 23", "Day 4", "Old draft"]));
    expect(names).not.toContain("Day 3");
    expect(introduction).toContain("24 stories; of the published the newest 20");
    expect(list?.more).toEqual({ name: "Show all published stories (23)", url: "/desk/stories/?state=published" });
  });

  test("show all that was asked for", () => {
    const { list } = storiesView(desk, asked("state=published"), setting);
    expect(list?.items).toHaveLength(23);
    expect(list?.more).toBeUndefined();
    expect(storiesView(desk, asked("text=day"), setting).list?.items).toHaveLength(23);
  });

  test("fold the fronts that no file speaks of below those that editors made, unless they are all there are", () => {
    const { fronts, folded } = frontsView(desk, asked(), setting);
    expect(fronts?.map(({ file }) => file)).toEqual(["_data/fronts/home.en.yaml"]);
    expect(folded?.fronts.length).toBeGreaterThan(1);
    expect(folded?.name).toBe(`${folded?.fronts.length} fronts without a file: the newest fill them`);
    const alone = frontsView(desk, asked("section=world"), setting);
    expect([alone.fronts?.length, alone.folded]).toEqual([1, undefined]);
  });
});
