// What runs inside a page knows the browser's objects; the rest of the tests has no use for them.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { arrive, brokenPictures, keptPaths, now, OfflineSite, save, stopWorkers } from "../support/offline-site.ts";

let site: OfflineSite;
afterEach(async () => {
  await site.close();
});

const story = "/2026/06/01/kept/";

describe("with the network off and the server stopped", () => {
  test("today's paper, saved, reads whole: every story, and every photo painted", async () => {
    site = await OfflineSite.open();
    const device = await site.device();
    const page = await device.newPage();
    await arrive(page, site.url("/"));
    await save(page);
    await device.setOffline(true);
    await site.stop();
    await page.goto(site.url("/"));
    const links = await page
      .locator("main a[href^='/2026/']")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
    expect(new Set(links).size).toBe(3);
    for (const link of new Set(links)) {
      await page.goto(site.url(link));
      expect(await page.locator("article.story h1").count(), link).toBe(1);
      if (!link.includes("/web/")) expect(await brokenPictures(page), link).toEqual([]);
    }
    // What is shown on the web alone was never copied.
    expect((await keptPaths(page)).filter((path) => /saved.*\/web-/.test(path))).toEqual([]);
  });

  test("a story that was read is there, another width of its photo answers, and what is not there is the offline page", async () => {
    site = await OfflineSite.open();
    const device = await site.device({ viewport: { width: 360, height: 700 } });
    const page = await device.newPage();
    await arrive(page, site.url(story));
    await expect
      .poll(() => keptPaths(page))
      .toEqual(expect.arrayContaining([expect.stringMatching(/read .*harbour-\w+-\d+\.avif$/)]));
    await device.setOffline(true);
    await site.stop();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(site.url(story));
    expect(await brokenPictures(page)).toEqual([]);
    await page.goto(site.url("/"));
    expect(await page.locator(".masthead-large").count()).toBe(1);
    await page.goto(site.url("/sport/latest/"));
    expect(await page.locator("h1").textContent()).toBe("Read offline");
    await page.goto(site.url("/ur/no-such/"));
    expect(await page.evaluate(() => document.documentElement.dir)).toBe("rtl");
  });

  test("what is saved is listed with its size, found by a word of its copy, and removed", async () => {
    site = await OfflineSite.open();
    const device = await site.device();
    const page = await device.newPage();
    await arrive(page, site.url(story));
    expect(await save(page)).toMatch(/\d/);
    await device.setOffline(true);
    await site.stop();
    await page.goto(site.url("/search/?q=turnstone"));
    await page.locator("#saved-found a").waitFor();
    expect(await page.locator("#saved-found mark").textContent()).toBe("turnstone");
    await page.goto(site.url("/offline/"));
    expect(await page.locator("#saved a").textContent()).toBe("The harbour at dawn");
    expect(await page.locator(".saved-facts").textContent()).toMatch(/MB.* · .*20\d\d/);
    await page.locator("#saved a").click();
    expect(await page.locator("h1").textContent()).toBe("The harbour at dawn");
    await page.goto(site.url("/offline/"));
    await page.locator("#saved button").click();
    await page.locator("#saved-none").waitFor();
    expect((await keptPaths(page)).filter((path) => path.includes(":saved:"))).toEqual([]);
  });
});

describe("when the network is back", () => {
  /** Saves the paper, takes the network away, changes the site, and comes back. */
  async function backAfter(change: () => void | Promise<void>) {
    const device = await site.device();
    const page = await device.newPage();
    await arrive(page, site.url(story));
    await page.goto(site.url("/"));
    await save(page);
    await device.setOffline(true);
    await site.stop();
    await change();
    await site.again();
    await device.setOffline(false);
    // The worker looks twice a minute at most; a new worker starts anew.
    await stopWorkers(page);
    await page.goto(site.url("/offline/"));
    return page;
  }

  test("a photo that was killed is gone from every cache, and the page that showed it is fetched again", async () => {
    site = await OfflineSite.open();
    const page = await backAfter(() => {
      // As `npm run photos -- kill` writes it: with the names of all files that were made of the photo.
      const renditions = readdirSync(join(site.output, "photos/kept")).filter((name) => name.startsWith("harbour-"));
      site.writeStories(
        {},
        { kill: { at: new Date(now + 60_000).toISOString(), reason: "Private reason", renditions } },
      );
    });
    await expect
      .poll(async () => (await keptPaths(page)).filter((path) => path.includes("harbour-")), { timeout: 15_000 })
      .toEqual([]);
    expect(
      await page.evaluate(async (path) => (await (await caches.match(path))?.text())?.includes("harbour-"), story),
    ).toBe(false);
  });

  test("a story that was taken down is gone, and its headline from the front that was saved", async () => {
    site = await OfflineSite.open();
    const page = await backAfter(() => {
      site.writeStories({ kill: { at: new Date(now + 60_000).toISOString(), reason: "Private reason" } });
    });
    const copies = () =>
      page.evaluate(async () => {
        let count = 0;
        for (const name of await caches.keys()) {
          const cache = await caches.open(name);
          for (const request of await cache.keys()) {
            if ((await (await cache.match(request))?.text())?.includes("The harbour at dawn")) count += 1;
          }
        }
        return count;
      });
    await expect.poll(copies, { timeout: 15_000 }).toBe(0);
  });

  test("a corrected story is fetched again", async () => {
    site = await OfflineSite.open();
    const page = await backAfter(() => {
      site.moment = now + 7_200_000;
      site.writeStories({
        corrections: [{ kind: "correction", date: new Date(now + 3_600_000).toISOString(), text: "It was the ferry." }],
      });
    });
    const text = () =>
      page.evaluate(async (path) => (await (await caches.match(path))?.text())?.includes("It was the ferry."), story);
    await expect.poll(text, { timeout: 15_000 }).toBe(true);
  });

  test("a photo whose lease for offline reading is over is gone", async () => {
    site = await OfflineSite.open();
    const page = await backAfter(() => {
      site.moment = now + 7_200_000;
    });
    await expect
      .poll(async () => (await keptPaths(page)).filter((path) => path.includes("lease-")), { timeout: 15_000 })
      .toEqual([]);
    expect((await keptPaths(page)).some((path) => path.includes("harbour-"))).toBe(true);
  });
});

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
