import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type BuildOptions, build } from "../../src/build.ts";
import { readFolder } from "../support/site-folder.ts";
import { SiteRepository } from "../support/site-repository.ts";

// A held story keeps its published form wherever the folders stand, and where nothing but git remembers it.

vi.setConfig({ testTimeout: 120_000 });

const now = Date.UTC(2026, 5, 1, 6, 30);
const story = (headline: string, more: Record<string, unknown> = {}) => ({
  headline,
  section: "world",
  published: "2026-05-01T10:00",
  ...more,
});

let repository: SiteRepository;
const folder = () => repository.folder;
beforeEach(async () => {
  repository = new SiteRepository();
  folder().writeStory("world/one", story("One as it was"));
  folder().writeStory("world/two", story("Two"));
});
afterEach(() => repository.close());

const run = (more: Partial<BuildOptions> = {}) =>
  build({ site: folder().site, output: folder().path("out"), cache: folder().path("cache"), now, ...more });
const page = (output: string, path: string) => readFileSync(join(folder().path(output), path, "index.html"), "utf8");
const broken = () => folder().writeStory("world/one", story("One, broken", { section: "nowhere" }));

test("the site and its output stand elsewhere, with the same cache", async () => {
  rmSync(join(folder().site, ".git"), { recursive: true });
  expect((await run()).status).toBe(0);
  broken();
  folder().writeStory("world/two", story("Two corrected"));
  cpSync(folder().site, folder().path("moved/site"), { recursive: true });
  cpSync(folder().path("out"), folder().path("moved/out"), { recursive: true });
  const result = await run({ site: folder().path("moved/site"), output: folder().path("moved/out"), holdBack: true });
  expect(result.status, JSON.stringify(result.problems)).toBe(0);
  expect(page("moved/out", "2026/05/01/one")).toContain("One as it was");
  expect(page("moved/out", "2026/05/01/two")).toContain("Two corrected");
});

test("the cache is empty: git's newest version without errors counts, and a story that never was public stays out", async () => {
  repository.commit("2026-05-01T10:00+05:30");
  expect((await run()).status).toBe(0);
  folder().writeStory("world/three", story("Three, never built"));
  repository.commit("2026-05-02T10:00+05:30");
  broken();
  folder().writeStory("world/three", story("Three, broken", { section: "nowhere" }));
  repository.commit("2026-05-03T10:00+05:30");
  folder().writeStory("world/one", story("One, broken twice", { section: "nowhere" }));
  folder().writeStory("world/two", story("Two corrected"));
  rmSync(folder().path("cache"), { recursive: true });
  const result = await run({ holdBack: true });
  expect(result.status, JSON.stringify(result.problems)).toBe(0);
  expect(result.figures.held).toEqual(["world/one", "world/three"]);
  expect(page("out", "2026/05/01/one")).toContain("One as it was");
  expect(page("out", "2026/05/01/two")).toContain("Two corrected");
  expect(() => page("out", "2026/05/01/three")).toThrow();
  // The form from git is remembered as any other.
  expect((await run({ holdBack: true })).status).toBe(0);
  expect(page("out", "2026/05/01/one")).toContain("One as it was");
});

test("another output of the same paper in the cache, of a branch, is not taken for this one", async () => {
  rmSync(join(folder().site, ".git"), { recursive: true });
  expect((await run()).status).toBe(0);
  cpSync(folder().path("out"), folder().path("moved/out"), { recursive: true });
  folder().writeStory("world/one", story("One of the branch"));
  expect((await run({ output: folder().path("branch") })).status).toBe(0);
  broken();
  const result = await run({ output: folder().path("moved/out"), holdBack: true });
  // Nothing remembers its form, so that it is let go, and said.
  expect(result.status, JSON.stringify(result.problems)).toBe(0);
  expect(result.figures.held).toEqual(["world/one"]);
  expect(result.problems.map(({ code }) => code)).toContain("site/address-lost");
  for (const [name, bytes] of readFolder(folder().path("moved/out")))
    expect(bytes.includes("One of the branch"), name).toBe(false);
});
