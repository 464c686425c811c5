import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { findLeaks } from "../support/find-leaks.ts";
import { secretMark } from "../support/random-newsroom.ts";
import { plainPhoto, readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

// One second before a moment and at it: two builds differ by the story, or what of it changes, and its lists.

const hour = 3_600_000;
const day = 24 * hour;
/** Noon in India, so that no midnight comes between. */
const noon = Date.UTC(2026, 5, 1, 6, 30);
const at = (hours: number) => noon + hours * hour;
const iso = (moment: number) => new Date(moment).toISOString();

let folder: SiteFolder;
beforeAll(async () => {
  folder = await newsroom();
}, 60_000);
afterAll(() => folder.close());

/** A newsroom in which something happens each hour of an afternoon. */
async function newsroom(): Promise<SiteFolder> {
  const site = smallSite({ features: { ninjs: true }, photos: { leaseNotes: true } });
  for (const [index, name] of ["coming", "leased", "apart"].entries())
    site.write(`articles/photos/${name}.jpg`, await plainPhoto(60 * index, 90, 120));
  const story = (id: string, age: number, more: Record<string, unknown> = {}, copy?: string) =>
    site.writeStory(
      `${more.section ?? "world"}/${id}`,
      { headline: `The story ${id}`, section: "world", published: iso(noon - age), ...more },
      copy,
    );
  const photo = (name: string, more = {}) => ({
    photo: { file: `photos/${name}.jpg`, alt: name, credit: "ANI", ...more },
  });
  const lease = { leases: [{ use: "allow", scopes: ["web", "feeds", "offline"], until: iso(at(4)) }] };
  story("apart", 3 * day, { section: "sport", ...photo("apart"), topics: ["Rivers"] });
  story("published", 0, {
    published: iso(at(1)),
    ...photo("coming"),
    headline: `${secretMark}published`,
    topics: ["Rain"],
  });
  story("embargoed", 5 * day, {
    embargo: iso(at(2)),
    headline: `${secretMark}embargoed`,
    aliases: ["/old/embargoed/"],
  });
  story("expiring", 6 * day, { expires: iso(at(3)) });
  story("leased", 7 * day, photo("leased", lease));
  story("pinned", 8 * day);
  story("told", 9 * day, {}, ':::related{story="world/embargoed"}\n:::\n');
  story("news", 2 * day - 8 * hour, { section: "sport" });
  story("corrected", 10 * day, {
    corrections: [{ kind: "correction", date: iso(at(9)), text: `${secretMark}correction` }],
  });
  story("updated", 11 * day, { updated: iso(at(10)), changeNote: `${secretMark}note` });
  const entry = (hours: number, said: string) =>
    `:::live-entry{at="${iso(at(hours))}" headline="${said}"}\nWords.\n:::\n`;
  story(
    "live",
    12 * day,
    { type: "live", live: { start: iso(noon - 12 * day) } },
    `Live.\n\n${entry(-99, "Early")}\n${entry(11, `${secretMark}entry`)}`,
  );
  site.writeYaml("_data/fronts/home.en.yaml", {
    slots: [{ name: "lead", story: "world/pinned", headline: `${secretMark}pin`, from: iso(at(5)), until: iso(at(6)) }],
    breaking: [{ text: `${secretMark}banner`, from: iso(at(7)), until: iso(at(7.5)) }],
  });
  return site;
}

async function filesAt(moment: number): Promise<Map<string, Buffer>> {
  const options = { site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now: moment };
  const { status, problems } = await build({ ...options, allowRemoved: true });
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(status).toBe(0);
  return readFolder(folder.path("out"));
}

const feedsIn = (place: string) => ["feed.xml", "atom.xml", "feed.json"].map((file) => place + file);
const withLite = (page: string) => [page, `lite/${page}`];
/** A story's own files. */
const storyFiles = (path: string) => [...withLite(`${path}/index.html`), `${path}/ninjs.json`];
const feeds = [...feedsIn(""), ...feedsIn("world/")];
/** Copies of the front are held against a list that changes with it. */
const front = [...withLite("index.html"), "offline/changes.json"];
const fronts = [...front, ...withLite("world/index.html")];
/** What is saved to read offline, with the sizes of its files. */
const saved = ["offline/en/today.json", "offline/en/section-world.json"];
const search = [/^search\/en\/catalog\.js$/, /^search\/en\/parts\/[^/]+\/(?:\d+|facts)\.js$/];
/** Where a new story is listed: fronts, the section, feeds, archive, sitemaps, search; the error page names the newest. */
const lists = [
  ...[...fronts, "world/latest/index.html", "404.html", ...feeds, ...search, ...saved],
  ...["archive/index.html", "archive/2026/index.html", "archive/2026/06/index.html"],
  ...["sitemap.xml", "sitemaps/2026-06.xml", "sitemaps/news.xml"],
];
/** Where a changed story stands with its date. */
const changed = [
  ...feeds,
  ...search.slice(0, 1),
  /^search\/en\/parts\/[^/]+\/0\.js$/,
  "sitemap.xml",
  "sitemaps/2026-05.xml",
  ...saved,
  "offline/changes.json",
];

interface Happening {
  what: string;
  /** Hours after noon. */
  hours: number;
  /** Every file that differs, and no other: names, and patterns that each name at least one. */
  files: readonly (string | RegExp)[];
  /** Stands in the later of the two builds alone, or in the earlier. */
  word?: { said: string; in: "later" | "earlier" };
}
const later = (said: string) => ({ word: { said: `${secretMark}${said}`, in: "later" as const } });
const happenings: readonly Happening[] = [
  {
    what: "a story is published",
    hours: 1,
    ...later("published"),
    files: [
      ...[...storyFiles("2026/06/01/published"), ...lists, /^photos\/kept\/coming-[0-9a-f]+-96\.(?:avif|jpg)$/],
      // Its topic is new, and the first story of a month gives lists of months a line.
      ...["topics/rain/index.html", ...feedsIn("topics/rain/"), "feeds/index.html", "feeds.opml"],
      ...["search/index.html", "sitemaps/listings.xml"],
    ],
  },
  {
    what: "an embargo ends",
    hours: 2,
    ...later("embargoed"),
    files: [
      ...[...storyFiles("2026/05/27/embargoed"), ...lists],
      ...[...withLite("old/embargoed/index.html"), "_redirects"],
      ...storyFiles("2026/05/23/told"), // names it as related
    ],
  },
  { what: "a story expires", hours: 3, files: [...fronts, ...feeds, ...saved, "404.html"] },
  {
    what: "a photo's lease ends",
    hours: 4,
    files: [
      ...[...storyFiles("2026/05/25/leased"), /^photos\/leased\/leased-[0-9a-f]+-96\.(?:avif|jpg)$/, ...feeds],
      ...["index.html", "world/index.html", "world/latest/index.html", "archive/2026/05/index.html"],
      ...[search[0] ?? "", /^search\/en\/parts\/[^/]+\/0\.js$/, "sitemaps/2026-05.xml"],
      ...[...saved, "offline/changes.json"],
    ],
  },
  { what: "a pin begins", hours: 5, ...later("pin"), files: [...front, "offline/en/today.json"] },
  {
    what: "a pin ends",
    hours: 6,
    files: [...front, "offline/en/today.json"],
    word: { said: `${secretMark}pin`, in: "earlier" },
  },
  {
    what: "a banner begins",
    hours: 7,
    ...later("banner"),
    files: [...front, "offline/en/today.json"],
  },
  {
    what: "a banner ends",
    hours: 7.5,
    files: [...front, "offline/en/today.json"],
    word: { said: `${secretMark}banner`, in: "earlier" },
  },
  { what: "a story's two days in the news sitemap end", hours: 8, files: ["sitemaps/news.xml"] },
  {
    what: "a correction's time comes",
    hours: 9,
    ...later("correction"),
    files: [
      ...[...storyFiles("2026/05/22/corrected"), ...changed, "corrections/index.html", ...feedsIn("corrections/")],
      ...["index.html", "world/index.html"],
    ],
  },
  {
    what: "an update's time comes",
    hours: 10,
    ...later("note"),
    files: [...storyFiles("2026/05/21/updated"), ...changed],
  },
  {
    what: "a live entry's time comes",
    hours: 11,
    ...later("entry"),
    files: [...storyFiles("2026/05/20/live"), "2026/05/20/live/latest.html", ...changed],
  },
];

describe("one second before and at the moment", () => {
  test.each(happenings)("at which $what", { timeout: 60_000 }, async ({ hours, files, word }) => {
    const [before, after] = [await filesAt(at(hours) - 1000), await filesAt(at(hours))];
    const names = [...new Set([...before.keys(), ...after.keys()])];
    const differing = names.filter((name) => !before.get(name)?.equals(after.get(name) ?? Buffer.from("")));
    const named = (name: string, rule: string | RegExp) => (typeof rule === "string" ? rule === name : rule.test(name));
    const rules = ["build-manifest.json", ...files];
    expect(differing.filter((name) => !rules.some((rule) => named(name, rule)))).toEqual([]);
    expect(rules.filter((rule) => !differing.some((name) => named(name, rule)))).toEqual([]);
    if (!word) return;
    const [without, having] = word.in === "later" ? [before, after] : [after, before];
    expect(await findLeaks(without, { words: [word.said] })).toEqual([]);
    expect(await findLeaks(having, { words: [word.said] })).not.toEqual([]);
  });

  test("at which midnight comes: the fronts' date alone, and what is saved of them", { timeout: 60_000 }, async () => {
    const midnight = Date.UTC(2026, 5, 1, 18, 30);
    const [before, after] = [await filesAt(midnight - 1000), await filesAt(midnight)];
    const differing = [...before.keys()].filter(
      (name) => !before.get(name)?.equals(after.get(name) ?? Buffer.from("")),
    );
    expect(after.size).toBe(before.size);
    const dated =
      /^(?:lite\/)?(?:(?:hi|ur)\/)?(?:world\/|sport\/)?index\.html$|^offline\/(?:changes|en\/(?:today|section-\w+))\.json$/;
    expect(differing.filter((name) => !dated.test(name))).toEqual(["build-manifest.json"]);
    expect(differing).toContain("index.html");
  });
});
