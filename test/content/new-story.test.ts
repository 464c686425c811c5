import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { parseAllDocuments } from "yaml";
import { main } from "../../scripts/main.ts";
import { openStore } from "../../src/base/store.ts";
import { splitFrontMatter } from "../../src/content/front-matter.ts";
import { readSite } from "../../src/content/read-site.ts";
import { storyTypes } from "../../src/content/story-schema.ts";
import { projectFolder } from "../../src/engine.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";

// A story as `new` begins it must be one that the checker lets through as a draft, and that takes each key it proposes.

function site(): SiteFolder {
  const folder = smallSite();
  onTestFinished(() => folder.close());
  return folder;
}

async function begin(folder: SiteFolder, ...given: string[]): Promise<{ status: number; said: string }> {
  const spies = [vi.spyOn(console, "log"), vi.spyOn(console, "error")].map((spy) => spy.mockImplementation(() => {}));
  const places = ["--site", folder.site, "--cache", folder.path("cache"), "--now", "2026-05-24T20:00Z"];
  const status = await main(["new", ...given, ...places]);
  const said = spies.flatMap((spy) => spy.mock.calls).join("\n");
  for (const spy of spies) spy.mockRestore();
  return { status, said };
}

async function problemsOf(folder: SiteFolder): Promise<string[]> {
  const store = openStore(folder.path("cache"));
  const { problems } = await readSite({ root: folder.site, store, project: projectFolder }).finally(() =>
    store.close(),
  );
  return problems.map(({ code, file = "", line = 0, message }) => `${code} ${file}:${line} ${message}`);
}

const fileOf = (type: string) => (type === "live" ? "rain-stays-away/index.md" : "rain-stays-away.md");

test.each(storyTypes)("a story of type %s begins as a draft without a problem", async (type) => {
  const folder = site();
  const paid = type === "sponsored" ? ["--sponsor", "A Mill: Ltd"] : [];
  expect(await begin(folder, "Rain stays away", "--section", "world", "--type", type, ...paid)).toMatchObject({
    status: 0,
  });
  const text = readFileSync(join(folder.site, "articles/world", fileOf(type)), "utf8");
  expect(text).toContain("status: draft");
  expect(await problemsOf(folder)).toEqual([]);
  // What stands as a comment is meant to be used: with the marks taken off it is front matter like the rest.
  const { yaml } = splitFrontMatter(text, "x.md");
  const used = yaml
    .replace(/^(\s*)# (?=\s*(?:- \{|[a-zA-Z]+:))/gm, "$1")
    .replace(/https:\/\/…/g, "https://example.org");
  expect(parseAllDocuments(used).flatMap((each) => each.errors ?? [])).toEqual([]);
  const keys = ["byline", "agency", "topics", "methodology", "role", "gallery", "url"];
  expect(
    keys.some((key) => used.includes(`${key}:`)),
    used,
  ).toBe(true);
});

test("a headline of any kind stands as it was given, and the file is named after it", async () => {
  const folder = site();
  const headline = `“Yes: no” — # 'बारिश' & "more"`;
  await begin(folder, headline, "--section", "world");
  const file = "articles/world/yes-no-बारिश-more.md";
  expect(existsSync(join(folder.site, file))).toBe(true);
  const store = openStore(folder.path("cache"));
  const { stories } = await readSite({ root: folder.site, store, project: projectFolder }).finally(() => store.close());
  expect(stories.find((each) => each.file === file)?.frontMatter.headline).toBe(headline);
});

test("a live story is a folder, and its entries are files that two reporters never share", async () => {
  const folder = site();
  await begin(folder, "Rain stays away", "--section", "world", "--type", "live");
  const { status, said } = await begin(folder, "The first drops", "--entry", "world/rain-stays-away");
  expect([status, said]).toEqual([0, expect.stringContaining("entries/2026-05-2")]);
  expect(await problemsOf(folder)).toEqual([]);
  const again = await begin(folder, "The first drops", "--entry", "world/rain-stays-away");
  expect([again.status, again.said]).toEqual([2, expect.stringContaining("exists already")]);
  const wrong = await begin(folder, "The first drops", "--entry", "world/rain-stay-away");
  expect([wrong.status, wrong.said]).toEqual([
    2,
    expect.stringContaining('did you mean "world/rain-stays-away/index"'),
  ]);
});

test("a story is not begun where another has its name, as a file or as a folder", async () => {
  const folder = site();
  await begin(folder, "Rain stays away", "--section", "world", "--type", "live");
  const { status, said } = await begin(folder, "Rain stays away", "--section", "world");
  expect([status, said]).toEqual([2, expect.stringContaining("exists already")]);
});

test("a site's own template wins, of the story's language before the general one", async () => {
  const folder = site();
  folder.write("_data/templates/news.md", '---\nheadline: ""\ntopics: [house]\nstatus: ready\n---\n\nOur way.\n');
  await begin(folder, "Rain stays away", "--section", "world");
  const text = readFileSync(join(folder.site, "articles/world/rain-stays-away.md"), "utf8");
  expect(text).toMatch(
    /^---\nheadline: Rain stays away\ntopics: \[ ?house ?\]\nsection: world\npublished: \S+\nstatus: draft\n---\n\nOur way.\n$/,
  );
  folder.write("_data/templates/news.en.md", '---\nheadline: ""\n---\n\nIn English.\n');
  await begin(folder, "Rain comes back", "--section", "world");
  expect(readFileSync(join(folder.site, "articles/world/rain-comes-back.md"), "utf8")).toContain("In English.");
  expect(await problemsOf(folder)).toEqual([]);
});

test("a template that can't be read is told of, and nothing is written", async () => {
  const folder = site();
  folder.write("_data/templates/news.md", "---\nheadline: [\n---\n");
  const { status, said } = await begin(folder, "Rain stays away", "--section", "world");
  expect([status, said]).toEqual([2, expect.stringContaining("_data/templates/news.md can't be read")]);
  expect(existsSync(join(folder.site, "articles/world/rain-stays-away.md"))).toBe(false);
});
