// What copy, keys and names are pumped full of: marks whose readers may look ahead too far, names that JavaScript's objects
// have already, and paths that lead out of a folder.

/** Marks and beginnings; each is also tried ten thousand times in a row. */
export const pieces: readonly string[] = [
  "*", "**", "_", "`", "``", "~~", "[", "]", "(", ")", "![", "[^", "^[", "<", ">", "<b>", "</b>", "<!--", "-->", "<![CDATA[",
  '<a href="', "<a href=javascript:x>", "<img src=a.jpg onerror=x>", "<script>", "</script>", "<style>", "<svg onload=x>",
  "<table>", "<td>", "<iframe src=//x>", "<details>", "<a id=x>", '"', "'", "“", "‘", "’", "‘a ", "\\", "|", "| a ", "||\n|-|-|\n",
  "\n|a|b|\n|-|-|\n|c|d|\n", "> ", "- ", "1. ", "# ", "    ", "\t", "\n\n", "=\n", "---\n", "***\n", "```\n", "~~~\n", "```",
  ":::", "::: \n", ":::fact-box\n", ":::photo{", "::photo{", ":::timeline\n- a: b\n:::\n", ':::pull-quote{by="', ":::gallery\n",
  ':::live-entry{at="2026-01-01T00:00"}\n', ":::related{story=x}\n", "{", "}", "{a=b", "&", "&amp;", "&#", "&#x1F;",
  "&lt;script&gt;", "[a](", "[a](b) ", "[a](<", "[a][b] ", "[a]: b\n", "![a](b.jpg) ", '![a](b.jpg "', "[x](javascript:a) ",
  "[x](data:text/html,a) ", "[x](JaVa&#x53;cript:a) ", "[Photo :", "[Photo : ANI]\n", "[Photo : ANI] ", "(Photo/ANI) ", "Photo: ",
  "File photo ", "REUTERS/", "via REUTERS ", "Photo by ", "A B/AFP ", "तस्वीर ", "https://e.org/x\n", "https://e.org/a ", "www.a.b ",
  "http://", "a@b.c ", "<a@b.c> ", "[^1]", "[^1]: [^1]\n", "[^a]: b\n", "[caption]", '[caption id="1"]', "[/caption]", "[embed]",
  "{{ a }}", "{% raw %}", "\u200b", "\u202e", "\u2066", "\ud800", "\udc00", "\u0000", "\u0008", "\r", "\r\n", "\u2028", "\ufeff", "\ufffd",
  "e\u0301", "\u0301", "क्", "ی", "🇮🇳", "👨‍👩‍👧", "\u00a0", "a", "A. ", "word-", "x'y ", "1,", "%", "--", "...", "a  \n", "a\\\n", "*a_ ", "`a",
  "\ue000", "\ue001", "\ue0000\ue000", "password=", "AKIA", "Mukherjee Mukerjee ", "## a {#b}\n", "a: ", "&a ", "*a ", "!a ", "a-", "A/", "/",
]; // biome-ignore format: a list to scan

/** Names that every object has, or that make one into another. */
export const prototypeNames = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
] as const;

/** Names and addresses that lead elsewhere, or that a file system takes for something else. */
export const hostilePaths: readonly string[] = [
  "../../../../canary", "/../../canary/", "/a/../../../canary/", "//evil.example/x/", "\\..\\..\\canary", "/..\\..\\canary/",
  "/%2e%2e/%2e%2e/canary/", "/a%2fb/", "/%2f%2e%2e%2fcanary/", "/CON/", "/nul.txt", "/aux/", "/COM1", "/a:b/", "/C:/x/", "C:\\x",
  `/${"a".repeat(300)}/`, `/${"a/".repeat(300)}`, "/a//b/", "/./a/", "/a/./b/", "/.htaccess", "/_redirects", "/_headers", "/index.html",
  "/sitemap.xml", "/robots.txt", "/build-manifest.json", "/assets/x.css", "/.git/config", "/a b/", "/a?b/", "/a#b/", "/a\u0000b/",
  "/\u202ecod/", "/a.html/b/", "/a.html", "/lite/", "/hi/", "/search/", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
  "/é/", "/e\u0301/", "/A/", "/a/", "/a", "/%", "/%zz/", "/%00/", "/~/", "/a;b/", "/'\"<script>alert(1)</script>/", "/{{ 7*7 }}/",
  "~/canary", "/$HOME/", "/*/", "/a|b/", "/..", "/...", "/a/..", "/ /", "/\t/", "https://evil.example/x/", "/__proto__/",
  "/constructor/", "/a./", "/a /", "/\ud800/", "/etc/passwd", "/dev/zero", "", ".", "..", "-", "\n",
]; // biome-ignore format: a list to scan
