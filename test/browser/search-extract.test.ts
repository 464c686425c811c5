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
