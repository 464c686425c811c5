import { parseOpml } from "feedsmith";
import { afterAll, beforeAll, expect, test } from "vitest";
import { all, attribute, media, readFeed, textOf } from "../support/feed-rules.ts";
import { credit, FeedSite, hostile, now, origin, urdu } from "../support/feed-site.ts";
import { jsonFeedSchema } from "../support/json-feed-schema.ts";
import { readFolder } from "../support/site-folder.ts";

let site: FeedSite;
beforeAll(async () => {
  site = await FeedSite.open();
}, 60_000);
afterAll(() => site.folder.close());

test("every JSON feed is one by the specification, and holds what the others hold", () => {
  for (const file of site.named(/(^|\/)feed\.json$/)) {
    const feed = site.json(file);
    expect(feed.feed_url).toBe(`${origin}/${encodeURI(file)}`);
    expect(new Set(feed.items.map(({ id }) => id)).size).toBe(feed.items.length);
    const atom = readFeed(site.read(file.replace("feed.json", "atom.xml")));
    const whole = atom.entries.filter((entry) => all(entry, "content", "http://www.w3.org/2005/Atom").length > 0);
    for (const entry of whole) {
      const item = feed.items.find(({ id }) => id === textOf(entry, "id"));
      expect(item?.content_html).toBe(textOf(entry, "content", "http://www.w3.org/2005/Atom"));
    }
  }
});

test("a headline comes through whatever is in it", () => {
  const clean = hostile.replace("\u0085", "");
  expect(site.item("feed.json", "hostile")?.title).toBe(clean);
  const entry = readFeed(site.read("atom.xml")).entries.find((each) => textOf(each, "id").includes("hostile"));
  expect(entry && textOf(entry, "title", "http://www.w3.org/2005/Atom")).toBe(clean);
  const item = readFeed(site.read("feed.xml")).entries.find((each) => textOf(each, "guid").includes("hostile"));
  expect(item && textOf(item, "title", "").replaceAll("\u200b", "")).toBe(clean);
  expect(site.item("ur/feed.json", "talks")?.title).toBe(urdu);
  expect(site.item("ur/feed.json", "talks")?.content_html).toMatch(/^<div lang="ur" dir="rtl">/);
});

test("ids are URIs that outlive the address, whatever the file's name", () => {
  expect(site.item("hi/feed.json", "hi/")?.id).toBe(`${origin}/#hi/${encodeURI("चाय का सफ़र".normalize("NFC"))}`);
});

test("the lead photo stands in the content once, with its words; its rights go with it in every format", () => {
  const item = site.item("feed.json", "hostile");
  const html = item?.content_html ?? "";
  expect(html.match(/<img src="[^"]*lead-[^"]*"/g)).toHaveLength(1);
  expect(html).toContain(
    "A caption &quot;with&quot; &lt;marks&gt; Credit: Asha Rao &amp; Sons / &quot;ANI&quot; &lt;b&gt;",
  );
  expect(item?._photo).toMatchObject({ credit, caption: 'A caption "with" <marks>', copyright: "© 2026 Test" });
  for (const file of ["feed.xml", "atom.xml"]) {
    const [photo] = media(readFeed(site.read(file))).filter((each) => attribute(each, "url")?.includes("/lead-"));
    expect(photo && textOf(photo, "credit"), file).toBe(credit);
    expect(photo && textOf(photo, "description"), file).toBe('A caption "with" <marks>');
    expect(photo && textOf(photo, "copyright"), file).toBe("© 2026 Test");
    const [licence] = photo ? all(photo, "license") : [];
    expect(licence && attribute(licence, "href"), file).toBe("https://licence.example/?a=1&b=2");
    expect(licence?.text, file).toBe("No resale & no <archive>");
  }
  const url = new URL(item?.image ?? "").pathname.replace("/paper/", "");
  expect(site.files.has(url), url).toBe(true);
  for (const [, source = ""] of html.matchAll(/<img src="([^"]*)"/g))
    expect(site.files.has(new URL(source).pathname.replace("/paper/", "")), source).toBe(true);
});

test("a photo that may not go into feeds is in none, nor are its words", () => {
  const feeds = site
    .named(/(^|\/)(feed\.xml|atom\.xml|feed\.json)$/)
    .map((file) => site.read(file))
    .join("\n");
  expect(feeds).toContain("Copy Credit");
  expect(feeds).not.toMatch(/denied|Denied Credit|lent-|Lent caption/i);
  expect(site.item("feed.json", "world/lent")?.image).toBeUndefined();
});

test("an agency's words go as far as it lets them", () => {
  const wire = site.item("feed.json", "world/wire");
  expect(wire?.content_html).toContain("What the wire lets out.");
  expect(wire?.content_html).toContain(`<a href="${wire?.url}">Read the story at The Test &amp; Co</a>`);
  expect(wire?.authors).toEqual([{ name: "The Wire" }]);
  const feeds = site
    .named(/(^|\/)(feed\.xml|atom\.xml|feed\.json)$/)
    .map((file) => site.read(file))
    .join("\n");
  expect(feeds).not.toContain("Wirebody");
  expect(feeds).not.toMatch(/Closedheadline|Closedbody/);
  expect(site.read("2026/11/20/wire/index.html")).toContain("Wirebody");
});

test("what has expired, is paid for or is not public yet is in no feed", () => {
  const feeds = site
    .named(/(^|\/)(feed\.xml|atom\.xml|feed\.json)$/)
    .map((file) => site.read(file))
    .join("\n");
  expect(feeds).not.toMatch(/Overheadline|Paidheadline|Embargoedheadline/);
});

test("a story without a standfirst is summed up by its first words", () => {
  expect(site.item("feed.json", "world/plain")?.summary).toBe("No standfirst, only words.");
});

test("corrections, labels, AI use, methodology and sources travel with the story", () => {
  const html = site.item("feed.json", "hostile")?.content_html ?? "";
  expect(html.match(/The year was &lt;wrong&gt;\./g)).toHaveLength(2);
  expect(html.match(/Said more clearly\./g)).toHaveLength(1);
  expect(html.indexOf("The year was")).toBeLessThan(html.indexOf("First words"));
  expect(html.indexOf("Said more clearly")).toBeGreaterThan(html.indexOf("First words"));
  for (const words of [
    "Made with AI assistance",
    "For the transcript.",
    "We asked &amp; looked.",
    "A report &lt;2026&gt;",
    "More &lt;facts&gt;",
  ])
    expect(html).toContain(words);
  const view = site.item("feed.json", "world/view");
  expect(view?.tags).toContain("Opinion");
  expect(view?.content_html).toMatch(/^<p><b>Opinion<\/b><\/p>/);
});

test("a correction moves the date of change, and nothing else does but a major change", () => {
  const item = site.item("feed.json", "hostile");
  expect(item?.date_published).toBe("2026-11-20T04:30:00Z");
  expect(item?.date_modified).toBe("2026-11-21T03:30:00Z");
  const rss = readFeed(site.read("feed.xml")).entries.find((each) => textOf(each, "guid").includes("hostile"));
  expect(rss && textOf(rss, "updated")).toBe("2026-11-21T03:30:00Z");
  expect(site.item("feed.json", "world/plain")?.date_modified).toBe("2026-11-19T04:30:00Z");
});

test("links of the copy lead to pages, notes to their place on the story's page", () => {
  const item = site.item("feed.json", "hostile");
  const links = [...(item?.content_html ?? "").matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href);
  expect(links).toContain(`${origin}/2026/11/19/plain/`);
  expect(links).toContain(`${origin}/about/`);
  expect(links).toContain(`${item?.url}#part`);
  expect(links.some((href) => href?.startsWith(`${item?.url}#fn`))).toBe(true);
});

test("a live story brings its newest entries, and the way to all", () => {
  const item = site.item("feed.json", "world/live");
  expect(item?.content_html).toContain("Entryword39x");
  expect(item?.content_html).toContain("Entryword10x");
  expect(item?.content_html).not.toContain("Entryword9x");
  expect(item?.content_html).toContain(`<a href="${item?.url}">All updates</a>`);
});

test("each correction is an item of its own that leads to its place, with an id that outlives its wording", async () => {
  const items = site.json("corrections/feed.json").items;
  expect(items.map(({ title }) => title.split(":")[0])).toEqual(["Correction", "Clarification"]);
  expect(items.map(({ url }) => url)).toEqual(Array(2).fill(`${origin}/2026/11/20/hostile/#corrections`));
  expect(site.read("2026/11/20/hostile/index.html")).toContain('id="corrections"');
  expect(items[0]?.content_html).toContain("The year was &lt;wrong&gt;.");
  const file = `articles/world/hostile.md`;
  const before = readFolder(site.folder.site).get(file)?.toString("utf8") ?? "";
  try {
    site.folder.write(file, before.replace("The year was <wrong>.", "The year was mistaken."));
    const after = await site.build("reworded");
    const again = jsonFeedSchema.parse(JSON.parse(after.get("corrections/feed.json") ?? ""));
    expect(again.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(again.items[0]?.content_html).toContain("The year was mistaken.");
  } finally {
    site.folder.write(file, before);
  }
});

test("self links and the hub stand in every feed", () => {
  for (const file of site.named(/(^|\/)(feed|atom)\.xml$/)) {
    const links = all(readFeed(site.read(file)).head, "link", "http://www.w3.org/2005/Atom");
    const hub = links.find((link) => attribute(link, "rel") === "hub");
    expect(hub && attribute(hub, "href"), file).toBe("https://hub.example/?a=1&b=2");
  }
  expect(site.json("feed.json").hubs).toEqual([{ type: "WebSub", url: "https://hub.example/?a=1&b=2" }]);
});

test("the OPML names every RSS feed once, and nothing that is not there", () => {
  const addresses = (outlines: { xmlUrl?: string; outlines?: object[] }[]): string[] =>
    outlines.flatMap((each) => [
      ...(each.xmlUrl === undefined ? [] : [each.xmlUrl]),
      ...addresses(each.outlines ?? []),
    ]);
  const named = addresses(parseOpml(site.read("feeds.opml")).body?.outlines ?? []);
  expect(named.map((url) => decodeURI(url)).sort()).toEqual(
    site
      .named(/(^|\/)feed\.xml$/)
      .map((file) => `${origin}/${file}`)
      .sort(),
  );
});

test("every page names three feeds that are there, and the page of feeds names them all", () => {
  for (const [file, html] of site.files) {
    // Not light pages, which leave it to the full ones, nor redirects, nor fragments.
    if (!file.endsWith(".html") || file.startsWith("lite/") || !html.includes('<meta name="description"')) continue;
    const links = [
      ...html.matchAll(/<link rel="alternate" type="(application\/[\w+]+)" title="[^"]*" href="([^"]*)">/g),
    ];
    expect(
      links.map(([, type]) => type),
      file,
    ).toEqual(["application/rss+xml", "application/atom+xml", "application/feed+json"]);
    for (const [, , href = ""] of links)
      expect(site.files.has(decodeURI(href).replace("/paper/", "")), href).toBe(true);
  }
  for (const prefix of ["", "hi/", "ur/"]) {
    const page = site.read(`${prefix}feeds/index.html`);
    const wanted = site
      .named(/(^|\/)(feed\.xml|atom\.xml|feed\.json)$/)
      .filter((file) => (prefix === "" ? !/^(hi|ur)\//.test(file) : file.startsWith(prefix)));
    for (const file of wanted) expect(page, file).toContain(`href="/paper/${encodeURI(file)}"`);
    expect(site.read(`${prefix}index.html`)).toContain(`href="/paper/${prefix}feeds/"`);
  }
});

test("a feed's bytes don't change with the clock, and one edit makes only the feeds that hold the story again", async () => {
  const isFeed = (name: string) => /(^|\/)(feed\.xml|atom\.xml|feed\.json)$|\.opml$/.test(name);
  const later = await site.build("later", now + 86_400_000);
  expect(
    [...later].filter(([name, text]) => isFeed(name) && site.files.get(name) !== text).map(([name]) => name),
  ).toEqual([]);
  const file = "articles/world/plain.md";
  const before = readFolder(site.folder.site).get(file)?.toString("utf8") ?? "";
  try {
    site.folder.write(file, before.replace("only words", "only other words"));
    const edited = await site.build("edited");
    const changed = [...edited]
      .filter(([name, text]) => isFeed(name) && site.files.get(name) !== text)
      .map(([name]) => name);
    const lists = ["", "topics/only/", "world/"];
    expect(changed.sort()).toEqual(
      lists.flatMap((path) => ["atom.xml", "feed.json", "feed.xml"].map((name) => path + name)).sort(),
    );
  } finally {
    site.folder.write(file, before);
  }
});
