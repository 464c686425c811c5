import { array, assert, constantFrom, oneof, property, record, string, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { rewriteHtml } from "../../src/editions/rewrite-html.ts";
import type { RewriteTarget } from "../../src/editions/rewrite-target.ts";
import { safePath } from "../../src/editions/safe-names.ts";
import { caseOptions } from "../support/cases.ts";

/** Parts of a path that some file system, unpacker or system of the world takes badly. */
const part = oneof(
  string({ unit: "binary", minLength: 1, maxLength: 40 }),
  string({ unit: "grapheme", minLength: 1, maxLength: 300 }),
  tuple(
    constantFrom("CON", "con", "nul", "Com1", "lpt9", "aux", "index", "INDEX", "é", "e\u0301", "ß", "SS", "ﬁ", "İ", "चाय", "بارش", "🙂"),
    constantFrom("", ".", " ", "..", ".html", ".HTML", ".htm", ":x", "?", "*", "-", "_", "~1", "\u0000", "\u202e", "%20"),
  ).map(([name, ending]) => name + ending),
  string({ minLength: 200, maxLength: 400 }),
)
  .map((name) => name.replaceAll("/", "∕"))
  .filter((name) => name !== ""); // biome-ignore format: lists to scan

describe("a file's name in an edition", () => {
  test("is one that Windows, Android and FAT keep, of any part of any path", () => {
    assert(
      property(array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const safe = safePath(parts.join("/")).split("/");
        expect(safe).toHaveLength(parts.length);
        for (const name of safe) {
          expect(name).toMatch(/^[a-z0-9_][a-z0-9._-]*$/);
          expect(name).not.toMatch(/[. ]$/);
          expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/);
          expect(name.length).toBeLessThanOrEqual(60);
        }
      }),
      caseOptions(2000, 200_000),
    );
  });

  test("is another's never, though case, composition or an ending tell them apart alone", () => {
    const twins = part.chain((name) =>
      constantFrom(name, name.toLowerCase(), name.toUpperCase(), name.normalize("NFD"), name.normalize("NFC"), `${name}.`, `${name} `, name.slice(0, -1) || "x")
        .map((other) => [name, other] as const),
    ); // biome-ignore format: a list to scan
    assert(
      property(twins, ([one, other]) => {
        expect(safePath(one) === safePath(other)).toBe(one === other);
      }),
      caseOptions(2000, 200_000),
    );
  });

  test("stays what it is: what is safe already is not touched, and what is asked twice is answered alike", () => {
    assert(
      property(part, (name) => {
        expect(safePath(name)).toBe(safePath(name));
        expect(safePath(safePath(name))).toBe(safePath(name));
      }),
      caseOptions(1000, 50_000),
    );
  });
});

const held = new Set(["index.html", "news/index.html", "assets/a.css", "photos/a-640.avif"]);
const target: RewriteTarget = {
  live: "https://paper.example",
  has: (file) => held.has(file),
  nameOf: safePath,
  pictureOf: (files) => files.find((file) => held.has(file)),
  words: () => ({ online: "↗", spoken: "(online)", photoOnline: "Online." }),
  policy: "renewed",
};

const words = string({ unit: constantFrom(..."ab चا\u0631🙂 \n\t.,;'\"=/-&"), maxLength: 40 });
const quoted = tuple(constantFrom('"', "'"), words).map(([mark, text]) => mark + text.replaceAll(mark, "") + mark);
const entity = constantFrom("&amp;", "&lt;", "&#x1F642;", "&eacute;", "&nbsp;", "&ampx", "&", "&#0;");
/** Text and elements that no rule names, closed or not, with attributes in every manner of writing. */
const untouched = oneof(
  words,
  entity,
  tuple(constantFrom("p", "div", "em", "td", "SECTION", "x-y"), array(tuple(constantFrom(" class", " data-x", "\ntitle", " HIDDEN"), oneof(quoted.map((value) => `=${value}`), constantFrom("", "=plain", " = 'x'"))), { maxLength: 3 }), words).map(
    ([name, attributes, text]) => `<${name}${attributes.flat().join("")}>${text}</${name}>`,
  ),
  constantFrom("<!-- <a href=/news/>x</a> -->", "<br>", "<hr/>", "</p>", "<li>", "<script>let a = '<a href=/news/>';</script>", "<textarea><a href='/news/'></textarea>"),
); // biome-ignore format: a list to scan
/** Elements that the pass has rules for. */
const address = constantFrom(
  "/news/",
  "/",
  "/gone/",
  "https://paper.example/news/?q=1&amp;r=2#x",
  "https://other.example/a?b&amp;c",
  "mailto:a@b.example",
  "#here",
  "../news/",
  "http://[",
  "",
  " /news/ ",
);
const ruled = tuple(address, constantFrom('"', "'"), words).map(
  ([href, mark, text]) => `<a class=x href=${mark}${href}${mark} title="a&quot;b">${text}</a>`,
);

const page = (body: string) =>
  `<!doctype html><html lang="en"><head><title>T</title></head><body>${body}</body></html>`;
const rewrite = (html: string) => rewriteHtml(html, "2026/story/index.html", target);

describe("any page", () => {
  test("with nothing in it that needs a server is the same, byte for byte", () => {
    assert(
      property(array(untouched, { maxLength: 30 }), (parts) => {
        const html = page(parts.join(""));
        expect(rewrite(html)).toBe(html);
      }),
      caseOptions(1000, 50_000),
    );
  });

  test("keeps all that stands around its links, in order", () => {
    assert(
      property(array(record({ before: untouched, link: ruled }), { maxLength: 15 }), (pairs) => {
        const parts = pairs.map(({ before }) => before).filter((text) => !/<(?!\/)/.test(text));
        const html = rewrite(page(parts.map((text, index) => text + (pairs[index]?.link ?? "")).join("")));
        let at = 0;
        for (const text of parts) {
          const found = html.indexOf(text, at);
          expect(found).toBeGreaterThanOrEqual(at);
          at = found + text.length;
        }
      }),
      caseOptions(1000, 50_000),
    );
  });

  test("leads nowhere but into the edition or to the web, and every link to the web is marked", () => {
    assert(
      property(array(oneof(untouched, ruled), { maxLength: 20 }), (parts) => {
        const html = rewrite(
          page(parts.join("")).replace(/<!--.*?-->|<script>.*?<\/script>|<textarea>.*?<\/textarea>/gs, ""),
        );
        for (const [, href = "", inside = ""] of html.matchAll(/<a class=x href=["']([^"']*)["'][^>]*>(.*?)<\/a>/gs)) {
          expect(href).not.toMatch(/^\/|\/$(?<!^https?:.*)/);
          expect(inside.includes("edition-online")).toBe(/^https?:\/\/(?!\[)/.test(href));
        }
      }),
      caseOptions(1000, 50_000),
    );
  });

  test("of several megabytes takes no more than its length's share of time", () => {
    const html = (count: number) => page(`<p>Rain <a href="/news/">there</a> &amp; <b>here</b></p>`.repeat(count));
    const took = (count: number) => {
      const started = performance.now();
      rewrite(html(count));
      return performance.now() - started;
    };
    took(2000);
    // Thirty-two times as much; a pass that grew with the square would take a thousand times as long.
    expect(took(64_000)).toBeLessThan(Math.max(200, took(2000) * 32 * 6));
  });
});
