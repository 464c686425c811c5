import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { demoPages } from "../support/demo-pages.ts";
import { demo } from "../support/demo-site.ts";
import { headersFor, parseHeaderRules } from "../support/host-headers.ts";
import { elementsOf } from "../support/page-elements.ts";

const read = (file: string) => readFileSync(join(demo.output, file), "utf8");
const pages = demoPages();

const redirects = read("_redirects")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => {
    const [from = "", to = "", status = ""] = line.split(" ");
    return { from, to, status };
  });

test("every moved address answers with 301 where the host can, and as a page of its own where it can't", () => {
  const moved = pages.filter(({ html }) => /http-equiv="refresh"/.test(html));
  expect(moved.length).toBeGreaterThan(0);
  for (const { address, html } of moved) {
    const rule = redirects.find(({ from }) => decodeURI(from) === address);
    expect(rule, address).toMatchObject({ status: "301" });
    const elements = elementsOf({ html });
    const refresh = elements.find(({ attributes }) => attributes["http-equiv"] === "refresh");
    const canonical = elements.find(({ attributes }) => attributes.rel === "canonical")?.attributes.href ?? "";
    const link = elements.find(({ name, attributes }) => name === "a" && attributes.href === rule?.to);
    expect(refresh?.attributes.content).toBe(`0; url=${rule?.to}`);
    // A light page is known by its full one.
    expect(new URL(canonical).pathname).toBe(rule?.to.replace(/^\/lite\//, "/"));
    expect(link).toBeDefined();
  }
});

test("no rule leads to nothing", () => {
  for (const { to } of redirects) expect(existsSync(join(demo.output, decodeURI(to), "index.html")), to).toBe(true);
});

test("the address of a story that was taken down answers with 410 and a notice that no search engine keeps", () => {
  const gone = redirects.filter(({ status }) => status === "410");
  expect(gone.length).toBeGreaterThan(0);
  for (const { from } of gone) {
    expect(read(`${decodeURI(from).slice(1)}index.html`)).toMatch(/name="robots" content="[^"]*noindex/);
  }
});

test("every feed is sent as what it is, whatever the host would guess", () => {
  const rules = parseHeaderRules(read("_headers"));
  const typeOf = (path: string) => headersFor(rules, path).get("content-type");
  for (const folder of ["/", "/world/", "/hi/", "/hi/topics/monsoon/"]) {
    expect(typeOf(`${folder}feed.xml`)).toBe("application/rss+xml; charset=utf-8");
    expect(typeOf(`${folder}atom.xml`)).toBe("application/atom+xml; charset=utf-8");
    expect(typeOf(`${folder}feed.json`)).toBe("application/feed+json; charset=utf-8");
  }
  expect(typeOf("/feeds.opml")).toBe("text/x-opml; charset=utf-8");
  expect([typeOf("/"), typeOf("/sitemap.xml"), typeOf("/world/feeds.json")]).toEqual([undefined, undefined, undefined]);
});

test("what never changes may be kept for ever, and nothing else", () => {
  const rules = parseHeaderRules(read("_headers"));
  const lifeOf = (path: string) => headersFor(rules, path).get("cache-control");
  expect(lifeOf("/photos/kept/harbour-3f2a9c0d1e4b5a67-640.avif")).toMatch(/immutable/);
  expect(lifeOf("/photos/leased/harbour-3f2a9c0d1e4b5a67-640.avif")).toBe("public, max-age=300, must-revalidate");
  expect(lifeOf("/assets/fonts/newsreader-text-0175975a43.woff2")).toMatch(/immutable/);
  for (const path of ["/", "/feed.xml", "/robots.txt", "/sitemap.xml", "/404.html", "/hi/"]) {
    expect(lifeOf(path) ?? "", path).not.toMatch(/immutable/);
  }
});
