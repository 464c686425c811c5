// What runs inside a page knows the browser's objects; the rest of the tests has no use for them.
/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenedPreview, openPreview } from "../../scripts/open-preview.ts";
import { parseMoment } from "../../src/base/dates.ts";
import { sharedBrowser } from "../support/browser.ts";
import { plainPhoto, type SiteFolder, smallSite } from "../support/site-folder.ts";

const now = parseMoment("2026-11-24T00:30", "Asia/Kolkata") ?? Number.NaN;
const paragraphs = Array.from({ length: 80 }, (_unused, index) => `Paragraph ${index} of the story.\n`);

let folder: SiteFolder;
let preview: OpenedPreview;
let origin: string;
const write = (id: string, headline: string, copy: readonly string[], more: Record<string, unknown> = {}) =>
  folder.writeStory(
    id,
    { headline, section: "world", published: "2026-11-20T08:00", photo: { file: "colour.jpg" }, ...more },
    copy.join("\n"),
  );

beforeAll(async () => {
  folder = smallSite();
  folder.write("articles/colour.jpg", await plainPhoto(200, 20, 20, 1600, 1000));
  folder.write("articles/colour.jpg.yaml", "alt: A red field\ncredit: ANI\n");
  write("one", "The first", paragraphs);
  write("ur", "پہلی", paragraphs, { language: "ur" });
  for (let index = 0; index < 12; index += 1) write(`beside-${index}`, `Beside it ${index}`, ["Some words.\n"]);
  preview = await openPreview({
    site: folder.site,
    cache: folder.path("cache"),
    port: 0,
    moment: () => now,
    isFixed: true,
    isQuiet: true,
    say: () => {},
    complain: () => {},
  });
  // The tests' browser knows no names, not even this machine's.
  origin = preview.address.replace("localhost", "127.0.0.1").replace(/\/$/, "");
});

afterAll(async () => {
  await preview.close();
  folder.close();
});

/** Opens a page, scrolls down, saves, waits for the page that has the words; gives where it stood before and after. */
async function placesOf(
  { address, height = 900 }: { address: string; height?: number },
  save: () => void,
  words: string,
): Promise<{ before: number; after: number; isAnew: boolean }> {
  const context = await (await sharedBrowser()).newContext({ viewport: { width: 1280, height } });
  try {
    const page = await context.newPage();
    await page.goto(origin + address, { waitUntil: "load" });
    const before = await page.evaluate(() => {
      scrollTo(0, 1400);
      return scrollY;
    });
    const begun = await page.evaluate(() => performance.timeOrigin);
    save();
    await untilIt(page, words);
    const isAnew = (await page.evaluate(() => performance.timeOrigin)) !== begun;
    // The browser goes back to its place as the page grows, at the latest when it has loaded.
    await expect.poll(() => page.evaluate(() => scrollY), { timeout: 10_000 }).toBe(before);
    return { before, after: await page.evaluate(() => scrollY), isAnew };
  } finally {
    await context.close();
  }
}

async function untilIt(page: Page, words: string): Promise<void> {
  await page.locator("body", { hasText: words }).waitFor({ state: "attached", timeout: 30_000 });
  await page.waitForLoadState("load");
}

describe("a page that is reloaded for a save stays where its editor was", () => {
  test("a story, further down than its photo", async () => {
    const edited = paragraphs.with(30, "A new sentence here.\n");
    const places = await placesOf(
      { address: "/2026/11/20/one/" },
      () => write("one", "The first", edited),
      "A new sentence here.",
    );
    expect(places).toEqual({ before: 1400, after: 1400, isAnew: true });
  });

  test("a story that is written from right to left", async () => {
    const edited = paragraphs.with(30, "A newer sentence here.\n");
    const places = await placesOf(
      { address: "/ur/2026/11/20/ur/" },
      () => write("ur", "پہلی", edited, { language: "ur" }),
      "A newer sentence here.",
    );
    expect(places).toMatchObject({ before: 1400, after: 1400 });
  });

  test("the home page, when the whole paper was read for it", async () => {
    const { before, after, isAnew } = await placesOf(
      { address: "/", height: 300 },
      () => write("two", "A story that was not there", ["Some words.\n"], { published: "2026-11-21T08:00" }),
      "A story that was not there",
    );
    expect([before > 500, after === before, isAnew]).toEqual([true, true, true]);
  });
});

test("a page that shows a fault comes back by itself once that is mended", async () => {
  const context = await (await sharedBrowser()).newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${origin}/2026/11/20/one/`, { waitUntil: "load" });
    folder.write("_includes/layouts/story.njk", "<html><body>\n\n{{ view.story.headline | nosuch }}</body></html>");
    await untilIt(page, "_includes/layouts/story.njk:3");
    folder.remove("_includes/layouts/story.njk");
    await untilIt(page, "Paragraph 3 of the story.");
    write("one", "The first", paragraphs, { section: "wrold" });
    await untilIt(page, "articles/one.md:3");
    const border = await page.locator(".preview-problems").evaluate((bar) => getComputedStyle(bar).borderTopWidth);
    expect(border).toBe("2px");
    write("one", "The first", paragraphs);
    await page.locator(".preview-problems").waitFor({ state: "detached", timeout: 30_000 });
  } finally {
    await context.close();
  }
});
