import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { buildAt, liveSite, writeEntry, writeLiveStory } from "../support/live-site.ts";
import type { SiteFolder } from "../support/site-folder.ts";

// What stands of a live story outside its own page: on its light page, in its data, in sitemaps and feeds.

let site: SiteFolder;
afterEach(() => site.close());

const folder = "world/talks";
const address = "2026/02/01/talks/";
const now = "2026-02-02T09:00";
const read = (name: string) => readFileSync(join(site.path("out"), name), "utf8");

function talks(count: number): void {
  site = liveSite();
  writeLiveStory(site, { folder, headline: "Talks", words: (number) => `Word${number}end`, count });
}

describe("a live story", () => {
  test("changed when its newest entry came: on the page, the light page, in its data, the sitemap and the feeds", async () => {
    talks(3);
    expect(await buildAt(site, "out", now)).toMatchObject({ status: 0, problems: [] });
    const html = read(`${address}index.html`);
    const newest = "2026-02-01T09:30:00+05:30";
    expect(html).toMatch(new RegExp(`byline-label">Updated</span> <time datetime="${newest.replace("+", "\\+")}"`));
    expect(html).toContain(`property="article:modified_time" content="${newest}"`);
    expect(html).toContain(`"dateModified":"${newest}"`);
    expect(read(`lite/${address}index.html`)).toContain(`Updated <time datetime="${newest}"`);
    expect(read("sitemaps/2026-02.xml")).toContain(`/${address}</loc><lastmod>${newest}</lastmod>`);
    expect(read("feed.json")).toMatch(/"date_modified": ?"2026-02-01T04:00:00Z"/);
    expect(read("atom.xml")).toContain("<updated>2026-02-01T04:00:00Z</updated>");
    expect(read("feed.xml")).toContain("<lastBuildDate>Sun, 01 Feb 2026 04:00:00 GMT</lastBuildDate>");
  });

  test("says on the light page what is pinned and what is told elsewhere, and can be loaded again until it has ended", async () => {
    talks(1);
    site.writeStory("world/other", { headline: "Another", section: "world", published: "2026-02-01T10:00" });
    writeEntry(site, folder, 2, "Pinnedword", { pinned: true });
    writeEntry(site, folder, 3, "Toldword", { story: "world/other" });
    expect(await buildAt(site, "out", now)).toMatchObject({ status: 0, problems: [] });
    const lite = read(`lite/${address}index.html`);
    expect(lite).toMatch(/<strong>Pinned<\/strong><\/p>\s*<ul>\s*<li><a href="#e002">9:20 am Pinnedword 2<\/a>/);
    expect(lite).toContain('<p>Full story <a href="/lite/2026/02/01/other/">Another</a></p>');
    const check = `<a href="/lite/${address}">Check for new updates</a>`;
    expect(lite).toContain(check);
    expect(read("feed.json")).toContain("Full story <a href=");

    const file = `articles/${folder}/index.md`;
    const text = readFileSync(join(site.site, file), "utf8");
    site.write(file, text.replace(/^( *)start:/m, "$1state: ended\n$1start:"));
    expect((await buildAt(site, "out", now)).status).toBe(0);
    expect(read(`lite/${address}index.html`)).not.toContain("Check for new updates");
  });
});
