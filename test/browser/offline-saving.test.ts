// What runs inside a page knows the browser's objects; the rest of the tests has no use for them.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { arrive, keptPaths, now, OfflineSite, save } from "../support/offline-site.ts";

let site: OfflineSite;
afterEach(async () => {
  await site.close();
});

const story = "/2026/06/01/kept/";

describe("saving", () => {
  test("says so in plain words where the device has no room, and leaves nothing half", async () => {
    site = await OfflineSite.open();
    const device = await site.device();
    const page = await device.newPage();
    await arrive(page, site.url("/"));
    await page.evaluate(() => {
      Cache.prototype.put = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    });
    await page.locator("p.save button").first().click();
    await page.locator("p.save button", { hasText: /^Save$/ }).click();
    await page.getByText("There is not enough room on this device.").waitFor();
    expect((await keptPaths(page)).filter((path) => path.includes(":saved:"))).toEqual([]);
    expect(await page.locator("p.save button").count()).toBe(1);
  });

  test("can be called off, and fails whole where the network goes", async () => {
    site = await OfflineSite.open();
    const device = await site.device();
    const page = await device.newPage();
    await arrive(page, site.url("/"));
    await page.locator("p.save button").first().click();
    await page.locator("p.save button", { hasText: /^Cancel$/ }).click();
    await page.getByText("Nothing was saved.").waitFor();
    await page.locator("p.save button").first().click();
    await page.locator("p.save button", { hasText: /^Save$/ }).waitFor();
    await site.stop();
    await page.locator("p.save button", { hasText: /^Save$/ }).click();
    await page.getByText("It could not be saved whole").waitFor();
    expect((await keptPaths(page)).filter((path) => path.includes(":saved:"))).toEqual([]);
    await site.start();
  });

  /** Of all that was saved, by cache. */
  const savedIn = async (page: Page) => (await keptPaths(page)).filter((path) => path.includes(":saved:"));

  test("that was cut off leaves nothing after the next visit, and one that goes on is let be", async () => {
    site = await OfflineSite.open();
    const device = await site.device();
    const [page, other] = [await device.newPage(), await device.newPage()];
    await arrive(page, site.url("/"));
    await arrive(other, site.url("/search/"));
    let go = () => {
      // Until a photo waits.
    };
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    await device.route(/\/photos\//, async (route) => {
      await gone;
      await route.continue();
    });
    const press = async (each: Page) => {
      await each.locator("p.save button").first().click();
      await each.locator("p.save button", { hasText: /^Save$/ }).click();
      await expect.poll(async () => (await savedIn(each)).length, { timeout: 15_000 }).toBeGreaterThan(3);
    };
    await press(page);
    await other.goto(site.url("/sport/latest/"));
    await other.waitForTimeout(1000);
    expect((await savedIn(other)).length).toBeGreaterThan(3);
    await page.close();
    await other.goto(site.url("/search/"));
    await expect.poll(() => savedIn(other), { timeout: 15_000 }).toEqual([]);
    go();
    await other.goto(site.url("/"));
    await save(other);
    expect((await savedIn(other)).length).toBeGreaterThan(3);
  });

  test("again keeps nothing of the first time, and each day opens its own stories", async () => {
    site = await OfflineSite.open();
    const device = await site.device();
    const page = await device.newPage();
    await arrive(page, site.url("/"));
    await save(page);
    const late = "A story of the next day";
    site.folder.writeStory("world/late", { headline: late, section: "world", published: "2026-06-02T08:00:00+05:30" });
    site.moment = now + 86_400_000;
    await site.stop();
    await site.again();
    for (let time = 0; time < 2; time += 1) {
      await page.goto(site.url("/"));
      await save(page);
    }
    const caches = new Set((await savedIn(page)).map((path) => path.split(" ")[0]));
    expect(caches.size).toBe(2);
    await page.goto(site.url("/offline/"));
    await expect.poll(() => page.locator("#saved > li").count()).toBe(2);
    const stories: string[][] = [];
    for (const item of await page.locator("#saved > li").all()) {
      await item.locator("summary").click();
      await item.locator("details a").first().waitFor();
      stories.push(await item.locator("details a").allTextContents());
    }
    expect(stories[0]).toContain(late);
    expect(stories[1]).not.toContain(late);
    await page.locator("#saved details a", { hasText: late }).click();
    expect(await page.locator("h1").textContent()).toBe(late);
  });

  test("in two tabs at once keeps both, and all that is saved goes at one press", async () => {
    site = await OfflineSite.open();
    const device = await site.device();
    const [page, other] = [await device.newPage(), await device.newPage()];
    await arrive(page, site.url("/"));
    await arrive(other, site.url(story));
    await Promise.all([save(page), save(other)]);
    await other.goto(site.url("/offline/"));
    await expect.poll(() => other.locator("#saved > li").count()).toBe(2);
    await other.locator("#saved-all").click();
    await expect.poll(() => other.locator("#saved > li").count()).toBe(0);
  });
});

test("without scripts nothing is offered", async () => {
  site = await OfflineSite.open();
  const device = await site.device({ javaScriptEnabled: false });
  const page = await device.newPage();
  await page.goto(site.url(story));
  expect(await page.locator("p.save, button[data-save]").count()).toBe(0);
  await page.goto(site.url("/offline/"));
  expect(await page.locator("main").textContent()).toContain("take scripts");
});
