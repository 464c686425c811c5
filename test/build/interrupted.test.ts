import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { randomFrom } from "../../scripts/bench/generate-site.ts";
import { build } from "../../src/build.ts";
import { projectFolder } from "../../src/engine.ts";
import { finishInterrupted, moveIn } from "../../src/publish/move-in.ts";
import { cases } from "../support/cases.ts";
import { differences, plainPhoto, type SiteFolder, smallSite } from "../support/site-folder.ts";

const now = Date.UTC(2026, 5, 1);
let folder: SiteFolder;
beforeEach(() => {
  folder = smallSite();
});
afterEach(() => folder.close());

function put(path: string, text: string): void {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
}

test("a build that died while moving files in is finished by the next one, whatever it had done", () => {
  const [staging, output, cache] = [folder.path("staging"), folder.path("out"), folder.path("cache")];
  put(join(output, "build-manifest.json"), "old");
  put(join(output, "a/index.html"), "moved already");
  put(join(output, "gone.html"), "to be removed");
  put(join(output, "stays.html"), "stays");
  put(join(staging, "b/index.html"), "new");
  // As it stands in the journal of a build that moved `a` and died.
  const real = {
    staging,
    output,
    cache,
    move: ["a/index.html", "b/index.html"],
    remove: ["gone.html"],
    manifest: "new manifest",
  };
  const begun = () => moveIn({ ...real, move: ["b/index.html", "missing.html"] });
  expect(begun).toThrow();
  put(join(output, "missing.html"), "moved by hand");
  expect(finishInterrupted(cache, output)).toBe(true);
  expect(readFileSync(join(output, "b/index.html"), "utf8")).toBe("new");
  expect(readFileSync(join(output, "build-manifest.json"), "utf8")).toBe("new manifest");
  expect([existsSync(join(output, "gone.html")), existsSync(join(output, "stays.html")), existsSync(staging)]).toEqual([
    false,
    true,
    false,
  ]);
  expect(finishInterrupted(cache, output)).toBe(false);
});

test("a file becomes a folder and a folder a file where addresses change so", () => {
  const [staging, output, cache] = [folder.path("staging"), folder.path("out"), folder.path("cache")];
  put(join(output, "a"), "a file");
  put(join(output, "b/index.html"), "in a folder");
  put(join(staging, "a/index.html"), "in a folder now");
  put(join(staging, "b"), "a file now");
  moveIn({ staging, output, cache, move: ["a/index.html", "b"], remove: ["a", "b/index.html"], manifest: "m" });
  expect(readFileSync(join(output, "a/index.html"), "utf8")).toBe("in a folder now");
  expect(readFileSync(join(output, "b"), "utf8")).toBe("a file now");
});

test("a build killed at any moment leaves a cache and an output from which the next one is right", {
  timeout: 600_000,
}, async () => {
  for (let index = 0; index < 12; index += 1) {
    folder.write(`articles/photos/${index}.jpg`, await plainPhoto(20 * index, 90, 40, 640, 400));
    folder.writeStory(`world/story-${index}`, {
      headline: `Story ${index}`,
      section: "world",
      published: "2026-05-01",
      photo: { file: `photos/${index}.jpg`, alt: "A colour", credit: "ANI" },
    });
  }
  const options = { site: folder.site, now, allowRemoved: true };
  const started = performance.now();
  await build({ ...options, output: folder.path("clean"), cache: folder.path("clean-cache") });
  const whole = performance.now() - started;
  const random = randomFrom(Number(process.env.BROADSHEET_SEED ?? 7));
  for (let round = 0; round < cases(3, 50); round += 1) {
    const [output, cache] = [folder.path(`out-${round}`), folder.path(`cache-${round}`)];
    const child = spawn(
      process.execPath,
      [
        "scripts/broadsheet.mjs",
        "build",
        "--site",
        folder.site,
        "--output",
        output,
        "--cache",
        cache,
        "--now",
        "2026-06-01T00:00:00Z",
      ],
      { cwd: projectFolder, stdio: "ignore" },
    );
    const exit = once(child, "exit");
    await Promise.race([wait(200 + random() * whole * 1.5), exit]);
    child.kill("SIGKILL");
    await exit;
    const result = await build({ ...options, output, cache });
    expect(result.problems.filter((each) => each.severity === "error")).toEqual([]);
    expect(differences(output, folder.path("clean")), `round ${round}`).toEqual([]);
    rmSync(output, { recursive: true });
    rmSync(cache, { recursive: true });
  }
});
