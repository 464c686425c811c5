import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

// axe as its package for Playwright brings it, run by hand: it is given to a page once and asked several times.
const require = createRequire(import.meta.resolve("@axe-core/playwright"));
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

// WCAG 2.0 to 2.2, levels A and AA, and the practices that axe recommends beyond them.
const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const options = {
  runOnly: { type: "tag", values: levels },
  // A quarter of the time: what passes is not written up, and there are no stylesheets of other hosts to fetch.
  resultTypes: ["violations"],
  preload: false,
};

interface Look {
  colours: "light" | "dark" | "forced";
  /** CSS px. */
  width: number;
  height: number;
}

// Each width, each set of colours and scripts on and off, and each of them with each of the others: six looks in place of
// eighteen. 320 × 256 is what a window of 1280 × 1024 shows at 400 % (WCAG 1.4.10).
export const looksWithScripts: readonly Look[] = [
  { colours: "light", width: 1280, height: 900 },
  { colours: "dark", width: 360, height: 900 },
  { colours: "forced", width: 320, height: 256 },
];
export const looksWithoutScripts: readonly Look[] = [
  { colours: "light", width: 320, height: 256 },
  { colours: "forced", width: 360, height: 900 },
  { colours: "dark", width: 1280, height: 900 },
];

/** What `axe.run` gives, as far as it is read here. */
interface Results {
  violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[];
}

/** What axe finds on an open page, look by look: one line a fault. */
export async function axeFaults(page: Page, looks: readonly Look[]): Promise<string[]> {
  await page.evaluate(axe);
  const all: string[] = [];
  for (const { colours, width, height } of looks) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia(
      colours === "forced" ? { forcedColors: "active" } : { forcedColors: "none", colorScheme: colours },
    );
    const { violations } = await page.evaluate<Results>(`axe.run(document, ${JSON.stringify(options)})`);
    for (const { id, nodes } of violations)
      for (const { target, failureSummary } of nodes)
        all.push(`${colours} ${width}: ${id} at ${target.join(" ")}: ${failureSummary?.split("\n")[1] ?? ""}`);
  }
  return all;
}
