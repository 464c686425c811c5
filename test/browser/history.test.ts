import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFaults, looksWithoutScripts, looksWithScripts } from "../support/axe.ts";
import { sharedBrowser } from "../support/browser.ts";
import { at, buildHistorySite, historySite } from "../support/history-site.ts";
import { wordsInFrames } from "../support/shown-words.ts";
import { type StaticServer, serveFolder } from "../support/static-server.ts";
import { withoutScripts } from "../support/without-scripts.ts";

// The page of a story's history, which the demo lacks: it would need all commits wherever the demo is built.

const repository = historySite();
let server: StaticServer;

const english = "/2026/05/01/talks/history/";
const urdu = "/ur/2026/05/01/baat/history/";

beforeAll(async () => {
  const story = { section: "world", published: at(0) };
  const write = (headline: string, talks: string, baat: string) => {
    repository.folder.writeStory("world/talks", { ...story, headline }, talks);
    repository.folder.writeStory("world/baat", { ...story, language: "ur", headline: "بات چیت" }, baat);
  };
  write("Talks begin on Sunday", "They begin on Sunday.\n\n- One\n- Two\n", "بات چیت اتوار کو شروع ہو گی۔\n");
  repository.commit(at(1));
  write(
    "Talks begin on Monday",
    `They begin on Monday, ${"after-".repeat(30)}noon.\n\n- Two\n`,
    "بات چیت پیر کو شروع ہو گی۔\n",
  );
  repository.commit(at(2));
  expect((await buildHistorySite(repository)).status).toBe(0);
  server = await serveFolder(repository.folder.path("out"), { hasHeaders: false });
}, 60_000);

afterAll(async () => {
  await server?.close();
  repository.close();
});

async function open<T>(
  path: string,
  look: (page: Page) => Promise<T>,
  prepare?: (page: Page) => Promise<void>,
): Promise<T> {
  const context = await (await sharedBrowser()).newContext();
  try {
    const page = await context.newPage();
    await prepare?.(page);
    await page.goto(server.origin + path, { waitUntil: "load" });
    return await look(page);
  } finally {
    await context.close();
  }
}

test.each([english, urdu])("%s can be used by everybody, with scripts and without", async (path) => {
  expect(await open(path, (page) => axeFaults(page, looksWithScripts))).toEqual([]);
  expect(await open(path, (page) => axeFaults(page, looksWithoutScripts), withoutScripts)).toEqual([]);
});

test("says the same with scripts and without", async () => {
  const [one] = await open("/robots.txt", (page) => wordsInFrames(page, [english]));
  expect(one?.haveRun).toEqual([true, false]);
  expect(one?.without).toContain("Talks begin on Monday");
  expect(one?.withScripts).toBe(one?.without);
});

test.each([english, urdu])("%s fits a window of 320 px", async (path) => {
  const width = await open(path, async (page) => {
    await page.setViewportSize({ width: 320, height: 256 });
    return await page.evaluate(() => document.documentElement.scrollWidth);
  });
  expect(width).toBe(320);
});
