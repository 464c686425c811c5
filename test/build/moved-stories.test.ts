// Longer than 250 lines: every way in which git shows a story's end, each in a repository of its own.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { placeEdits, replaceAll } from "../../src/base/apply-edits.ts";
import type { Problem } from "../../src/base/problem.ts";
import { build } from "../../src/build.ts";
import { checkSite } from "../../src/check-site.ts";
import { SiteRepository } from "../support/site-repository.ts";

// Real repositories: what git shows of stories that went from where they were, and what is asked of those who moved them.

const now = Date.parse("2026-11-22T12:00+05:30");
const codes = ["site/story-moved", "site/story-deleted", "site/renames-unknown", "site/address-lost", "site/id-lost"];
const copy = Array.from(
  { length: 12 },
  (_none, line) => `Paragraph ${line} of a story about the river and its city.\n`,
);

let repository: SiteRepository;
afterEach(() => repository.close());

function begin(within?: string): SiteRepository {
  repository = new SiteRepository(within);
  repository.folder.writeStory("world/other", front("Another story", "2026-10-01T09:00"));
  return repository;
}

function front(headline: string, published = "2026-10-02T10:00", more: Record<string, unknown> = {}) {
  return { headline, standfirst: "What it is about.", section: "world", byline: ["news-desk"], published, ...more };
}

function river(id = "world/river", more: Record<string, unknown> = {}): void {
  repository.folder.writeStory(id, front("The river rises", undefined, more), copy.join("\n"));
}

function move(from: string, to: string): void {
  const path = (id: string) => join(repository.site, "articles", `${id}.md`);
  mkdirSync(dirname(path(to)), { recursive: true });
  renameSync(path(from), path(to));
}

async function found(output = repository.folder.path("none")): Promise<Problem[]> {
  const { problems } = await checkSite({ site: repository.site, output, cache: repository.folder.path("cache"), now });
  return problems.filter(({ code }) => codes.includes(code));
}

/** Carries out what the problems propose, as `check --fix` does. */
function mend(problems: readonly Problem[]): void {
  for (const { file = "", fix = [] } of problems) {
    const path = join(repository.site, file);
    const raw = readFileSync(path, "utf8");
    const placed = placeEdits(raw, fix);
    expect(placed).toBeDefined();
    writeFileSync(path, replaceAll(raw, placed ?? []));
  }
}

const text = (id: string) => readFileSync(join(repository.site, "articles", `${id}.md`), "utf8");

describe("a story that was public and was renamed", () => {
  test("is mended neither whole nor by half while outlet.yaml, where addresses come from, has errors", async () => {
    begin();
    river();
    repository.commit("2026-10-03T10:00+05:30");
    move("world/river", "sport/flood");
    repository.commit("2026-10-04T10:00+05:30");
    const outlet = join(repository.site, "_data/outlet.yaml");
    writeFileSync(outlet, `${readFileSync(outlet, "utf8")}permalnk: /:slug/\n`);
    const problems = await found();
    expect(problems.map(({ code }) => code)).toContain("site/story-moved");
    expect(problems.filter(({ fix }) => fix !== undefined)).toEqual([]);
    expect(problems[0]?.hint).toContain("Mend _data/outlet.yaml first");
  });

  test("is asked for its old id and address, and the fix gives it both and touches nothing else", async () => {
    begin();
    river();
    repository.commit("2026-10-03T10:00+05:30");
    move("world/river", "sport/flood");
    repository.commit("2026-10-04T10:00+05:30");
    const [problem, ...others] = await found();
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: "site/story-moved", file: "articles/sport/flood.md", severity: "error" });
    expect(problem?.message).toContain("world/river");
    expect(problem?.message).toContain("/2026/10/02/river/");
    const before = text("sport/flood");
    mend(problem ? [problem] : []);
    expect(text("sport/flood")).toBe(
      before.replace("\n---\n\nPara", "\nid: world/river\naliases: [/2026/10/02/river/]\n---\n\nPara"),
    );
    expect(await found()).toEqual([]);
  });

  test("is found in a site that is a folder of its repository", async () => {
    begin("papers/one");
    river();
    repository.commit("2026-10-03T10:00+05:30");
    move("world/river", "world/flood");
    repository.commit("2026-10-04T10:00+05:30");
    expect((await found()).map(({ file }) => file)).toEqual(["articles/world/flood.md"]);
  });

  test("stops a build without a manifest, unless removed addresses are allowed", async () => {
    begin();
    river();
    repository.commit("2026-10-03T10:00+05:30");
    move("world/river", "world/flood");
    repository.commit("2026-10-04T10:00+05:30");
    const folders = {
      site: repository.site,
      output: repository.folder.path("out"),
      cache: repository.folder.path("cache"),
    };
    const refused = await build({ ...folders, now });
    expect(refused.status).toBe(1);
    expect(refused.problems.map(({ code }) => code)).toContain("site/story-moved");
    expect((await build({ ...folders, now, allowRemoved: true })).status).toBe(0);
  });

  test("is told of once where a build before knows of it too", async () => {
    begin();
    river();
    repository.commit("2026-10-03T10:00+05:30");
    const output = repository.folder.path("out");
    expect((await build({ site: repository.site, output, cache: repository.folder.path("cache"), now })).status).toBe(
      0,
    );
    move("world/river", "world/flood");
    repository.commit("2026-10-04T10:00+05:30");
    expect((await found(output)).map(({ code }) => code)).toEqual(["site/story-moved"]);
  });

  test("keeps one identity through a chain of renames and edits", async () => {
    begin();
    river();
    repository.commit("2026-10-03T10:00+05:30");
    move("world/river", "world/flood");
    river("world/flood", { kicker: "Floods" });
    repository.commit("2026-10-08T10:00+05:30");
    move("world/flood", "world/high-water");
    repository.commit("2026-10-20T10:00+05:30");
    const [problem] = await found();
    expect(problem?.expected).toBe("id: world/river · aliases: [/2026/10/02/river/, /2026/10/02/flood/]");
    mend(problem ? [problem] : []);
    expect(await found()).toEqual([]);
    repository.commit("2026-10-21T10:00+05:30");
    expect(await found()).toEqual([]);
  });

  test("is found where only the case of its name changed", async () => {
    begin();
    river("world/River");
    repository.commit("2026-10-03T10:00+05:30");
    repository.git("mv", "articles/world/River.md", "articles/world/river.md");
    repository.commit("2026-10-04T10:00+05:30");
    const [problem] = await found();
    // Slugs are small letters, so that the address stays; the id does not.
    expect(problem?.expected).toBe("id: world/River");
    mend(problem ? [problem] : []);
    expect(await found()).toEqual([]);
  });

  test("may be moved back at once, and is asked for the other address where it stood there for long", async () => {
    begin();
    river();
    repository.commit("2026-10-03T10:00+05:30");
    move("world/river", "world/flood");
    repository.commit("2026-10-04T10:00+05:30");
    move("world/flood", "world/river");
    repository.commit("2026-10-04T11:00+05:30");
    expect(await found()).toEqual([]);
    move("world/river", "world/flood");
    repository.commit("2026-10-05T10:00+05:30");
    move("world/flood", "world/river");
    repository.commit("2026-11-05T10:00+05:30");
    expect((await found()).map(({ expected }) => expected)).toEqual(["aliases: [/2026/10/02/flood/]"]);
  });

  test("is found before anybody commits it, staged or not", async () => {
    begin();
    river();
    repository.commit("2026-10-03T10:00+05:30");
    move("world/river", "world/flood");
    expect((await found()).map(({ file }) => file)).toEqual(["articles/world/flood.md"]);
    repository.git("add", "--all");
    expect((await found()).map(({ file }) => file)).toEqual(["articles/world/flood.md"]);
    // Half of it written anew, headline too: git's index still knows it.
    repository.folder.writeStory("world/flood", front("The flood", "2026-10-02T10:00"), copy.join("\n"));
    repository.git("add", "--all");
    expect((await found()).map(({ file }) => file)).toEqual(["articles/world/flood.md"]);
  });

  test("keeps aliases that stand there, in their own form", async () => {
    begin();
    river("world/river", { aliases: ["/old/a/"] });
    repository.commit("2026-10-03T10:00+05:30");
    move("world/river", "world/flood");
    repository.commit("2026-10-04T10:00+05:30");
    const problems = await found();
    mend(problems);
    expect(text("world/flood")).toContain("aliases:\n  - /old/a/\n  - /2026/10/02/river/\nid: world/river\n---\n");
    expect(await found()).toEqual([]);
  });

  test("takes the entries of a live story with it, which have neither ids nor addresses", async () => {
    begin();
    const live = { type: "live", live: { start: "2026-10-02T10:00" } };
    repository.folder.writeStory("world/day/index", front("The day", undefined, live), copy.join("\n"));
    const entry = (name: string) => `---\nat: 2026-10-02T11:00\nheadline: ${name}\n---\n\nAn entry named ${name}.\n`;
    for (const name of ["one", "two"]) repository.folder.write(`articles/world/day/entries/${name}.md`, entry(name));
    repository.commit("2026-10-03T10:00+05:30");
    repository.git("mv", "articles/world/day", "articles/world/night");
    expect((await found()).map(({ file }) => file)).toEqual(["articles/world/night/index.md"]);
    repository.commit("2026-10-04T10:00+05:30");
    const problems = await found();
    expect(problems.map(({ expected }) => expected)).toEqual(["id: world/day/index · aliases: [/2026/10/02/day/]"]);
    mend(problems);
    repository.folder.remove("articles/world/night/entries/two.md");
    repository.commit("2026-10-05T10:00+05:30");
    expect(await found()).toEqual([]);
  });

  test("keeps its id in Hindi and Urdu, and an address that YAML would take for something else", async () => {
    begin();
    repository.folder.writeStory("world/चाय", front("चाय", undefined, { language: "hi" }), copy.join("\n"));
    repository.folder.writeStory("2026", front("The year"), copy.join("\nOf the year:\n"));
    repository.commit("2026-10-03T10:00+05:30");
    move("world/चाय", "world/چائے");
    move("2026", "world/the-year");
    repository.commit("2026-10-04T10:00+05:30");
    const problems = await found();
    expect(problems).toHaveLength(2);
    mend(problems);
    expect(text("world/چائے")).toContain("id: world/चाय\naliases: [/hi/2026/10/02/चाय/]\n");
    expect(text("world/the-year")).toContain('id: "2026"\n');
    expect(await found()).toEqual([]);
  });
});

describe("a story that was not public when it was renamed", () => {
  test.each([
    ["a draft", { status: "draft" }],
    ["under embargo", { embargo: "2026-10-10T10:00" }],
  ])("%s is asked for nothing", async (_what, more) => {
    begin();
    river("world/river", more);
    repository.commit("2026-10-03T10:00+05:30");
    move("world/river", "world/flood");
    repository.commit("2026-10-04T10:00+05:30");
    expect(await found()).toEqual([]);
  });
});

describe("a story that was public and was deleted", () => {
  test("is an error that says how to bring it back", async () => {
    begin();
    river();
    repository.commit("2026-10-03T10:00+05:30");
    repository.folder.remove("articles/world/river.md");
    expect((await found()).map(({ hint }) => hint?.includes("git restore"))).toEqual([true]);
    repository.commit("2026-10-04T10:00+05:30");
    const [problem] = await found();
    expect(problem).toMatchObject({ code: "site/story-deleted", file: "articles/world/river.md" });
    const command =
      /git checkout [0-9a-f]+\^ -- \S+articles\/world\/river\.md|git checkout \S+ -- articles\/world\/river\.md/.exec(
        problem?.hint ?? "",
      )?.[0] ?? "";
    expect(command).not.toBe("");
    repository.git(
      ...command
        .split(" ")
        .slice(1)
        .map((word) => word.replace(/`$/, "")),
    );
    expect(await found()).toEqual([]);
  });

  test("is accounted for by another's alias, and by a take-down", async () => {
    begin();
    river();
    repository.commit("2026-10-03T10:00+05:30");
    repository.folder.remove("articles/world/river.md");
    repository.commit("2026-10-04T10:00+05:30");
    repository.folder.writeStory(
      "world/other",
      front("Another story", "2026-10-01T09:00", { aliases: ["/2026/10/02/river"] }),
    );
    expect(await found()).toEqual([]);
    repository.folder.writeStory("world/other", front("Another story", "2026-10-01T09:00"));
    river("world/river", { kill: { at: "2026-10-05T10:00", reason: "It was wrong." } });
    expect(await found()).toEqual([]);
  });

  test("is an error still where another story was made in its place", async () => {
    begin();
    river();
    repository.commit("2026-10-03T10:00+05:30");
    repository.folder.remove("articles/world/river.md");
    repository.commit("2026-10-04T10:00+05:30");
    repository.folder.writeStory("world/river", front("A new bridge", "2026-10-06T10:00"), "Something else.\n");
    repository.commit("2026-10-06T10:00+05:30");
    expect((await found()).map(({ code }) => code)).toEqual(["site/story-deleted"]);
  });

  test("is known again where it lives on under another name, though git sees no rename", async () => {
    begin();
    river();
    repository.commit("2026-10-03T10:00+05:30");
    repository.folder.remove("articles/world/river.md");
    repository.commit("2026-10-04T10:00+05:30");
    repository.folder.writeStory("sport/flood", front("The river rises"), "All new.\n");
    repository.commit("2026-10-05T10:00+05:30");
    const problems = await found();
    expect(problems.map(({ code, file }) => [code, file])).toEqual([["site/story-moved", "articles/sport/flood.md"]]);
    mend(problems);
    expect(await found()).toEqual([]);
  });

  test("is let through where the outlet says so for stories of before a date", async () => {
    begin();
    river();
    const outlet = readFileSync(join(repository.site, "_data/outlet.yaml"), "utf8");
    repository.commit("2026-10-03T10:00+05:30");
    repository.folder.remove("articles/world/river.md");
    repository.commit("2026-10-04T10:00+05:30");
    const checks = (before: string) => `checks: { site/story-deleted: { level: off, before: ${before} } }\n`;
    repository.folder.write("_data/outlet.yaml", outlet + checks("2026-10-02"));
    expect(await found()).toHaveLength(1);
    repository.folder.write("_data/outlet.yaml", outlet + checks("2026-10-03"));
    expect(await found()).toEqual([]);
  });
});

describe("where git can't tell", () => {
  test("a shallow clone is a warning, and only where no build before holds the addresses", async () => {
    begin();
    river();
    repository.commit("2026-10-03T10:00+05:30");
    repository.commit("2026-10-04T10:00+05:30");
    const clone = repository.folder.path("clone");
    execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${repository.root}`, clone], { stdio: "pipe" });
    const folders = { site: clone, cache: repository.folder.path("cache") };
    const codesOf = async (output: string) =>
      (await checkSite({ ...folders, output, now })).problems
        .map(({ code }) => code)
        .filter((code) => codes.includes(code));
    expect(await codesOf(repository.folder.path("none"))).toEqual(["site/renames-unknown"]);
    const output = repository.folder.path("out");
    expect((await build({ ...folders, output, now })).status).toBe(0);
    expect(await codesOf(output)).toEqual([]);
  });

  test("nothing is said without a repository, or without a commit", async () => {
    begin();
    river();
    expect(await found()).toEqual([]);
    rmSync(join(repository.root, ".git"), { recursive: true });
    expect(await found()).toEqual([]);
  });
});

test("the log is read on from where it was read to, and anew where history was rewritten", async () => {
  begin();
  river();
  repository.commit("2026-10-03T10:00+05:30");
  expect(await found()).toEqual([]);
  repository.git("checkout", "--quiet", "-b", "side");
  move("world/river", "world/flood");
  repository.commit("2026-10-04T10:00+05:30");
  expect(await found()).toHaveLength(1);
  repository.git("checkout", "--quiet", "main");
  expect(await found()).toEqual([]);
  repository.folder.writeStory("world/third", front("A third story"));
  repository.commit("2026-10-05T10:00+05:30");
  repository.merge("side", "2026-10-06T10:00+05:30");
  expect((await found()).map(({ expected }) => expected)).toEqual(["id: world/river · aliases: [/2026/10/02/river/]"]);
});
