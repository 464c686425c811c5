import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { urlOf, visit } from "../support/browser.ts";
import { pageKinds } from "../support/page-kinds.ts";
import { shownWords } from "../support/shown-words.ts";

const kinds = pageKinds();
const kindOf = (name: string) => {
  const kind = kinds.find((each) => each.name === name);
  if (!kind) throw new Error(`There is no kind of page called "${name}".`);
  return kind;
};

interface Reading {
  /** All words of the page, with scripts and without. */
  withScripts: string;
  withoutScripts: string;
  print: { navigation: string[]; ink: string; paper: string };
  /** Words that can't be told from their ground where the reader's own colours hold. */
  faint: string[];
}

describe.each(kinds)("$name", (kind) => {
  let reading: Reading;
  beforeAll(async () => {
    const withoutScripts = await visit(kind, { javaScriptEnabled: false }, shownWords);
    reading = await visit(kind, { colorScheme: "dark" }, async (page) => {
      const withScripts = await shownWords(page);
      await page.emulateMedia({ media: "print" });
      const print = await printed(page);
      await page.emulateMedia({ media: "screen", forcedColors: "active" });
      return { withScripts, withoutScripts, print, faint: await faintWords(page) };
    });
  });

  test("says the same with scripts and without; search and what is saved alone say without what to do instead", () => {
    if (kind.name === "search") expect(reading.withoutScripts.length).toBeGreaterThan(reading.withScripts.length);
    else if (kind.name !== "offline") expect(reading.withoutScripts).toBe(reading.withScripts);
    expect(reading.withoutScripts.length).toBeGreaterThan(50);
  });

  test("prints black on white, without the navigation, also for readers of the dark theme", () => {
    expect(reading.print.navigation).toEqual([]);
    expect(reading.print.ink).toBe("rgb(0, 0, 0)");
    expect(reading.print.paper).toMatch(/^(rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\))$/);
  });

  test("shows every word in the reader's own colours (forced colours)", () => {
    expect(reading.faint).toEqual([]);
  });
});

describe("with a keyboard alone", () => {
  test.each(["home", "story: news", "story in Urdu"])("%s: the first stop leads past the navigation", async (name) => {
    await visit(kindOf(name), { width: 360 }, async (page) => {
      await page.keyboard.press("Tab");
      const link = page.locator(":focus");
      const box = await link.boundingBox();
      expect(await link.getAttribute("href")).toBe("#content");
      expect(box?.width).toBeGreaterThan(40);
      expect(box?.x).toBeGreaterThanOrEqual(0);
      await page.keyboard.press("Enter");
      expect(new URL(page.url()).hash).toBe("#content");
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.closest("main, footer") !== null)).toBe(true);
    });
  });

  test.each(["home", "story: news"])("%s: every stop shows where it is", async (name) => {
    const unmarked = await visit(kindOf(name), { width: 1280 }, async (page) => {
      const found: string[] = [];
      for (let stop = 0; stop < 25; stop += 1) {
        await page.keyboard.press("Tab");
        const fault = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body) return undefined;
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 ? undefined : element.outerHTML;
        });
        if (fault) found.push(fault);
      }
      return found;
    });
    expect(unmarked).toEqual([]);
  });
});

test.each(["home", "home in Urdu", "story in Hindi"])("%s: a phone's menu opens without a script", async (name) => {
  await visit(kindOf(name), { width: 360, javaScriptEnabled: false }, async (page) => {
    const inner = page.locator("details nav a").first();
    expect(await inner.isVisible()).toBe(false);
    await page.locator("details > summary").first().click();
    expect(await inner.isVisible()).toBe(true);
    const target = await inner.getAttribute("href");
    await inner.click();
    expect(page.url()).toBe(urlOf(target ?? ""));
  });
});

/** What is on paper: the trail to a story's section stays, as a label of the story. */
async function printed(page: Page): Promise<Reading["print"]> {
  return await page.evaluate(() => ({
    navigation: [...document.querySelectorAll("nav:not(.breadcrumbs), details, .skip, form, button, .share")]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > 0)
      .map(
        (element) => `${element.localName} in ${element.parentElement?.localName}.${element.parentElement?.className}`,
      ),
    ink: getComputedStyle(document.querySelector("h1, h2") ?? document.body).color,
    paper: getComputedStyle(document.documentElement).backgroundColor,
  }));
}

/** Words that differ too little from what they stand on (a contrast below 4.5 : 1). */
async function faintWords(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    type Colour = [number, number, number, number];
    const parse = (text: string): Colour => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
      return [red, green, blue, alpha];
    };
    const luminance = ([red, green, blue]: Colour) => {
      const [r = 0, g = 0, b = 0] = [red, green, blue].map((each) =>
        each <= 10 ? each / 3294 : ((each / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const canvas = (() => {
      const probe = document.createElement("div");
      probe.style.cssText = "background-color: Canvas";
      document.body.append(probe);
      const { backgroundColor } = getComputedStyle(probe);
      probe.remove();
      return parse(backgroundColor);
    })();
    const ground = (element: Element): Colour => {
      for (let each: Element | null = element; each; each = each.parentElement) {
        const colour = parse(getComputedStyle(each).backgroundColor);
        if (colour[3] === 1) return colour;
      }
      return canvas;
    };
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.nodeValue?.trim() || !parent.checkVisibility({ opacityProperty: true })) continue;
      const [a, b] = [luminance(parse(getComputedStyle(parent).color)), luminance(ground(parent))];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (contrast < 4.5) found.add(`${parent.localName}.${parent.className}: ${contrast.toFixed(1)} : 1`);
    }
    return [...found];
  });
}
