// What runs inside a page knows the browser's objects; the rest of the tests has no use for them.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import {
  arrive,
  brokenPictures,
  farOff,
  forgetFetched,
  keptPaths,
  now,
  OfflineSite,
  save,
  stopWorkers,
} from "../support/offline-site.ts";

// What the paper takes back or puts right, in the copies that readers have.

let site: OfflineSite;
afterEach(async () => {
  await site.close();
});

const story = "/2026/06/01/kept/";

describe("when the network is back", () => {
  /** Saves the paper, takes the network away, changes the site, and comes back: with the next page, or to one that is open. */
  async function backAfter(change: (page: Page) => void | Promise<void>, { isWatching = false } = {}) {
    const device = await site.device();
    const page = await device.newPage();
    await arrive(page, site.url(story));
    await page.goto(site.url("/"));
    await save(page);
    await device.setOffline(true);
    await site.stop();
    await page.goto(site.url(story));
    await change(page);
    await site.again();
    if (isWatching) await page.goto(site.url("/offline/"));
    await device.setOffline(false);
    if (!isWatching) await page.goto(site.url("/offline/"));
    return page;
  }

  test("a photo that was killed is gone from every cache, and the page that showed it is fetched again", async () => {
    site = await OfflineSite.open();
    const page = await backAfter(() => {
      // As `npm run photos -- kill` writes it: with the names of all files that were made of the photo.
      const renditions = readdirSync(join(site.output, "photos/kept")).filter((name) => name.startsWith("harbour-"));
      site.writeStories({
        photo: { kill: { at: new Date(now + 60_000).toISOString(), reason: "Private reason", renditions } },
      });
    });
    await expect
      .poll(async () => (await keptPaths(page)).filter((path) => path.includes("harbour-")), { timeout: 15_000 })
      .toEqual([]);
    const text = () =>
      page.evaluate(async (path) => (await (await caches.match(path))?.text())?.includes("harbour-"), story);
    await expect.poll(text, { timeout: 15_000 }).toBe(false);
  });

  const kill = () => {
    site.writeStories({ kept: { kill: { at: new Date(now + 60_000).toISOString(), reason: "Private reason" } } });
  };

  test.each([
    ["with the next page", false],
    ["as the device hears of it", true],
  ])(
    "a story that was taken down is gone %s: its page, its headline on the front, its photo",
    async (_when, isWatching) => {
      site = await OfflineSite.open();
      const page = await backAfter(kill, { isWatching });
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
      await expect
        .poll(async () => (await keptPaths(page)).filter((path) => /\/kept\/$|harbour-/.test(path)), {
          timeout: 15_000,
        })
        .toEqual([]);
      expect((await keptPaths(page)).some((path) => path.includes("/lease-"))).toBe(true);
    },
  );

  test("a photo of a story that was taken down stays where another shows it", async () => {
    site = await OfflineSite.open();
    site.folder.writeStory("world/also", {
      ...{ headline: "The same harbour", section: "world", published: "2026-06-01T08:00:00+05:30" },
      photo: { file: "harbour.jpg", alt: "A harbour", credit: "Staff" },
    });
    await site.build();
    const page = await backAfter(kill);
    await expect
      .poll(async () => (await keptPaths(page)).filter((path) => path.endsWith("/kept/")), { timeout: 15_000 })
      .toEqual([]);
    await page.goto(site.url("/2026/06/01/also/"));
    await site.stop();
    await forgetFetched(page);
    await page.reload();
    expect(await brokenPictures(page)).toEqual([]);
  });

  test("a corrected story is fetched again", async () => {
    site = await OfflineSite.open();
    const page = await backAfter(() => {
      site.moment = now + 7_200_000;
      const date = new Date(now + 3_600_000).toISOString();
      site.writeStories({ kept: { corrections: [{ kind: "correction", date, text: "It was the ferry." }] } });
    });
    const text = () =>
      page.evaluate(async (path) => (await (await caches.match(path))?.text())?.includes("It was the ferry."), story);
    await expect.poll(text, { timeout: 15_000 }).toBe(true);
  });

  test("a photo whose lease for offline reading was cut short meanwhile is gone", async () => {
    site = await OfflineSite.open();
    const page = await backAfter(async (saved) => {
      expect(await leased(saved)).not.toEqual([]);
      site.moment = now + 7_200_000;
      site.writeStories({ leaseEnd: now + 3_600_000 });
    });
    await expect.poll(() => leased(page), { timeout: 15_000 }).toEqual([]);
    expect((await keptPaths(page)).some((path) => path.includes("harbour-"))).toBe(true);
  });
});

test("a photo whose lease ends while there is no network goes then, and not before", async () => {
  site = await OfflineSite.open();
  const device = await site.device();
  const page = await device.newPage();
  await arrive(page, site.url("/"));
  await save(page);
  await expect.poll(() => keptPaths(page)).toContainEqual(expect.stringMatching(/state \/offline\/changes\.json$/));
  await device.setOffline(true);
  await site.stop();
  await stopWorkers(page);
  await page.goto(site.url("/2026/06/01/leased/"));
  expect(await brokenPictures(page)).toEqual([]);
  await device
    .serviceWorkers()
    .at(-1)
    ?.evaluate((late) => {
      Date.now = () => late;
    }, farOff);
  await page.goto(site.url("/"));
  await expect.poll(() => leased(page), { timeout: 15_000 }).toEqual([]);
  expect((await keptPaths(page)).some((path) => path.includes("harbour-"))).toBe(true);
  await forgetFetched(page);
  await page.goto(site.url("/2026/06/01/leased/"));
  expect(await brokenPictures(page)).toHaveLength(1);
});

/** Copies of the photo whose lease ends. */
async function leased(page: Page): Promise<string[]> {
  return (await keptPaths(page)).filter((path) => path.includes("/lease-"));
}
