import { AxeBuilder } from "@axe-core/playwright";
import type { Page, Route } from "playwright-core";
import { describe, expect, test } from "vitest";
import { urlOf, type VisitOptions, visit } from "../support/browser.ts";

const search = (address: string, options: VisitOptions, look: (page: Page) => Promise<void>) =>
  visit({ address, isMoving: false }, options, look);

const status = (page: Page) => page.locator("#search-status");
const headlines = (page: Page) => page.locator(".search-result-headline a");
const shown = (page: Page) => headlines(page).first().waitFor();

describe("a search", () => {
  test("is answered by its address, with the words marked and the number said aloud", async () => {
    await search("/search/?q=monsoon", {}, async (page) => {
      await shown(page);
      expect(await status(page).getAttribute("role")).toBe("status");
      expect(await status(page).textContent()).toMatch(/^\d+ stories$/);
      expect((await page.locator(".search-result mark").first().textContent())?.toLowerCase()).toContain("monsoon");
      expect(await page.locator("#search-suggestions").isVisible()).toBe(false);
      const [first] = await headlines(page).all();
      const answer = await page.request.get((await first?.getAttribute("href")) ?? "");
      expect(answer.status()).toBe(200);
    });
  });

  test("goes into the address as it is sent, and back and forward go through searches", async () => {
    await search("/search/", {}, async (page) => {
      expect(await page.locator("#search-suggestions").isVisible()).toBe(true);
      const field = page.locator("#search-words");
      for (const words of ["monsoon", "cricket"]) {
        await field.fill(words);
        await field.press("Enter");
        await page.waitForURL(urlOf(`/search/?q=${words}`));
        await shown(page);
      }
      await page.goBack();
      await page.waitForURL(urlOf("/search/?q=monsoon"));
      expect(await field.inputValue()).toBe("monsoon");
      await page
        .locator(".search-result mark", { hasText: /^monsoon/i })
        .first()
        .waitFor();
      await page.goBack();
      await page.waitForURL(urlOf("/search/"));
      expect(await field.inputValue()).toBe("");
      expect(await headlines(page).count()).toBe(0);
      await page.goForward();
      await page.waitForURL(urlOf("/search/?q=monsoon"));
      await shown(page);
    });
  });

  test("is narrowed by section and date, which open where the address says so", async () => {
    await search("/search/?q=the&section=sport&from=2026-01-01", {}, async (page) => {
      await shown(page);
      expect(await page.locator("details.search-filters").getAttribute("open")).not.toBeNull();
      const facts = await page.locator(".search-result-facts").allTextContents();
      expect(facts.every((text) => /2026$/.test(text))).toBe(true);
      await page.locator("#search-section").selectOption("");
      await page.waitForURL(urlOf("/search/?q=the&from=2026-01-01"));
    });
  });

  test.each([
    ["/hi/search/?q=हिंदी", "hi"],
    ["/ur/search/?q=چاند", "ur"],
  ])("works in its own language: %s", async (address, language) => {
    await search(address, { width: 360 }, async (page) => {
      await shown(page);
      expect(await headlines(page).first().getAttribute("href")).toContain(`/${language}/`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    });
  });

  test("in all languages says of each result which it is", async () => {
    await search("/search/?q=हिंदी&in=all", {}, async (page) => {
      await shown(page);
      expect(await page.locator(".search-result[lang='hi'][dir='ltr']").count()).toBeGreaterThan(0);
    });
  });

  test("that finds nothing says so", async () => {
    await search("/search/?q=zzzzqqqq", {}, async (page) => {
      await page.getByText("No story has these words.").waitFor();
      expect(await page.locator("#search-more button").count()).toBe(0);
    });
  });
});

describe("with a keyboard", () => {
  test("/ goes to the field, arrows go through the results and back", async () => {
    await search("/search/?q=the", {}, async (page) => {
      await shown(page);
      const focused = () =>
        page.evaluate(() => {
          const links = [...document.querySelectorAll(".search-result-headline a")];
          return document.activeElement?.id || links.indexOf(document.activeElement as Element);
        });
      await page.keyboard.press("/");
      expect(await focused()).toBe("search-words");
      expect(await page.locator("#search-words").inputValue()).toBe("the");
      const steps = ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"];
      const places = [];
      for (const key of steps) {
        await page.keyboard.press(key);
        places.push(await focused());
      }
      expect(places).toEqual([0, 1, 0, "search-words"]);
    });
  });

  test("more results take the focus to the first of them", async () => {
    await search("/search/?q=the", {}, async (page) => {
      await shown(page);
      await page.locator("#search-more button").click();
      await headlines(page).nth(10).waitFor();
      expect(
        await headlines(page)
          .nth(10)
          .evaluate((link) => link === document.activeElement),
      ).toBe(true);
    });
  });
});

test("scripts off: the form and the way to every story are there, in words", async () => {
  await search("/search/", { javaScriptEnabled: false }, async (page) => {
    expect(await page.locator("main").textContent()).toContain("needs scripts");
    expect(await page.locator("main noscript a, main p a[href='/archive/']").count()).toBeGreaterThan(0);
  });
});

describe("whatever comes", () => {
  test("neither a query nor a headline is ever taken for HTML", async () => {
    const prepare = (page: Page) =>
      page.route(/-r\/\d+\.js$/, async (route) => {
        const text = await (await route.fetch()).text();
        const hostile = '\\u003cimg src=x onerror="window.broken=1">\\u003cscript>window.broken=1\\u003c/script>';
        await route.fulfill({
          contentType: "text/javascript",
          body: text.replace(
            /(\["[^"]*",")[^"]*"/g,
            (_whole, start: string) => `${start}${hostile.replaceAll('"', '\\"')}"`,
          ),
        });
      });
    await search('/search/?q=monsoon+<img src=x onerror="window.broken=1">', { prepare }, async (page) => {
      await shown(page);
      expect(await headlines(page).first().textContent()).toContain("<script>");
      expect(await page.locator(".search-result img, .search-result script, #search-status img").count()).toBe(0);
      expect(await page.evaluate(() => "broken" in window)).toBe(false);
    });
  });

  test("a catalogue that a cache kept too long is asked for again, once", async () => {
    const asked: string[] = [];
    const prepare = (page: Page) =>
      page.route(/\/search\/en\/catalog\.js/, async (route) => {
        const { search: fresh } = new URL(route.request().url());
        asked.push(fresh === "" ? "cached" : "fresh");
        if (fresh !== "") return route.fallback();
        const text = await (await route.fetch()).text();
        await route.fulfill({
          contentType: "text/javascript",
          body: text.replace(/"shards":"([^"]+)"/g, '"shards":"$1-of-yesterday"'),
        });
      });
    await search("/search/?q=monsoon", { prepare }, async (page) => {
      await shown(page);
      expect(asked).toEqual(["cached", "fresh"]);
    });
  });

  test("without a connection it says so, and works when there is one again", async () => {
    let isDown = true;
    const prepare = (page: Page) =>
      page.route(/\/search\/en\//, (route) => (isDown ? route.abort() : route.fallback()));
    await search("/search/?q=monsoon", { prepare }, async (page) => {
      await page.getByText("could not be loaded").waitFor();
      isDown = false;
      await page.locator("#search-words").press("Enter");
      await shown(page);
    });
  });

  test("the slow answer of an older search never takes the place of a newer one's", async () => {
    const held: Route[] = [];
    let isHolding = true;
    const prepare = (page: Page) =>
      page.route(/\/search\/en\/parts\/[^/]*[^r]\/[1-9]\d*\.js/, (route) => {
        if (!isHolding) return route.fallback();
        held.push(route);
        return undefined;
      });
    await search("/search/", { prepare }, async (page) => {
      await page.locator("#search-words").fill("monsoon");
      while (held.length === 0) await page.waitForTimeout(20);
      isHolding = false;
      await page.locator("#search-words").fill("cricket");
      await page.locator("#search-words").press("Enter");
      await page
        .locator(".search-result mark", { hasText: /cricket/i })
        .first()
        .waitFor();
      const before = await headlines(page).allTextContents();
      await Promise.all(held.map((route) => route.fallback()));
      await page.waitForLoadState("networkidle");
      expect(await headlines(page).allTextContents()).toEqual(before);
      await page.locator("#search-words").fill("");
      await page.locator("#search-words").press("Enter");
      await page.locator("#search-suggestions").waitFor();
      expect(await headlines(page).count()).toBe(0);
    });
  });
});

test.each([360, 1280])("nothing moves while results and their passages come (%i px)", async (width) => {
  const prepare = (page: Page) =>
    page.addInitScript(() => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
          document.documentElement.dataset.shift = String(
            Number(document.documentElement.dataset.shift ?? 0) + entry.value,
          );
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
  await search("/search/?q=water+light", { width, prepare }, async (page) => {
    await shown(page);
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(200);
    expect(await page.evaluate(() => Number(document.documentElement.dataset.shift ?? 0))).toBeLessThan(0.02);
  });
});

test.each([
  ["/search/", "light"],
  ["/search/?q=monsoon&section=climate", "dark"],
  ["/ur/search/?q=چاند", "light"],
] as const)("%s can be used by everybody (WCAG 2.2 AA)", async (address, colorScheme) => {
  await search(address, { width: 360, colorScheme }, async (page) => {
    if (address.includes("q=")) await status(page).filter({ hasText: /\d/ }).waitFor();
    const { violations } = await new AxeBuilder({ page })
      .options({ runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } })
      .setLegacyMode(true)
      .analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  });
});
