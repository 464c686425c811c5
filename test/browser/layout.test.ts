import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { visit } from "../support/browser.ts";
import { pageKinds } from "../support/page-kinds.ts";

const kinds = pageKinds();

// 320 × 256 is a window of 1280 × 1024 at a zoom of 400 % (WCAG 2.2, 1.4.10).
const sizes = [
  { width: 1280, height: 900 },
  { width: 768, height: 1024 },
  { width: 360, height: 780 },
  { width: 320, height: 256 },
];

describe.each(kinds)("$name", (kind) => {
  test("shows all its words, cut off nowhere, from wide screens to 320 px and at a zoom of 400 %", async () => {
    const found = await visit(kind, {}, async (page) => {
      const all: string[] = [];
      for (const size of sizes) {
        await page.setViewportSize(size);
        all.push(...(await hiddenWords(page)).map((each) => `${size.width} px: ${each}`));
      }
      return all;
    });
    expect(found).toEqual([]);
  });
});

describe.each(kinds.filter(({ language }) => language === "ur"))("$name", (kind) => {
  test("runs from right to left", async () => {
    const { direction, start } = await visit(kind, { width: 360 }, (page) =>
      page.evaluate(() => {
        const heading = document.querySelector("h1, h2");
        const range = document.createRange();
        range.selectNodeContents(heading ?? document.body);
        const box = (heading ?? document.body).getBoundingClientRect();
        const isCentred = heading !== null && getComputedStyle(heading).textAlign === "center";
        const first = range.getClientRects()[0];
        return { direction: document.documentElement.dir, start: isCentred ? 0 : box.right - (first?.right ?? 0) };
      }),
    );
    expect(direction).toBe("rtl");
    // px between the box's right edge and the first line's
    expect(start).toBeLessThan(4);
  });

  test("leaves every line of its headlines and text room for the letters above and below", async () => {
    const found = await visit(kind, { width: 360 }, async (page) => {
      await page.evaluate(() => document.fonts.ready);
      return await tightLines(page);
    });
    expect(found).toEqual([]);
  });
});

/** Words outside the window or outside a box that hides what does not fit it; where readers can scroll to them, they are not hidden. */
async function hiddenWords(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide, for ${widest()}`] : [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.nodeValue?.trim() || !parent.checkVisibility()) continue;
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
      const limits = limitsOf(parent);
      const isHidden = ({ left, right, top, bottom }: DOMRect) =>
        limits.some(
          (box) => left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1,
        );
      if (rects.some(isHidden))
        found.push(`${parent.localName}.${parent.className}: "${node.nodeValue.trim().slice(0, 40)}"`);
    }
    return found;

    function widest(): string {
      const reach = (element: Element) => element.getBoundingClientRect().right;
      const [first] = [...document.body.querySelectorAll("*")].sort((a, b) => reach(b) - reach(a));
      return `${first?.localName}.${first?.className}`;
    }

    /** Boxes that words in an element must stay within; none where they can be scrolled to, or are meant for ears alone. */
    function limitsOf(element: Element): { left: number; right: number; top: number; bottom: number }[] {
      const boxes = [{ left: 0, right: clientWidth, top: Number.NEGATIVE_INFINITY, bottom: Number.POSITIVE_INFINITY }];
      for (let each: Element | null = element; each; each = each.parentElement) {
        const { overflowX, overflowY, overflowClipMargin, clipPath } = getComputedStyle(each);
        if (clipPath !== "none" || /auto|scroll/.test(overflowX)) return [];
        if (!/hidden|clip/.test(`${overflowX} ${overflowY}`)) continue;
        const margin = overflowX === "clip" ? Number.parseFloat(overflowClipMargin) || 0 : 0;
        const { left, right, top, bottom } = each.getBoundingClientRect();
        boxes.push({ left: left - margin, right: right + margin, top: top - margin, bottom: bottom + margin });
      }
      return boxes;
    }
  });
}

/** Lines whose ink is taller than the line: in Nastaliq that is where one line runs into the next. */
async function tightLines(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d");
    if (!canvas) throw new Error("no canvas");
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>("h1, h2, h3, p, li, figcaption")) {
      const isLeaf = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
      if (!isLeaf || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      canvas.font = style.font;
      canvas.direction = "rtl";
      const ink = canvas.measureText(element.textContent);
      const height = ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent;
      const line = Number.parseFloat(style.lineHeight);
      if (height > line) {
        const size = `${height.toFixed(0)} px of ink in a line of ${line.toFixed(0)} px`;
        found.push(`${element.localName}.${element.className}: ${size}, "${element.textContent.slice(0, 30)}"`);
      }
    }
    return found;
  });
}
