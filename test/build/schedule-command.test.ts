import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { command } from "../../scripts/schedule.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";

// What `npm run schedule` prints where no terminal listens: a log that anybody may read.

const now = "2026-06-03T10:20:00Z";
let folder: SiteFolder;

beforeAll(() => {
  folder = smallSite();
  folder.writeStory("world/out", {
    headline: "Out",
    section: "world",
    published: "2026-06-02T09:00+05:30",
    expires: "2026-06-03T18:00+05:30",
  });
  folder.writeStory("world/secret-name", {
    headline: "Secret headline",
    section: "world",
    published: "2026-06-02T09:00+05:30",
    embargo: "2026-06-03T17:00+05:30",
  });
});
afterAll(() => folder.close());
afterEach(() => vi.restoreAllMocks());

async function run(values: Record<string, string | boolean>): Promise<{ status: number; printed: string }> {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  const shared = { site: folder.site, cache: folder.path("cache"), now };
  const status = await command.run({ values: { ...shared, ...values }, positionals: [] });
  return { status, printed: lines.join("\n") };
}

test("names what is public and nothing that is not, and never a headline", async () => {
  for (const json of [false, true]) {
    const { status, printed } = await run({ until: "2026-06-03T20:00+05:30", json });
    expect(status).toBe(0);
    expect(printed).toContain("2026-06-03T17:00:00+05:30");
    expect(printed).toContain("world/out");
    expect(printed).not.toMatch(/secret/i);
  }
});

test("says once that each midnight is a new day, and lists what else comes", async () => {
  const { printed } = await run({ until: "2026-06-20T12:00+05:30" });
  expect(printed.match(/a new day/g)).toHaveLength(1);
  expect(printed).toContain("2026-06-03T17:00:00+05:30");
  expect(printed).not.toContain("2026-06-10T00:00:00");
  const { printed: unasked } = await run({});
  expect(unasked).toMatch(/leaves the news sitemap/);
  expect(unasked).toMatch(/Nothing else up to .*--until/);
  const { printed: json } = await run({ json: true });
  expect(JSON.parse(json).moments).toHaveLength(20);
});

test("names all for editors who ask, but no headline", async () => {
  const { printed } = await run({ until: "2026-06-03T20:00+05:30", names: true });
  expect(printed).toContain("a story appears: world/secret-name");
  expect(printed).not.toContain("Secret headline");
});

test("gives a timer the next moment and nothing else", async () => {
  expect(await run({ next: true })).toEqual({ status: 0, printed: "2026-06-03T17:00:00+05:30" });
});

test("tells cron whether a moment came since the last build, the very moment included", async () => {
  const since = "2026-06-03T16:00+05:30";
  expect(await run({ since, now: "2026-06-03T16:59:59+05:30" })).toEqual({ status: 1, printed: "" });
  expect(await run({ since, now: "2026-06-03T17:00:00+05:30" })).toEqual({
    status: 0,
    printed: "2026-06-03T17:00:00+05:30",
  });
  // The build at that moment has seen it.
  expect((await run({ since: "2026-06-03T17:00+05:30", now: "2026-06-03T17:30+05:30" })).status).toBe(1);
});

test("refuses a moment that is none", async () => {
  await expect(run({ since: "yesterday" })).rejects.toThrow(/date-time/);
});
