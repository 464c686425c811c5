import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeXml, parseXml, XmlError } from "../../src/base/xml.ts";

describe("parsing", () => {
  test("elements and attributes carry their namespace, whatever the prefix", () => {
    const root = parseXml('<a:x xmlns:a="urn:one" xmlns="urn:two" a:p="1" q="2"><y/>t<![CDATA[<&]]></a:x>');
    expect(root).toEqual({
      uri: "urn:one",
      local: "x",
      attributes: [
        { uri: "urn:one", local: "p", value: "1" },
        { uri: "", local: "q", value: "2" },
      ],
      children: [{ uri: "urn:two", local: "y", attributes: [], children: [], text: "" }],
      text: "t<&",
    });
  });

  test.each([
    ["a DOCTYPE", "<!DOCTYPE a><a/>"],
    ["entities that multiply", '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'],
    ["an unknown entity", "<a>&nbsp;</a>"],
    ["an unbound prefix", "<x:a/>"],
    ["two roots", "<a/><b/>"],
    ["an element that never ends", "<a>"],
    ["nothing", ""],
  ])("%s is refused", (_name, source) => {
    expect(() => parseXml(source)).toThrow(XmlError);
  });

  test("length and depth are limited", () => {
    expect(() => parseXml("<a>12345</a>", { length: 5, depth: 9 })).toThrow(/12 characters, more than 5/);
    expect(() => parseXml("<a><a><a/></a></a>", { length: 99, depth: 2 })).toThrow(/nests more than 2/);
  });
});

test("any text that is escaped is read back, as content and as attribute, but for what XML can't hold", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const { text: content, attributes } = parseXml(`<a b="${escapeXml(text)}">${escapeXml(text)}</a>`);
      expect(content).toBe(text);
      expect(attributes[0]?.value).toBe(text.replace(/[\t\n]/g, " "));
    }),
    { seed: 1 },
  );
  expect(escapeXml("a\0b\u000bc\ufffe\ud800d")).toBe("abcd");
  expect(escapeXml(`<"&'>\r`)).toBe("&lt;&quot;&amp;&#39;&gt;&#13;");
});
