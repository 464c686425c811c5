import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { visit } from "../support/browser.ts";
import { pageKinds } from "../support/page-kinds.ts";

// Nastaliq falls along each word, far below the line where it began and far above the next. What is measured is ink: where
// the letters of each line of text really are, against every box that hides what does not fit it, and against the page's own edges.

const kinds = pageKinds().filter(({ language, isMoving }) => language === "ur" && !isMoving);

// The web font, as on a device that has no Nastaliq; and a Naskh or whatever the device has, as long as it is late.
const faces = { "Nastaliq of the web": "/assets/fonts/nastaliq", "the device's own letters": undefined };

describe.each(kinds)("$name", (kind) => {
  describe.each(Object.entries(faces))("in %s", (_name, path) => {
    test.each([360, 1280])("no letter is cut at %i px", async (width) => {
      const prepare = async (page: Page) => {
        if (path === undefined) await page.route(/nastaliq.*\.woff2$/, (route) => route.abort());
      };
      const cut = await visit(kind, { width, prepare }, async (page) => {
        await page.evaluate(() => document.fonts.ready);
        return await cutLetters(page);
      });
      expect(cut).toEqual([]);
    });
  });
});

/** Words whose ink leaves a box that hides what leaves it. */
async function cutLetters(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const pen = new OffscreenCanvas(1, 1).getContext("2d");
    if (!pen) throw new Error("no canvas");
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      const words = node.nodeValue?.trim() ?? "";
      if (!parent || words === "" || !parent.checkVisibility()) continue;
      const hiding = hidingBoxes(parent);
      if (hiding.length === 0) continue;
      range.selectNodeContents(node);
      pen.font = getComputedStyle(parent).font;
      const ink = pen.measureText(words);
      for (const line of range.getClientRects()) {
        // A line's box is as high as its face says: the baseline stands that far below its top.
        const base = line.top + ink.fontBoundingBoxAscent;
        const [top, bottom] = [base - ink.actualBoundingBoxAscent, base + ink.actualBoundingBoxDescent];
        for (const box of hiding) {
          if (top < box.top - 1 || bottom > box.bottom + 1) {
            found.push(`${box.name} cuts ${parent.localName}.${parent.className}: "${words.slice(0, 40)}"`);
          }
        }
      }
    }
    return found;

    function hidingBoxes(element: Element): { name: string; top: number; bottom: number }[] {
      const boxes: { name: string; top: number; bottom: number }[] = [];
      for (let each: Element | null = element; each; each = each.parentElement) {
        const { overflowX, overflowY, overflowClipMargin, clipPath } = getComputedStyle(each);
        // For ears alone.
        if (clipPath !== "none") return [];
        if (!/hidden|clip|auto|scroll/.test(overflowY)) continue;
        const margin = overflowX === "clip" ? Number.parseFloat(overflowClipMargin) || 0 : 0;
        const { top, bottom } = each.getBoundingClientRect();
        boxes.push({ name: `${each.localName}.${each.className}`, top: top - margin, bottom: bottom + margin });
      }
      return boxes;
    }
  });
}
