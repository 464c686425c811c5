import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { visit } from "../support/browser.ts";
import { demo } from "../support/demo-site.ts";
import { pageKinds } from "../support/page-kinds.ts";

// What a phone on a bad line (280 kbit/s, 800 ms a round trip), with no faces of its own but the plainest, fetches for a story and its lead photo. Times are for scripts/slow-line.ts, by hand: they hang on the machine.

/** Bytes of bodies as they go over the wire; headers come on top. */
const budget = 120 * 1024;

const stories = pageKinds().filter(({ name }) => /^story(:| in)/.test(name));

// The line's waits, not the machine, take the time: several lines wait at once.
test.concurrent.for(stories)(
  "$name: page, faces, script and lead photo are at most 120 KB on a phone of 360 px",
  async (kind) => {
    const bodies = new Map<string, number>();
    const prepare = async (page: Page) => {
      await badLine(page);
      await withoutNastaliq(page);
      page.on("response", (response) => {
        bodies.set(new URL(response.url()).pathname, Number(response.headers()["content-length"] ?? 0));
      });
    };
    const lead = await visit(
      kind,
      { width: 360, height: 780, deviceScaleFactor: 3, bypassCSP: true, prepare },
      async (page) => {
        await page.evaluate(() => document.fonts.ready);
        return await page.evaluate(
          () => document.querySelector<HTMLImageElement>("img[fetchpriority=high]")?.currentSrc,
        );
      },
    );
    const leadPath = lead === undefined ? undefined : new URL(lead).pathname;
    const parts = [...bodies].filter(([path]) => path === leadPath || !path.includes("/photos/"));
    const sum = parts.reduce((all, [, bytes]) => all + bytes, 0);
    expect(sum, parts.map(([path, bytes]) => `${bytes} ${path}`).join("\n")).toBeLessThanOrEqual(budget);
    if (leadPath !== undefined) expect(readFileSync(join(demo.output, leadPath)).length).toBe(bodies.get(leadPath));
  },
);

async function badLine(page: Page): Promise<void> {
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  const [downloadThroughput, uploadThroughput] = [280_000 / 8, 280_000 / 8];
  await line.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 800,
    downloadThroughput,
    uploadThroughput,
  });
}

/** A machine that runs tests may have a Nastaliq; many phones have none. */
async function withoutNastaliq(page: Page): Promise<void> {
  await page.route("**", async (route) => {
    if (!route.request().isNavigationRequest()) return route.fallback();
    const response = await route.fetch();
    const html = (await response.text()).replaceAll(/local\("[^"]*(?:Nast|Urdu)[^"]*"\)/g, 'local("none")');
    expect(html).not.toContain('local("Noto Nastaliq');
    return route.fulfill({ response, body: html });
  });
}
