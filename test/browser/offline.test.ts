// What runs inside a page knows the browser's objects; the rest of the tests has no use for them.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import sharp from "sharp";
import { afterEach, describe, expect, test } from "vitest";
import { arrive, brokenPictures, forgetFetched, keptPaths, OfflineSite, save } from "../support/offline-site.ts";

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

  test("the front is there whatever was visited, as the newest page that was read had it", async () => {
    site = await OfflineSite.open();
    const device = await site.device();
    const page = await device.newPage();
    await arrive(page, site.url("/search/"));
    const front = () => page.evaluate(async () => await (await caches.match("/"))?.text());
    await expect.poll(front, { timeout: 15_000 }).toContain("masthead-large");
    const headline = "A story of the next build";
    site.folder.writeStory("world/next", { headline, section: "world", published: "2026-06-01T09:00:00+05:30" });
    await site.stop();
    await site.again();
    await page.goto(site.url(story));
    await expect.poll(front, { timeout: 15_000 }).toContain(headline);
    await device.setOffline(true);
    await site.stop();
    await page.goto(site.url("/"));
    expect(await page.locator("main").textContent()).toContain(headline);
  });

  test("a story is there without the slash of its address, and with what a sender added to it", async () => {
    site = await OfflineSite.open();
    const device = await site.device();
    const page = await device.newPage();
    await arrive(page, site.url(story));
    await save(page);
    await device.setOffline(true);
    await site.stop();
    for (const address of [story.slice(0, -1), `${story}?from=letter`]) {
      await page.goto(site.url(address));
      expect(await page.locator("h1").textContent(), address).toBe("The harbour at dawn");
    }
  });

  test("what a search finds stands on the first screen of a phone, and what is saved right below", async () => {
    site = await OfflineSite.open();
    const device = await site.device({ viewport: { width: 360, height: 800 } });
    const page = await device.newPage();
    await arrive(page, site.url("/ur/"));
    await save(page);
    await device.setOffline(true);
    await site.stop();
    await page.goto(site.url(`/ur/search/?q=${encodeURIComponent("مانسون")}`));
    await page.locator("#saved-found a").waitFor();
    const box = async (place: string) => {
      const { y = 0, height = 0 } = (await page.locator(place).first().boundingBox()) ?? {};
      return { top: y, bottom: y + height };
    };
    const [found, heading] = [await box("#saved-found"), await box("#saved-heading")];
    expect(found.bottom).toBeLessThan(800);
    expect(heading.top - found.bottom).toBeLessThan(80);
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

test("a line that is slow is waited for where there is no copy, and not where there is one", async () => {
  site = await OfflineSite.open();
  const device = await site.device();
  const page = await device.newPage();
  await arrive(page, site.url("/ur/"));
  // Longer than the worker's patience of three seconds.
  const isSlow = /\/2026\/|\/photos\//;
  await device.route(isSlow, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3500));
    await route.continue();
  });
  await page.goto(site.url(story));
  expect(await page.locator("h1").textContent()).toBe("The harbour at dawn");
  expect(await brokenPictures(page)).toEqual([]);
  await expect
    .poll(() => keptPaths(page), { timeout: 15_000 })
    .toEqual(
      expect.arrayContaining([
        expect.stringMatching(/read \/2026\/06\/01\/kept\/$/),
        expect.stringMatching(/read \/photos\/kept\/harbour-/),
      ]),
    );
  await device.unroute(isSlow);
  await device.route(isSlow, () => {
    // Never answered.
  });
  await page.goto(site.url(story));
  expect(await page.locator("h1").textContent()).toBe("The harbour at dawn");
});

test("in a folder of its server it keeps to that folder, and all is there", async () => {
  site = await OfflineSite.open({ prefix: "/paper" });
  const device = await site.device();
  const page = await device.newPage();
  await arrive(page, site.url("/"));
  const scopes = await page.evaluate(async () =>
    (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname),
  );
  expect(scopes).toEqual(["/paper/"]);
  await save(page);
  expect((await keptPaths(page)).filter((path) => !/^bs:\/paper\/:\S+ \/paper\//.test(path))).toEqual([]);
  await device.setOffline(true);
  await site.stop();
  for (const path of [story, "/2026/06/01/leased/"]) {
    await page.goto(site.url(path));
    expect(await page.locator("article.story h1").count(), path).toBe(1);
    expect(await brokenPictures(page), path).toEqual([]);
  }
  await page.goto(site.url("/hi/no-such/"));
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("hi");
  await page.goto(site.url("/search/?q=turnstone"));
  await page.locator("#saved-found a").click();
  expect(new URL(page.url()).pathname).toBe("/paper/2026/06/01/kept/");
  await page.goto(site.url("/offline/"));
  await page.locator("#saved button").first().click();
  await page.locator("#saved-none").waitFor();
});

test.each([
  ["/", "This photo is not available offline."],
  ["/ur/", "یہ تصویر آف لائن دستیاب نہیں۔"],
])(
  "where a photo may not be kept, a page of %s says so in its place, beside its caption and credit",
  async (home, words) => {
    site = await OfflineSite.open();
    const device = await site.device({ viewport: { width: 360, height: 700 } });
    const page = await device.newPage();
    const address = home === "/" ? "/2026/06/01/web/" : "/ur/2026/06/01/web/";
    await arrive(page, site.url(home));
    await save(page);
    await device.setOffline(true);
    await site.stop();
    await forgetFetched(page);
    await page.goto(site.url(address));
    const figure = page.locator("figure.photo").first();
    expect(await figure.locator("figcaption").textContent()).toMatch(/A web at dawn[\s\S]*Staff/);
    const image = figure.locator("img");
    await expect.poll(() => image.evaluate((each: HTMLImageElement) => each.complete)).toBe(true);
    const given = await image.evaluate(async (each: HTMLImageElement) => await (await fetch(each.currentSrc)).text());
    expect(given).toContain(`>${words}</p>`);
    // The words are painted, not only sent.
    const { data } = await sharp(await image.screenshot())
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data.some((byte) => byte > 240)).toBe(true);
    expect(data.some((byte) => byte === 68)).toBe(true);
  },
);
