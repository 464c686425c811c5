import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type BuildOptions, build } from "../../src/build.ts";
import { findLeaks } from "../support/find-leaks.ts";
import { secretMark } from "../support/random-newsroom.ts";
import { differences, plainPhoto, readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

// Leaks that there were, one test each, and what random newsrooms (leaks.test.ts) do not show: that the marks come out when
// their time has come.

const now = Date.UTC(2026, 5, 1, 6, 30);
const moment = (shift: number) => new Date(now + shift).toISOString();
const day = 86_400_000;

let folder: SiteFolder;
beforeEach(() => {
  folder = smallSite({ features: { ninjs: true } });
  folder.writeStory("world/open", { headline: "Open", section: "world", published: moment(-3 * day) });
});
afterEach(() => folder.close());

async function run(more: Partial<BuildOptions> = {}): Promise<Map<string, Buffer>> {
  const options = { site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now, ...more };
  const result = await build(options);
  expect(result.problems.filter((each) => each.severity === "error")).toEqual([]);
  expect(result.status).toBe(0);
  return readFolder(options.output);
}

const leaks = (files: Map<string, Buffer>, ...words: string[]) =>
  findLeaks(files, { words: words.length > 0 ? words : [secretMark] });

/** A word that stands nowhere else, one for each key, so that a leak says where it came from. */
const mark = (key: string) => `${secretMark}${key}`;
const marked = {
  headline: mark("headline"),
  shortHeadline: mark("short"),
  kicker: mark("kicker"),
  standfirst: mark("standfirst"),
  section: "world",
  topics: [mark("topic")],
  byline: [{ name: `Desk ${mark("byline")}`, role: mark("role"), location: mark("location") }],
  dateline: mark("dateline"),
  published: moment(-day),
  photo: { file: "photos/one.jpg", alt: mark("alt"), caption: mark("caption"), credit: mark("credit") },
  corrections: [{ kind: "correction", date: moment(-1000), text: mark("correction") }],
  sources: [{ title: mark("source") }],
  methodology: mark("methodology"),
  series: { name: mark("series") },
  aliases: [`/${mark("alias")}/`],
};

test("a second before its embargo ends a story is nowhere, and at its end everywhere, but for what is among editors", {
  timeout: 60_000,
}, async () => {
  folder.write("articles/photos/one.jpg", await plainPhoto(10, 90, 120));
  const more = { embargo: moment(1000), edNote: mark("ednote"), redacted: [mark("redacted")] };
  folder.writeStory("world/held", { ...marked, ...more }, `${mark("body")}\n\n<!-- ${mark("comment")} -->\n`);
  expect(await leaks(await run())).toEqual([]);
  const keys = ["headline", "kicker", "standfirst", "topic", "byline", "caption", "body", "source", "alias"];
  const hidden = ["ednote", "redacted", "comment"];
  const found = await leaks(await run({ now: now + 1000 }), ...[...keys, ...hidden].map(mark));
  for (const key of keys) expect(found.filter((each) => each.includes(mark(key))).length, key).toBeGreaterThan(1);
  for (const place of ["index.html", "feed.xml", ".avif", ".jpg", "topics/", "search/en/parts/", "lite/", "ninjs.json"])
    expect(found.filter((each) => each.includes(place)).length, place).toBeGreaterThan(0);
  expect(found.filter((each) => /ednote|redacted|comment/.test(each))).toEqual([]);
});

test("a withdrawn photo leaves the page, its renditions, the feeds and the search; the story stays", {
  timeout: 60_000,
}, async () => {
  folder.write("articles/photos/one.jpg", await plainPhoto(200, 40, 30));
  const photo = { file: "photos/one.jpg", alt: mark("alt"), credit: mark("credit") };
  folder.writeStory(
    "world/with-photo",
    { headline: "A story with a photo", section: "world", published: moment(-day), photo },
    `Words.\n\n![${mark("inline")}](photos/one.jpg "${mark("caption")}")\n\n[Photo : ANI]\n`,
  );
  const before = await leaks(await run(), mark("alt"), mark("caption"), mark("inline"));
  for (const key of ["alt", "caption", "inline"])
    expect(before.filter((each) => each.startsWith("search/") && each.includes(mark(key))).length, key).toBeGreaterThan(
      0,
    );
  folder.writeYaml("articles/photos/one.jpg.yaml", { kill: { at: moment(0), reason: mark("reason") } });
  const files = await run();
  expect(await leaks(files)).toEqual([]);
  // The paper's own card for link previews stays: name and colours, no photo.
  const pictures = [...files.keys()].filter((name) => name.startsWith("photos/"));
  expect(pictures.filter((name) => !/^photos\/kept\/(?:en|hi|ur)-[0-9a-f]+-card\.jpg$/.test(name))).toEqual([]);
  expect([...files.keys()]).toContain("2026/05/31/with-photo/index.html");
});

describe("mended", () => {
  const open = { headline: "A story", section: "world", published: moment(-day) };

  test("the note of a change that is to come is told with the change", async () => {
    folder.writeStory("world/changing", { ...open, updated: moment(day), changeNote: mark("note") });
    expect(await leaks(await run())).toEqual([]);
    expect(await leaks(await run({ now: now + day }))).not.toEqual([]);
  });

  test("a page of _data/pages that links to a hidden story's file says the link's words alone", async () => {
    folder.writeStory(`world/${mark("slug")}`, { ...open, status: "draft" });
    const links = ["", "/", "/articles/", "../../../articles/"].map(
      (before, index) => `[words ${index}](${before}world/${mark("slug")}.md#part "title")`,
    );
    folder.write("_data/pages/en/about.md", `---\ntitle: About\n---\n\n${links.join("\n\n")}\n`);
    const files = await run();
    expect(await leaks(files)).toEqual([]);
    const page = files.get("about/index.html")?.toString() ?? "";
    for (const index of links.keys()) expect(page).toContain(`<p>words ${index}</p>`);
  });

  test("no byte depends on what editors alone see: neither digests in the build manifest nor names of search files", {
    timeout: 60_000,
  }, async () => {
    const write = (said: string) => {
      folder.writeStory(
        "world/one",
        { ...open, edNote: said, corrections: [{ kind: "correction", date: moment(day), text: said }] },
        `Words.\n\n<!-- ${said} -->\n`,
      );
      folder.writeStory("world/two", { ...open, headline: said, status: "draft" }, `${said}\n`);
    };
    write("first secret");
    const first = await run();
    write("another, and longer");
    await run({ output: folder.path("other") });
    expect(differences(folder.path("out"), folder.path("other"))).toEqual([]);
    const manifest = JSON.parse(first.get("build-manifest.json")?.toString() ?? "");
    const keys = new Set((manifest.files as object[]).flatMap((each) => Object.keys(each)));
    expect([...keys].sort()).toEqual(["path", "sha256", "size", "story"]);
    expect([...first.keys()].some((name) => /^search\/en\/parts\/.*\/0\.js$/.test(name))).toBe(true);
  });

  test("a notice does not lead to a hidden story's address, however it is written", { timeout: 60_000 }, async () => {
    const slug = mark("slug");
    folder.writeYaml("_data/outlet.yaml", {
      name: "The Test",
      url: "https://test.example/paper",
      timeZone: "Asia/Kolkata",
      languages: [{ code: "en", name: "English" }],
    });
    folder.writeStory(`world/${slug}`, { ...open, embargo: moment(1000), aliases: [`/${mark("alias")}/`] });
    const path = `/2026/05/31/${slug}/`;
    const ways = [
      ...[`world/${slug}`, path, path.slice(0, -1), path.toUpperCase(), `${path}index.html`, `${path}ninjs.json`],
      ...[`${path}?from=notice`, `${path}#top`, `/lite${path}`, `/paper${path}`, `/%32026/05/31/%71${slug.slice(1)}/`],
      ...[`https://test.example/paper${path}`, `http://www.test.example/paper${path}`, `/2026//05/./31/${slug}/`],
      ...[`/${mark("alias")}/`, `https://test.example/paper/lite/${mark("alias")}/`],
    ];
    const kill = (replacedBy: string) => ({ kill: { at: moment(-1000), reason: "private", replacedBy } });
    for (const [index, way] of ways.entries())
      folder.writeStory(`world/gone-${index}`, { ...open, headline: `Gone ${index}`, ...kill(way) });
    // What is public, or not ours, stays.
    folder.writeStory("world/gone-open", { ...open, headline: "Gone", ...kill("/2026/05/29/open/") });
    folder.writeStory("world/gone-else", { ...open, headline: "Gone", ...kill("https://else.example/2026/") });
    const files = await run();
    expect(await leaks(files)).toEqual([]);
    const notice = (name: string) => files.get(`2026/05/31/${name}/index.html`)?.toString();
    expect(notice("gone-0")).not.toContain("notice-replaced");
    expect(notice("gone-open")).toContain('href="/paper/2026/05/29/open/"');
    expect(notice("gone-else")).toContain('href="https://else.example/2026/"');
    // At the embargo's end they lead there.
    const then = await run({ now: now + 1000 });
    expect(then.get("2026/05/31/gone-0/index.html")?.toString()).toContain(`href="/paper${path}"`);
    expect(then.get("2026/05/31/gone-1/index.html")?.toString()).toContain(`href="/paper${path}"`);
  });

  test("the search knows a correction and an update from their time on, whatever moments the cache has seen", {
    timeout: 60_000,
  }, async () => {
    folder.writeStory("world/one", {
      ...open,
      corrections: [{ kind: "correction", date: moment(1000), text: mark("correction") }],
      updated: moment(1000),
      changeNote: mark("note"),
    });
    const said = async (at: number) =>
      (await leaks(await run({ now: at }))).filter((each) => /^search\/.*terms: /.test(each)).length;
    // A shard's terms are told word by word: one find for the mark in all of them.
    expect(await said(now + 1000)).toBe(1);
    expect(await said(now)).toBe(0);
    expect(await said(now + 1000)).toBe(1);
  });
});
