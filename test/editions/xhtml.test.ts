import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseXml } from "../../src/base/xml.ts";
import { toXhtml } from "../../src/editions/xhtml.ts";
import { caseOptions } from "../support/cases.ts";

const cases: [string, string, string][] = [
  ["closes what HTML leaves open", "<p>one<br>two<p>three", "<p>one<br/>two</p><p>three</p>"],
  ["quotes attributes", "<td colspan=2 class=x>", '<td colspan="2" class="x"></td>'],
  ["writes entities as characters", "&nbsp;&copy;&lt;&amp;&bogus;", "\u00a0©&lt;&amp;&amp;bogus;"],
  ["leaves scripts, styles and their words out", "a<script>b</script><style>c</style>d", "ad"],
  ["keeps the words of what a book may not hold", "<form><button>Send</button></form>", "Send"],
  ["keeps the words of elements that nobody knows", '<o:p x:y="1">Office</o:p><x-foo>bar</x-foo>', "Officebar"],
  ["leaves handlers, data and foreign prefixes out", '<p onclick="x()" data-a="1" xlink:href="y">z</p>', "<p>z</p>"],
  ["keeps an id once", '<p id="a">1</p><p id="a">2</p><p id="b c">3</p>', '<p id="a">1</p><p>2</p><p>3</p>'],
  ["tells a language in XML's way too", '<i lang="hi">न</i>', '<i lang="hi" xml:lang="hi">न</i>'],
  ["leaves out what is no language or direction", '<i lang="no tag!" dir="up">x</i>', "<i>x</i>"],
  [
    "says of a picture without words that it is decoration",
    '<img src="a.jpg" alt=""><img src="b.jpg">',
    '<img src="a.jpg" alt="" role="presentation"/><img src="b.jpg" alt="" role="presentation"/>',
  ],
  [
    "drops a role that would hide a described picture",
    '<img src="a.jpg" role="presentation" alt="A boat">',
    '<img src="a.jpg" alt="A boat"/>',
  ],
  [
    "leaves comments and other widths out",
    '<!-- x --><img src="a" alt="b" srcset="c 2x" loading="lazy">',
    '<img src="a" alt="b"/>',
  ],
  ["leaves characters out that XML can't hold", "a\u0007b\u0000c\ufffe", "abc"],
];

describe("A fragment of HTML in a book", () => {
  for (const [title, html, xhtml] of cases) {
    test(title, () => {
      expect(toXhtml(html)).toBe(xhtml);
    });
  }

  test("is well-formed, whatever it was", () => {
    const part = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("<p>", "</p>", "<b>", "</b>", "<img src=a>", "<a href='", '"', ">", "<o:p>", "<![CDATA[", "]]>", "&#0;", "&", "<!--", "--!>", "<td", " id=x", "</", "<?xml?>", "\u0008"),
    ); // biome-ignore format: a list
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const xhtml = toXhtml(parts.join(""));
        expect(() => parseXml(`<x xmlns:epub="http://www.idpf.org/2007/ops">${xhtml}</x>`)).not.toThrow();
      }),
      caseOptions(300, 20_000),
    );
  });
});
