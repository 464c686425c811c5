import { afterAll, describe, expect, test } from "vitest";
import type { Problem } from "../../src/base/problem.ts";
import { checkSite } from "../../src/check-site.ts";
import { plainPhoto, type SiteFolder, smallSite } from "../support/site-folder.ts";

// What one case alone does not show: hidden stories, other files, switches, quotations over several paragraphs.

const folders: SiteFolder[] = [];
afterAll(() => {
  for (const folder of folders) folder.close();
});

const now = Date.parse("2025-06-01T12:00:00+05:30");

function site(): SiteFolder {
  const folder = smallSite();
  folders.push(folder);
  return folder;
}

async function problemsOf(folder: SiteFolder, code: string): Promise<Problem[]> {
  const { site, path } = { site: folder.site, path: (name: string) => folder.path(name) };
  const { problems } = await checkSite({ site, output: path("none"), cache: path("cache"), now });
  return problems.filter((each) => each.code === code);
}

const story = (headline: string, body: string, keys = "") =>
  `---\nheadline: ${headline}\nsection: world\npublished: 2025-05-10T09:00\n${keys}---\n\n${body}\n`;

const places = (problems: readonly Problem[]) =>
  problems.map(({ file, line, column }) => `${file?.split("/").slice(-1)}:${line}:${column}`);

describe("headlines", () => {
  test("that are the same are told at the hidden story, if only one is hidden", async () => {
    const folder = site();
    folder.write("articles/world/one.md", story("The same words", "Copy.", "status: draft\n"));
    folder.write("articles/world/two.md", story("The Same: Words", "Copy."));
    folder.write("articles/world/three.md", story("The same words", "Copy.", "language: hi\n"));
    const found = await problemsOf(folder, "story/headline-twice");
    expect(found.map(({ file, story: id }) => [file, id])).toEqual([["articles/world/one.md", "world/one"]]);
    expect(found[0]?.message).toContain("world/two");
  });

  test("are measured by the switch's limit, by language", async () => {
    const folder = site();
    folder.writeYaml("_data/outlet.yaml", {
      name: "The Test",
      url: "https://test.example",
      timeZone: "Asia/Kolkata",
      languages: ["en", "hi"],
      checks: { "story/headline-long": { level: "error", limit: { en: 10 } } },
    });
    folder.write("articles/world/one.md", story("Eleven char", "Copy."));
    folder.write("articles/world/two.md", story("ग्यारह अक्षर यहाँ हैं", "प्रति।", "language: hi\n"));
    const found = await problemsOf(folder, "story/headline-long");
    expect(found.map(({ file, severity, expected }) => [file, severity, expected])).toEqual([
      ["articles/world/one.md", "error", "at most 10"],
    ]);
  });
});

describe("quotations", () => {
  test("may go on over paragraphs that open anew, with a photo between, and no others", async () => {
    const folder = site();
    folder.write("articles/world/boat.jpg", await plainPhoto(1, 2, 3));
    folder.write("articles/world/boat.jpg.yaml", "alt: A boat\ncredit: Staff\n");
    const photo = "![A boat](boat.jpg)";
    folder.write(
      "articles/world/one.md",
      story("One", `“It begins.\n\n${photo}\n\n“It goes on.\n\n“It ends.”\n\n"Straight.\n\n"Too."`),
    );
    folder.write("articles/world/two.md", story("Two", "“It begins.\n\n## Heading\n\n“It goes on.\n\nIt ends.”"));
    expect(places(await problemsOf(folder, "text/quote-open"))).toEqual(["two.md:7:1", "two.md:11:1", "two.md:13:9"]);
  });

  test("do not go on from one key to the next", async () => {
    const folder = site();
    folder.write("articles/world/one.md", story('"“It begins"', "Copy.", 'standfirst: "“It is late.”"\n'));
    expect(places(await problemsOf(folder, "text/quote-open"))).toEqual(["one.md:2:12"]);
  });

  test("may open in one item of a list, or a stanza, and close in another", async () => {
    const folder = site();
    folder.write("articles/world/one.md", story("One", "- “One\n- two”\n\n> “O boat,\n>\n> come in.”"));
    expect(await problemsOf(folder, "text/quote-open")).toEqual([]);
  });
});

describe("live entries with files of their own", () => {
  test("are read for style, quotations and spellings as stories are", async () => {
    const folder = site();
    folder.write("_data/style.yaml", "words:\n  - { find: nab, use: arrest, reason: Plain words. }\n");
    const live = "type: live\nlive: { start: 2025-05-10T09:00 }\n";
    folder.write("articles/world/live/index.md", story("The day", "What we know.", live));
    folder.write(
      "articles/world/live/entries/one.md",
      "---\nat: 2025-05-10T10:00\n---\n\nThey nab him. “It is late.\n",
    );
    expect(places(await problemsOf(folder, "text/house-style"))).toEqual(["one.md:5:6"]);
    expect(places(await problemsOf(folder, "text/quote-open"))).toEqual(["one.md:5:15"]);
  });
});

describe("the style list", () => {
  test("says what is wrong with itself", async () => {
    const folder = site();
    folder.write(
      "_data/style.yaml",
      'words:\n  - { find: "*", reason: All. }\n  - { find: nab, use: "a*", reason: R. }\n  - { find: nab }\napart: [[One]]\n',
    );
    const { problems } = await checkSite({
      site: folder.site,
      output: folder.path("none"),
      cache: folder.path("cache"),
      now,
    });
    expect(problems.filter(({ file }) => file === "_data/style.yaml").map(({ line, code }) => [line, code])).toEqual([
      [2, "data/wrong-value"],
      [3, "data/wrong-value"],
      [4, "data/missing-key"],
      [5, "data/wrong-value"],
    ]);
  });

  test("holds for the languages that an entry names, and names what is apart", async () => {
    const folder = site();
    folder.write(
      "_data/style.yaml",
      "words:\n  - { find: boat, reason: R., languages: [hi] }\napart:\n  - [Rashid, Rasheed]\n",
    );
    folder.write("articles/world/one.md", story("One", "A boat for Rashid, one for Rasheed, one for Rashid."));
    folder.write("articles/world/two.md", story("दो", "एक boat।", "language: hi\n"));
    expect(places(await problemsOf(folder, "text/house-style"))).toEqual(["two.md:8:4"]);
    expect(await problemsOf(folder, "text/two-spellings")).toEqual([]);
  });

  test("is heard at once when it changes, though no story did", async () => {
    const folder = site();
    folder.write("articles/world/one.md", story("One", "A boat."));
    expect(await problemsOf(folder, "text/house-style")).toEqual([]);
    folder.write("_data/style.yaml", "words:\n  - { find: boat, reason: R. }\n");
    expect(await problemsOf(folder, "text/house-style")).toHaveLength(1);
  });
});

describe("a secret", () => {
  test("is never repeated, whatever else is wrong in its line", async () => {
    const folder = site();
    const password = `anchor${42}`;
    folder.write("_data/style.yaml", "words:\n  - { find: nab, use: arrest, reason: Plain words. }\n");
    folder.write("articles/world/one.md", story("One", `They nab \u202ehim at ftp://desk:${password}@a.example/ now.`));
    const { problems } = await checkSite({
      site: folder.site,
      output: folder.path("none"),
      cache: folder.path("cache"),
      now,
    });
    const codes = problems.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["text/secret", "text/house-style", "text/bidi-control"]));
    expect(JSON.stringify(problems)).not.toContain(password);
  });
});
