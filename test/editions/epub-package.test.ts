import { describe, expect, test } from "vitest";
import { parseXml, type XmlElement } from "../../src/base/xml.ts";
import {
  containerDocument,
  type EpubFacts,
  type EpubItem,
  mediaTypeOf,
  navigationDocument,
  packageDocument,
} from "../../src/editions/epub-package.ts";

const facts: EpubFacts = {
  identifier: "https://paper.example/editions/2026-11-22-daily-ur",
  title: 'The <Paper> & "Sons"\u0007 📷',
  language: "ur",
  direction: "rtl",
  publisher: "The Paper",
  description: "A newspaper.",
  modified: "2026-11-22T06:30:00Z",
  date: "2026-11-22",
  hasPictures: true,
  areAllDescribed: true,
  accessibilitySummary: "As text.",
};
const items: EpubItem[] = [
  { id: "nav", href: "nav.xhtml", type: "application/xhtml+xml", properties: "nav" },
  { id: "cover-image", href: "cover.jpg", type: "image/jpeg", properties: "cover-image" },
  { id: "s1", href: "s1.xhtml", type: "application/xhtml+xml", isRead: true },
];

const all = (element: XmlElement, local: string): XmlElement[] => [
  ...(element.local === local ? [element] : []),
  ...element.children.flatMap((child) => all(child, local)),
];
const value = (element: XmlElement | undefined, name: string) =>
  element?.attributes.find(({ local }) => local === name)?.value;
const metas = (xml: string, property: string) =>
  all(parseXml(xml), "meta")
    .filter((meta) => value(meta, "property") === property)
    .map(({ text }) => text);

describe("A book's package", () => {
  test("tells a title of odd letters whole, without what XML can't hold", () => {
    const [title] = all(parseXml(packageDocument(facts, items)), "title");
    expect(title?.text).toBe('The <Paper> & "Sons" 📷');
  });

  test("turns its pages from the right in Urdu", () => {
    expect(value(all(parseXml(packageDocument(facts, items)), "spine")[0], "page-progression-direction")).toBe("rtl");
  });

  test("names its cover in the way of today's readers and of old ones", () => {
    const xml = packageDocument(facts, items);
    const cover = all(parseXml(xml), "item").find((item) => value(item, "properties") === "cover-image");
    expect(value(cover, "href")).toBe("cover.jpg");
    const old = all(parseXml(xml), "meta").find((meta) => value(meta, "name") === "cover");
    expect(value(old, "content")).toBe("cover-image");
  });

  test("reads what is to be read, and lists the rest", () => {
    const parsed = parseXml(packageDocument(facts, items));
    expect(all(parsed, "itemref").map((each) => value(each, "idref"))).toEqual(["s1"]);
    expect(all(parsed, "item")).toHaveLength(3);
  });

  test("claims that words suffice only where every picture is described", () => {
    const told = packageDocument(facts, items);
    expect(metas(told, "schema:accessModeSufficient")).toEqual(["textual"]);
    expect(metas(told, "schema:accessibilityFeature")).toContain("alternativeText");
    const untold = packageDocument({ ...facts, areAllDescribed: false }, items);
    expect(metas(untold, "schema:accessModeSufficient")).toEqual([]);
    expect(metas(untold, "schema:accessibilityFeature")).not.toContain("alternativeText");
  });

  test("says nothing of pictures where it has none", () => {
    const xml = packageDocument({ ...facts, hasPictures: false }, items);
    expect(metas(xml, "schema:accessMode")).toEqual(["textual"]);
    expect(metas(xml, "schema:accessibilityFeature")).not.toContain("alternativeText");
  });

  test("claims no conformance that nobody has certified", () => {
    expect(packageDocument(facts, items)).not.toContain("conformsTo");
  });
});

describe("A book's navigation", () => {
  const navigation = navigationDocument(
    [{ title: "World & <more>", href: "edition.xhtml#g1", children: [{ title: "One", href: "s1.xhtml" }] }],
    {
      language: "ur",
      direction: "rtl",
      title: "فہرست",
      landmarks: [{ type: "cover", title: "سرورق", href: "cover.xhtml" }],
    },
  );

  test("lists chapters below their sections", () => {
    const [toc] = all(parseXml(navigation), "nav");
    expect(toc && all(toc, "a").map(({ text }) => text)).toEqual(["World & <more>", "One"]);
    expect(toc && all(toc, "ol")).toHaveLength(2);
  });

  test("has its landmarks in the book's own words and direction", () => {
    const [, landmarks] = all(parseXml(navigation), "nav");
    expect(landmarks && all(landmarks, "a").map(({ text }) => text)).toEqual(["سرورق"]);
    expect(value(all(parseXml(navigation), "html")[0], "dir")).toBe("rtl");
  });
});

test("A book's container names its package", () => {
  const [root] = all(parseXml(containerDocument("EPUB/package.opf")), "rootfile");
  expect(value(root, "full-path")).toBe("EPUB/package.opf");
});

test("What a book may not hold has no type in it", () => {
  expect(mediaTypeOf("a.jpg")).toBe("image/jpeg");
  expect(mediaTypeOf("a.avif")).toBeUndefined();
});
