import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { problem } from "../../src/base/problem.ts";
import { checkSite } from "../../src/check-site.ts";
import { mendFiles } from "../../src/mend-files.ts";
import { mendSite } from "../../src/mend-site.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";

let folder: SiteFolder;
beforeEach(() => {
  folder = smallSite();
});
afterEach(() => folder.close());

const path = (file: string) => join(folder.site, file);
const bytes = (file: string) => readFileSync(path(file)).toString("latin1");

async function mend({ isDryRun = false } = {}) {
  const places = { site: folder.site, output: folder.path("none"), cache: folder.path("cache") };
  const check = () => checkSite({ ...places, now: Date.UTC(2025, 5, 1) });
  return await mendSite({ site: folder.site, check, isChosen: () => true, isDryRun });
}

const head = "headline: Harbour\nstandfirst: A port opens.\nsection: world\npublished: 2025-05-10T10:00\n";
const faulty = `\u2014-\n${head}kicker:Ports\ntopics: \u201cships\u201d\nbyline:\n\t- news-desk\nsection: world\n---\n\nA paragraph  with two blanks\tand a tab.`;
const right = `---\n${head}kicker: Ports\ntopics: "ships"\nbyline:\n  - news-desk\n---\n\nA paragraph  with two blanks\tand a tab.`;
const asLatin = (text: string) => Buffer.from(text).toString("latin1");

describe("check --fix", () => {
  test("mends what a keyboard did to the front matter, and leaves every other byte", async () => {
    folder.write("articles/world/harbour.md", faulty);
    const before = readdirSync(path("articles/world"));
    const { result, mending } = await mend();
    expect(bytes("articles/world/harbour.md")).toBe(asLatin(right));
    expect([...new Set(mending.mended.map(({ code }) => code))].sort()).toEqual([
      "yaml/colon",
      "yaml/curly-quotes",
      "yaml/duplicate-key",
      "yaml/fence",
      "yaml/tab",
    ]);
    expect(result.problems.filter(({ fix }) => fix)).toEqual([]);
    expect(readdirSync(path("articles/world"))).toEqual(before);
  });

  test("keeps BOM, CRLF, mode and a missing last line feed", async () => {
    folder.write("articles/world/harbour.md", `\ufeff${faulty.replaceAll("\n", "\r\n")}`);
    chmodSync(path("articles/world/harbour.md"), 0o640);
    await mend();
    expect(bytes("articles/world/harbour.md")).toBe(asLatin(`\ufeff${right.replaceAll("\n", "\r\n")}`));
    expect(statSync(path("articles/world/harbour.md")).mode & 0o777).toBe(0o640);
  });

  test("finds files whose names stand on the disk in another Unicode form", async () => {
    const name = "articles/world/café.md".normalize("NFD");
    folder.write(name, faulty);
    await mend();
    expect(bytes(name)).toBe(asLatin(right));
    expect(readdirSync(path("articles/world"))).toEqual(["café.md".normalize("NFD")]);
  });

  test("a dry run writes nothing, and shows the difference", async () => {
    folder.write("articles/world/harbour.md", faulty);
    const { mending } = await mend({ isDryRun: true });
    expect(bytes("articles/world/harbour.md")).toBe(asLatin(faulty));
    expect(mending.diff).toContain("--- a/articles/world/harbour.md\n+++ b/articles/world/harbour.md\n");
    expect(mending.diff).toContain("-kicker:Ports\n");
    expect(mending.diff).toContain("+kicker: Ports\n");
  });

  test("a site without stories, and one without git, has nothing to mend", async () => {
    expect((await mend()).mending).toMatchObject({ mended: [], left: [], diff: "" });
  });
});

describe("a file is left as it is", () => {
  const fault = problem({
    code: "yaml/colon",
    file: "articles/world/a.md",
    message: "A space is missing.",
    fix: [
      { line: 1, column: 8, found: "", text: " " },
      { line: 2, column: 1, found: "two", text: "2" },
    ],
  });
  const reasons = () => {
    const { mended, left } = mendFiles(folder.site, [fault]);
    expect(mended).toEqual([]);
    return left.map(({ reason }) => reason);
  };

  test("where it changed since it was checked: of a problem all is mended or nothing", () => {
    folder.write("articles/world/a.md", "kicker:Ports\nthree\n");
    expect(reasons()).toEqual(["the file no longer reads as it did"]);
    expect(bytes("articles/world/a.md")).toBe("kicker:Ports\nthree\n");
  });

  test("where it may only be read, is no UTF-8, is gone, or is a link out of the site", () => {
    expect(reasons()).toEqual(["the file can't be read (ENOENT)"]);
    folder.write("articles/world/a.md", Buffer.from("kicker:Ports\ntwo\xff\n", "latin1"));
    expect(reasons()).toEqual(["the file is not UTF-8"]);
    folder.write("articles/world/a.md", "kicker:Ports\ntwo\n");
    chmodSync(path("articles/world/a.md"), 0o444);
    expect(reasons()).toEqual(["the file may only be read"]);
    expect(bytes("articles/world/a.md")).toBe("kicker:Ports\ntwo\n");
    folder.remove("articles/world/a.md");
    writeFileSync(folder.path("outside.md"), "kicker:Ports\ntwo\n");
    symlinkSync(folder.path("outside.md"), path("articles/world/a.md"));
    expect(reasons()).toEqual(["the file lies outside the site"]);
    expect(existsSync(folder.path("outside.md"))).toBe(true);
  });

  test("where two mendings meet the first is made, and the other waits", () => {
    folder.write("articles/world/a.md", "kicker:Ports\ntwo\n");
    const other = { ...fault, fix: [{ line: 2, column: 2, found: "wo", text: "oo" }] };
    const { mended, left } = mendFiles(folder.site, [fault, other]);
    expect([mended, left.map(({ reason }) => reason)]).toEqual([[fault], ["another mending touches the same words"]]);
    expect(bytes("articles/world/a.md")).toBe("kicker: Ports\n2\n");
  });
});
