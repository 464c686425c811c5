import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DomUtils, parseDocument } from "htmlparser2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeEditions } from "../../src/make-editions.ts";
import { unpack } from "../support/demo-editions.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";

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
  story("lead", "world", 9, { topics: ["Trade"] }, links);
  story("below", "world", 8, { topics: ["Trade"] });
  story("short", "world", 7, { agency: "short" });
  for (let number = 1; number <= 12; number += 1) story(`sport-${number}`, "sport", 5, {});
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
