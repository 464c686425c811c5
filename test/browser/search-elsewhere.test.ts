import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "vitest";
import { visit } from "../support/browser.ts";

test("a word that only another language has is found there, said so, and shown as that language writes", () =>
  visit({ address: "/search/?q=چاند", isMoving: false }, {}, async (page) => {
    const row = page.locator(".search-result[lang='ur'][dir='rtl']").first();
    await row.waitFor();
    expect(await page.locator("#search-status").textContent()).toMatch(/^Nothing in English; .+ in other languages\./);
    expect(await row.locator(".search-result-facts bdi").textContent()).toMatch(/[\u0600-\u06ff] ?\d{4}$/);
  }));

test.each([
  ["/search/?q=monsoon+Qwzxyvbn", /^No story has “Qwzxyvbn”\. \d+ stories$/],
  ["/search/?q=monsoon+bowler+telescope", /^No story has all of these words; these have some\. /],
  ["/hi/search/?q=हिंदी+क्ष्ज्ञट्ठ", /^“क्ष्ज्ञट्ठ” किसी ख़बर में नहीं है।/],
])("%s: what no story has is said, not passed over in silence", (address, words) =>
  visit({ address, isMoving: false }, {}, async (page) => {
    await page.locator(".search-result-headline a").first().waitFor();
    expect(await page.locator("#search-status").textContent()).toMatch(words);
  }),
);

test.each(["/search/", "/archive/"])("%s: the button can be read in colours that a reader's system forces", (address) =>
  visit({ address, isMoving: false }, { forcedColors: "active" }, async (page) => {
    const { violations } = await new AxeBuilder({ page })
      .options({ runOnly: { type: "rule", values: ["color-contrast"] } })
      .setLegacyMode(true)
      .analyze();
    expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
  }),
);

test.each([true, false])("the keys are told of only where a script answers them: %s", (javaScriptEnabled) =>
  visit({ address: "/search/", isMoving: false }, { javaScriptEnabled }, async (page) => {
    expect(await page.locator("#search-keys").isVisible()).toBe(javaScriptEnabled);
  }),
);
