import { parseAtomFeed, parseRssFeed } from "feedsmith";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { feedRules, readFeed } from "../support/feed-rules.ts";
import { FeedSite, origin } from "../support/feed-site.ts";

let site: FeedSite;
beforeAll(async () => {
  site = await FeedSite.open();
}, 60_000);
afterAll(() => site.folder.close());

describe("the W3C validator's rules", () => {
  test("there are feeds of every kind to hold them against", () => {
    expect(site.named(/(^|\/)(feed|atom)\.xml$/)).toEqual(
      expect.arrayContaining(
        [
          "",
          "world/",
          "corrections/",
          "topics/only/",
          "by/news-desk/",
          "hi/",
          "ur/",
          "ur/corrections/",
          "ur/world/",
        ].flatMap((path) => [`${path}atom.xml`, `${path}feed.xml`]),
      ),
    );
  });

  test.each(feedRules.map((rule) => [rule.name, rule] as const))("%s", (_name, rule) => {
    for (const file of site.named(/(^|\/)(feed|atom)\.xml$/)) {
      const feed = readFeed(site.read(file));
      if (rule.only !== undefined && rule.only !== feed.kind) continue;
      expect(rule.faults(feed, `${origin}/${encodeURI(file)}`), file).toEqual([]);
    }
  });

  test.each(feedRules.map((rule) => [rule.name, rule] as const))("can fail: %s", (_name, rule) => {
    const kinds = rule.only === undefined ? (["rss", "atom"] as const) : [rule.only];
    for (const kind of kinds) {
      const file = kind === "rss" ? "feed.xml" : "atom.xml";
      const spoilt = site.read(file).replace(...rule.spoil);
      expect(spoilt, `${kind}: the spoiling changes nothing`).not.toBe(site.read(file));
      expect(rule.faults(readFeed(spoilt), `${origin}/${file}`), kind).not.toEqual([]);
    }
  });

  test("programs read the same stories in both", () => {
    const rss = parseRssFeed(site.read("feed.xml"));
    const atom = parseAtomFeed(site.read("atom.xml"));
    expect(rss.items?.map((item) => item.guid?.value)).toEqual(atom.entries?.map((entry) => entry.id));
    expect(site.json("feed.json").items.map(({ id }) => id)).toEqual(atom.entries?.map((entry) => entry.id));
  });
});
