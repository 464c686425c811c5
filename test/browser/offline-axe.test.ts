import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeEditions } from "../../src/make-editions.ts";
import { axeFaults, looksWithoutScripts, looksWithScripts } from "../support/axe.ts";
import { arrive, now, OfflineSite, save } from "../support/offline-site.ts";

// Pages that are not the same for everybody: what a reader saved, and the editions that a site has.

let site: OfflineSite;
beforeAll(async () => {
  site = await OfflineSite.open();
  const { folder, output } = site;
  const made = await makeEditions({
    site: folder.site,
    output,
    cache: folder.path("cache"),
    now,
    kind: "daily",
    forms: ["html", "zip"],
  });
  expect(made.status).toBe(0);
  await site.stop();
  await site.again();
});
afterAll(() => site.close());

const looks = [...looksWithScripts, ...looksWithoutScripts];
const homes = ["/", "/ur/"];

describe.each(homes)("of the paper at %s", (home) => {
  test("what is saved can be listed, found and removed by everybody", async () => {
    const device = await site.device();
    const page = await device.newPage();
    await arrive(page, site.url(home));
    await save(page);
    await page.goto(site.url(`${home}2026/06/01/web/`));
    await save(page);
    await page.goto(site.url(`${home}offline/`));
    await expect.poll(() => page.locator("#saved > li").count()).toBe(2);
    expect(await faultsOf(page)).toEqual([]);
  });

  test("the page of the editions can be used by everybody", async () => {
    const device = await site.device();
    const page = await device.newPage();
    await arrive(page, site.url(`${home}editions/`));
    expect(await page.locator("main a[href$='.zip']").count()).toBeGreaterThan(0);
    expect(await faultsOf(page)).toEqual([]);
  });
});

/** Of axe, and words beyond the window's edge, at each look. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const look of looks) {
    faults.push(...(await axeFaults(page, [look])));
    const width = await page.evaluate("document.documentElement.scrollWidth");
    if (width !== look.width) faults.push(`${look.width}: the page is ${width} px wide`);
  }
  return faults;
}
