import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { demoStories } from "../support/demo-stories.ts";
import { buildAt, liveSite, momentOf, writeEntry, writeLiveStory } from "../support/live-site.ts";
import { differences, type SiteFolder } from "../support/site-folder.ts";

let site: SiteFolder;
afterEach(() => site.close());

const folder = "world/talks";
const address = "2026/02/01/talks/";
const now = "2026-02-02T09:00";
const read = (name: string) => readFileSync(join(site.path("out"), name), "utf8");
const entriesOf = (html: string) =>
  [...html.matchAll(/<article class="live-entry[^"]*" id="([^"]+)"/g)].map((match) => match[1]);

function talks(count: number): void {
  site = liveSite();
  writeLiveStory(site, { folder, headline: "Talks", words: (number) => `Word${number}end`, count });
}

/** Two sentences of the demo's own, so that they weigh what words weigh. */
function sentences(number: number): string[] {
  prose ??= demoStories()
    .filter(({ language }) => language === "en")
    .flatMap(({ copy }) => copy.split(/\n+/).filter((line) => /^[A-Z]/.test(line)))
    .flatMap((paragraph) => paragraph.match(/[A-Z][a-z ,’]{60,160}\./g) ?? []);
  return [0, 1].map((index) => prose?.[(number * 2 + index) % prose.length] ?? "");
}
let prose: string[] | undefined;

describe("a live story of many entries", () => {
  test("is cut into full pages that stay as they are when entries are added", async () => {
    talks(80);
    expect((await buildAt(site, "out", now)).status).toBe(0);
    expect(entriesOf(read(`${address}index.html`))).toHaveLength(15);
    expect(entriesOf(read(`${address}page/1/index.html`))).toEqual(
      Array.from({ length: 15 }, (_unused, index) => `e${String(15 - index).padStart(3, "0")}`),
    );
    const page = read(`${address}page/1/index.html`);
    const before = read(`${address}index.html`);
    expect(before).toMatch(new RegExp(`<a href="/${address}page/1/">9:10 am – 11:30 am</a><span id="e001"></span>`));
    for (let number = 81; number <= 90; number += 1) writeEntry(site, folder, number, `Word${number}end`);
    expect((await buildAt(site, "out", now)).status).toBe(0);
    expect(read(`${address}page/1/index.html`)).toBe(page);
    expect(entriesOf(read(`${address}index.html`))[0]).toBe("e090");
    expect(read(`${address}page/2/index.html`)).toContain(`"url":"https://test.example/${address}page/2/#e030"`);
    expect(read("sitemaps/2026-02.xml").match(/talks\/[^<]*(?=<)/g)).toEqual([
      "talks/",
      ...[1, 2, 3, 4, 5].map((number) => `talks/page/${number}/`),
    ]);
    // What its address shows as a whole is found there.
    expect(read(`${address}page/6/index.html`)).toContain(`rel="canonical" href="https://test.example/${address}"`);
    expect(read(`${address}page/5/index.html`)).toContain(
      `rel="canonical" href="https://test.example/${address}page/5/"`,
    );
  });

  test("has a light form of every page, and the light pages lead to each other", async () => {
    talks(40);
    expect((await buildAt(site, "out", now)).status).toBe(0);
    expect(read(`${address}page/1/index.html`)).toContain(`href="/lite/${address}page/1/"`);
    const first = read(`lite/${address}page/1/index.html`);
    expect(first).toContain("Word3end");
    expect(first).toContain(`<a href="/lite/${address}page/2/">`);
    expect(first).toContain(`<a href="/lite/${address}">`);
    expect(first).toContain(`<a href="/${address}page/1/">Exit lite version</a>`);
    expect(read(`lite/${address}index.html`)).toContain(`<a href="/lite/${address}page/2/">`);
    expect(read(`lite/${address}index.html`)).toContain('<span id="e001"></span>');
  });

  test("names in its data who wrote each entry: its own writer, else the story's", async () => {
    talks(1);
    writeEntry(site, folder, 2, "Signed", { by: "A stringer" });
    expect((await buildAt(site, "out", now)).status).toBe(0);
    const [, json = ""] =
      /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(read(`${address}index.html`)) ?? [];
    const [story] = (JSON.parse(json) as { "@graph": { author: unknown; liveBlogUpdate: { author: unknown }[] }[] })[
      "@graph"
    ];
    expect(story?.liveBlogUpdate.map(({ author }) => author)).toEqual([
      story?.author,
      [{ "@type": "Person", name: "A stringer" }],
    ]);
  });

  test("reaches its readers in the first flight, 14 KiB, with five hundred entries", async () => {
    site = liveSite();
    const words = (number: number) => sentences(number).join(" ");
    writeLiveStory(site, { folder, headline: "Talks", words: () => "", count: 0 });
    for (let number = 1; number <= 500; number += 1) {
      const at = momentOf("2026-01-31T09:00") + number * 200_000;
      const [headline = ""] = sentences(number);
      const name = `${number}-${headline
        .toLowerCase()
        .replace(/[^a-z]+/g, "-")
        .slice(0, 30)}`;
      site.writeStory(
        `${folder}/entries/${name}`,
        { at: new Date(at).toISOString(), headline: headline.slice(0, 60) },
        `${words(number)}\n`,
      );
    }
    expect((await buildAt(site, "out", now)).status).toBe(0);
    const page = read(`${address}index.html`);
    expect(entriesOf(page)).toHaveLength(15);

    expect(gzipSync(page).length).toBeLessThanOrEqual(14 * 1024);
  }, 120_000);

  test("is built again as from scratch after an entry was added, edited, renamed or killed, or a table changed", async () => {
    talks(30);
    const file = `articles/${folder}/index.md`;
    site.write(file, `${readFileSync(join(site.site, file), "utf8")}\n:::table{file="seats.csv"}\n:::\n`);
    site.write(`articles/${folder}/seats.csv`, "Seat,Votes\nA,1\n");
    const steps: (() => void)[] = [
      () => {},
      () => writeEntry(site, folder, 31, "Added"),
      () => writeEntry(site, folder, 2, "Edited"),
      () => writeEntry(site, folder, 3, "Killed", { kill: { at: now, reason: "No." } }),
      () => site.remove(`articles/${folder}/entries/e004.md`),
      () => site.write(`articles/${folder}/seats.csv`, "Seat,Votes\nA,77777\n"),
    ];
    for (const [index, step] of steps.entries()) {
      step();
      expect((await buildAt(site, "out", now)).status).toBe(0);
      expect((await buildAt(site, `clean-${index}`, now)).status).toBe(0);
      expect(differences(site.path("out"), site.path(`clean-${index}`))).toEqual([]);
    }
    expect(read(`${address}index.html`)).toContain("77777");
  });

  test("loads its script only while something may still come", async () => {
    talks(1);
    expect((await buildAt(site, "out", now)).status).toBe(0);
    expect(read(`${address}index.html`)).toContain("pages-client-live-");
    writeLiveStory(site, { folder, headline: "Talks", words: () => "Word", count: 1, live: { state: "ended" } });
    expect((await buildAt(site, "out", now)).status).toBe(0);
    expect(read(`${address}index.html`)).not.toContain("pages-client-live-");
    expect(read(`${address}latest.html`)).toContain('data-live-state="ended"');
  });
});
