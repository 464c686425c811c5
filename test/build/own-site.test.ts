import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { projectFolder } from "../../src/engine.ts";
import { readFolder, SiteFolder } from "../support/site-folder.ts";

const folder = new SiteFolder();
const site = join(projectFolder, "test/sites/gazette");
const read = (name: string) => readFileSync(join(folder.path("out"), name), "utf8");

beforeAll(async () => {
  const result = await build({
    site,
    output: folder.path("out"),
    cache: folder.path("cache"),
    now: Date.UTC(2026, 3, 1),
  });
  expect(result.problems.filter((each) => each.severity === "error")).toEqual([]);
});
afterAll(() => folder.close());

test("a site has its own name, address pattern, time zone and words", () => {
  const story = read("tides/high-water.html");
  expect(story).toContain("<title>High water at noon — Harbour Gazette</title>");
  expect(story).toContain('href="/paper/news/ferry-timetable.html"');
  // Half past midnight on 29 March 2026 is winter time still; the clocks go forward at one.
  expect(read("news/ferry-timetable.html")).toContain('datetime="2026-03-29T00:30:00Z"');
  expect(story).toContain('datetime="2026-03-30T09:00:00+01:00"');
  expect(read("index.html")).toContain("Straight to the news");
});

test("a site's own template, with its own filter, stands in place of ours", () => {
  expect(read("index.html")).toContain("HARBOUR GAZETTE — printed on the quay");
  expect(read("tides/high-water.html")).toContain("gazette-footer");
});

test("a site's own tokens change the look of every page, and its logo stands in the masthead", () => {
  expect(read("tides/high-water.html")).toContain("#0b4a6f");
  expect(read("index.html")).toContain('src="/paper/assets/logo.svg"');
});

test("nothing of the demo outlet is in another site's output", () => {
  for (const [name, bytes] of readFolder(folder.path("out"))) {
    expect(/Indian Statesman|theindianstatesman/i.test(bytes.toString("latin1")), name).toBe(false);
  }
  expect(readFileSync(join(folder.path("out"), "assets/icon.svg"))).toEqual(
    readFileSync(join(site, "assets/icon.svg")),
  );
  // The paper has no icon for phones; ours is not its own.
  expect(read("index.html")).toContain('rel="icon" href="/paper/assets/icon.svg"');
  expect(read("index.html")).not.toContain("icon-180");
});

test("a changed filter of a site's makes its pages again", () => {
  const own = new SiteFolder();
  try {
    for (const [name, bytes] of readFolder(site)) own.write(name, bytes);
    // Each build in a process of its own, as people run it: the test runner would keep the modules of the first.
    const run = () =>
      execFileSync(
        process.execPath,
        [
          "scripts/broadsheet.mjs",
          "build",
          "--json",
          "--site",
          own.site,
          "--output",
          own.path("out"),
          "--cache",
          own.path("cache"),
        ],
        { cwd: projectFolder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
      );
    run();
    own.write("shout.ts", 'export const shout = (text: string): string => text.concat("!");\n');
    expect(JSON.parse(run()).figures.pagesMade).toBeGreaterThan(5);
    expect(readFileSync(join(own.path("out"), "index.html"), "utf8")).toContain("Harbour Gazette! — printed");
  } finally {
    own.close();
  }
});
