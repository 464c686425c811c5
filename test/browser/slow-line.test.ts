import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { visit } from "../support/browser.ts";
import { demo } from "../support/demo-site.ts";
import { pageKinds } from "../support/page-kinds.ts";

// What a phone fetches for a story and its lead photo. Times are for scripts/slow-line.ts, by hand: they hang on the machine.

/** Bytes of bodies as they go over the wire; headers come on top. */
const budget = 120 * 1024;

const stories = pageKinds().filter(({ name }) => /^story(:| in)/.test(name));

test.each(stories)(
  "$name: page, faces, script and lead photo are at most 120 KB on a phone of 360 px",
  async (kind) => {
    const bodies = new Map<string, number>();
    const prepare: Parameters<typeof visit>[1]["prepare"] = async (page) => {
      page.on("response", async (response) => {
        const length = (await response.allHeaders())["content-length"];
        bodies.set(new URL(response.url()).pathname, Number(length ?? 0));
      });
    };
    const lead = await visit(kind, { width: 360, height: 780, deviceScaleFactor: 3, prepare }, async (page) => {
      await page.evaluate(() => document.fonts.ready);
      return await page.evaluate(() => document.querySelector<HTMLImageElement>("img[fetchpriority=high]")?.currentSrc);
    });
    const leadPath = lead === undefined ? undefined : new URL(lead).pathname;
    const parts = [...bodies].filter(([path]) => path === leadPath || !path.includes("/photos/"));
    const sum = parts.reduce((all, [, bytes]) => all + bytes, 0);
    expect(sum, parts.map(([path, bytes]) => `${bytes} ${path}`).join("\n")).toBeLessThanOrEqual(budget);
    if (leadPath !== undefined) expect(readFileSync(join(demo.output, leadPath)).length).toBe(bodies.get(leadPath));
  },
);
