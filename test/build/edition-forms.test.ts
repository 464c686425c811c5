import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DomUtils, parseDocument } from "htmlparser2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeEditions } from "../../src/make-editions.ts";
import { unpack } from "../support/demo-editions.ts";
import { plainPhoto, readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

// What stands in the forms of an edition that readers take along, and where their links lead.

const now = Date.parse("2026-11-22T12:00:00+05:30");
const id = "2026-11-22-daily-en";
const arrow = `<span class="edition-online" aria-hidden="true">↗</span>`;

let folder: SiteFolder;
let single = "";

const text = (file: string) => readFileSync(folder.path(file), "utf8");
const live = (path: string) => `https://test.example${path}`;

beforeAll(async () => {
  folder = smallSite();
  const story = (name: string, section: string, hour: number, more: Record<string, unknown> = {}, copy?: string) =>
    folder.writeStory(
      `${section}/${name}`,
      { headline: `Story ${name}`, section, published: `2026-11-22T${String(hour).padStart(2, "0")}:00`, ...more },
      copy,
    );
  folder.writeYaml("_data/agencies.yaml", { short: { name: "Short", credit: "Short", text: "summary" } });
  const links = "See [another](below.md), [a part of it](short.md) and [elsewhere](https://a.example/).\n";
  folder.write("articles/photos/boat.jpg", await plainPhoto(90, 60, 30, 900, 600));
  folder.write("articles/photos/match.jpg", await plainPhoto(30, 60, 90, 900, 600));
  const boat = { file: "photos/boat.jpg", alt: "A boat", credit: "Asha Rao" };
  const match = {
    ...{ file: "photos/match.jpg", alt: "A match", caption: "The last ball.", credit: "Ravi Sen" },
    leases: [{ use: "deny", scopes: ["offline"] }],
  };
  story("lead", "world", 9, { topics: ["Trade"], photo: boat }, links);
  story("below", "world", 8, { topics: ["Trade"] });
  story("short", "world", 7, { agency: "short" });
  for (let number = 1; number <= 12; number += 1) story(`sport-${number}`, "sport", 5, { photo: match });
  for (let number = 1; number <= 6; number += 1) story(`cricket-${number}`, "cricket", 4, {});
  folder.writeYaml("_data/fronts/home.yaml", { slots: [{ name: "lead", story: "world/lead" }] });
  const { status } = await makeEditions({
    site: folder.site,
    output: folder.path("output"),
    cache: folder.path("cache"),
    now,
    kind: "daily",
    languages: ["en"],
    forms: ["zip", "html", "epub"],
  });
  expect(status).toBe(0);
  single = text(join("site/editions", `${id}.html`));
  await unpack(folder.path(`site/editions/${id}.epub`), folder.path("book"));
  await unpack(folder.path(`site/editions/${id}.zip`), folder.path("zip"));
}, 120_000);

afterAll(() => folder.close());

const elements = (name: string, html: string) => DomUtils.getElementsByTagName(name, parseDocument(html));
const words = (node: Parameters<typeof DomUtils.textContent>[0]) =>
  DomUtils.textContent(node).replace(/\s+/g, " ").trim();

/** Headings with what is listed below each, as first page, book and single file have them. */
function lists(html: string): [name: string, stories: string[]][] {
  const root = elements("main", html)[0] ?? elements("body", html)[0];
  return DomUtils.getElementsByTagName("h2", root ?? []).flatMap((heading) => {
    let list = DomUtils.nextElementSibling(heading);
    while (list && list.name !== "ul" && list.name !== "h2") list = DomUtils.nextElementSibling(list);
    const stories = list?.name === "ul" ? DomUtils.getElementsByTagName("a", list).map(words) : [];
    return stories.length > 0 ? [[words(heading), stories]] : [];
  });
}

const all = [
  ...["lead", "below", "short"],
  ...Array.from({ length: 12 }, (_, index) => `sport-${index + 1}`),
  ...Array.from({ length: 6 }, (_, index) => `cricket-${index + 1}`),
].map((name) => `Story ${name}`);

describe("an edition's contents", () => {
  test("stand by section in the outlet's order, after what leads the front, each story once", () => {
    const contents = lists(text("book/EPUB/edition.xhtml"));
    expect(contents.map(([name]) => name)).toEqual(["On the front page", "World", "Sport"]);
    expect(contents[0]?.[1]).toEqual(["Story lead"]);
    expect(contents[1]?.[1]).toEqual(["Story below", "Story short"]);
    expect(contents.flatMap(([, stories]) => stories).sort()).toEqual([...all].sort());
  });

  test("are the same in the book's navigation and in the single file", () => {
    const nav = elements("nav", text("book/EPUB/nav.xhtml"))[0];
    const entries = DomUtils.getElementsByTagName("li", nav ?? [], true)
      .filter((item) => DomUtils.getElementsByTagName("ol", item).length > 0)
      .map((item) => DomUtils.getElementsByTagName("a", item).map(words));
    const expected = lists(text("book/EPUB/edition.xhtml"));
    expect(entries).toEqual(expected.map(([name, stories]) => [name, ...stories]));
    const ofFile = lists(single).map(([name, stories]) => [
      name,
      stories.map((each) => each.replace("↗ (on the web)", "")),
    ]);
    expect(ofFile).toEqual(expected);
  });
});

describe("the first page of the folder", () => {
  const page = () => text("zip/index.html");

  test("shows the lead with its photo and credit, and no photo that may be shown on the web only", () => {
    const figures = elements("figure", page());
    expect(figures).toHaveLength(1);
    const [image] = DomUtils.getElementsByTagName("img", figures);
    expect(readFileSync(folder.path(`zip/${image?.attribs.src}`)).length).toBeGreaterThan(100);
    expect(figures.map(words)).toEqual(["Credit: Asha Rao"]);
  });

  test("is where the paper's name leads, on every page", () => {
    const home = (path: string) =>
      elements("a", text(`zip/${path}`)).find(({ attribs }) => attribs.class === "masthead-home")?.attribs.href;
    expect(home("index.html")).toBe("index.html");
    expect(home("paper/2026/11/22/lead/index.html")).toBe("../../../../../index.html");
    expect(home("paper/search/index.html")).toBe("../../index.html");
  });
});

describe("pages of the folder", () => {
  test("tell programs of the photos that are there, and of no other", () => {
    const dataOf = (path: string) =>
      elements("script", text(`${path}/index.html`))
        .map(DomUtils.textContent)
        .join("");
    const [web, kept] = [dataOf("output/2026/11/22/sport-1"), dataOf("zip/paper/2026/11/22/sport-1")];
    expect(web).toContain("Ravi Sen");
    expect(kept).toContain('"headline":"Story sport-1"');
    expect(kept).not.toMatch(/Ravi Sen|The last ball|match/);
    expect(dataOf("zip/paper/2026/11/22/lead")).toContain("Asha Rao");
  });

  test("say in the search that it finds what is in this edition", () => {
    expect(text("output/search/index.html")).toContain("in every language of this paper");
    const page = text("zip/paper/search/index.html");
    expect(page).toContain("Any word of any story in this edition.");
    expect(page).not.toContain("in every language");
  });

  test("stand for pages that the web has: the first for that of the editions", () => {
    const page = text("zip/index.html");
    expect(page).toContain('<link rel="canonical" href="https://test.example/editions/">');
    expect(page).toContain('<meta property="og:url" content="https://test.example/editions/">');
  });
});

describe("links of the single file and of the book", () => {
  test("lead from a story to its page on the web, and say so", () => {
    const link = `<a href="${live("/2026/11/22/lead/")}">This story on the web${arrow}<span class="edition-spoken"> (on the web)</span></a>`;
    expect(single).toContain(link);
    expect(text("book/EPUB/s1.xhtml")).toContain(link);
  });

  test("are marked once where they lead to the web, and not at all within the edition", () => {
    for (const html of [single, text("book/EPUB/s1.xhtml")]) {
      const links = elements("a", html);
      expect(links.length).toBeGreaterThan(2);
      for (const link of links) {
        const marks = DomUtils.textContent(link).split("(on the web)").length - 1;
        expect([link.attribs.href, marks]).toEqual([
          link.attribs.href,
          /^https?:/.test(link.attribs.href ?? "") ? 1 : 0,
        ]);
      }
    }
  });

  test("lead to a place that is there", () => {
    const ids = new Set(
      DomUtils.find((node) => "attribs" in node, parseDocument(single).children, true, Number.POSITIVE_INFINITY).map(
        (node) => ("attribs" in node ? `#${node.attribs.id}` : ""),
      ),
    );
    const missing = elements("a", single)
      .map(({ attribs }) => attribs.href ?? "")
      .filter((href) => href.startsWith("#") && !ids.has(href));
    expect(missing).toEqual([]);
    expect(single).toContain(`<a href="${live("/2026/11/22/short/")}">a part of it`);
  });

  test("are told in the book to those who hear it, not only shown an arrow", () => {
    const css = text("book/EPUB/book.css");
    expect(/\.edition-spoken\{([^}]*)\}/.exec(css)?.[1]).toContain("clip");
    expect(css).not.toMatch(/\.edition-spoken\{[^}]*(?:display:none|visibility)/);
  });
});

describe("words that their agency lets nowhere", () => {
  const secret = /Zanzibar|harbour-closed|Mombasa/i;
  let own: SiteFolder;
  let folders: { site: string; output: string; cache: string };
  beforeAll(async () => {
    own = smallSite();
    folders = { site: own.site, output: own.path("output"), cache: own.path("cache") };
    own.writeYaml("_data/agencies.yaml", { wire: { name: "The Wire", credit: "Wire", text: "none" } });
    const published = (hour: number) => `2026-11-22T0${hour}:00`;
    const shared = { section: "world", topics: ["Trade"], series: { name: "Ports" } };
    own.writeStory(
      "world/harbour-closed",
      {
        ...shared,
        headline: "Zanzibar closes its harbour",
        standfirst: "Ships go to Mombasa.",
        published: published(9),
        agency: "wire",
        corrections: [{ kind: "correction", date: "2026-11-22T10:00", text: "Mombasa, not Tanga." }],
      },
      "Zanzibar.\n",
    );
    own.writeStory(
      "world/ours",
      { ...shared, headline: "Ours", published: published(8) },
      "Read [the other story](harbour-closed.md) and [its page](/2026/11/22/harbour-closed/).\n",
    );
    for (let number = 1; number <= 12; number += 1)
      own.writeStory(`world/story-${number}`, { ...shared, headline: `Story ${number}`, published: published(5) });
  });
  afterAll(() => own.close());

  test.each(["all", "daily"] as const)("are in no byte of %s, nor the story's name, nor its address", async (kind) => {
    const made = await makeEditions({ ...folders, now, kind, languages: ["en"], forms: ["zip", "html", "epub"] });
    expect(made.status).toBe(0);
    const name = `2026-11-22-${kind}-en`;
    for (const form of ["zip", "epub"])
      await unpack(own.path(`site/editions/${name}.${form}`), own.path(`${kind}/${form}`));
    const files = readFolder(own.path(kind));
    const record = Buffer.from(readFileSync(own.path(`site/editions/${name}.json`)));
    const all = new Map([...files, ["html", readFileSync(own.path(`site/editions/${name}.html`))], ["record", record]]);
    expect(
      [...all]
        .filter(([path, bytes]) => secret.test(path) || secret.test(bytes.toString("latin1")))
        .map(([path]) => path),
    ).toEqual([]);
    const page = files.get("zip/paper/2026/11/22/ours/index.html")?.toString() ?? "";
    expect(page).toContain("Read the other story and its page");
    if (kind === "all") expect(files.get("zip/paper/world/index.html")?.toString()).toContain("Ours");
  });

  test("stand on the site all the same, which the edition leaves as it was", () => {
    expect(readFileSync(own.path("output/world/index.html"), "utf8")).toContain("Zanzibar closes its harbour");
  });
});
