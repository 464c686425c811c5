import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { demoFiles, demoPages } from "../support/demo-pages.ts";
import { demo } from "../support/demo-site.ts";
import { demoStories } from "../support/demo-stories.ts";
import { attribute, feedRules, media, readFeed, textOf } from "../support/feed-rules.ts";
import { jsonFeedSchema } from "../support/json-feed-schema.ts";
import { elementsOf } from "../support/page-elements.ts";

const files = demoFiles();
const pages = demoPages();
const stories = new Map(demoStories().map((story) => [story.id, story]));
const read = (file: string) => readFileSync(join(demo.output, file), "utf8");
const outlet = "https://theindianstatesman.com";

/** Text of every element of that name, in order. Throws where the file is not well-formed. */
function textsOf(file: string, wanted: string): string[] {
  const texts: string[] = [];
  let open: string | undefined;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name }) => {
    if (name === wanted) open = "";
  });
  parser.on("text", (text) => {
    if (open !== undefined) open += text;
  });
  parser.on("cdata", (text) => {
    if (open !== undefined) open += text;
  });
  parser.on("closetag", ({ name }) => {
    if (name !== wanted || open === undefined) return;
    texts.push(open);
    open = undefined;
  });
  parser.write(read(file)).close();
  return texts;
}

/** What a page of the demo is called by its own canonical link. */
function canonicalOf(html: string): string | undefined {
  return elementsOf({ html }).find(({ attributes }) => attributes.rel === "canonical")?.attributes.href;
}

describe("feeds", () => {
  const feeds = files.filter((file) => /(^|\/)(feed|atom)\.xml$/.test(file));
  const addresses = new Set(pages.map(({ html }) => canonicalOf(html)));

  test("there are some for each language, section, topic and contributor, and for corrections", () => {
    const wanted = [
      "",
      "hi/",
      "ur/",
      "science/",
      "topics/laws-of-cricket/",
      "by/world-desk/",
      "corrections/",
      "ur/corrections/",
    ];
    for (const path of wanted)
      expect(files).toEqual(expect.arrayContaining(["feed.xml", "atom.xml", "feed.json"].map((name) => path + name)));
  });

  test.each(feedRules.map((rule) => [rule.name, rule] as const))("%s", (_name, rule) => {
    for (const file of feeds) {
      const feed = readFeed(read(file));
      if (rule.only !== undefined && rule.only !== feed.kind) continue;
      expect(rule.faults(feed, `${outlet}/${encodeURI(file)}`), file).toEqual([]);
    }
  });

  test("their items lead to pages that are there, and none is dated ahead", () => {
    for (const file of feeds.filter((name) => name.endsWith("feed.xml"))) {
      const { entries } = readFeed(read(file));
      const links = entries.map((entry) => textOf(entry, "link", ""));
      expect(
        links.filter((link) => !addresses.has(link.replace("#corrections", ""))),
        file,
      ).toEqual([]);
      for (const entry of entries)
        expect(Date.parse(textOf(entry, "pubDate"))).toBeLessThanOrEqual(Date.parse(demo.now));
    }
  });

  test("every picture that they show is a file of the site", () => {
    const missing = feeds.flatMap((file) => {
      const feed = readFeed(read(file));
      const named = media(feed).map((content) => attribute(content, "url") ?? "");
      const shown = [...feed.text.matchAll(/&lt;img src="([^"]*)"/g)].map(([, url = ""]) => url);
      return [...named, ...shown].filter((url) => !existsSync(join(demo.output, decodeURI(new URL(url).pathname))));
    });
    expect(missing).toEqual([]);
  });

  test("every JSON feed is one by the specification", () => {
    for (const file of files.filter((name) => /(^|\/)feed\.json$/.test(name)))
      expect(jsonFeedSchema.safeParse(JSON.parse(read(file))).error?.issues ?? [], file).toEqual([]);
  });

  test("the site's own feed has pictures with credits", () => {
    const credits = media(readFeed(read("feed.xml"))).map((content) => textOf(content, "credit"));
    expect(credits.length).toBeGreaterThan(3);
    for (const credit of credits) expect(credit.trim()).not.toBe("");
  });
});

describe("sitemaps", () => {
  test("the index lists every sitemap, and no other", () => {
    const listed = textsOf("sitemap.xml", "loc").map((url) => url.slice(outlet.length + 1));
    expect(listed.sort()).toEqual(files.filter((file) => /^sitemaps\/.*\.xml$/.test(file)).sort());
  });

  test("together they list every public story once, by its own address, and none twice", () => {
    const locations = files.filter((file) => file.startsWith("sitemaps/")).flatMap((file) => textsOf(file, "loc"));
    expect(locations.length).toBe(new Set(locations).size);
    const expected = pages
      .filter(({ story }) => stories.get(story ?? "")?.isPublic)
      .filter(({ html }) => !/http-equiv="refresh"/.test(html))
      .map(({ address }) => outlet + encodeURI(address));
    expect(expected.filter((url) => !locations.includes(url))).toEqual([]);
  });

  test("they list nothing but pages that are there and want to be found", () => {
    const byAddress = new Map(pages.map((page) => [outlet + encodeURI(page.address), page]));
    const wrong = files
      .filter((file) => file.startsWith("sitemaps/"))
      .flatMap((file) => textsOf(file, "loc"))
      .filter((url) => {
        const page = byAddress.get(url);
        return !page || /http-equiv="refresh"|name="robots" content="[^"]*noindex/.test(page.html);
      });
    expect(wrong).toEqual([]);
  });

  test("the date of a change is the one that readers see", () => {
    for (const file of files.filter((name) => /^sitemaps\/\d/.test(name))) {
      const locations = textsOf(file, "loc");
      const dates = textsOf(file, "lastmod");
      locations.forEach((url, index) => {
        const page = pages.find(({ address }) => outlet + encodeURI(address) === url);
        expect(page?.html, url).toContain(`property="article:modified_time" content="${dates[index]}"`);
      });
    }
  });
});

describe("languages of one page", () => {
  // A light page has its full page's canonical address, and leaves the naming to it.
  const full = pages.filter(({ file }) => !file.startsWith("lite/"));
  const alternates = new Map(
    full.map(({ html }) => [
      canonicalOf(html) ?? "",
      elementsOf({ html })
        .filter(({ attributes }) => attributes.rel === "alternate" && attributes.hreflang !== undefined)
        .map(({ attributes }) => ({ language: attributes.hreflang ?? "", url: attributes.href ?? "" })),
    ]),
  );

  test("there are stories with translations", () => {
    expect([...alternates].filter(([url, list]) => /\/\d{4}\//.test(url) && list.length > 1).length).toBeGreaterThan(3);
  });

  test("each names itself and all others, and each of those names it", () => {
    const wrong: string[] = [];
    for (const [url, list] of alternates) {
      if (list.length === 0) continue;
      if (!list.some((each) => each.url === url)) wrong.push(`${url} does not name itself`);
      for (const other of list) {
        if (!alternates.get(other.url)?.some((each) => each.url === url))
          wrong.push(`${other.url} does not name ${url}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test("robots.txt lets readers' search engines in, refuses those who gather training text, and names the sitemap", () => {
  const text = read("robots.txt");
  const groups = text.split("\n\n");
  expect(groups.find((group) => group.includes("User-agent: *"))).toContain("\nDisallow:");
  expect(groups.find((group) => group.includes("User-agent: *"))).not.toMatch(/Disallow: \/$/m);
  expect(groups.find((group) => group.includes("GPTBot"))).toMatch(/^Disallow: \/$/m);
  expect(text).toContain(`Sitemap: ${outlet}/sitemap.xml`);
});
