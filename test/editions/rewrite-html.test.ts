import { describe, expect, test } from "vitest";
import { rewriteHtml } from "../../src/editions/rewrite-html.ts";
import { attributeRules, rewriteRules } from "../../src/editions/rewrite-rules.ts";
import type { RewriteTarget } from "../../src/editions/rewrite-target.ts";
import { safePath } from "../../src/editions/safe-names.ts";

// Longer than 250 lines: each rule of the pass has its cases here, and what no rule names must stay.

const held = new Set([
  "index.html",
  "hi/index.html",
  "2026/11/12/चाय/index.html",
  "search/index.html",
  "assets/script.js",
  "assets/icon.svg",
  "assets/site.css",
  "assets/font.woff2",
  "photos/kept/boat-1-640.avif",
  "film.mp4",
]);

function target(change: Partial<RewriteTarget> = {}): RewriteTarget {
  return {
    live: "https://paper.example",
    has: (file) => held.has(file),
    nameOf: safePath,
    pictureOf: (files) => files.find((file) => held.has(file)),
    words: () => ({ online: "↗", spoken: "(online)", photoOnline: "This photo is on the web only." }),
    withholds: (file) => file.startsWith("photos/web/boat"),
    policy: "renewed",
    ...change,
  };
}

const page = "2026/11/12/चाय/index.html";
const rewrite = (html: string, change: Partial<RewriteTarget> = {}, at = page) => rewriteHtml(html, at, target(change));
const online = `<span class="edition-online" aria-hidden="true">↗</span><span class="edition-spoken"> (online)</span>`;

/** By the rule's name: what stands on the site, and what in the edition. */
const cases: Record<string, [string, string, string][]> = {
  links: [
    ["a page of the edition, by its file", '<a href="/hi/">H</a>', '<a href="../../../../hi/index.html">H</a>'],
    [
      "the live form of a page of the edition, where that is wanted",
      '<a href="https://paper.example/hi/" data-on-web>H</a>',
      `<a href="https://paper.example/hi/">H${online}</a>`,
    ],
    [
      "its own full address, with its fragment",
      '<a href="https://paper.example/#top">T</a>',
      '<a href="../../../../index.html#top">T</a>',
    ],
    [
      "its old address without s",
      '<a href="http://paper.example/hi/">H</a>',
      '<a href="../../../../hi/index.html">H</a>',
    ],
    [
      "letters of any script, escaped or not",
      '<a href="/2026/11/12/%E0%A4%9A%E0%A4%BE%E0%A4%AF/">A</a><a href="/2026/11/12/चाय/">B</a>',
      '<a href="index.html">A</a><a href="index.html">B</a>',
    ],
    [
      "a search with its words",
      '<a href="/search/?q=tea&amp;in=hi">S</a>',
      '<a href="../../../../search/index.html?q=tea&amp;in=hi">S</a>',
    ],
    [
      "a page that is not there: the live address, marked",
      '<a href="/ur/">U</a>',
      `<a href="https://paper.example/ur/">U${online}</a>`,
    ],
    [
      "another's page: marked",
      "<a href='https://example.org/a?b=1&amp;c'>E</a>",
      `<a href="https://example.org/a?b=1&amp;c">E${online}</a>`,
    ],
    ["without quotation marks", "<a class=x href=/hi/>H</a>", '<a class=x href="../../../../hi/index.html">H</a>'],
    [
      "mail, telephone and fragments stay",
      '<a href="mailto:a@b.example">M</a><a href="tel:1">T</a><a href="#fn1">1</a><a>n</a>',
      '<a href="mailto:a@b.example">M</a><a href="tel:1">T</a><a href="#fn1">1</a><a>n</a>',
    ],
    ["an address that none is", '<a href="http://[">x</a>', '<a href="http://[">x</a>'],
  ],
  "head links": [
    ["nothing is fetched ahead", '<link rel="preload" as="font" href="/assets/font.woff2" crossorigin>', ""],
    ["no manifest", '<link rel="manifest" href="/manifest.webmanifest">', ""],
    ["no feeds", '<link rel="alternate" type="application/rss+xml" href="/feed.xml">', ""],
    [
      "an icon comes along",
      '<link rel="icon" href="/assets/icon.svg">',
      '<link rel="icon" href="../../../../assets/icon.svg">',
    ],
    ["or goes", '<link rel="apple-touch-icon" href="/assets/icon-180.png">', ""],
    [
      "a style sheet, without what fails from a disk",
      '<link rel="stylesheet" href="/assets/site.css" integrity="sha256-x" crossorigin="anonymous">',
      '<link rel="stylesheet" href="../../../../assets/site.css">',
    ],
    [
      "names of the page stay",
      '<link rel="canonical" href="https://paper.example/x/">',
      '<link rel="canonical" href="https://paper.example/x/">',
    ],
  ],
  scripts: [
    [
      "a classic script",
      '<script src="/assets/script.js" integrity="x" defer></script>',
      '<script src="../../../../assets/script.js" defer></script>',
    ],
    ["modules go", '<script type="module" src="/assets/script.js"></script>', ""],
    ["what is not there goes", '<script src="/assets/worker.js"></script>', ""],
    ["another's goes", '<script src="https://example.org/x.js"></script>', ""],
    [
      "data stays as it is",
      '<script type="application/ld+json">{"url":"https://paper.example/hi/"}</script>',
      '<script type="application/ld+json">{"url":"https://paper.example/hi/"}</script>',
    ],
    ["a script within the page stays", "<script>if (a<b) x('</a>')</script>", "<script>if (a<b) x('</a>')</script>"],
  ],
  "structured data": [
    [
      "without what it says of a photo that is not here",
      '<script type="application/ld+json">{"headline":"A","image":[{"@type":"ImageObject","contentUrl":"https://paper.example/photos/web/boat-1-640.jpg","creditText":"C"}]}</script>',
      '<script type="application/ld+json">{"headline":"A"}</script>',
    ],
    [
      "with any other, byte for byte",
      '<script type="application/ld+json">{ "image": [{"contentUrl":"https://paper.example/photos/kept/boat-1-640.jpg"}, "https://paper.example/photos/web/"] }</script>',
      '<script type="application/ld+json">{ "image": [{"contentUrl":"https://paper.example/photos/kept/boat-1-640.jpg"}, "https://paper.example/photos/web/"] }</script>',
    ],
  ],
  pictures: [
    [
      "one file of all widths",
      '<picture><source type="image/avif" srcset="/photos/kept/boat-1-320.avif 320w, /photos/kept/boat-1-640.avif 640w" sizes="100vw"><img src="/photos/kept/boat-1-640.jpg" srcset="/photos/kept/boat-1-640.jpg 640w" sizes="100vw" width="640" height="427" alt="A boat"></picture>',
      '<picture><img src="../../../../photos/kept/boat-1-640.avif" width="640" height="427" alt="A boat"></picture>',
    ],
    [
      "one that may not leave the web takes its words along",
      '<figure><picture><img src="/photos/leased/x-640.jpg" alt="X"></picture><figcaption>X. Photo: ANI</figcaption></figure>',
      '<p class="edition-note">This photo is on the web only.</p>',
    ],
    [
      "but not those of its neighbours",
      '<figure><img src="/photos/leased/x-640.jpg" alt="X"><img src="/photos/kept/boat-1-640.avif" alt="B"></figure>',
      '<figure><img src="../../../../photos/kept/boat-1-640.avif" alt="B"></figure>',
    ],
    [
      "a card without a figure",
      '<a href="/hi/"><img src="/photos/leased/x-640.jpg" alt=""></a>',
      '<a href="../../../../hi/index.html"></a>',
    ],
    ["another host's", '<p><img src="https://example.org/x.png" alt="X"></p>', "<p></p>"],
    [
      "one in the page itself",
      '<img src="data:image/png;base64,AA==" alt="X">',
      '<img src="data:image/png;base64,AA==" alt="X">',
    ],
  ],
  sources: [
    [
      "of a film, not of a picture",
      '<video><source src="/film.mp4"></video>',
      '<video><source src="../../../../film.mp4"></video>',
    ],
    [
      "a film that is not there",
      '<video><source src="/b.mp4"></video>',
      '<video><source src="https://paper.example/b.mp4"></video>',
    ],
  ],
  "sound, film and frames": [
    [
      "a film and its still",
      '<video src="/film.mp4" poster="/none.jpg"></video>',
      '<video src="../../../../film.mp4"></video>',
    ],
    ["a frame", '<iframe src="/ur/"></iframe>', '<iframe src="https://paper.example/ur/"></iframe>'],
  ],
  drawings: [
    ["parts of the page's own", '<svg><use href="#a"/></svg>', '<svg><use href="#a"/></svg>'],
    ["of another file", '<svg><use href="/assets/icon.svg#a"/></svg>', "<svg></svg>"],
    [
      "a picture in a drawing",
      '<svg><image href="/assets/icon.svg"/></svg>',
      '<svg><image href="../../../../assets/icon.svg"/></svg>',
    ],
  ],
  forms: [["search", '<form action="/search/"></form>', '<form action="../../../../search/index.html"></form>']],
  base: [["goes", '<base href="/">', ""]],
  refresh: [
    [
      "an old address",
      '<meta http-equiv="refresh" content="0; url=/hi/">',
      '<meta http-equiv="refresh" content="0; url=../../../../hi/index.html">',
    ],
    [
      "of a page that is not there",
      '<meta http-equiv="refresh" content="0;url=\'/ur/\'">',
      '<meta http-equiv="refresh" content="0;url=https://paper.example/ur/">',
    ],
    [
      "other metas",
      '<meta name="description" content="0; url=/hi/">',
      '<meta name="description" content="0; url=/hi/">',
    ],
  ],
  styles: [
    [
      "a font that is there",
      "<style>@font-face{src:url(/assets/font.woff2)}</style>",
      '<style>@font-face{src:url("../../../../assets/font.woff2")}</style>',
    ],
    [
      "a picture that is not",
      "<style>a{background:url('/none.png')}</style>",
      '<style>a{background:url("data:,")}</style>',
    ],
  ],
};

describe.each(rewriteRules)("rule: $name", ({ name }) => {
  test.each(cases[name] ?? [["has no case", "1", "2"]])("%s", (_what, site, edition) => {
    expect(rewrite(site)).toBe(edition);
  });
});

test("there are cases for rules only, and as many rules of attributes as are tried below", () => {
  expect(Object.keys(cases).filter((name) => !rewriteRules.some((rule) => rule.name === name))).toEqual([]);
  expect(attributeRules.map(({ name }) => name)).toEqual(["inlineStyle", "anchors"]);
});

test("a style attribute", () => {
  expect(rewrite('<p style="background:url(/assets/icon.svg)">x</p>')).toBe(
    '<p style="background:url(&quot;../../../../assets/icon.svg&quot;)">x</p>',
  );
});

test("pages that stand in one file: their anchors do not meet, and links lead from one to the other", () => {
  const anchor = {
    prefix: "s3-",
    linkTo: (file: string, fragment: string) => (file === "hi/index.html" ? `#s1-${fragment}` : undefined),
  };
  expect(
    rewrite('<h2 id="a">A</h2><a href="#a" aria-describedby="a b">a</a><a href="/hi/#x">h</a><a href="/">o</a>', {
      anchor,
    }),
  ).toBe(
    `<h2 id="s3-a">A</h2><a href="#s3-a" aria-describedby="s3-a s3-b">a</a><a href="#s1-x">h</a><a href="https://paper.example/">o${online}</a>`,
  );
});

describe("the page as a whole", () => {
  const whole = `<!doctype html>
<html lang="en" dir="ltr"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-old=&#39;; img-src &#39;self&#39;">
<style>p{color:red}</style>
</head><body><header>H</header><main><p>Text</p></main></body></html>`;

  test("says which edition it is, and its styles are allowed by their new digests", () => {
    const html = rewrite(whole, {
      stamp: (relative) => `<p class="edition-stamp"><a href="${relative("index.html")}">Daily</a></p>`,
      stylesheet: "edition.css",
    });
    expect(html).toContain(
      `<header>H</header><p class="edition-stamp"><a href="../../../../index.html">Daily</a></p><main>`,
    );
    expect(html).toContain(`<link rel="stylesheet" href="../../../../edition.css">\n</head>`);
    expect(html).toContain(`style-src 'self' 'sha256-`);
    expect(html).not.toContain("sha256-old");
  });

  test("keeps no policy where the reader's program brings its own", () => {
    expect(rewrite(whole, { policy: "none" })).not.toContain("Content-Security-Policy");
  });

  test("is the same byte for byte where no rule has a say", () => {
    const odd = `<!doctype html><!-- <a href="/hi/"> --><p class='x' >a &amp; b&nbsp;<br/><b>c</p><textarea><a href="/hi/"></textarea><p>d`;
    expect(rewrite(odd)).toBe(odd);
  });

  test("a site below a path", () => {
    const change = { live: "https://paper.example/news" };
    expect(rewrite('<a href="/news/hi/">H</a><a href="/hi/">x</a>', change, "index.html")).toBe(
      `<a href="hi/index.html">H</a><a href="https://paper.example/hi/">x${online}</a>`,
    );
  });
});
