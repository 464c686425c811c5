// What runs inside a page knows the browser's objects; the rest of the tests has no use for them.
/// <reference lib="dom" />
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDesk } from "../../scripts/preview-desk.ts";
import { PreviewServer } from "../../scripts/preview-server.ts";
import { parseMoment } from "../../src/base/dates.ts";
import { Preview } from "../../src/preview.ts";
import { sharedBrowser } from "../support/browser.ts";
import { plainPhoto, type SiteFolder, smallSite } from "../support/site-folder.ts";

const now = parseMoment("2026-11-24T00:30", "Asia/Kolkata") ?? Number.NaN;

let folder: SiteFolder;
let preview: Preview;
let server: PreviewServer;
let origin: string;

beforeAll(async () => {
  folder = smallSite();
  folder.write("articles/colour.jpg", await plainPhoto(200, 20, 20, 1600, 1000));
  const story = (id: string, more: Record<string, unknown>) =>
    folder.writeStory(id, { headline: `Headline of ${id}`, section: "world", published: "2026-11-20T08:00", ...more });
  story("out", { photo: { file: "colour.jpg", alt: "A red field", caption: "Red.", credit: "ANI" } });
  story("friday", { headline: "What Friday brings", embargo: "2026-11-27T17:30" });
  story("draft-ur", { headline: "ایک مسودہ", language: "ur", status: "draft" });
  story("faulty", { section: "wrold" });
  const [site, cache] = [folder.site, folder.path("cache")];
  preview = new Preview({ site, cache });
  server = new PreviewServer(preview, "");
  addDesk(server, { preview, site, cache, clock: () => now });
  server.problems = (await preview.update(now)).problems;
  // The tests' browser knows no names, not even this machine's.
  origin = new URL(await server.listen(0)).origin.replace("localhost", "127.0.0.1");
});

afterAll(async () => {
  // A page that listens for reloads would keep the server open.
  await Promise.race([server.close(), new Promise((resolve) => setTimeout(resolve, 500))]);
  preview.close();
  folder.close();
});

async function open<T>(
  address: string,
  { width = 1280, javaScriptEnabled = true }: { width?: number; javaScriptEnabled?: boolean },
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const browser = await sharedBrowser();
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled });
  try {
    const page = await context.newPage();
    await page.goto(origin + address, { waitUntil: "load" });
    return await look(page);
  } finally {
    await context.close();
  }
}

const pages = [
  "/desk/",
  "/desk/stories/",
  "/desk/problems/",
  "/desk/fronts/",
  "/desk/translations/",
  "/desk/code/?code=photo/credit-missing",
  "/desk/story/?id=out",
  "/desk/story/?id=friday",
];

describe.each(pages)("%s", (address) => {
  test("can be used by everybody, on a wide screen and on a phone, in light and dark", async () => {
    const found: string[] = [];
    for (const width of [1280, 360]) {
      await open(address, { width }, async (page) => {
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          // The light page in its frame is tested as a page of the paper.
          const { violations } = await new AxeBuilder({ page }).exclude("iframe").setLegacyMode().analyze();
          found.push(...violations.map(({ id, nodes }) => `${width} ${colorScheme}: ${id} ${nodes[0]?.html}`));
        }
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (wide > 0) found.push(`${width}: ${wide} px too wide`);
      });
    }
    expect(found).toEqual([]);
  });
});

describe("the desk", () => {
  test("shows what is hidden, with a countdown, and the problem of a story that is left out", async () => {
    await open("/desk/", {}, async (page) => {
      const row = page.locator(".desk-row", { hasText: "What Friday brings" }).first();
      expect(await row.textContent()).toMatch(/in 3 d 1[67] h/);
      expect(await row.locator(".desk-state").textContent()).toMatch(/embargo/i);
      expect(await page.locator("[lang=ur][dir=rtl]", { hasText: "ایک مسودہ" }).count()).toBeGreaterThan(0);
      expect(await page.locator(".desk-problem-error").first().textContent()).toContain("wrold");
    });
  });

  test("says when without a script too, and filters by its form", async () => {
    await open("/desk/stories/?state=hidden&text=friday", { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator(".desk-row").allTextContents()).toHaveLength(1);
      expect(await page.locator(".desk-row time").textContent()).toBe("27 Nov 2026, 17:30");
    });
  });

  test("filters as one types", async () => {
    await open("/desk/stories/", {}, async (page) => {
      await page.locator("input[data-filter]").fill("friday");
      expect(await page.locator(".desk-row:visible").count()).toBe(1);
    });
  });

  test("shows how a story goes out, its social card and its photo's credit", async () => {
    await open("/desk/story/?id=out", {}, async (page) => {
      expect(await page.locator(".desk-result-title").textContent()).toContain("Headline of out");
      const card = page.locator(".desk-card-image");
      await card.scrollIntoViewIfNeeded();
      await expect
        .poll(() => card.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)))
        .toBe(1200);
      expect(await page.locator(".desk-photo-credit").textContent()).toBe("ANI");
      expect(await page.locator("#news + p").textContent()).toMatch(/more than two days ago/);
    });
  });

  test("shows the paper on Friday at six, as readers see it, says so on every page and leads back", async () => {
    await open("/desk/", {}, async (page) => {
      await page.getByRole("button", { name: "Friday at 18:00" }).click();
      await page.waitForURL(`${origin}/`);
      expect(await page.locator(".preview-bar").textContent()).toContain(
        "Friday 27 November 2026, 18:00, as readers see it",
      );
      expect(await page.locator("main").textContent()).toContain("What Friday brings");
      expect(await page.locator("main").textContent()).not.toContain("Embargoed");
      // The bar's styles are let in by the page's policy.
      const border = await page.locator(".preview-bar").evaluate((bar) => getComputedStyle(bar).borderTopWidth);
      expect(border).toBe("2px");
      await page.goto(`${origin}/ur/`);
      expect(await page.locator("main").textContent()).not.toContain("ایک مسودہ");

      await page.getByRole("button", { name: "Look as an editor" }).click();
      await page.waitForURL(`${origin}/`);
      await page.goto(`${origin}/ur/`);
      expect(await page.locator("main").textContent()).toContain("ایک مسودہ");

      await page.getByRole("button", { name: "Back to now" }).click();
      await page.waitForURL(`${origin}/`);
      expect(await page.locator(".preview-bar").count()).toBe(0);
    });
  });

  test("folds the moment's controls on a phone alone, and sets headlines in their own faces", async () => {
    const isSeen = (page: Page) => page.locator("#desk-at").isVisible();
    await open("/desk/", { width: 360 }, async (page) => {
      expect(await isSeen(page)).toBe(false);
      await page.getByText("Show another moment").click();
      expect(await isSeen(page)).toBe(true);
    });
    await open("/desk/", { javaScriptEnabled: false }, async (page) => expect(await isSeen(page)).toBe(true));
    await open("/desk/", {}, async (page) => {
      const name = page.locator(".desk-name[lang=ur]").first();
      expect(await name.evaluate((element) => getComputedStyle(element).fontFamily)).toContain("Nastaliq");
      const faces = await page.evaluate(() => [...document.fonts].map(({ family, display }) => `${family} ${display}`));
      expect(faces.map((each) => each.replaceAll('"', ""))).toEqual(
        expect.arrayContaining(["Newsreader swap", "Devanagari swap", "Nastaliq swap"]),
      );
    });
  });

  test("refuses a moment that does not exist, and stays where it was", async () => {
    const response = await fetch(`${origin}/desk/look/`, {
      method: "POST",
      body: new URLSearchParams({ at: "2026-02-30T10:00", as: "readers" }),
    });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("is not a moment in Asia/Kolkata");
    expect(preview.current?.look).toEqual({ audience: "desk" });
  });
});
