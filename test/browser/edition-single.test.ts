import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeEditions } from "../../src/make-editions.ts";
import { axeFaults, looksWithoutScripts, looksWithScripts } from "../support/axe.ts";
import { sharedBrowser } from "../support/browser.ts";
import { plainPhoto, type SiteFolder, smallSite } from "../support/site-folder.ts";

// The edition in one file, opened from the disk as a phone opens what it was sent.

let site: SiteFolder;

const wide = `| ${"Constituency | ".repeat(8)}\n|${"---|".repeat(8)}\n| ${`${"x".repeat(20)} | `.repeat(8)}\n`;
const link = "Words and more words lead to [a page elsewhere](https://a.example/) at the end of many a line. ";

beforeAll(async () => {
  site = smallSite();
  site.write("articles/photos/one.jpg", await plainPhoto(90, 60, 30, 900, 600));
  const photo = { file: "photos/one.jpg", alt: "A field", credit: "Asha Rao" };
  const published = "2026-11-22T08:00";
  for (const [language, headline] of [["en", "A day"], ["hi", "एक दिन"], ["ur", "ایک دن"]] as const) // biome-ignore format: a list
    site.writeStory(
      `world/${language}`,
      { headline, language, section: "world", published, photo, type: "opinion" },
      `${link.repeat(20)}\n\n## Below\n\n${wide}\n\n:::fact-box{title="Facts"}\nOne.\n:::\n`,
    );
  const { status } = await makeEditions({
    site: site.site,
    output: site.path("output"),
    cache: site.path("cache"),
    now: Date.parse("2026-11-22T12:00:00+05:30"),
    kind: "daily",
    forms: ["html"],
  });
  expect(status).toBe(0);
});

afterAll(() => site.close());

test.each(["en", "hi", "ur"])(
  "%s: is read by anybody, asks for nothing, and stays within a phone's width",
  async (language) => {
    const browser = await sharedBrowser();
    // axe is a script, which the file's own policy would refuse.
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, bypassCSP: true });
    try {
      const page = await context.newPage();
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      const address = pathToFileURL(join(site.site, "editions", `2026-11-22-daily-${language}.html`)).href;
      await page.goto(address);
      expect(asked.filter((url) => url !== address && !url.startsWith("data:"))).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(await page.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
      expect(await axeFaults(page, [...looksWithScripts, ...looksWithoutScripts])).toEqual([]);
    } finally {
      await context.close();
    }
  },
);
