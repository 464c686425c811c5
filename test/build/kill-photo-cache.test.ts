import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { sha256 } from "../../src/base/digest.ts";
import { build } from "../../src/build.ts";
import { type KillPhotoResult, killPhoto } from "../../src/kill-photo.ts";
import { drawFrames, type Frames } from "../support/killed-site.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";

// What a kill knows from the cache, and takes out of it: of this photo everything, of another site's nothing.

vi.setConfig({ testTimeout: 120_000 });

const now = Date.UTC(2026, 5, 1, 6, 30);
const id = "photos/harbour.jpg";
let frames: Frames;
let folder: SiteFolder;
beforeAll(async () => {
  frames = await drawFrames();
});
beforeEach(() => {
  folder = smallSite({ features: { ninjs: true } });
});
afterEach(() => folder.close());

const cache = () => folder.path("cache");
const run = (site = folder.site, output = "out") => build({ site, output: folder.path(output), cache: cache(), now });
const story = () =>
  folder.writeStory("world/one", {
    headline: "One",
    section: "world",
    published: "2026-05-30T09:00",
    photo: { file: id, alt: "Boats", credit: "ANI" },
  });
const cached = () =>
  readdirSync(join(cache(), "renditions"), { recursive: true, encoding: "utf8" }).filter((name) =>
    /harbour-/.test(name),
  );

async function kill(): Promise<KillPhotoResult> {
  const result = await killPhoto({
    site: folder.site,
    output: folder.path("out"),
    cache: cache(),
    now,
    query: id,
    from: folder.site,
    kill: { reason: "The agency asked" },
    isBuilding: true,
    allowRemoved: false,
    onProgress: () => {},
  });
  if ("refusal" in result) throw new Error(result.refusal);
  return result;
}
const written = () =>
  (parse(readFileSync(join(folder.site, `articles/${id}.yaml`), "utf8")) as { kill: Record<string, unknown> }).kill;

test("another site's photo of the same name keeps its files in the cache that both share, and is named nowhere", async () => {
  folder.write(`articles/${id}`, frames.other);
  story();
  expect((await run()).status).toBe(0);
  const others = cached();
  expect(others.length).toBeGreaterThan(3);
  const elsewhere = folder.path("elsewhere");
  renameSync(folder.site, elsewhere);
  rmSync(folder.path("out"), { recursive: true });
  mkdirSync(folder.site, { recursive: true });
  const small = smallSite({ features: { ninjs: true } });
  renameSync(small.site, join(folder.base, "fresh"));
  small.close();
  rmSync(folder.site, { recursive: true });
  renameSync(join(folder.base, "fresh"), folder.site);
  folder.write(`articles/${id}`, frames.killed);
  story();
  expect((await run()).status).toBe(0);
  expect(cached().length).toBeGreaterThan(others.length);

  const { renditions, doubts, after } = await kill();
  expect(after.found).toEqual([]);
  expect(doubts).toEqual([]);
  const names = others.map((name) => name.replace(/^.*[/\\]/, ""));
  expect(renditions.length).toBeGreaterThan(3);
  expect(renditions.filter((name) => names.includes(name))).toEqual([]);
  expect(cached().sort()).toEqual(others.sort());
});

test("files in the cache of an earlier credit go too, and one of which nothing is known is told of and stays", async () => {
  folder.write(`articles/${id}`, frames.killed);
  story();
  await run();
  const file = join(folder.site, "articles/world/one.md");
  writeFileSync(file, readFileSync(file, "utf8").replace("ANI", "PTI"));
  await run();
  const strange = join(cache(), "renditions/00/harbour-0123456789abcdef-640.jpg");
  mkdirSync(dirname(strange), { recursive: true });
  writeFileSync(strange, "of an earlier version");
  const { doubts } = await kill();
  expect(cached()).toEqual(["00/harbour-0123456789abcdef-640.jpg"]);
  expect(doubts.join(" ")).toMatch(/^1 file of the cache/);
});

test("the looks of an original that is not at hand come from the cache; without it the report says what is missed", async () => {
  const digest = sha256(frames.killed);
  folder.writeYaml("_data/outlet.yaml", {
    name: "The Test",
    url: "https://test.example",
    timeZone: "Asia/Kolkata",
    languages: ["en"],
    photos: { originals: "../originals" },
  });
  const original = folder.path(`originals/${digest.slice(0, 2)}/${digest}.jpg`);
  mkdirSync(dirname(original), { recursive: true });
  writeFileSync(original, frames.killed);
  folder.writeYaml(`articles/${id}.yaml`, { original: digest });
  story();
  expect((await run()).status).toBe(0);
  rmSync(folder.path("originals"), { recursive: true });
  const first = await kill();
  expect(written()).toMatchObject({ sha256: digest, perceptualHash: expect.stringMatching(/^[0-9a-f]{72}$/) });
  expect(first.doubts.join(" ")).not.toContain("look like it");

  folder.writeYaml(`articles/${id}.yaml`, { original: digest });
  rmSync(cache(), { recursive: true });
  const second = await kill();
  expect(written()).not.toHaveProperty("perceptualHash");
  expect(second.doubts.join(" ")).toContain("pictures that look like it will not be recognised");
});
