import { expect, test } from "vitest";
import { rewriteHtml } from "../../src/editions/rewrite-html.ts";
import type { RewriteTarget } from "../../src/editions/rewrite-target.ts";
import { safePath } from "../../src/editions/safe-names.ts";
import { SharedStyles } from "../../src/editions/shared-styles.ts";

const rules = ".a{color:red}".repeat(100);
const css = `${rules}@font-face{src:url(/assets/face.woff2)}.b{background:url("https://elsewhere.example/b.png")}`;

function target(): RewriteTarget & { sharedStyles: SharedStyles } {
  return {
    live: "https://paper.example",
    has: (file) => file === "assets/face.woff2",
    nameOf: (file) => `paper/${safePath(file)}`,
    pictureOf: () => undefined,
    words: () => ({ online: "", spoken: "", photoOnline: "" }),
    policy: "renewed",
    stylesheet: "edition.css",
    sharedStyles: new SharedStyles("styles/"),
  };
}

const page = (styles: string) =>
  `<html><head><meta http-equiv="content-security-policy" content="style-src 'sha256-old='">\n${styles}\n<title>T</title></head><body>B</body></html>`;

test("a style that pages share is one file, in its place before the edition's own, and the policy lets it in", () => {
  const to = target();
  const html = page(`<style>${css}</style><style>.own{color:blue}</style>`);
  const [one = "", other = ""] = ["2026/story/index.html", "index.html"].map((path) => rewriteHtml(html, path, to));
  const [[name = "", text = ""] = [], ...more] = to.sharedStyles.files();
  expect(more).toEqual([]);
  expect(name).toMatch(/^styles\/[0-9a-f]{16}\.css$/);
  expect(text).toBe(`${rules}@font-face{src:url("../paper/assets/face.woff2")}.b{background:url("data:,")}`);
  expect(one).toContain(`<link rel="stylesheet" href="../../../${name}"><style>.own{color:blue}</style>`);
  expect(other).toContain(`<link rel="stylesheet" href="../${name}"><style>.own{color:blue}</style>`);
  expect(other).toMatch(/style-src 'self' 'sha256-[\w+/=]+'"/);
  expect(other.indexOf(name)).toBeLessThan(other.indexOf("edition.css"));
});

test.each([
  ["a short one", "<style>.a{color:red}</style>"],
  ["one with attributes", `<style media="print">${css}</style>`],
  ["one whose addresses count from the page", `<style>${rules}.c{background:url(c.png)}</style>`],
  ["one that imports another", `<style>@import "/c.css";${rules}</style>`],
  ["one in a comment", `<!-- <style>${css}</style> -->`],
  ["one that a script writes", `<script>document.write("<style>${css}</style>")</script>`],
  ["one that does not end", `<style>${css}`],
])("%s stays in the page", (_name, styles) => {
  const to = target();
  rewriteHtml(page(styles), "index.html", to);
  expect(to.sharedStyles.files()).toEqual([]);
});

test("one in a story's copy stays there", () => {
  const to = target();
  rewriteHtml(`${page("")}<style>${css}</style>`, "index.html", to);
  expect(to.sharedStyles.files()).toEqual([]);
});
