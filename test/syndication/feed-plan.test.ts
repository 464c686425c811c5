import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore, type Store } from "../../src/base/store.ts";
import { openSite } from "../../src/build.ts";
import { feedLists, itemsInFeed } from "../../src/model/feed-lists.ts";
import type { Newsroom } from "../../src/model/newsroom.ts";
import type { Story } from "../../src/model/story.ts";
import type { Addresses } from "../../src/syndication/addresses.ts";
import { feedTexts } from "../../src/syndication/feed-files.ts";
import { smallSite } from "../support/site-folder.ts";

// Five thousand stories of one topic, to see that a feed costs what it holds, and not what its list does.

const stories = 5000;
const folder = smallSite();
let store: Store;
let newsroom: Newsroom;

beforeAll(async () => {
  for (let index = 0; index < stories; index += 1) {
    const published = new Date(Date.UTC(2020, 0, 1) + index * 3_600_000).toISOString();
    folder.writeStory(
      `world/story-${index}`,
      { headline: `Story ${index}`, section: "world", published, topics: ["One"] },
      "x\n",
    );
  }
  store = openStore(folder.path("cache"));
  const opened = await openSite({ site: folder.site, now: Date.UTC(2026, 10, 22) }, store);
  newsroom = opened.newsroom;
}, 60_000);
afterAll(() => {
  store.close();
  folder.close();
});

/** What the pages room hands over, with a count of the contents that were asked for and made. */
function counted(digestOf: (story: Story) => string = (story) => story.digest) {
  const asked = { digests: 0, contents: 0 };
  const addresses: Addresses = {
    newsroom,
    absolute: (path) => `https://test.example${path}`,
    iso: (moment) => new Date(moment).toISOString(),
    words: (_language, key) => key,
    localized: (value) => (typeof value === "string" ? value : undefined),
    jpeg: () => undefined,
    renditions: () => [],
    bylineNames: () => [],
    authors: () => [],
    categories: () => [],
    feedContent: (story) => {
      asked.digests += 1;
      return {
        digest: digestOf(story),
        html: () => {
          asked.contents += 1;
          return "<p>x</p>";
        },
      };
    },
  };
  return { addresses, asked };
}

test("a feed holds the newest of its list, and no more than readers fetch at once", () => {
  const topic = feedLists(newsroom).find(({ kind }) => kind === "topic");
  expect(topic?.size).toBe(stories);
  expect(topic?.stories.map(({ headline }) => headline)).toEqual(
    Array.from({ length: itemsInFeed }, (_unused, index) => `Story ${stories - 1 - index}`),
  );
});

test("planning makes no content, and each story's once when its feeds are made", () => {
  const { addresses, asked } = counted();
  const texts = feedTexts(addresses);
  expect(asked).toEqual({ digests: itemsInFeed, contents: 0 });
  for (const text of texts) if ("make" in text) text.make();
  // Home, section and topic hold the same stories, in three formats each.
  expect(texts.filter((text) => "make" in text).length).toBeGreaterThan(9);
  expect(asked).toEqual({ digests: itemsInFeed, contents: itemsInFeed });
});

test("a feed's digest changes with its items, and with nothing else", () => {
  const digests = (addresses: Addresses) =>
    new Map(feedTexts(addresses).map((text) => [text.file, "digest" in text ? text.digest : text.text]));
  const before = digests(counted().addresses);
  const [newest] = newsroom.stories;
  const after = digests(counted((story) => (story === newest ? "changed" : story.digest)).addresses);
  const changed = [...after].filter(([file, digest]) => before.get(file) !== digest).map(([file]) => file);
  const lists = ["", "topics/one/", "world/"];
  expect(changed.sort()).toEqual(
    lists.flatMap((path) => ["atom.xml", "feed.json", "feed.xml"].map((name) => path + name)).sort(),
  );
  const old = newsroom.stories.at(-1);
  expect(digests(counted((story) => (story === old ? "changed" : story.digest)).addresses)).toEqual(before);
});
