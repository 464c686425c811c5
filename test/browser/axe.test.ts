import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { visit } from "../support/browser.ts";
import { pageKinds } from "../support/page-kinds.ts";

// WCAG 2.0 to 2.2, levels A and AA. Best practices beyond them are html-validate's and the reviewers' matter.
const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const options = {
  runOnly: { type: "tag", values: levels },
  // A quarter of the time: what passes is not written up, and there are no stylesheets of other hosts to fetch.
  resultTypes: ["violations"],
  preload: false,
} as const;

const settings = (["light", "dark"] as const).flatMap((colorScheme) =>
  [1280, 360].map((width) => ({ colorScheme, width })),
);

describe.each(pageKinds())("$name", (kind) => {
  test("can be used by everybody, in light and dark, on a wide screen and on a phone (WCAG 2.2 AA)", async () => {
    const found = await visit(kind, {}, async (page) => {
      const all: string[] = [];
      for (const setting of settings) all.push(...(await violations(page, setting)));
      return all;
    });
    expect(found).toEqual([]);
  });
});

async function violations(page: Page, { colorScheme, width }: (typeof settings)[number]): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  // The pages have no frames: the mode without messages between them is enough.
  const results = await new AxeBuilder({ page })
    .options({
      ...options,
      runOnly: { ...options.runOnly, values: [...levels] },
      resultTypes: [...options.resultTypes],
    })
    .setLegacyMode()
    .analyze();
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) =>
        `${colorScheme} ${width}: ${id} at ${node.target.join(" ")}: ${node.failureSummary?.split("\n")[1] ?? ""}`,
    ),
  );
}
