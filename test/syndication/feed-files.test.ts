import { parseAtomFeed, parseOpml, parseRssFeed } from "feedsmith";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { all, attribute, feedRules, media, readFeed, textOf } from "../support/feed-rules.ts";
import { type JsonFeed, jsonFeedSchema } from "../support/json-feed-schema.ts";
import { plainPhoto, readFolder, smallSite } from "../support/site-folder.ts";

// A newsroom that does everything a feed could choke on; below a path prefix, with a hub.

const origin = "https://test.example/paper";
const now = Date.parse("2026-11-22T12:00+05:30");
const hostile = "Ends ]]> here & <b>bold</b> <script>alert(1)</script> 🗞️ \u0085“quoted” 'so' \"so\"";
const urdu = "دونوں ملکوں میں بات چیت: <i>کل</i> سے & آگے";
const credit = 'Asha Rao & Sons / "ANI" <b>';

const folder = smallSite();
let files = new Map<string, string>();
const read = (file: string) => files.get(file) ?? "";
const json = (file: string): JsonFeed => jsonFeedSchema.parse(JSON.parse(read(file)));
const itemOf = (file: string, part: string) => json(file).items.find(({ id }) => id.includes(part));

async function buildAt(output: string, moment = now): Promise<Map<string, string>> {
  const result = await build({
    site: folder.site,
    output: folder.path(output),
    cache: folder.path("cache"),
    now: moment,
  });
  expect(result.problems.filter(({ severity }) => severity === "error").slice(0, 5)).toEqual([]);
  expect(result.status).toBe(0);
  return new Map([...readFolder(folder.path(output))].map(([name, bytes]) => [name, bytes.toString("utf8")]));
}

const story = (more: Record<string, unknown>) => ({
  headline: "A story",
  section: "world",
  published: "2026-11-20T10:00",
  ...more,
});

beforeAll(async () => {
  folder.writeYaml("_data/outlet.yaml", {
    name: { en: "The Test & Co", hi: "परीक्षा", ur: "آزمائش" },
    description: "Tests <everything> & more",
    url: origin,
    hub: "https://hub.example/?a=1&b=2",
    timeZone: "Asia/Kolkata",
    languages: [
      { code: "en", name: "English", locale: "en-IN" },
      { code: "hi", name: "हिन्दी", locale: "hi-IN-u-nu-latn" },
      { code: "ur", name: "اردو", locale: "ur-IN-u-nu-latn" },
    ],
    photos: { socialCards: "none" },
  });
  folder.writeYaml("_data/contributors.yaml", {
    "news-desk": { name: "News & <desk>" },
    "sport-desk": { name: "Sport desk" },
  });
  folder.writeYaml("_data/agencies.yaml", {
    wire: { name: "The Wire", credit: "Wire", text: "summary" },
    closed: { name: "Closed Wire", credit: "Closed", text: "none" },
    lent: { name: "Lent Pictures", credit: "Lent", photos: ["web"] },
  });
  for (const [index, name] of ["lead", "copy", "denied", "lent"].entries())
    folder.write(`articles/world/${name}.jpg`, await plainPhoto(200, 40 * index, 40));

  folder.writeStory(
    "world/hostile",
    story({
      headline: hostile,
      topics: ["Talks & <b>treaties</b>", "चाय"],
      byline: ["news-desk", "A. N. Other"],
      photo: {
        ...{ file: "lead.jpg", alt: "Boats & <nets>", caption: 'A caption "with" <marks>', credit },
        ...{
          copyright: "© 2026 Test",
          licence: "https://licence.example/?a=1&b=2",
          usageTerms: "No resale & no <archive>",
        },
      },
      updated: "2026-11-20T12:00",
      changeNote: "More <facts>",
      corrections: [
        { kind: "correction", date: "2026-11-21T09:00", text: "The year was <wrong>.", priority: "high" },
        { kind: "clarification", date: "2026-11-20T15:00", text: "Said more clearly." },
      ],
      methodology: "We asked & looked.",
      sources: [{ title: "A report <2026>", url: "https://report.example/?a=1&b=2" }, "A person"],
      aiUse: { level: "assisted", note: "For the transcript." },
    }),
    [
      "First words[^1] with [a story](plain.md) and [an anchor](#part) and [a place](/about/).",
      '![Copy & co](copy.jpg "Caption of the copy")',
      '![Denied](denied.jpg "Caption of the denied")',
      "## Part {#part}",
      "| a | b |\n|:--|--:|\n| 1 | 2 |",
      "https://video.example/watch?v=1&t=2",
      "[^1]: A note.",
    ].join("\n\n"),
  );
  folder.writeYaml("articles/world/copy.jpg.yaml", { credit: "Copy Credit" });
  folder.writeYaml("articles/world/denied.jpg.yaml", {
    credit: "Denied Credit",
    leases: [{ use: "deny", scopes: ["feeds"] }],
  });
  folder.writeStory(
    "world/plain",
    story({ published: "2026-11-19T10:00", topics: ["Only"] }),
    "No standfirst, only words.\n",
  );
  folder.writeStory(
    "world/lent",
    story({ photo: { file: "lent.jpg", alt: "Lent", caption: "Lent caption", credit: "Lent" } }),
  );
  folder.writeStory(
    "world/wire",
    story({ agency: "wire", standfirst: "What the wire lets out." }),
    "Wirebody of the agency.\n",
  );
  folder.writeStory(
    "world/closed",
    story({ headline: "Closedheadline", agency: "closed", topics: ["Only"] }),
    "Closedbody.\n",
  );
  folder.writeStory(
    "world/paid",
    story({ headline: "Paidheadline", type: "sponsored", sponsor: { name: "A bank" } }),
    "Paid.\n",
  );
  folder.writeStory("world/over", story({ headline: "Overheadline", expires: "2026-11-21T10:00" }), "Over.\n");
  folder.writeStory("world/view", story({ headline: "A view", type: "opinion" }), "I think.\n");
  folder.writeStory("world/later", story({ headline: "Embargoedheadline", published: "2026-12-01T10:00" }), "Later.\n");
  folder.writeStory(
    "ur/talks",
    story({ headline: urdu, language: "ur", topics: ["مذاکرات"] }),
    `${urdu.replace("<i>", "").replace("</i>", "")}\n`,
  );
  folder.writeStory("hi/चाय का सफ़र", story({ headline: "चाय का सफ़र", language: "hi" }), "पहला वाक्य।\n");
  const entries = Array.from({ length: 40 }, (_unused, index) => {
    const minute = String(index).padStart(2, "0");
    return `:::live-entry{at="2026-11-20T11:${minute}" headline="Entry ${index}"}\nEntryword${index}x.\n:::`;
  });
  folder.writeStory(
    "world/live",
    story({
      headline: "As it happened",
      type: "live",
      live: { start: "2026-11-20T11:00", state: "ended", end: "2026-11-20T12:00" },
    }),
    entries.join("\n\n"),
  );
  files = await buildAt("out");
}, 60_000);
afterAll(() => folder.close());

const feedsOf = (pattern: RegExp) => [...files.keys()].filter((name) => pattern.test(name)).sort();

describe("the W3C validator's rules", () => {
  test("there are feeds of every kind to hold them against", () => {
    expect(feedsOf(/(^|\/)(feed|atom)\.xml$/)).toEqual(
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
    for (const file of feedsOf(/(^|\/)(feed|atom)\.xml$/)) {
      const feed = readFeed(read(file));
      if (rule.only !== undefined && rule.only !== feed.kind) continue;
      expect(rule.faults(feed, `${origin}/${encodeURI(file)}`), file).toEqual([]);
    }
  });

  test.each(feedRules.map((rule) => [rule.name, rule] as const))("can fail: %s", (_name, rule) => {
    const kinds = rule.only === undefined ? (["rss", "atom"] as const) : [rule.only];
    for (const kind of kinds) {
      const file = kind === "rss" ? "feed.xml" : "atom.xml";
      const spoilt = read(file).replace(...rule.spoil);
      expect(spoilt, `${kind}: the spoiling changes nothing`).not.toBe(read(file));
      expect(rule.faults(readFeed(spoilt), `${origin}/${file}`), kind).not.toEqual([]);
    }
  });

  test("programs read the same stories in both", () => {
    const rss = parseRssFeed(read("feed.xml"));
    const atom = parseAtomFeed(read("atom.xml"));
    expect(rss.items?.map((item) => item.guid?.value)).toEqual(atom.entries?.map((entry) => entry.id));
    expect(json("feed.json").items.map(({ id }) => id)).toEqual(atom.entries?.map((entry) => entry.id));
  });
});

test("every JSON feed is one by the specification, and holds what the others hold", () => {
  for (const file of feedsOf(/(^|\/)feed\.json$/)) {
    const feed = json(file);
    expect(feed.feed_url).toBe(`${origin}/${encodeURI(file)}`);
    expect(new Set(feed.items.map(({ id }) => id)).size).toBe(feed.items.length);
    const atom = readFeed(read(file.replace("feed.json", "atom.xml")));
    const whole = atom.entries.filter((entry) => all(entry, "content", "http://www.w3.org/2005/Atom").length > 0);
    for (const entry of whole) {
      const item = feed.items.find(({ id }) => id === textOf(entry, "id"));
      expect(item?.content_html).toBe(textOf(entry, "content", "http://www.w3.org/2005/Atom"));
    }
  }
});

test("a headline comes through whatever is in it", () => {
  const clean = hostile.replace("\u0085", "");
  expect(itemOf("feed.json", "hostile")?.title).toBe(clean);
  const entry = readFeed(read("atom.xml")).entries.find((each) => textOf(each, "id").includes("hostile"));
  expect(entry && textOf(entry, "title", "http://www.w3.org/2005/Atom")).toBe(clean);
  const item = readFeed(read("feed.xml")).entries.find((each) => textOf(each, "guid").includes("hostile"));
  expect(item && textOf(item, "title", "").replaceAll("\u200b", "")).toBe(clean);
  expect(itemOf("ur/feed.json", "talks")?.title).toBe(urdu);
  expect(itemOf("ur/feed.json", "talks")?.content_html).toMatch(/^<div lang="ur" dir="rtl">/);
});

test("ids are URIs that outlive the address, whatever the file's name", () => {
  expect(itemOf("hi/feed.json", "hi/")?.id).toBe(`${origin}/#hi/${encodeURI("चाय का सफ़र".normalize("NFC"))}`);
});

test("the lead photo stands in the content once, with its words; its rights go with it in every format", () => {
  const item = itemOf("feed.json", "hostile");
  const html = item?.content_html ?? "";
  expect(html.match(/<img src="[^"]*lead-[^"]*"/g)).toHaveLength(1);
  expect(html).toContain(
    "A caption &quot;with&quot; &lt;marks&gt; Credit: Asha Rao &amp; Sons / &quot;ANI&quot; &lt;b&gt;",
  );
  expect(item?._photo).toMatchObject({ credit, caption: 'A caption "with" <marks>', copyright: "© 2026 Test" });
  for (const file of ["feed.xml", "atom.xml"]) {
    const [photo] = media(readFeed(read(file))).filter((each) => attribute(each, "url")?.includes("/lead-"));
    expect(photo && textOf(photo, "credit"), file).toBe(credit);
    expect(photo && textOf(photo, "description"), file).toBe('A caption "with" <marks>');
    expect(photo && textOf(photo, "copyright"), file).toBe("© 2026 Test");
    const [licence] = photo ? all(photo, "license") : [];
    expect(licence && attribute(licence, "href"), file).toBe("https://licence.example/?a=1&b=2");
    expect(licence?.text, file).toBe("No resale & no <archive>");
  }
  const url = new URL(item?.image ?? "").pathname.replace("/paper/", "");
  expect(files.has(url), url).toBe(true);
  for (const [, source = ""] of html.matchAll(/<img src="([^"]*)"/g))
    expect(files.has(new URL(source).pathname.replace("/paper/", "")), source).toBe(true);
});

test("a photo that may not go into feeds is in none, nor are its words", () => {
  const feeds = feedsOf(/(^|\/)(feed\.xml|atom\.xml|feed\.json)$/)
    .map(read)
    .join("\n");
  expect(feeds).toContain("Copy Credit");
  expect(feeds).not.toMatch(/denied|Denied Credit|lent-|Lent caption/i);
  expect(itemOf("feed.json", "world/lent")?.image).toBeUndefined();
});

test("an agency's words go as far as it lets them", () => {
  const wire = itemOf("feed.json", "world/wire");
  expect(wire?.content_html).toContain("What the wire lets out.");
  expect(wire?.content_html).toContain(`<a href="${wire?.url}">Read the story at The Test &amp; Co</a>`);
  expect(wire?.authors).toEqual([{ name: "The Wire" }]);
  const feeds = feedsOf(/(^|\/)(feed\.xml|atom\.xml|feed\.json)$/)
    .map(read)
    .join("\n");
  expect(feeds).not.toContain("Wirebody");
  expect(feeds).not.toMatch(/Closedheadline|Closedbody/);
  expect(read("2026/11/20/wire/index.html")).toContain("Wirebody");
});

test("what has expired, is paid for or is not public yet is in no feed", () => {
  const feeds = feedsOf(/(^|\/)(feed\.xml|atom\.xml|feed\.json)$/)
    .map(read)
    .join("\n");
  expect(feeds).not.toMatch(/Overheadline|Paidheadline|Embargoedheadline/);
});

test("a story without a standfirst is summed up by its first words", () => {
  expect(itemOf("feed.json", "world/plain")?.summary).toBe("No standfirst, only words.");
});

test("corrections, labels, AI use, methodology and sources travel with the story", () => {
  const html = itemOf("feed.json", "hostile")?.content_html ?? "";
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
  const view = itemOf("feed.json", "world/view");
  expect(view?.tags).toContain("Opinion");
  expect(view?.content_html).toMatch(/^<p><b>Opinion<\/b><\/p>/);
});

test("a correction moves the date of change, and nothing else does but a major change", () => {
  const item = itemOf("feed.json", "hostile");
  expect(item?.date_published).toBe("2026-11-20T04:30:00Z");
  expect(item?.date_modified).toBe("2026-11-21T03:30:00Z");
  const rss = readFeed(read("feed.xml")).entries.find((each) => textOf(each, "guid").includes("hostile"));
  expect(rss && textOf(rss, "updated")).toBe("2026-11-21T03:30:00Z");
  expect(itemOf("feed.json", "world/plain")?.date_modified).toBe("2026-11-19T04:30:00Z");
});

test("links of the copy lead to pages, notes to their place on the story's page", () => {
  const item = itemOf("feed.json", "hostile");
  const links = [...(item?.content_html ?? "").matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href);
  expect(links).toContain(`${origin}/2026/11/19/plain/`);
  expect(links).toContain(`${origin}/about/`);
  expect(links).toContain(`${item?.url}#part`);
  expect(links.some((href) => href?.startsWith(`${item?.url}#fn`))).toBe(true);
});

test("a live story brings its newest entries, and the way to all", () => {
  const item = itemOf("feed.json", "world/live");
  expect(item?.content_html).toContain("Entryword39x");
  expect(item?.content_html).toContain("Entryword10x");
  expect(item?.content_html).not.toContain("Entryword9x");
  expect(item?.content_html).toContain(`<a href="${item?.url}">All updates</a>`);
});

test("each correction is an item of its own that leads to its place, with an id that outlives its wording", async () => {
  const items = json("corrections/feed.json").items;
  expect(items.map(({ title }) => title.split(":")[0])).toEqual(["Correction", "Clarification"]);
  expect(items.map(({ url }) => url)).toEqual(Array(2).fill(`${origin}/2026/11/20/hostile/#corrections`));
  expect(read("2026/11/20/hostile/index.html")).toContain('id="corrections"');
  expect(items[0]?.content_html).toContain("The year was &lt;wrong&gt;.");
  const file = `articles/world/hostile.md`;
  const before = readFolder(folder.site).get(file)?.toString("utf8") ?? "";
  try {
    folder.write(file, before.replace("The year was <wrong>.", "The year was mistaken."));
    const after = await buildAt("reworded");
    const again = jsonFeedSchema.parse(JSON.parse(after.get("corrections/feed.json") ?? ""));
    expect(again.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(again.items[0]?.content_html).toContain("The year was mistaken.");
  } finally {
    folder.write(file, before);
  }
});

test("self links and the hub stand in every feed", () => {
  for (const file of feedsOf(/(^|\/)(feed|atom)\.xml$/)) {
    const links = all(readFeed(read(file)).head, "link", "http://www.w3.org/2005/Atom");
    const hub = links.find((link) => attribute(link, "rel") === "hub");
    expect(hub && attribute(hub, "href"), file).toBe("https://hub.example/?a=1&b=2");
  }
  expect(json("feed.json").hubs).toEqual([{ type: "WebSub", url: "https://hub.example/?a=1&b=2" }]);
});

test("the OPML names every RSS feed once, and nothing that is not there", () => {
  const addresses = (outlines: { xmlUrl?: string; outlines?: object[] }[]): string[] =>
    outlines.flatMap((each) => [
      ...(each.xmlUrl === undefined ? [] : [each.xmlUrl]),
      ...addresses(each.outlines ?? []),
    ]);
  const named = addresses(parseOpml(read("feeds.opml")).body?.outlines ?? []);
  expect(named.map((url) => decodeURI(url)).sort()).toEqual(
    feedsOf(/(^|\/)feed\.xml$/)
      .map((file) => `${origin}/${file}`)
      .sort(),
  );
});

test("every page names three feeds that are there, and the page of feeds names them all", () => {
  for (const [file, html] of files) {
    // Not light pages, which leave it to the full ones, nor redirects, nor fragments.
    if (!file.endsWith(".html") || file.startsWith("lite/") || !html.includes('<meta name="robots"')) continue;
    const links = [
      ...html.matchAll(/<link rel="alternate" type="(application\/[\w+]+)" title="[^"]*" href="([^"]*)">/g),
    ];
    expect(
      links.map(([, type]) => type),
      file,
    ).toEqual(["application/rss+xml", "application/atom+xml", "application/feed+json"]);
    for (const [, , href = ""] of links) expect(files.has(decodeURI(href).replace("/paper/", "")), href).toBe(true);
  }
  for (const prefix of ["", "hi/", "ur/"]) {
    const page = read(`${prefix}feeds/index.html`);
    const wanted = feedsOf(/(^|\/)(feed\.xml|atom\.xml|feed\.json)$/).filter((file) =>
      prefix === "" ? !/^(hi|ur)\//.test(file) : file.startsWith(prefix),
    );
    for (const file of wanted) expect(page, file).toContain(`href="/paper/${encodeURI(file)}"`);
    expect(read(`${prefix}index.html`)).toContain(`href="/paper/${prefix}feeds/"`);
  }
});

test("a feed's bytes don't change with the clock, and one edit makes only the feeds that hold the story again", async () => {
  const isFeed = (name: string) => /(^|\/)(feed\.xml|atom\.xml|feed\.json)$|\.opml$/.test(name);
  const later = await buildAt("later", now + 86_400_000);
  expect([...later].filter(([name, text]) => isFeed(name) && files.get(name) !== text).map(([name]) => name)).toEqual(
    [],
  );
  const file = "articles/world/plain.md";
  const before = readFolder(folder.site).get(file)?.toString("utf8") ?? "";
  try {
    folder.write(file, before.replace("only words", "only other words"));
    const edited = await buildAt("edited");
    const changed = [...edited]
      .filter(([name, text]) => isFeed(name) && files.get(name) !== text)
      .map(([name]) => name);
    const lists = ["", "topics/only/", "world/"];
    expect(changed.sort()).toEqual(
      lists.flatMap((path) => ["atom.xml", "feed.json", "feed.xml"].map((name) => path + name)).sort(),
    );
  } finally {
    folder.write(file, before);
  }
});
