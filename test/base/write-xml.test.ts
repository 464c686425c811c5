import fc from "fast-check";
import { expect, test } from "vitest";
import { node, textNode, xmlDocument } from "../../src/base/write-xml.ts";
import { parseXml } from "../../src/base/xml.ts";
import { caseOptions } from "../support/cases.ts";

// What XML 1.0 may hold, whatever stands beside it.
const text = fc
  .string({ unit: "binary" })
  .map((value) => value.replace(/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ""));
const attributeText = text.map((value) => value.replace(/[\t\n]/g, " "));

test("any text comes back as it was, in an element and in an attribute", () => {
  fc.assert(
    fc.property(text, attributeText, (words, value) => {
      const root = parseXml(xmlDocument(node("a", { b: value }, words)));
      expect(root.text).toBe(words);
      expect(root.attributes[0]?.value).toBe(value);
    }),
    caseOptions(300, 20_000),
  );
});

test("what XML can't hold is left out, and the rest stays", () => {
  const made = xmlDocument(node("a", { b: "one\u0000two" }, "]]> \u0007& \ud800<b> \"so\" 'so'"));
  expect(made).toBe(`<?xml version="1.0" encoding="UTF-8"?>\n<a b="onetwo">]]&gt; &amp; &lt;b&gt; "so" 'so'</a>\n`);
});

test("elements stand on lines of their own, text stands alone between its tags", () => {
  const made = xmlDocument(
    node("a", { b: 1, c: undefined }, textNode("d", "x"), textNode("e", ""), undefined, node("f", {})),
  );
  expect(made.split("\n").slice(1)).toEqual(['<a b="1">', "<d>x</d>", "<f/>", "</a>", ""]);
});
