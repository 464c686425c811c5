import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { visit } from "../support/browser.ts";

const story = `<main><p>By Monsoon Byline</p><article>
<p><a href="/photos/kept/pier.jpg">Photo: Monsoon pier</a><br>Credit: A Photographer</p>
<h2><time>7:30 pm</time></h2>
<table><tr><th>Alpha</th><td>monsoon</td><td>Beta</td></tr></table></article></main>`;

test("an extract is of the copy alone, with the cells of a table apart", () => {
  const prepare = (page: Page) =>
    page.route(/\/lite\/\d{4}\//, (route) => route.fulfill({ contentType: "text/html", body: story }));
  return visit({ address: "/search/?q=monsoon", isMoving: false }, { height: 4000, prepare }, async (page) => {
    const extract = page.locator(".search-result-words", { hasText: "Alpha" }).first();
    await extract.waitFor();
    expect((await extract.textContent())?.trim()).toBe("Alpha monsoon Beta");
  });
});

test("a word of an older entry leads to the page that has it, and words around the copy are found where the copy has none", () => {
  const first = (path: string) =>
    `<main><article><p class="apart">Monsoon</p><p>Nothing of it here.</p></article><ul><li><a href="${path}page/1/">9 am</a></li></ul></main>`;
  const older = `<main><article><h2 id="live-e1">9:00</h2><p>Dry.</p><h2 id="live-e2">9:10</h2><p>The monsoon is here.</p></article></main>`;
  const prepare = (page: Page) =>
    page.route(/\/lite\/\d{4}\//, (route) => {
      const { pathname } = new URL(route.request().url());
      const body = pathname.endsWith("/page/1/") ? older : first(pathname);
      return route.fulfill({ contentType: "text/html", body });
    });
  return visit({ address: "/search/?q=monsoon", isMoving: false }, { height: 4000, prepare }, async (page) => {
    const row = page.locator(".search-result", { hasText: "The monsoon is here." }).first();
    await row.waitFor();
    expect(await row.locator("a").getAttribute("href")).toMatch(/\/\d{4}\/[^?]*\/page\/1\/#live-e2$/);
    expect(await row.locator("a").getAttribute("href")).not.toContain("/lite/");
  });
});
