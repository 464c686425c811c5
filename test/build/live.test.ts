import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { Preview } from "../../src/preview.ts";
import { buildAt, liveSite, momentOf, writeEntry, writeLiveStory } from "../support/live-site.ts";
import { plainPhoto, readFolder, type SiteFolder } from "../support/site-folder.ts";

let site: SiteFolder;
afterEach(() => site.close());

const folder = "world/talks";
const address = "2026/02/01/talks/";
const now = "2026-02-02T09:00";
const read = (name: string, output = "out") => readFileSync(join(site.path(output), name), "utf8");
const entriesOf = (html: string) =>
  [...html.matchAll(/<article class="live-entry[^"]*" id="([^"]+)"/g)].map((match) => match[1]);
/** Every file of an output that holds a text. */
const holding = (text: string, output = "out") =>
  [...readFolder(site.path(output))].filter(([, bytes]) => bytes.includes(text)).map(([name]) => name);

function talks(count: number, more: object = {}): void {
  site = liveSite();
  writeLiveStory(site, { folder, headline: "Talks", words: (number) => `Word${number}end`, count, ...more });
}

describe("a live story that is a folder", () => {
  test("shows its entries newest first, each at the anchor that its file's name gives", async () => {
    talks(3);
    expect(await buildAt(site, "out", now)).toMatchObject({ status: 0, problems: [] });
    expect(entriesOf(read(`${address}index.html`))).toEqual(["e003", "e002", "e001"]);
    expect(entriesOf(read(`${address}latest.html`))).toEqual(["e003", "e002", "e001"]);
    expect(read(`lite/${address}index.html`)).toContain("Word3end");
  });

  test("shows them oldest first where it says so, and mixes them with those of its own copy by their times", async () => {
    talks(2, { live: { order: "oldest" } });
    const file = `articles/${folder}/index.md`;
    const text = readFileSync(join(site.site, file), "utf8");
    site.write(file, `${text}\n:::live-entry{at="2026-02-01T09:15" id="between"}\nInline.\n:::\n`);
    expect(await buildAt(site, "out", now)).toMatchObject({ status: 0, problems: [] });
    expect(entriesOf(read(`${address}index.html`))).toEqual(["e001", "between", "e002"]);
  });

  test("is public entry by entry: nothing of a draft, of one to come, or of one taken down is in any file", async () => {
    talks(1);
    site.write(`articles/${folder}/entries/blue.jpg`, await plainPhoto(20, 30, 200));
    writeEntry(site, folder, 2, "Draftsecret", { status: "draft" });
    writeEntry(site, folder, 3, "Killsecret", {
      kill: { at: "2026-02-01T12:00", reason: "Reasonsecret", notice: "Withdrawn by the desk." },
    });
    writeEntry(site, folder, 4, "Quietsecret", { kill: { at: "2026-02-01T12:00", reason: "Reasonsecret" } });
    site.writeStory(
      `${folder}/entries/later`,
      { at: "2026-02-02T10:00", headline: "Futuresecret", by: "news-desk" },
      'Futuresecret[^1] words.\n\n![A secret alt](blue.jpg "Secretcaption")\n\n[^1]: Notesecret\n\n[Photo : Secretcredit]\n',
    );
    site.write(
      `articles/${folder}/index.md`,
      `${readFileSync(join(site.site, `articles/${folder}/index.md`), "utf8")}
:::live-entry{at="2026-02-02T10:05" headline="Inlinesecret"}
Inlinesecret words.[^1]
:::

[^1]: Inlinenotesecret
`,
    );
    expect((await buildAt(site, "out", now)).status).toBe(0);
    for (const secret of [
      "Draftsecret",
      "Killsecret",
      "Quietsecret",
      "Reasonsecret",
      "Futuresecret",
      "Notesecret",
      "Secretcaption",
      "secret alt",
      "Inlinesecret",
      "Inlinenotesecret",
    ]) {
      expect([secret, holding(secret), holding(secret.toLowerCase())]).toEqual([secret, [], []]);
    }
    expect([...readFolder(site.path("out")).keys()].filter((name) => name.includes("blue"))).toEqual([]);
    expect(entriesOf(read(`${address}index.html`))).toEqual(["e003", "e001"]);
    expect(read(`${address}index.html`)).toContain("Withdrawn by the desk.");

    expect((await buildAt(site, "out", "2026-02-02T10:05")).status).toBe(0);
    expect(holding("Futuresecret").length).toBeGreaterThan(1);
    expect(read(`${address}index.html`)).toContain("Inlinenotesecret");
    expect([...readFolder(site.path("out")).keys()].some((name) => name.includes("blue"))).toBe(true);
  });

  test("becomes an error with the entry's file and line where an entry is wrong, and is no stray file", async () => {
    talks(1);
    site.write(
      `articles/${folder}/entries/wrong.md`,
      "---\nat: 2026-02-30T10:00\nstatus: redy\nby: nobody-desk\n---\n\nWords.\n",
    );
    site.write(
      `articles/${folder}/entries/links.md`,
      "---\nat: 2026-02-01T10:00\nstory: world/nowhere\nby: nobody-desk\n---\n\n[Words](../../nowhere.md) :::\n",
    );
    const { status, problems } = await buildAt(site, "out", now);
    expect(status).toBe(1);
    expect(problems.map(({ code, file, line }) => `${file?.split("/").at(-1)}:${line} ${code}`)).toEqual([
      "links.md:3 reference/story",
      "links.md:4 reference/contributor",
      "links.md:7 reference/story",
      "wrong.md:2 story/date",
      "wrong.md:3 story/wrong-value",
    ]);
  });
});

describe("a table from a file beside the copy", () => {
  test("is on the page, the light page, in the search index and in the feed, in an entry as in the story", async () => {
    talks(1);
    site.write(`articles/${folder}/entries/seats.csv`, "Seat;Votes;Share\nVadodara & north;1,00,000;12.5 %\nKota;–;\n");
    site.writeStory(
      `${folder}/entries/count`,
      { at: "2026-02-01T10:00", headline: "Counted" },
      ':::table{file="seats.csv" caption="Seats <so far>" credit="Returning officers"}\n:::\n',
    );
    expect(await buildAt(site, "out", now)).toMatchObject({ status: 0, problems: [] });
    const html = read(`${address}index.html`);
    expect(html).toContain("Seats &lt;so far&gt;</figcaption>");
    expect(html).toContain('<th scope="row">Vadodara &amp; north</th><td class="align-end">1,00,000</td>');
    expect(html).toContain("Source: Returning officers");
    const lite = read(`lite/${address}index.html`);
    expect(lite).toContain("<caption>Seats &lt;so far&gt;</caption>");
    expect(lite).toContain('<th scope="row">Vadodara &amp; north</th><td>1,00,000</td>');
    expect(holding("vadodara").some((name) => name.startsWith("search/"))).toBe(true);
    expect(holding("Vadodara").some((name) => name.endsWith("feed.xml"))).toBe(true);
  });
});

describe("on a bad night", () => {
  test("a faulty entry keeps the story as it was published last, and lets all else go", async () => {
    talks(3);
    expect((await buildAt(site, "out", now)).status).toBe(0);
    writeEntry(site, folder, 4, "Faulty", { by: "nobody-desk" });
    site.writeStory("world/other", { headline: "Another", section: "world", published: "2026-02-01T10:00" });
    expect((await buildAt(site, "out", now)).status).toBe(1);
    const { status, figures } = await buildAt(site, "out", now, true);
    expect([status, figures.held]).toEqual([0, [`${folder}/index`]]);
    expect(entriesOf(read(`${address}index.html`))).toEqual(["e003", "e002", "e001"]);
    expect(read("2026/02/01/other/index.html")).toContain("Another");
  });

  test("an entry whose kill can't be read hides the story rather than stay in public", async () => {
    talks(2);
    expect((await buildAt(site, "out", now)).status).toBe(0);
    writeEntry(site, folder, 2, "Wronged", { kill: "yes" });
    expect((await buildAt(site, "out", now, true)).status).toBe(0);
    expect(holding("Word2end")).toEqual([]);
  });
});

describe("in a preview", () => {
  test("entries to come and drafts are shown, marked, and the preview knows when the next is due", async () => {
    talks(2);
    writeEntry(site, folder, 3, "Unready", { status: "draft" });
    const preview = new Preview({ site: site.site, cache: site.path("cache") });
    try {
      const update = await preview.update(momentOf("2026-02-01T09:15"));
      const html = (await preview.file(`/${address}`))?.body.toString() ?? "";
      expect(entriesOf(html)).toEqual(["e003", "e002", "e001"]);
      expect([...html.matchAll(/<strong class="live-entry-mark">([^<]*)/g)].map((match) => match[1])).toEqual([
        "Draft",
        "Scheduled",
      ]);
      expect(update.nextChange).toBe(momentOf("2026-02-01T09:20"));
    } finally {
      preview.close();
    }
  });
});
