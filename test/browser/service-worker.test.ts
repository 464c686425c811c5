// What runs inside a page knows the browser's objects; the rest of the tests has no use for them.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { urlOf } from "../support/browser.ts";
import { arrive, keptPaths, OfflineSite, save, stopWorkers, untilTakenOver } from "../support/offline-site.ts";

let site: OfflineSite;
afterEach(async () => {
  await site.close();
});

const story = "/2026/06/01/kept/";

describe("the worker", () => {
  test("lets a new one wait until the last page of the old is closed, and reloads nothing", async () => {
    site = await OfflineSite.open();
    const device = await site.device();
    const [page, other] = [await device.newPage(), await device.newPage()];
    await arrive(page, site.url(story));
    await page.reload();
    await page.evaluate(() => {
      document.title = "Where the reader was";
    });
    site.folder.writeYaml("_data/strings/en.yaml", { "offline-heading": "Read without a network" });
    await site.stop();
    await site.again();
    await arrive(other, site.url("/"));
    const waiting = () =>
      other.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting !== null);
    await expect.poll(waiting, { timeout: 15_000 }).toBe(true);
    expect(await page.title()).toBe("Where the reader was");
    const shells = async () => (await keptPaths(other)).filter((path) => /shell\S+ \/offline\/$/.test(path));
    expect((await shells()).length).toBe(2);
    await page.close();
    // The old one may have work to finish; a page that came back meanwhile would be the old one's again.
    await other.goto("about:blank");
    await untilTakenOver(other);
    await other.goto(site.url("/"));
    expect((await shells()).length).toBe(1);
    expect(
      await other.evaluate(async () =>
        (await (await caches.match("/offline/"))?.text())?.includes("without a network"),
      ),
    ).toBe(true);
  });

  test("removes itself and all that it kept where the outlet switches offline reading off, and pages offer nothing", async () => {
    site = await OfflineSite.open();
    const device = await site.device();
    const page = await device.newPage();
    await arrive(page, site.url("/"));
    await save(page);
    const outlet = parse(readFileSync(join(site.folder.site, "_data/outlet.yaml"), "utf8"));
    site.folder.writeYaml("_data/outlet.yaml", { ...outlet, features: { offline: false } });
    await site.stop();
    await site.again();
    await page.goto("about:blank");
    await page.goto(site.url("/"));
    const left = () =>
      page.evaluate(async () => [
        ...(await caches.keys()),
        ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
      ]);
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect.poll(left, { timeout: 15_000 }).toEqual([]);
    expect(await page.locator(".save").count()).toBe(0);
    await page.reload();
    expect(await left()).toEqual([]);
  });

  test("leaves where the paper is no more", async () => {
    site = await OfflineSite.open();
    const device = await site.device();
    const page = await device.newPage();
    await arrive(page, site.url("/"));
    for (const name of readdirSync(site.output)) {
      if (name !== "404.html") rmSync(join(site.output, name), { recursive: true });
    }
    // What is on the screen at the first visit may still register again, from the copies that go just then.
    for (let visit = 0; visit < 2; visit += 1) {
      await stopWorkers(page);
      await page.goto(site.url(story));
      await expect.poll(() => page.evaluate(async () => (await caches.keys()).length), { timeout: 15_000 }).toBe(0);
    }
    await page.goto("about:blank");
    await page.goto(site.url("/"));
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), {
        timeout: 15_000,
      })
      .toBe(0);
  });

  test("is small, and so is the script of the pages", async () => {
    site = await OfflineSite.open();
    expect(gzipSync(readFileSync(join(site.output, "sw.js"))).length).toBeLessThanOrEqual(2560);
    const scripts = readdirSync(join(site.output, "assets/scripts")).filter((name) => name.includes("client-offline"));
    expect(scripts).toHaveLength(1);
    for (const name of scripts) {
      expect(gzipSync(readFileSync(join(site.output, "assets/scripts", name))).length).toBeLessThanOrEqual(2048);
    }
  });

  test("makes the paper one that can be installed", async () => {
    site = await OfflineSite.open();
    const device = await site.device();
    const page = await device.newPage();
    await arrive(page, urlOf("/"));
    const session = await device.newCDPSession(page);
    const manifest = await session.send("Page.getAppManifest");
    expect(manifest.errors).toEqual([]);
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    // Playwright's contexts are private windows, in which nothing can be installed.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
  });
});
