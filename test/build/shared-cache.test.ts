import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { projectFolder } from "../../src/engine.ts";
import { differences, plainPhoto, type SiteFolder, smallSite } from "../support/site-folder.ts";

// One cache under several builds: at once, one after the other, damaged in between.

const now = Date.UTC(2026, 5, 1);
const photos = 5;
let folder: SiteFolder;

beforeEach(async () => {
  folder = smallSite();
  // Photo files only, or a count of files would tell nothing of photos.
  appendFileSync(join(folder.site, "_data/outlet.yaml"), "photos:\n  socialCards: none\n");
  for (let index = 0; index < photos; index += 1) {
    folder.write(`articles/photos/${index}.jpg`, await plainPhoto(40 * index, 90, 40, 640, 400));
    writeStory(index, "ANI");
  }
});
afterEach(() => folder.close());

function writeStory(index: number, credit: string): void {
  folder.writeStory(`world/story-${index}`, {
    headline: `Story ${index}`,
    section: "world",
    published: "2026-05-01",
    photo: { file: `photos/${index}.jpg`, alt: "A colour", credit },
  });
}

const buildInto = (output: string, change: { cache?: string; cacheLimit?: number } = {}) =>
  build({
    site: folder.site,
    now,
    allowRemoved: true,
    output: folder.path(output),
    cache: folder.path("cache"),
    ...change,
  });

/** A build in a process of its own; gives its exit status. */
async function buildApart(output: string): Promise<number> {
  const folders = ["--site", folder.site, "--output", folder.path(output), "--cache", folder.path("cache")];
  const args = ["scripts/broadsheet.mjs", "build", ...folders, "--now", "2026-06-01T00:00:00Z"];
  const [status] = await once(spawn(process.execPath, args, { cwd: projectFolder, stdio: "ignore" }), "exit");
  return Number(status);
}

const renditions = () =>
  readdirSync(folder.path("cache/renditions"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test("two builds that begin one cache at once, and a third that finds it, end with the same site", {
  timeout: 180_000,
}, async () => {
  expect(await Promise.all([buildApart("one"), buildApart("other")])).toEqual([0, 0]);
  expect(differences(folder.path("one"), folder.path("other"))).toEqual([]);
  const { figures } = await buildInto("third");
  expect(figures.renditionsMade).toBe(0);
  expect(differences(folder.path("one"), folder.path("third"))).toEqual([]);
  expect(renditions().filter((path) => path.endsWith(".tmp"))).toEqual([]);
});

test("a byte that flipped in the cache without a trace is never served", { timeout: 60_000 }, async () => {
  await buildInto("clean");
  // Whole seconds, which can be put back exactly; the next build reads and remembers them.
  for (const path of renditions()) utimesSync(path, 1e9, 1e9);
  await buildInto("between");
  const [path = ""] = renditions();
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 4;
  writeFileSync(path, bytes);
  utimesSync(path, 1e9, 1e9);
  const { status, figures } = await buildInto("next");
  expect([status, figures.renditionsMade]).toEqual([0, 1]);
  expect(differences(folder.path("next"), folder.path("clean"))).toEqual([]);
});

test("a changed credit makes that photo's files again, and no other", { timeout: 60_000 }, async () => {
  const cold = await buildInto("out");
  const perPhoto = cold.figures.renditionsMade / photos;
  expect(Number.isInteger(perPhoto)).toBe(true);
  writeStory(2, "PTI");
  const { figures } = await buildInto("out");
  expect(figures.renditionsMade).toBe(perPhoto);
});

test("a limit of nothing keeps what this build uses, and drops what only the one before did", {
  timeout: 60_000,
}, async () => {
  await buildInto("out");
  const before = renditions();
  writeStory(2, "PTI");
  const { figures } = await buildInto("out", { cacheLimit: 0 });
  expect(renditions()).toHaveLength(before.length);
  expect(renditions().filter((path) => !before.includes(path))).toHaveLength(figures.renditionsMade);
  const again = await buildInto("again", { cacheLimit: 0 });
  expect(again.figures.renditionsMade).toBe(0);
});
