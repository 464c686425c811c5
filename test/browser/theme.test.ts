import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { sharedBrowser, urlOf, visit } from "../support/browser.ts";
import { pageKinds } from "../support/page-kinds.ts";

// Light and dark: as the device has it until the reader chooses, and then as chosen, from the first paint of every page.

const [home] = pageKinds().filter(({ name }) => name === "home");
const [story] = pageKinds().filter(({ name }) => name === "story: news");
if (!home || !story) throw new Error("The demo outlet lacks a home or a story.");

const paper = { light: "rgb(251, 250, 247)", dark: "rgb(22, 20, 15)" };

const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

describe.each([
  { device: "light", choice: "dark" },
  { device: "dark", choice: "light" },
] as const)("on a device that is $device, a reader who chooses $choice", ({ device, choice }) => {
  test("sees it at once, on the next page before anything is painted, and can give the choice back", async () => {
    const context = await (await sharedBrowser()).newContext({ colorScheme: device });
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      // Deferred scripts run after this moment, so what is seen then is the head's own doing.
      await page.addInitScript(() => {
        document.addEventListener("readystatechange", () => {
          if (document.readyState !== "interactive") return;
          document.documentElement.dataset.first = getComputedStyle(document.documentElement).backgroundColor;
        });
      });
      await page.goto(urlOf(home.address));
      expect(await ground(page)).toBe(paper[device]);
      await page.click(`button[data-theme=${choice}]`);
      expect(await ground(page)).toBe(paper[choice]);
      expect(await page.getAttribute(`button[data-theme=${choice}]`, "aria-pressed")).toBe("true");

      await page.goto(urlOf(story.address));
      expect(await page.evaluate(() => document.documentElement.dataset.first)).toBe(paper[choice]);
      const frame = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')]
          .filter(({ media }) => matchMedia(media).matches)
          .map(({ content }) => content),
      );
      expect(frame).toEqual([choice === "dark" ? "#16140f" : "#fbfaf7"]);
      await page.emulateMedia({ media: "print" });
      expect(await ground(page)).toBe("rgb(255, 255, 255)");
      await page.emulateMedia({ media: "screen" });

      await page.click('button[data-theme=""]');
      expect(await ground(page)).toBe(paper[device]);
      expect(await page.evaluate(() => localStorage.length)).toBe(0);
      expect(await context.cookies()).toEqual([]);
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

test("a choice made in one tab holds in the others", async () => {
  const context = await (await sharedBrowser()).newContext({ colorScheme: "light" });
  try {
    const [first, second] = [await context.newPage(), await context.newPage()];
    for (const page of [first, second]) await page.goto(urlOf(home.address));
    await first.click("button[data-theme=dark]");
    await second.waitForFunction(
      (dark) => getComputedStyle(document.documentElement).backgroundColor === dark,
      paper.dark,
    );
  } finally {
    await context.close();
  }
});

test("without scripts the device decides, and there is no button that does nothing", async () => {
  await visit(story, { javaScriptEnabled: false, colorScheme: "dark" }, async (page) => {
    expect(await page.locator("button").count()).toBe(0);
    expect(await ground(page)).toBe(paper.dark);
  });
});

test("where the browser keeps nothing, the choice holds for the page", async () => {
  const prepare = async (page: Page) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new DOMException("denied", "SecurityError");
        },
      });
    });
  };
  await visit(story, { prepare }, async (page) => {
    await page.click("button[data-theme=dark]");
    expect(await ground(page)).toBe(paper.dark);
  });
});
