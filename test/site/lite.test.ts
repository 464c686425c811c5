import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { demoFiles, demoPages } from "../support/demo-pages.ts";
import { demoStories } from "../support/demo-stories.ts";
import { elementsOf } from "../support/page-elements.ts";

const all = demoPages();
const pages = new Map(all.map((page) => [page.address, page]));
// Former addresses, which lead on, have tests of their own.
const light = all.filter(({ file, html }) => file.startsWith("lite/") && !/http-equiv="refresh"/.test(html));
const full = (address: string) => pages.get(address.replace(/^\/lite/, ""));
const isStory = ({ html }: { html: string }) => html.includes('class="story-body');
const stories = demoStories().filter(({ isPublic }) => isPublic);
const exits: Record<string, string> = {
  en: "Exit lite version",
  hi: "हल्के संस्करण से बाहर जाएँ",
  ur: "ہلکے ورژن سے باہر جائیں",
};

const attribute = (page: { html: string }, name: string, wanted: RegExp, value: string) =>
  elementsOf(page).find((each) => each.name === name && wanted.test(JSON.stringify(each.attributes)))?.attributes[
    value
  ];

test("every story, every section and every home has its light page, in every language", () => {
  const addresses = new Set(light.map(({ address }) => address));
  const ofStories = all.filter((page) => !page.file.startsWith("lite/") && page.story !== undefined && isStory(page));
  expect(ofStories.length).toBe(stories.length);
  expect(ofStories.filter(({ address }) => !addresses.has(`/lite${address}`)).map(({ address }) => address)).toEqual(
    [],
  );
  for (const home of ["/lite/", "/lite/hi/", "/lite/ur/", "/lite/science/", "/lite/ur/science/"])
    expect(addresses).toContain(home);
});

describe.each(light.map((page) => [page.address, page] as const))("%s", (address, page) => {
  const elements = elementsOf(page);

  test("comes in one request: no script, picture, font, stylesheet or frame", () => {
    const loaded = elements.filter(
      ({ name, attributes }) =>
        /^(script|img|picture|source|video|audio|iframe|object|embed|svg)$/.test(name) ||
        (name === "link" && attributes.rel !== "canonical") ||
        attributes.style !== undefined,
    );
    expect(loaded).toEqual([]);
    expect(page.html).not.toMatch(/@import|@font-face|url\(/);
  });

  test("names its full page as the one to be known by, and leads there at its foot", () => {
    const own = full(address);
    expect(own, "its full page").toBeDefined();
    if (!own) return;
    expect(attribute(page, "link", /"canonical"/, "href")).toBe(attribute(own, "link", /"canonical"/, "href"));
    const links = elements.filter(({ name }) => name === "a");
    const exit = links.find(({ attributes }) => decodeURI(attributes.href ?? "") === own.address);
    expect(exit?.text).toBe(exits[elements.find(({ name }) => name === "html")?.attributes.lang ?? ""]);
    // And the full page leads here.
    expect(
      elementsOf(own).some(({ name, attributes }) => name === "a" && decodeURI(attributes.href ?? "") === address),
    ).toBe(true);
  });

  test("weighs little: a story 8 KB, a list 14 KB at most, gzipped", () => {
    expect(gzipSync(page.html).length).toBeLessThan((page.story === undefined ? 14 : 8) * 1024);
  });

  test("has each id once, and every anchor leads somewhere", () => {
    const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
    const anchors = elements.flatMap(({ attributes }) =>
      attributes.href?.startsWith("#") ? attributes.href.slice(1) : [],
    );
    expect(anchors.filter((anchor) => !ids.includes(decodeURIComponent(anchor)))).toEqual([]);
  });

  test("has no class of the full page's, and headings in order", () => {
    const classes = new Set(elements.flatMap(({ attributes }) => attributes.class?.split(" ") ?? []));
    for (const known of ["top", "foot", "name", "small", "label", "list", "lead", "past", "apart"])
      classes.delete(known);
    expect([...classes]).toEqual([]);
    expect(elements.filter(({ name }) => name === "h1").length).toBe(1);
  });
});

describe("a story says in its light form what it says in full", () => {
  const pairs = light.flatMap((page) => {
    const own = full(page.address);
    return own && isStory(own) ? [{ address: page.address, page, own }] : [];
  });
  const words = (text: string) => text.replace(/\s+/g, " ").trim();
  const within = (page: { html: string }, wanted: RegExp) =>
    elementsOf(page)
      .filter(({ attributes }) => wanted.test(attributes.class ?? ""))
      .map(({ text }) => words(text));

  test("every credit, byte for byte", () => {
    const credits = pairs.flatMap(({ address, page, own }) =>
      within(own, /^photo-credit/).map((credit) => ({
        address,
        credit,
        isThere: words(elementsOf(page)[0]?.text ?? "").includes(credit),
      })),
    );
    expect(credits.length).toBeGreaterThan(60);
    expect(credits.filter(({ isThere }) => !isThere)).toEqual([]);
  });

  test("every paragraph of the copy", () => {
    const lost = pairs.flatMap(({ address, page, own }) => {
      const text = words(elementsOf(page)[0]?.text ?? "");
      const [body = ""] = own.html.split('class="story-body').slice(1);
      const paragraphs = [...(body.split('<div class="story-end">')[0] ?? "").matchAll(/<p>([^<]{40,})<\/p>/g)].map(
        ([, inner = ""]) => words(elementsOf({ html: `<p>${inner}</p>` })[0]?.text ?? ""),
      );
      return paragraphs.filter((paragraph) => !text.includes(paragraph)).map((paragraph) => `${address}: ${paragraph}`);
    });
    expect(lost).toEqual([]);
  });

  test.each<[string, RegExp]>([
    ["labels", /^story-header-label$/],
    ["corrections", /^corrections-words$/],
    ["standfirsts", /^story-header-standfirst$/],
  ])("%s", (_name, wanted) => {
    const lost = pairs.flatMap(({ address, page, own }) => {
      const text = words(elementsOf(page)[0]?.text ?? "");
      return within(own, wanted)
        .filter((each) => !text.includes(each))
        .map((each) => `${address}: ${each}`);
    });
    expect(lost).toEqual([]);
  });
});

test("no listing of the full site, no feed and no sitemap names a light page", () => {
  expect(demoFiles().filter((file) => file.startsWith("lite/") && !file.endsWith(".html"))).toEqual([]);
});
