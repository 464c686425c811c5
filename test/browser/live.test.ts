/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sharedBrowser } from "../support/browser.ts";
import { buildAt, liveSite, writeEntry, writeLiveStory } from "../support/live-site.ts";
import { type StaticServer, serveFolder } from "../support/static-server.ts";

// An open page of a live story while the newsroom goes on: the site is built twice, and the page that was opened from the
// first build is told of the second. The browser's clock is ours, so that nobody waits.

const site = liveSite();
const words = "A paragraph that a reader is in the middle of when something new comes in.";
const urdu = "ایک پیراگراف جسے قاری پڑھ رہا ہے جب نئی خبر آتی ہے۔";
const address = "/2026/02/01/talks/";
let server: StaticServer;
let newServer: StaticServer;

beforeAll(async () => {
  writeLiveStory(site, { folder: "world/talks", headline: "Talks, hour by hour", words: () => words, count: 12 });
  writeLiveStory(site, { folder: "world/baat", headline: "بات چیت", words: () => urdu, count: 12, language: "ur" });
  writeLiveStory(site, { folder: "world/long", headline: "A long day", words: () => words, count: 60 });
  expect((await buildAt(site, "out", "2026-02-02T09:00")).status).toBe(0);
  for (const number of [13, 14, 15]) {
    writeEntry(site, "world/talks", number, words);
    writeEntry(site, "world/baat", number, urdu);
  }
  expect((await buildAt(site, "new", "2026-02-02T09:00")).status).toBe(0);
  server = await serveFolder(site.path("out"));
  newServer = await serveFolder(site.path("new"));
}, 120_000);

afterAll(async () => {
  await server?.close();
  await newServer?.close();
  site.close();
});

/** Opens a page whose fragment comes from the second build once `publish` was called. */
async function open(
  path: string,
  { savesData = false, ...options }: BrowserContextOptions & { savesData?: boolean },
  look: (page: Page, live: { publish: () => void; asked: () => number; later: () => Promise<void> }) => Promise<void>,
): Promise<void> {
  const browser = await sharedBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  let isPublished = false;
  let asked = 0;
  await page.route("**/latest.html", async (route) => {
    asked += 1;
    const file = join(site.path(isPublished ? "new" : "out"), new URL(route.request().url()).pathname);
    await route.fulfill({ body: readFileSync(file, "utf8"), contentType: "text/html; charset=utf-8" });
  });
  try {
    if (options.javaScriptEnabled !== false) await page.clock.install();
    if (savesData) {
      await page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
    }
    await page.goto(server.origin + encodeURI(path), { waitUntil: "load" });
    await look(page, {
      publish: () => {
        isPublished = true;
      },
      asked: () => asked,
      later: async () => {
        await page.clock.fastForward(45_000);
        await page.waitForTimeout(150);
      },
    });
  } finally {
    await context.close();
  }
}

const placeOf = (page: Page, id: string) =>
  page.evaluate((anchor) => document.getElementById(anchor)?.getBoundingClientRect().top, id);
const button = (page: Page) => page.locator(".live-updates button");

describe.each([
  ["English", address, "3 new updates"],
  ["Urdu", "/ur/2026/02/01/baat/", "3 نئی اپ ڈیٹس"],
])("new entries while a reader is in the middle of a page in %s", (_language, path, count) => {
  test.each([360, 1280])(
    "are announced at %i px without moving what is read, and come when the reader asks",
    async (width) => {
      await open(path, { viewport: { width, height: 700 } }, async (page, live) => {
        await page.evaluate(() => document.getElementById("e005")?.scrollIntoView());
        const before = await placeOf(page, "e005");
        live.publish();
        await live.later();
        await button(page).waitFor();
        expect(await button(page).textContent()).toBe(count);
        expect(await page.locator(".live-updates [role=status]").textContent()).toBe(count);
        expect((await placeOf(page, "e005")) ?? Number.NaN).toBe(before);
        expect(await page.locator("#e015").count()).toBe(0);
        // At hand wherever the reader is.
        const box = await button(page).boundingBox();
        expect(box?.y).toBeGreaterThanOrEqual(0);
        expect(box?.y).toBeLessThan(60);

        const updated = page.locator(".byline-updated time");
        const earlier = await updated.getAttribute("datetime");

        await button(page).focus();
        await page.keyboard.press("Enter");
        // The page says when it changed last, once the change stands there.
        expect(earlier).toBe("2026-02-01T11:00:00+05:30");
        expect(await updated.getAttribute("datetime")).toBe("2026-02-01T11:30:00+05:30");
        expect(await updated.textContent()).toMatch(/11:30/);
        expect(await page.locator(".live-entry").evaluateAll((entries) => entries.slice(0, 4).map(({ id }) => id))).toEqual([
        "e015", "e014", "e013", "e012",
      ]); // biome-ignore format: a list to scan
        expect(await page.evaluate(() => document.activeElement?.id)).toBe("e015");
        expect(await page.locator(".live-day").count()).toBe(1);
        const seen = await placeOf(page, "e015");
        // Scroll positions are whole pixels, places are not.
        expect(seen).toBeGreaterThan(-1);
        expect(seen).toBeLessThan(700);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        expect(await button(page).count()).toBe(0);
      });
    },
  );

  test("are accessible before and after", async () => {
    await open(path, {}, async (page, live) => {
      live.publish();
      await live.later();
      await button(page).waitFor();
      await page.clock.resume();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    });
  });
});

describe("the script", () => {
  test("asks one address of our own, and less often the longer nothing comes", async () => {
    await open(address, {}, async (page, live) => {
      const hosts = new Set<string>();
      page.on("request", (request) => hosts.add(new URL(request.url()).pathname));
      for (let time = 0; time < 12; time += 1) await live.later();
      // The page itself and the front are kept to be read offline, once; beyond these it asks for what is new alone.
      const kept = [address, "/"];
      expect([...hosts].filter((path) => !kept.includes(path))).toEqual([`${address}latest.html`]);
      expect(live.asked()).toBeGreaterThan(3);
      expect(live.asked()).toBeLessThan(11);
    });
  });

  test("is silent in a hidden tab", async () => {
    await open(address, {}, async (page, live) => {
      await page.evaluate(() => {
        Object.defineProperty(document, "hidden", { value: true, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      });
      await live.later();
      await live.later();
      expect(live.asked()).toBe(0);
    });
  });

  test("is silent for readers who save data", async () => {
    await open(address, { savesData: true }, async (_page, live) => {
      await live.later();
      await live.later();
      expect(live.asked()).toBe(0);
    });
  });

  test("stops when the story has ended, and says so", async () => {
    await open(address, {}, async (page, live) => {
      await page.route("**/latest.html", (route) =>
        route.fulfill({
          body: '<main data-live-state="ended" data-live-label="Ended"></main>',
          contentType: "text/html",
        }),
      );
      await live.later();
      await page.locator(".live-updates-link", { hasText: "This coverage has ended" }).waitFor();
      expect(await page.locator(".live-header-label").textContent()).toBe("Ended");
    });
  });

  test("leads an old link to an entry that has moved to an older page", async () => {
    await open("/2026/02/01/long/#e003", {}, async (page) => {
      await page.waitForURL(`${server.origin}/2026/02/01/long/page/1/#e003`);
      expect(await page.locator("article#e003").count()).toBe(1);
    });
  });
});

describe("without scripts", () => {
  test("a link loads the page again", async () => {
    await open(address, { javaScriptEnabled: false }, async (page) => {
      await page.getByRole("link", { name: "Check for new updates" }).click();
      expect(new URL(page.url()).pathname).toBe(address);
      expect(await page.locator(".live-entry").count()).toBe(12);
    });
  });

  test("an old link to an entry ends at the link to where it is now", async () => {
    await open("/2026/02/01/long/#e003", { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator("li:has(#e003) a").getAttribute("href")).toBe("/2026/02/01/long/page/1/");
      expect(await page.locator("li:has(#e003) a").isVisible()).toBe(true);
    });
  });
});
