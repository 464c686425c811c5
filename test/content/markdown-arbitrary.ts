import fc from "fast-check";

// Copy as nobody would write it: marks of markdown, directives, HTML and shortcodes in any order.

const tags =
  "a abbr b bdo blockquote br caption center cite code dd del details dfn div dl dt em figcaption figure font form h1 h2 h3 hr i iframe img ins li mark ol p pre q rp rt ruby s script section small span strong style sub summary sup svg table tbody td textarea tfoot th thead time title tr u ul wbr input button math o:p xmp noscript video select option".split(
    " ",
  );
const attributes = [
  "",
  ' href="https://x.com/a"',
  ' href="javascript:alert(1)"',
  ' style="text-align:right"',
  ' onclick="x"',
  ' id="same"',
  ' src="a.jpg" alt="x"',
  ' src="https://e.com/v.jpg"',
  ' class="twitter-tweet"',
  ' colspan="2"',
  ' dir="rtl"',
  ' name="n1"',
  " open",
  ' title="t"',
  ' href="/own"',
  " align=right",
  ' data-own="\ue001" tabindex=0 class="x" href="javascript:1"',
];
const marks = [
  "\n", "\n\n", " ", "    ", "\t", "*", "**", "_", "`", "```\n", "> ", "- ", "1. ", "# ", "### ", '![a](b.jpg "c")',
  "![a](https://h.com/b.jpg)", "[x](https://y.com)", "[x](www.y.com)", "[](z)", "[x](tel:12-34 5)", "[x](JaVaScRiPt:1)",
  "[^1]", "\n[^1]: note\n", "^[inline *n*]", "|a|b|\n|:-|-:|\n|1|2|\n", ":::", "::::", ":::fact-box", ":::gallery\n",
  ':::photo{file="a.jpg"}', ":::timeline\n", ":::pull-quote{by=“X”}\n", ':::live-entry{at="2025-05-10"}\n',
  ":::related{story=x}\n", ':::embed{url="https://a.b"}\n', ":::key-points", "{", "}", '"', "'", "https://a.com/b",
  "[Photo : ANI]", "(ANI Photo)", "File photo", "word", "हिन्दी", "اردو", "\u00a0", "\u200b", "\u0000", "\ud800", "<!--",
  "-->", "<?php", "?>", "<![CDATA[", "]]>", "&amp;", "&#1;", "&lt;", '[caption id="1"]', "[/caption]",
  '[gallery ids="1"]', "[embed]", "[/embed]", "---\n", "===\n", "\\", "\r\n", "<https://a.b>", "\ue0000\ue000", "~~",
]; // biome-ignore format: a list to scan

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...marks) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...tags), fc.constantFrom(...attributes))
      .map(([tag, rest]) => `<${tag}${rest}>`),
  },
  { weight: 2, arbitrary: fc.constantFrom(...tags).map((tag) => `</${tag}>`) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);

export const anyCopy = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));
