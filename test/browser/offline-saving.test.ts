// What runs inside a page knows the browser's objects; the rest of the tests has no use for them.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { afterEach, describe, expect, test } from "vitest";
import { arrive, keptPaths, OfflineSite, save } from "../support/offline-site.ts";

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
