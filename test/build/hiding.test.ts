import { rmSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type BuildOptions, build } from "../../src/build.ts";
import { findLeaks } from "../support/find-leaks.ts";
import { secretMark } from "../support/random-newsroom.ts";
import { differences, plainPhoto, readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

// A story that was public is hidden again: the next build holds no byte of it, but for the notice of a kill.

const now = Date.UTC(2026, 5, 1, 6, 30);
const day = 86_400_000;
const iso = (shift: number) => new Date(now + shift).toISOString();
const words = [secretMark];
/** Known to readers, and in the notice: the story's address and id. */
const id = "world/taken-back";
const secrets = [`${secretMark} headline`];

let folder: SiteFolder;
beforeAll(async () => {
  folder = smallSite({ features: { ninjs: true } });
  folder.write("articles/photos/one.jpg", await plainPhoto(200, 40, 30));
  folder.writeStory(
    "world/open",
    {
      headline: "An open story",
      section: "world",
      published: iso(-2 * day),
    },
    'See [it](taken-back.md).\n\n:::related{story="world/taken-back"}\n:::\n',
  );
  folder.writeYaml("_data/fronts/home.en.yaml", {
    slots: [{ name: "lead", story: id, headline: `${secretMark} pin` }],
  });
});
afterAll(() => folder.close());
// Each test begins with the story out, and with what builds before remember.
beforeEach(async () => {
  write({});
  const files = await run({ allowRemoved: true });
  expect(files.get("2026/05/31/taken-back/index.html")?.toString()).toContain(secretMark);
}, 60_000);

const front = (more: Record<string, unknown>) => ({
  headline: `${secretMark} headline`,
  standfirst: `${secretMark} standfirst`,
  section: "world",
  topics: [`${secretMark}topic`],
  published: iso(-day),
  corrections: [{ kind: "correction", date: iso(-1000), text: `${secretMark} correction` }],
  photo: { file: "photos/one.jpg", alt: `${secretMark} alt`, caption: `${secretMark} caption`, credit: "ANI" },
  series: { name: `${secretMark} series` },
  aliases: [`/${secretMark}alias/`],
  ...more,
});

function write(more: Record<string, unknown>): void {
  folder.writeStory(id, front(more), `${secretMark} copy.\n`);
}

async function run(more: Partial<BuildOptions> = {}): Promise<Map<string, Buffer>> {
  const places = { site: folder.site, output: folder.path("out"), cache: folder.path("cache") };
  const result = await build({ ...places, now, ...more });
  expect(result.status, JSON.stringify(result.problems)).toBe(0);
  return readFolder(more.output ?? places.output);
}

const leaks = (files: Map<string, Buffer>) => findLeaks(files, { words, secrets });

const ways: [string, Record<string, unknown>][] = [
  ["a draft", { status: "draft" }],
  ["withheld", { status: "withheld" }],
  ["under embargo again", { embargo: iso(1000) }],
  ["of tomorrow", { published: iso(day) }],
  [
    "taken down before it was ever to be public",
    { embargo: iso(day), kill: { at: iso(0), reason: `${secretMark} reason` } },
  ],
];
const kill = { at: iso(-1000), reason: `${secretMark} reason`, notice: "It was wrong." };

describe("a story that was public and is now", () => {
  test.each(ways)("%s: the next build has no byte of it", async (_way, more) => {
    write(more);
    const files = await run({ allowRemoved: true });
    expect(await leaks(files)).toEqual([]);
    expect([...files].filter(([name, bytes]) => name.includes("taken-back") || bytes.includes("taken-back"))).toEqual(
      [],
    );
  });

  test("a draft, and the cache is gone: the next build has no byte of it, and equals one that never knew it", {
    timeout: 60_000,
  }, async () => {
    write({ status: "draft" });
    rmSync(folder.path("cache"), { recursive: true });
    expect(await leaks(await run({ allowRemoved: true }))).toEqual([]);
    await run({ output: folder.path("clean"), cache: folder.path("other-cache") });
    expect(differences(folder.path("out"), folder.path("clean"))).toEqual([]);
  });

  test("taken down: its address, its id and the notice are left, and nothing else", async () => {
    write({ kill, aliases: [] });
    const files = await run({ allowRemoved: true });
    expect(await leaks(files)).toEqual([]);
    const naming = [...files].filter(([name, bytes]) => name.includes("taken-back") || bytes.includes("taken-back"));
    expect(naming.map(([name]) => name)).toEqual([
      "2026/05/31/taken-back/index.html",
      "2026/05/31/taken-back/ninjs.json",
      "_redirects",
      "build-manifest.json",
      "lite/2026/05/31/taken-back/index.html",
      "withdrawn.json",
    ]);
    expect(files.get("2026/05/31/taken-back/index.html")?.toString()).toContain("It was wrong.");
  });
});

const faults: [string, Record<string, unknown>][] = [
  ["status", { status: "drafft" }],
  ["embargo", { embargo: "next Friday" }],
  ["embargo that does not exist", { embargo: "2026-06-31T10:00" }],
  ["kill", { kill: "yes, at once" }],
  ["kill's time", { kill: { ...kill, at: "now" } }],
  ["section, and it is a draft now", { status: "draft", section: "nowhere" }],
  ["section, and it is under embargo now", { embargo: iso(day), section: "nowhere" }],
];

describe("with --hold-back, a story that was public and has a fault", () => {
  const held = { holdBack: true, allowRemoved: true };
  test.each(faults)("in its %s is in no byte of the next build", async (_key, more) => {
    write(more);
    const files = await run(held);
    expect(await leaks(files)).toEqual([]);
    expect(files.get("2026/05/30/open/index.html")?.toString()).toContain("An open story");
  });

  test("in its status is in no byte of the next build where the cache is gone", { timeout: 60_000 }, async () => {
    write({ status: "drafft" });
    rmSync(folder.path("cache"), { recursive: true });
    expect(await leaks(await run(held))).toEqual([]);
  });

  test("in another key, and is taken down at once: its notice alone is left", async () => {
    write({ kill, section: "nowhere", aliases: [] });
    const files = await run(held);
    expect(await leaks(files)).toEqual([]);
    expect(files.get("2026/05/31/taken-back/index.html")?.toString()).toContain("It was wrong.");
  });

  test("in another key alone keeps its published form", async () => {
    write({ section: "nowhere", standfirst: "Not to be seen" });
    const files = await run({ holdBack: true });
    expect((await leaks(files)).length).toBeGreaterThan(20);
    expect([...files.values()].filter((bytes) => bytes.includes("Not to be seen"))).toEqual([]);
  });
});
