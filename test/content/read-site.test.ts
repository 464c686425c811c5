import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore, type Store } from "../../src/base/store.ts";
import { applyChecks } from "../../src/content/apply-checks.ts";
import { readSite } from "../../src/content/read-site.ts";
import { blocksOf } from "../../src/content/story-blocks.ts";

const project = join(import.meta.dirname, "../checks/_project");
let folder: string;
let root: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "broadsheet-site-"));
  root = join(folder, "repo/paper");
  put("_data/outlet.yaml", "name: T\nurl: https://t.example\ntimeZone: Asia/Kolkata\nlanguages: [en]\n");
  put("_data/sections.yaml", "world: { name: World }\n");
  put("articles/world/one.md", story("One"));
  put("articles/world/two.md", story("Two"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
function story(headline: string, extra = ""): string {
  return `---\nheadline: ${headline}\nsection: world\npublished: 2025-05-10T09:00\n${extra}---\n\nCopy of ${headline}.\n`;
}
function git(...args: string[]): void {
  execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@t", ...args], {
    cwd: join(folder, "repo"),
    stdio: "ignore",
  });
}

/** Reads the site, and counts the stories that had to be opened. */
async function read(cache = "cache") {
  const store = openStore(join(folder, cache));
  let opened = 0;
  const counting: Store = {
    get: (table, key) => store.get(table, key),
    set: (table, key, value) => {
      if (table === "blocks") opened += 1;
      store.set(table, key, value);
    },
    forget: (table, keys) => store.forget(table, keys),
    flush: () => store.flush(),
    close: () => store.close(),
  };
  const site = await readSite({ root, store: counting, project });
  const blocks = site.stories.map((each) => blocksOf(store, each));
  store.close();
  return { site, opened, blocks, headlines: site.stories.map((each) => each.frontMatter.headline) };
}

describe.each(["in a subfolder of a repository", "without git"])("%s", (where) => {
  beforeEach(() => {
    if (where === "without git") return;
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "x");
  });

  test("unchanged stories are never opened, changed and new ones are", async () => {
    expect(await read()).toMatchObject({ opened: 2, headlines: ["One", "Two"] });
    expect((await read()).opened).toBe(0);
    put("articles/world/two.md", story("Second"));
    put("articles/world/three.md", story("Three"));
    expect(await read()).toMatchObject({ opened: 2, headlines: ["One", "Three", "Second"] });
    rmSync(join(root, "articles/world/one.md"));
    expect(await read()).toMatchObject({ opened: 0, headlines: ["Three", "Second"] });
  });

  test("an edit of the same length at the same time stamp is seen", async () => {
    const path = join(root, "articles/world/one.md");
    utimesSync(path, 1_000_000, 1_000_000);
    await read();
    put("articles/world/one.md", story("Uno"));
    utimesSync(path, 1_000_000, 1_000_000);
    expect((await read()).headlines).toEqual(["Uno", "Two"]);
  });

  test("another time zone or first language reads everything anew", async () => {
    const first = await read();
    put("_data/outlet.yaml", "name: T\nurl: https://t.example\ntimeZone: UTC\nlanguages: [en]\n");
    const second = await read();
    expect(second.opened).toBe(2);
    expect(
      (second.site.stories[0]?.frontMatter.published ?? 0) - (first.site.stories[0]?.frontMatter.published ?? 0),
    ).toBe(5.5 * 3_600_000);
  });
});

test("with and without git the same comes out, digests too", async () => {
  const without = await read("cache-1");
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "x");
  const within = await read("cache-2");
  const plain = ({ site }: typeof without) => site.stories.map(({ readingKey: _key, ...rest }) => rest);
  expect(plain(within)).toEqual(plain(without));
});

test("a CRLF work file of a text=auto repository reads as its blob does", async () => {
  put(".gitattributes", "*.md text=auto\n");
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "x");
  const before = await read("cache-1");
  put("articles/world/one.md", story("One").replaceAll("\n", "\r\n"));
  git("add", "-A");
  const after = await read("cache-2");
  expect(after.site.stories[0]?.digest).toBe(before.site.stories[0]?.digest);
});

test("a staged file that was edited again, and one that git was told to overlook, are read from the disk", async () => {
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "x");
  await read();
  put("articles/world/one.md", story("Staged"));
  git("add", "-A");
  put("articles/world/one.md", story("Edited"));
  git("update-index", "--assume-unchanged", "paper/articles/world/two.md");
  put("articles/world/two.md", story("Overlooked"));
  expect((await read()).headlines).toEqual(["Edited", "Overlooked"]);
});

test("names in another Unicode form, with spaces and capitals find their photos", async () => {
  put(`articles/world/${"Café photo.JPG".normalize("NFD")}`, "x");
  put("articles/world/one.md", story("One", `photo: ${"Café photo.JPG".normalize("NFC")}\n`));
  const { site } = await read();
  expect(site.problems).toEqual([]);
  expect([...site.photos.keys()]).toEqual(["world/Café photo.JPG".normalize("NFC")]);
});

test("only photos that are used are hashed", async () => {
  put("articles/world/used.jpg", "x");
  put("articles/world/idle.jpg", "y");
  put("articles/world/told.jpg", "z");
  put("articles/world/told.jpg.yaml", "credit: ANI\n");
  put("articles/world/one.md", story("One", "photo: used.jpg\n"));
  expect([...(await read()).site.photos.keys()].sort()).toEqual(["world/told.jpg", "world/used.jpg"]);
});

test("checks lower a rule, also before a date only, but never the credit's", async () => {
  const { site } = await read();
  const at = (code: "photo/alt-missing" | "photo/credit-missing", id: string) => ({
    code,
    severity: "error" as const,
    message: "",
    story: id,
  });
  const problems = [at("photo/alt-missing", "world/one"), at("photo/credit-missing", "world/one")];
  const apply = (checks: object) =>
    applyChecks(problems, { checks: checks as never, timeZone: "UTC" }, site.stories).map((each) => each.severity);
  expect(apply({ "photo/alt-missing": "warning", "photo/credit-missing": "off" })).toEqual(["warning", "error"]);
  expect(apply({ "photo/alt-missing": "off" })).toEqual(["error"]);
  expect(apply({ "photo/alt-missing": { level: "warning", before: "2025-06-01" } })).toEqual(["warning", "error"]);
  expect(apply({ "photo/alt-missing": { level: "warning", before: "2025-05-01" } })).toEqual(["error", "error"]);
});
