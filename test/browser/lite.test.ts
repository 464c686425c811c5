import { expect, test } from "vitest";
import { plainBody } from "../../src/pages/plain-body.ts";
import { visit } from "../support/browser.ts";

const columns = ["Constituency", "Registered voters", "Turnout", "Candidates"].map((name) => ({
  name,
  isNumber: false,
  isKey: false,
}));
const body = plainBody(
  [
    { kind: "table", columns, rows: [columns.map(({ name }) => `${name}-${"x".repeat(20)}`)] },
    { kind: "html", html: `<pre>${"one long line of a form ".repeat(9)}${"unbroken".repeat(30)}</pre>` },
    { kind: "html", html: `<p>${"Donaudampfschifffahrt".repeat(9)}</p>` },
  ],
  { strings: { table: "Table" }, photos: "link" },
);

test.each(["/lite/", "/lite/ur/"])("%s: nothing in a light page's copy moves the page sideways at 240 px", (address) =>
  visit({ address, isMoving: false }, { width: 240, javaScriptEnabled: true }, async (page) => {
    await page.locator("main").evaluate((main, html) => main.insertAdjacentHTML("beforeend", html), body);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(240);
    const box = page.getByRole("group", { name: "Table" });
    expect(await box.evaluate((each) => each.scrollWidth > each.clientWidth)).toBe(true);
  }),
);
