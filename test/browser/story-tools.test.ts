import { describe, expect, test } from "vitest";
import { sharedBrowser, urlOf, visit } from "../support/browser.ts";
import { demoPages } from "../support/demo-pages.ts";
import { pageKinds } from "../support/page-kinds.ts";

// What a story's page offers beside its words: passing it on, printing it; and that its words need no script.

const kindOf = (name: string) => {
  const kind = pageKinds().find((each) => each.name === name);
  if (!kind) throw new Error(`There is no kind of page called "${name}".`);
  return kind;
};

describe.each(["story: news", "story in Hindi", "story in Urdu"])("%s", (name) => {
  test("is passed on by plain links that carry its headline and its address whole, and tell nobody whence", async () => {
    const { links, headline, canonical } = await visit(kindOf(name), { javaScriptEnabled: false }, async (page) => ({
      links: await page
        .locator(".share-link")
        .evaluateAll((all) =>
          all.map((each) => ({ href: each.getAttribute("href") ?? "", rel: each.getAttribute("rel") })),
        ),
      headline: (await page.locator("h1").textContent())?.replaceAll("\u2060", ""),
      canonical: await page.locator("link[rel=canonical]").getAttribute("href"),
    }));
    expect(links.map(({ href }) => new URL(href).protocol + new URL(href).hostname)).toEqual([
      "mailto:",
      "https:wa.me",
    ]);
    const [mail, chat] = links.map(({ href }) => new URL(href).searchParams);
    expect([mail?.get("subject"), mail?.get("body")]).toEqual([headline, canonical]);
    expect(chat?.get("text")).toBe(`${headline}\n${canonical}`);
    for (const { rel } of links) expect(rel).toBe("nofollow noopener noreferrer");
  });
});

test("a button copies the address and says so", async () => {
  const context = await (await sharedBrowser()).newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  try {
    const page = await context.newPage();
    await page.goto(urlOf(kindOf("story: news").address));
    await page.click("button[data-share=copy]");
    await page.waitForFunction(() => document.querySelector(".share-status")?.textContent === "Link copied");
    const canonical = await page.locator("link[rel=canonical]").getAttribute("href");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(canonical);
  } finally {
    await context.close();
  }
});

test("on paper the addresses of links are numbered notes; without scripts they stand in brackets", async () => {
  const page = demoPages().find(({ html, story }) => story !== undefined && html.includes('class="sources-link"'));
  if (!page) throw new Error("The demo outlet has no story with a linked source.");
  const kind = { address: page.address, isMoving: false };
  const brackets = () =>
    [...document.querySelectorAll(".sources-link")].map((link) => getComputedStyle(link, "::after").content);
  await visit(kind, {}, async (browserPage) => {
    await browserPage.emulateMedia({ media: "print" });
    await browserPage.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const noted = await browserPage.evaluate(() => ({
      marks: [...document.querySelectorAll(".print-link")].map((mark) => mark.textContent),
      notes: [...document.querySelectorAll(".print-links li")].map((note) => note.textContent),
      hrefs: [...document.querySelectorAll<HTMLAnchorElement>(".story-body a[href^=http], .sources-link")].map(
        ({ href }) => decodeURI(href),
      ),
    }));
    expect(noted.hrefs.length).toBeGreaterThan(0);
    expect(noted.marks).toEqual(noted.hrefs.map((href) => `[${[...new Set(noted.hrefs)].indexOf(href) + 1}]`));
    expect(noted.notes).toEqual([...new Set(noted.hrefs)]);
    expect(new Set(await browserPage.evaluate(brackets))).toEqual(new Set(["none"]));
    await browserPage.evaluate(() => dispatchEvent(new Event("afterprint")));
    expect(await browserPage.locator(".print-link, .print-links").count()).toBe(0);
  });
  await visit(kind, { javaScriptEnabled: false }, async (browserPage) => {
    await browserPage.emulateMedia({ media: "print" });
    for (const content of await browserPage.evaluate(brackets))
      expect(content).toMatch(/^" \(" attr\(href\) "\)"$|^" \(https?:/);
  });
});

test("every story of the demo has the same words with scripts and without, and no script complains", async () => {
  const stories = demoPages().filter(({ html }) => html.includes('<article class="story story-'));
  expect(stories.length).toBeGreaterThan(36);
  const context = await (await sharedBrowser()).newContext();
  const found: string[] = [];
  try {
    // Words need no pictures and no faces.
    await context.route(/\.(avif|jpg|png|svg|woff2)$/, (route) => route.fulfill({ status: 204 }));
    const left = [...stories];
    const readOn = async () => {
      const page = await context.newPage();
      page.on("pageerror", (error) => found.push(`${page.url()} ${error.message}`));
      for (let story = left.pop(); story; story = left.pop()) {
        await page.goto(urlOf(story.address), { waitUntil: "domcontentloaded" });
        // A parser runs no scripts: what it reads is what readers without them have.
        const isSame = await page.evaluate(
          (html) => {
            const words = (of: Document) => {
              for (const tool of of.querySelectorAll(".share, .save")) tool.remove();
              return of.querySelector("article")?.textContent ?? "";
            };
            const without = words(new DOMParser().parseFromString(html, "text/html"));
            return without.length > 200 && words(document) === without;
          },
          story.html.replace(/<style>.*?<\/style>/gs, ""),
        );
        if (!isSame) found.push(`${story.address}: other words`);
      }
    };
    await Promise.all([readOn(), readOn(), readOn()]);
  } finally {
    await context.close();
  }
  expect(found).toEqual([]);
}, 240_000);
