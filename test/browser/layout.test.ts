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

  test("keeps its lines so far apart that no letter runs into the line below", async () => {
    const found = await visit(kind, { width: 360 }, async (page) => {
      await page.evaluate(() => document.fonts.ready);
      return await collidingLines(page);
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
    const pen = new OffscreenCanvas(1, 1).getContext("2d");
    if (!pen) throw new Error("no canvas");
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.nodeValue?.trim() || !parent.checkVisibility()) continue;
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
      const limits = limitsOf(parent);
      const { above, below } = airOf(pen, parent, node.nodeValue);
      const isHidden = ({ left, right, top, bottom }: DOMRect) =>
        limits.some((box) => {
          const isCutAside = left < box.left - 1 || right > box.right + 1;
          return isCutAside || top + above < box.top - 1 || bottom - below > box.bottom + 1;
        });
      if (rects.some(isHidden))
        found.push(`${parent.localName}.${parent.className}: "${node.nodeValue.trim().slice(0, 40)}"`);
    }
    return found;

    function widest(): string {
      const reach = (element: Element) => element.getBoundingClientRect().right;
      const [first] = [...document.body.querySelectorAll("*")].sort((a, b) => reach(b) - reach(a));
      return `${first?.localName}.${first?.className}`;
    }

    /** What a font keeps free above and below the ink of these words (px): Nastaliq's letters are low, its lines high. */
    function airOf(
      pen: OffscreenCanvasRenderingContext2D,
      element: Element,
      text: string,
    ): { above: number; below: number } {
      pen.font = getComputedStyle(element).font;
      const ink = pen.measureText(text);
      return {
        above: ink.fontBoundingBoxAscent - ink.actualBoundingBoxAscent,
        below: ink.fontBoundingBoxDescent - ink.actualBoundingBoxDescent,
      };
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

/** Lines that share ink with the line above: each word is drawn again where it stands, odd lines apart from even ones. */
async function collidingLines(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const range = document.createRange();

    /** The words of an element's own text, with where they stand, by the line that they were set on. */
    const linesOf = (element: Element) => {
      const lines = new Map<number, { word: string; centre: number }[]>();
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE) continue;
        for (const { index, 0: word } of (node.nodeValue ?? "").matchAll(/\S+/g)) {
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          const { top, left, width } = range.getBoundingClientRect();
          const line = lines.get(Math.round(top)) ?? [];
          lines.set(Math.round(top), [...line, { word, centre: left + width / 2 }]);
        }
      }
      return [...lines].sort(([a], [b]) => a - b).map(([top, words]) => ({ top, words }));
    };

    return [...document.querySelectorAll("h1, h2, h3, p, li, a, span")].flatMap((element) => {
      const lines = element.checkVisibility() ? linesOf(element) : [];
      const { font } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const draw = ({ top, words }: (typeof lines)[number], origin: number) => {
        const canvas = new OffscreenCanvas(Math.ceil(box.width) + 100, 300).getContext("2d", {
          willReadFrequently: true,
        });
        if (!canvas) throw new Error("no canvas");
        canvas.font = font;
        canvas.textAlign = "center";
        for (const { word, centre } of words) canvas.fillText(word, centre - box.left + 50, 150 + top - origin);
        return canvas.getImageData(0, 0, canvas.canvas.width, 300).data;
      };
      return lines.slice(1).flatMap((line, index) => {
        const above = lines[index];
        if (!above) return [];
        const [first, second] = [draw(above, above.top), draw(line, above.top)];
        let shared = 0;
        for (let at = 3; at < first.length; at += 4) {
          if ((first[at] ?? 0) > 128 && (second[at] ?? 0) > 128) shared += 1;
        }
        const words = line.words.map(({ word }) => word).join(" ");
        // A dot that grazes another is not what a reader stumbles over (px of ink).
        return shared > 6 ? [`${element.localName}.${element.className}: ${shared} px, "${words.slice(0, 40)}"`] : [];
      });
    });
  });
}
