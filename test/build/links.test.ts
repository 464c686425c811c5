import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { placeEdits, replaceAll } from "../../src/base/apply-edits.ts";
import type { Problem } from "../../src/base/problem.ts";
import { checkSite } from "../../src/check-site.ts";
import { plainPhoto, type SiteFolder, smallSite } from "../support/site-folder.ts";

const now = Date.parse("2026-06-01T12:00+05:30");
const story = (headline: string, more: Record<string, unknown> = {}) => ({
  headline,
  standfirst: "What it is about.",
  section: "world",
  byline: ["news-desk"],
  published: "2026-05-01T10:00",
  ...more,
});

let folder: SiteFolder;
beforeEach(() => {
  folder = smallSite();
  folder.writeStory("world/river", story("The river"), "## What changed\n\nThe copy.\n");
});
afterEach(() => folder.close());

async function found(): Promise<Problem[]> {
  const options = { site: folder.site, output: folder.path("none"), cache: folder.path("cache"), now };
  return (await checkSite(options)).problems.filter(({ code }) =>
    /^(?:link|redirect|photo\/(?:unused|lead))/.test(code),
  );
}
const codes = async () => (await found()).map(({ code }) => code);
const link = (href: string, more: Record<string, unknown> = {}) =>
  folder.writeStory("world/other", story("Another", more), `See [this](${href}).\n`);

function outlet(change: (text: string) => string): void {
  folder.write("_data/outlet.yaml", change(readFileSync(join(folder.site, "_data/outlet.yaml"), "utf8")));
}

describe("a link to the outlet itself", () => {
  test.each([
    ["/2026/05/01/river/"],
    ["/2026/05/01/river"],
    ["/2026/05/01/river/index.html"],
    ["/2026/05/01/river/#what-changed"],
    ["/2026/05/01/river/?from=home#corrections"],
    ["https://test.example/2026/05/01/river/"],
    ["http://www.test.example/2026/05/01/river/"],
    ["//test.example/2026/05/01/river/"],
    ["../river/"],
    ["/world/river.md#what-changed"],
    ["river.md"],
    ["#top"],
    ["/"],
    ["/world/"],
    ["/search/"],
    ["/lite/2026/05/01/river/"],
    ["/feed.xml"],
    ["/world/feed.xml"],
    ["/sitemap.xml"],
    ["/.well-known/security.txt"],
    ["https://elsewhere.example/2026/05/01/rivers/"],
    ["https://news.test.example/rivers/"],
    ["mailto:desk@test.example"],
  ])("%s is right", async (href) => {
    link(href);
    expect(await codes()).toEqual([]);
  });

  test.each([
    ["/2026/05/02/river/", "link/broken"],
    ["https://test.example/2026/05/02/river/", "link/broken"],
    ["//test.example/nothing/", "link/broken"],
    ["rivers/", "link/broken"],
    ["/%E0%A4%9A%E0%A4%BE%E0%A4%AF/", "link/broken"],
    ["/photos/one.jpg", "link/broken"],
    ["/2026/05/01/river/#what-change", "link/anchor-missing"],
    ["/world/river.md#what-change", "link/anchor-missing"],
    ["#nowhere", "link/anchor-missing"],
  ])("%s is %s", async (href, code) => {
    link(href);
    expect(await codes()).toEqual([code]);
  });

  test("is found in fact boxes, notes, entries' own files, pages, sources and banners", async () => {
    folder.writeStory(
      "world/other",
      story("Another", { sources: [{ title: "Ours", url: "https://test.example/gone/1/" }] }),
      ":::fact-box{title=Facts}\nSee [this](/gone/2/).\n:::\n\nAs noted.[^1]\n\n[^1]: In [this](/gone/3/).\n",
    );
    const live = { type: "live", live: { start: "2026-05-01T10:00" } };
    folder.writeStory("world/day/index", story("The day", live), "It begins.\n");
    folder.write("articles/world/day/entries/one.md", "---\nat: 2026-05-01T11:00\n---\n\nSee [this](/gone/4/).\n");
    folder.write(
      "_data/pages/en/about.md",
      "---\ntitle: About\n---\n\nRead [on](/gone/5/) and [here](#our-desk).\n\n## Our desk\n\nIt is.\n",
    );
    folder.writeYaml("_data/fronts/home.yaml", { slots: [], breaking: [{ text: "News", link: "/gone/6/" }] });
    outlet((text) => `${text}footer: [about, /gone/7/]\n`);
    const problems = await found();
    expect(problems.map(({ file, line, found: path }) => `${file}:${line} ${path}`).sort()).toEqual([
      "_data/fronts/home.yaml:4 /gone/6/",
      expect.stringMatching(/^_data\/outlet\.yaml:\d+ \/gone\/7\/$/),
      "_data/pages/en/about.md:5 /gone/5/",
      "articles/world/day/entries/one.md:5 /gone/4/",
      "articles/world/other.md:10 /gone/1/",
      "articles/world/other.md:14 /gone/2/",
      "articles/world/other.md:19 /gone/3/",
    ]);
  });

  test("under a path prefix begins behind it where it is whole, and never has it where it is not", async () => {
    outlet((text) => text.replace("https://test.example", "https://test.example/paper/"));
    for (const href of [
      "/2026/05/01/river/",
      "https://test.example/paper/2026/05/01/river/",
      "https://test.example/shop/",
    ]) {
      link(href);
      expect(await codes()).toEqual([]);
    }
    for (const href of ["/paper/2026/05/01/river/", "https://test.example/paper/rivers/"]) {
      link(href);
      expect(await codes()).toEqual(["link/broken"]);
    }
  });

  test("to a part that is switched off says which switch", async () => {
    outlet((text) => `${text}features: { search: false }\n`);
    link("/search/");
    const [problem] = await found();
    expect(problem?.code).toBe("link/broken");
    expect(problem?.message).toContain("features.search");
  });

  test("in Hindi is found as it is typed or encoded, and its old address becomes the new one in that form", async () => {
    folder.writeStory("world/चाय", story("चाय", { language: "hi", aliases: ["/hi/पुराना/"] }));
    const copy = `[एक](/hi/पुराना/) [दो](${encodeURI("/hi/पुराना/")}#top) [तीन](https://test.example/hi/पुराना/)\n`;
    folder.writeStory("world/other", story("दूसरी", { language: "hi" }), copy);
    const problems = await found();
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(["link/moved"]));
    const file = join(folder.site, "articles/world/other.md");
    const text = readFileSync(file, "utf8");
    const placed = placeEdits(
      text,
      problems.flatMap(({ fix = [] }) => fix),
    );
    folder.write("articles/world/other.md", replaceAll(text, placed ?? []));
    const path = "/hi/2026/05/01/चाय/";
    expect(readFileSync(file, "utf8")).toContain(
      `[एक](${path}) [दो](${encodeURI(path)}#top) [तीन](https://test.example${path})\n`,
    );
    expect(await found()).toEqual([]);
  });
});

describe("a link to what readers can't see now", () => {
  const secret = { headline: "SECRETWORDS", standfirst: "SECRETWORDS", published: "2026-07-01T10:00" };

  test.each([
    ["a story of tomorrow", {}],
    ["a draft", { status: "draft" }],
    ["a story that is withheld", { status: "withheld" }],
    ["a story under embargo", { published: "2026-05-01T10:00", embargo: "2026-07-02T10:00" }],
  ])("%s is a warning that says nothing of it", async (_what, more) => {
    folder.writeStory("world/hidden", {
      ...story("x"),
      ...secret,
      permalink: "/secret/",
      aliases: ["/old-secret/"],
      ...more,
    });
    for (const href of ["/secret/", "/old-secret/"]) {
      link(href);
      const problems = await found();
      expect(problems.map(({ code, severity }) => [code, severity])).toEqual([["link/hidden", "warning"]]);
      expect(JSON.stringify(problems)).not.toMatch(/SECRET|secret|hidden\.md/);
    }
  });

  test("is none where both come out together, or the other comes first", async () => {
    folder.writeStory("world/hidden", { ...story("x"), ...secret, permalink: "/secret/" });
    link("/secret/", { published: "2026-07-01T10:00" });
    expect(await codes()).toEqual([]);
    link("/secret/", { published: "2026-06-30T10:00" });
    expect(await codes()).toEqual(["link/hidden"]);
  });

  test("is a warning for a list without a story, and an error for a section that does not exist", async () => {
    link("/sport/");
    expect(await codes()).toEqual(["link/hidden"]);
    link("/sports/");
    expect(await codes()).toEqual(["link/broken"]);
  });
});

test("a take-down's own links are nobody's, and one to it is a warning", async () => {
  folder.writeStory(
    "world/gone",
    story("Gone", { kill: { at: "2026-05-02T10:00", reason: "Wrong." } }),
    "[x](/nothing/)\n",
  );
  expect(await codes()).toEqual([]);
  link("/2026/05/01/gone/");
  expect(await codes()).toEqual(["link/taken-down"]);
});

describe("pictures", () => {
  const photo = { file: "one.jpg", alt: "A plain colour", credit: "Staff" };

  test("are used by stories, fronts, contributors and take-downs; what a faulty story may use is not judged", async () => {
    for (const name of ["one", "two", "three", "four", "five"]) {
      folder.write(`articles/${name}.jpg`, await plainPhoto(9, name.length, name.charCodeAt(1), 1200, 800));
    }
    folder.write("articles/three.jpg.yaml", "kill: { at: 2026-05-02T10:00, reason: Wrong. }\n");
    folder.writeStory(
      "world/other",
      story("Another", { photo, status: "draft" }),
      "![Two](two.jpg)\n\n[Photo : Staff]\n",
    );
    folder.writeYaml("_data/contributors.yaml", {
      "news-desk": { name: "News desk", photo: { file: "four.jpg", alt: "A desk", credit: "Staff" } },
    });
    expect((await found()).map(({ code, file }) => [code, file])).toEqual([["photo/unused", "articles/five.jpg"]]);
    folder.write("articles/world/faulty.md", "---\nheadline: [\n");
    expect(await codes()).toEqual([]);
  });

  test.each([
    ["1200 × 630", 1200, 630, 0],
    ["1199 × 900", 1199, 900, 1],
    ["a panorama, of which the crop keeps less", 2400, 600, 1],
    ["a tall picture", 1200, 2000, 0],
  ])("%s as a lead", async (_what, width, height, number) => {
    folder.write("articles/one.jpg", await plainPhoto(1, 2, 3, width, height));
    folder.writeStory("world/other", story("Another", { photo }));
    expect(await codes()).toHaveLength(number);
  });

  test("that are drawings are never small", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="9" height="9"/></svg>';
    folder.write("articles/one.svg", svg);
    folder.writeStory("world/other", story("Another", { photo: { ...photo, file: "one.svg" } }));
    expect(await codes()).toEqual([]);
  });
});
