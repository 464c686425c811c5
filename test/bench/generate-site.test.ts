import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { generateHugoSite } from "../../scripts/bench/generate-hugo-site.ts";
import { generateSite, generateStories } from "../../scripts/bench/generate-site.ts";
import { walkFiles } from "../../src/base/files.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("generates the same stories each time", () => {
  expect([...generateStories(3)]).toEqual([...generateStories(3)]);
  expect(new Set([...generateStories(50)].map((story) => story.slug)).size).toBe(50);
});

test("writes the same stories for both programs", () => {
  generateSite({ folder: join(folder, "site"), stories: 20 });
  const built = join(folder, "built");
  const page = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><style>p{color:red}</style>`;
  const [last] = [...generateStories(20)].slice(-1);
  if (!last) throw new Error("no story");
  const story = `${last.published.slice(0, 10).replaceAll("-", "/")}/${last.slug}`;
  for (const place of ["", "world/latest", "archive", story]) {
    mkdirSync(join(built, place), { recursive: true });
    writeFileSync(join(built, place, "index.html"), page);
  }
  generateHugoSite({ folder: join(folder, "hugo"), stories: 20, built });

  const own = walkFiles(join(folder, "site/articles"));
  const hugo = walkFiles(join(folder, "hugo/content")).filter((name) => /\/story-\d+\.md$/.test(name));
  expect(hugo).toEqual(own);
  const copyOf = (path: string) => readFileSync(path, "utf8").split("\n---\n")[1];
  for (const name of own)
    expect(copyOf(join(folder, "hugo/content", name))).toBe(copyOf(join(folder, "site/articles", name)));
  expect(readFileSync(join(folder, "hugo/layouts/partials/generated/style-story.html"), "utf8")).toBe(
    "<style>p{color:red}</style>",
  );
});
