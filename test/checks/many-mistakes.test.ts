import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { formatProblems } from "../../src/base/format-problems.ts";
import { checkSite } from "../../src/check-site.ts";

// One run says all of a story's mistakes, though its deciding keys are among them: `_many-mistakes/in` over the clean site.
// UPDATE=1 writes the golden text anew; read the difference.

const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), "broadsheet-many-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const now = Date.parse("2025-06-01T12:00:00+05:30");

function siteOf(name: string): string {
  const site = join(folder, name);
  cpSync(join(here, "_base"), site, { recursive: true });
  cpSync(join(here, "_many-mistakes/in"), site, { recursive: true });
  return site;
}

const check = (site: string) => checkSite({ site, now, output: join(folder, "none"), cache: join(folder, "cache") });

test("a wrong date, status, section and embargo hide none of a story's other mistakes", async () => {
  const { problems } = await check(siteOf("all"));
  const text = formatProblems(problems, { colour: false });
  const golden = join(here, "_many-mistakes/golden/problems.txt");
  if (process.env.UPDATE !== undefined) writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, "utf8"));
  expect(problems.filter(({ file }) => file?.endsWith("flood.md")).length).toBeGreaterThanOrEqual(15);
});

test("once the deciding keys are mended, nothing comes to light but what hangs on them, and nothing was said in vain", async () => {
  const site = siteOf("mended");
  const file = "articles/world/flood.md";
  const before = (await check(site)).problems.filter((each) => each.file === file);
  const mended = readFileSync(join(site, file), "utf8")
    .replace("headline:\n", "headline: The flood\n")
    .replace("wrold", "world")
    .replace("2025-13-10", "2025-05-10")
    .replace("redy", "ready")
    .replace("embargo: tomorrow", "embargo: 2025-05-10T09:00");
  writeFileSync(join(site, file), mended);
  const after = (await check(site)).problems.filter((each) => each.file === file);
  const said = (problems: typeof before) => problems.map(({ code, line }) => `${code} ${line}`);
  const deciding = ["headline", "section", "published", "status", "embargo"];
  expect(said(after)).toEqual(said(before.filter(({ key }) => !deciding.includes(key ?? ""))));
});

test("what is read in part is quoted to nobody who may not see it", async () => {
  const { problems, isQuotable } = await check(siteOf("private"));
  const ofStories = problems.filter(({ file }) => file?.startsWith("articles/world/"));
  expect(ofStories.filter((each) => isQuotable(each))).toEqual([]);
});
