import { afterAll, expect, test } from "vitest";
import { openStore } from "../../src/base/store.ts";
import { openSite } from "../../src/build.ts";
import { blocksOf } from "../../src/content/story-blocks.ts";
import { listSite } from "../../src/list-site.ts";
import { planSite } from "../../src/plan-site.ts";
import { plainPhoto, smallSite } from "../support/site-folder.ts";

const folder = smallSite();
afterAll(() => folder.close());

test("the list of addresses is the plan's, but for pictures and the parts of the search index and of the sitemap, with the same problems", async () => {
  folder.write("articles/world/harbour.jpg", await plainPhoto(10, 80, 120, 640, 480));
  const story = { section: "world", published: "2025-05-10T10:00", topics: ["ships"], byline: ["news-desk"] };
  folder.writeStory("world/harbour", {
    ...story,
    headline: "Harbour",
    photo: { file: "harbour.jpg", alt: "Ships", credit: "Me" },
    aliases: ["/old/"],
  });
  folder.writeStory("world/bandargah", {
    ...story,
    headline: "بندرگاہ",
    language: "ur",
    translationOf: "world/harbour",
  });
  folder.writeStory("world/gone", { ...story, headline: "Gone", kill: { at: "2025-05-11T10:00", reason: "No." } });
  folder.writeStory("world/twin", { ...story, headline: "Twin", permalink: "/old/" });
  folder.writeStory("world/draft", { ...story, headline: "Draft", status: "draft" });
  folder.writeStory(
    "world/live",
    { ...story, headline: "Live", type: "live", live: { start: "2025-05-10T10:00", state: "active" } },
    ':::live-entry{time="2025-05-10T10:05" id="one"}\nA word.\n:::\n',
  );
  const store = openStore(folder.path("cache"));
  const opened = await openSite({ site: folder.site, now: Date.UTC(2025, 5, 1) }, store);
  const input = {
    site: folder.site,
    store,
    opened,
    blocksOf: (each: Parameters<typeof blocksOf>[1]) => blocksOf(store, each),
  };
  const plan = await planSite({ ...input, engine: "engine" });
  const list = await listSite(input);
  store.close();

  const planned = plan.files.filter(
    ({ kind, file }) => kind !== "rendition" && !/^(?:search\/[a-z]+|sitemaps)\//.test(file),
  );
  const place = ({ kind, file, story: id, alias }: (typeof list.files)[number]) => ({ kind, file, id, alias });
  expect(list.files.map(place)).toEqual(planned.map(place));
  expect(list.problems).toEqual(plan.problems);
  expect(list.problems.map(({ code }) => code)).toEqual(["site/duplicate-path"]);
  expect(list.files.find(({ story: id }) => id === "world/harbour")).toMatchObject({
    layout: "story",
    origin: "articles/world/harbour.md",
  });
});
