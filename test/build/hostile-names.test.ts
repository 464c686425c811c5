import { writeFileSync } from "node:fs";
import { Parser } from "htmlparser2";
import { afterEach, expect, test } from "vitest";
import { walkFiles } from "../../src/base/files.ts";
import type { Problem } from "../../src/base/problem.ts";
import { build } from "../../src/build.ts";
import { checkSite } from "../../src/check-site.ts";
import { mendSite } from "../../src/mend-site.ts";
import { cases } from "../support/cases.ts";
import { anyStory } from "../support/fuzz-texts.ts";
import { hostilePaths, pieces, prototypeNames } from "../support/fuzz-words.ts";
import { Random } from "../support/random.ts";
import { plainPhoto, readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

// Sites in which every name that leads to a file is one that leads elsewhere. What `check` refuses is taken out; what is left
// is built, and nothing of it may lie outside the output or run in a reader's browser.

const now = Date.parse("2026-11-22T12:00:00+05:30");
const seed = Number(process.env.BROADSHEET_SEED ?? 20261122);

let folder: SiteFolder;
afterEach(() => folder.close());

const fileNames = [
  "CON", "nul.txt", "a b", "..x", "x..", "-", "%2e%2e", "a%2fb", "\u202eabc", "😀", "a\nb", "index", "_index", "a".repeat(240), "क".repeat(60),
  "a'b\"c", "<script>", "{{x}}", "a\\b", "a:b", "~", "$x", "*", "a|b", "lite", "__proto__", "constructor",
]; // biome-ignore format: a list to scan

/** One story: a key or a line of copy with a name in it, all else right. */
function writeHostile(id: string, random: Random): void {
  const name = random.chance(0.7) ? random.pick(hostilePaths) : random.pick(prototypeNames);
  const photo = (file: string) => ({ file, alt: "a boat on a river", credit: "ANI" });
  const keys: Record<string, unknown> = random.pick([
    { permalink: name }, { aliases: [name] }, { aliases: ["/fine/", name] }, { photo: photo(name) }, { photo: { ...photo("p.jpg"), data: name } },
    { id: name }, { translationOf: name, language: "hi" }, { canonical: name }, { kill: { at: "2026-11-02", reason: "x", replacedBy: name } },
    { section: name }, { byline: [name] }, { topics: [name] }, { series: name }, { agency: name }, { language: name }, { type: name }, { kicker: name },
    { sources: [{ title: name, url: name }] }, { sponsor: { name, url: name }, type: "sponsored" },
  ]); // biome-ignore format: a list to scan
  const copy = random.pick([
    `[words](<${name}>)`, `![a boat](<${name}> "x")`, `:::photo{file="${name}" alt="a boat"}`, `:::related{story="${name}"}`,
    `:::embed{url="${name}"}`, `:::chart{type=bar src="${name}.csv"}`, `<a href="${name}" onclick=x>a</a><img src="${name}">`,
    random.pick(pieces).repeat(50),
  ]); // biome-ignore format: a list to scan
  const right = { headline: `Story ${id}`, section: "world", published: "2026-11-01T10:00:00+05:30" };
  folder.writeStory(id, { ...right, ...keys }, random.chance(0.7) ? "Words.\n" : `Words.\n\n${copy}\n`);
}

/** Files with an error; of two outputs at one address, both. */
function faultyFiles(problems: readonly Problem[]): Set<string> {
  const errors = problems.filter(({ severity }) => severity === "error");
  const named = errors.flatMap(({ file, found = "" }) => [file ?? "", ...found.split(" · ")]);
  return new Set(named.filter((name) => name.startsWith("articles/")));
}

/** What a page holds that a browser would run or follow to a place that is no web address. */
function dangersOf(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      for (const [key, value] of Object.entries(attributes)) {
        if (/^on/.test(key)) found.push(`${key} on <${name}>`);
        if (
          /^(?:href|src|action|data|srcdoc|poster)$/.test(key) &&
          /^[\s\p{Cc}]*(?:javascript|vbscript|file|data:text)/iu.test(value)
        )
          found.push(value);
      }
    },
    ontext: () => {},
  });
  parser.end(html);
  return /<script[^>]*>alert\(1\)/.test(html) ? [...found, "<script>"] : found;
}

const oddName = /[<>"|?*\\:\p{Cc}\u202a-\u202e]|(?:^|\/)\.\.?(?:\/|$)/u;

test("names that lead elsewhere lead nowhere: no file outside the output, none with a name that a disk refuses", async () => {
  for (let index = 0; index < cases(3, 60); index += 1) {
    const random = new Random((seed * 1009 + index) % 2 ** 31);
    folder = smallSite();
    folder.write("articles/p.jpg", await plainPhoto(1, 2, 3));
    for (let number = 0; number < 80; number += 1) writeHostile(`s${number}`, random);
    for (let number = 0; number < 10; number += 1) folder.write(`articles/any${number}.md`, anyStory(random));
    for (const name of fileNames)
      folder.write(
        `articles/${name}.md`,
        `---\nheadline: N ${name.length}\nsection: world\npublished: 2026-11-01\n---\n\nWords.\n`,
      );
    writeFileSync(folder.path("canary"), "still here");
    const options = { site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now };
    const check = () => checkSite(options);

    const { result } = await mendSite({ site: folder.site, check, isChosen: () => true, isDryRun: false });
    let faulty = faultyFiles(result.problems);
    while (faulty.size > 0) {
      for (const file of faulty) folder.remove(file);
      faulty = faultyFiles((await check()).problems);
    }
    const outside = () => walkFiles(folder.base).filter((name) => !/^(?:out|cache)\//.test(name));
    const before = outside();
    const { status, problems } = await build(options);
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(status).toBe(0);
    expect(outside()).toEqual(before);
    for (const [name, bytes] of readFolder(options.output)) {
      expect(name).not.toMatch(oddName);
      if (name.endsWith(".html")) expect([name, ...dangersOf(bytes.toString("utf8"))]).toEqual([name]);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    if (index > 0) folder.close();
  }
}, 3_600_000);

test.each([
  ["/build-manifest.json/", "of the manifest"],
  ["/sitemap.xml/", "of a file at that path"],
  ["/robots.txt/more/", "of a file at a folder's path"],
  ["/lite/", "of a lite front"],
])("a story at %s is refused because %s", async (permalink) => {
  folder = smallSite();
  const right = { section: "world", published: "2026-11-01T10:00:00+05:30" };
  folder.writeStory("a", { ...right, headline: "A story", permalink });
  folder.writeStory("b", { ...right, headline: "Another story" });
  const options = { site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now };
  expect((await build(options)).problems).toMatchObject([{ code: "site/duplicate-path" }]);
});

test("a `permalink` that no disk can hold is told at the story", async () => {
  folder = smallSite();
  const right = { section: "world", published: "2026-11-01T10:00:00+05:30" };
  folder.writeStory("a", { ...right, headline: "A story", permalink: `/${"a".repeat(300)}/` });
  const options = { site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now };
  expect((await build(options)).problems).toMatchObject([
    { code: "story/address", file: "articles/a.md", key: "permalink" },
  ]);
});
