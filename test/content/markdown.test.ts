import fc from "fast-check";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { describe, expect, test } from "vitest";
import type { Copy } from "../../src/content/blocks.ts";
import { renderCopy } from "../../src/content/markdown.ts";
import { forbidden, htmlOf } from "./markdown-allowed.ts";
import { anyCopy } from "./markdown-arbitrary.ts";
import { describeCopy, fixtureFiles, readFixtures } from "./markdown-fixtures.ts";

const render = (source: string, language = "en") =>
  renderCopy({ source, firstLine: 1, file: "articles/a.md", language, zone: "Asia/Kolkata", story: "a" });

const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ["html-validate:recommended"],
    // Hindi's vowel signs are marks, not letters, and belong in anchors all the same.
    rules: { "valid-id": ["error", { relaxed: true }] },
  }),
);

/** What html-validate says of the copy in a page. */
async function faultsOf(copy: Copy): Promise<string[]> {
  const body = htmlOf(copy.blocks).map((html) => `<div>${html}</div>`);
  const page = `<!DOCTYPE html>\n<html lang="en"><head><title>t</title></head><body><h1>x</h1>${body.join("\n")}</body></html>`;
  const { results } = await validator.validateString(page);
  return results.flatMap((result) => result.messages.map((message) => `${message.ruleId}: ${message.message}`));
}

for (const file of fixtureFiles()) {
  describe(`test/markdown/${file}`, () => {
    for (const { title, language, source, expected, line } of readFixtures(file)) {
      test(`${file}:${line} ${title}`, async () => {
        const { copy, problems } = render(source, language);
        expect(describeCopy(copy, problems)).toBe(expected);
        expect(forbidden(copy)).toEqual([]);
        expect(await faultsOf(copy)).toEqual([]);
      });
    }
  });
}

describe("any copy at all", () => {
  test("is read without failing, and gives only HTML of the allow-list", () => {
    fc.assert(
      fc.property(anyCopy, fc.constantFrom("en", "hi", "ur", "fr"), (source, language) => {
        const { copy, problems } = render(source, language);
        expect(problems.filter((each) => each.code === "copy/unreadable")).toEqual([]);
        expect(forbidden(copy)).toEqual([]);
        expect(copy.excerpt.length).toBeLessThanOrEqual(301);
      }),
      { seed: 20260510, numRuns: 300 },
    );
  });

  test("gives the same blocks when it is read twice", () => {
    fc.assert(
      fc.property(anyCopy, (source) => {
        expect(render(source)).toEqual(render(source));
      }),
      { seed: 20260511, numRuns: 50 },
    );
  });

  // Each of these took seconds in some form of this code or of markdown-it's plugins.
  const repeated: [string, string][] = [
    ["open tags", "<b>".repeat(5000)],
    ["nested lists", "- ".repeat(2000)],
    ["nested quotations", "> ".repeat(3000)],
    ["brackets", "[".repeat(5000)],
    ["quotation marks", "\"'".repeat(20_000)],
    ["footnotes", Array.from({ length: 3000 }, (_, n) => `a[^${n}]\n\n[^${n}]: note\n`).join("\n")],
    ["inline footnotes", "^[a]".repeat(5000)],
    ["directives that never close", ":::fact-box\ntext\n".repeat(5000)],
    ["headings of the same words", "## same\n\n".repeat(5000)],
    ["tables in tables", "<table><tr><td>".repeat(1000)],
    ["links around blocks", "<a href=x><b><p>".repeat(1000)],
    ["spaces", `${" ".repeat(100_000)}x`],
    ["shortcodes", '[caption id="1"]'.repeat(3000)],
    ["photos", "![a](b.jpg) ".repeat(3000)],
    ["photos whose caption never ends", '![a](b.jpg "'.repeat(40_000)],
    ["blanks behind a photo's name", `![a](b c.jpg${" ".repeat(40_000)}x`],
  ];
  test.each(repeated)("is read in less than two seconds when it is thousands of %s", (_, source) => {
    const start = performance.now();
    render(source);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("what the copy tells besides its blocks", () => {
  test("words are those of the running text, without captions, pulled quotes and notes", () => {
    const source =
      'One two—three, don’t.[^1]\n\n![not counted](a.jpg "nor this")\n\n:::fact-box\n- four 5\n:::\n\n:::pull-quote\nno\n:::\n\n[^1]: no';
    expect(render(source).copy.words).toBe(6);
    expect(render("यह पाँच शब्दों का वाक्य है।", "hi").copy.words).toBe(6);
    expect(render("یہ چھ الفاظ کا جملہ ہے۔", "ur").copy.words).toBe(6);
    expect(render("今日は晴れです", "ja").copy.words).toBeGreaterThan(2);
  });

  test("the excerpt is the first paragraph as plain text, cut at a word", () => {
    expect(
      render("## Head\n\n![a](a.jpg)\n\nA **bold** & [linked](https://e.org) start.[^1]\n\nMore.\n\n[^1]: x").copy
        .excerpt,
    ).toBe("A bold & linked start.");
    const { excerpt } = render("word ".repeat(100)).copy;
    expect(excerpt).toMatch(/word…$/);
    expect(excerpt.length).toBeLessThanOrEqual(301);
    expect(render("क".repeat(400), "hi").copy.excerpt.length).toBeLessThanOrEqual(301);
    expect(render("![a](a.jpg)").copy.excerpt).toBe("");
  });

  test("links are listed once each, with the line of their first use", () => {
    const source = '[a](/a) [b](/b)\n[c](/c)\n\n[a](/a)\n\n<p>\n<a href="/d">d</a></p>\n\nhttps://e.org/x';
    const { copy } = renderCopy({ source, firstLine: 10, file: "a.md", language: "en", zone: "UTC" });
    expect(copy.links).toEqual([
      { href: "/a", line: 10 },
      { href: "/b", line: 10 },
      { href: "/c", line: 11 },
      { href: "/d", line: 16 },
      { href: "https://e.org/x", line: 18 },
    ]);
  });

  test("anchors are those of headings, live entries and the writer's own ids", () => {
    const source = '## Talks\n\n:::live-entry{at="2025-05-10T00:00Z"}\n### Inside\n:::\n\n<p id="mine">x</p>';
    expect(render(source).copy.anchors).toEqual(["talks", "inside", "live-20250510t000000z", "mine"]);
  });

  test("an entry at an hour that comes twice that night asks for the offset", () => {
    const source = ':::live-entry{at="2026-10-25T02:30"}\nTalks.\n:::';
    const { problems } = renderCopy({ source, firstLine: 1, file: "a.md", language: "en", zone: "Europe/Berlin" });
    expect(problems).toMatchObject([
      {
        code: "copy/directive-attribute-invalid",
        expected: "2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00: this hour comes twice that night",
      },
    ]);
  });

  test("problems carry the file, the line in the file and the story", () => {
    const { problems } = renderCopy({
      source: "text\n\n:::nonsense",
      firstLine: 12,
      file: "a.md",
      language: "en",
      zone: "UTC",
      story: "s",
    });
    expect(problems).toMatchObject([
      { code: "copy/directive-unknown", severity: "error", file: "a.md", line: 14, column: 4, story: "s" },
    ]);
  });
});

describe("copy from elsewhere", () => {
  test("line ends, byte-order marks and control characters make no difference", () => {
    const plain = "## Head\n\nText\n\n:::fact-box\nWords\n:::";
    const odd = `\ufeff${plain.replaceAll("\n", "\r\n")}`.replace("Text", "Te\u200bx\u0000t\u0008");
    expect(render(odd).copy).toEqual(render(plain).copy);
    expect(render(plain.replaceAll("\n", "\r")).copy).toEqual(render(plain).copy);
  });

  test("a shortcode in program code leaves no mark of ours there", () => {
    const caption = '[caption id="1"]![a](b.jpg) words[/caption]';
    for (const source of [
      `\`\`\`\n\`\`\` ${caption}\n`,
      `    ${caption}`,
      `a \`${caption}\` b`,
      `> ~~~\n> ${caption}`,
    ]) {
      const { blocks } = render(source).copy;
      expect(htmlOf(blocks).join("")).toContain("<code>");
      expect(forbidden(render(source).copy)).toEqual([]);
    }
  });

  test("an empty copy has no blocks", () => {
    expect(render(" \n\n").copy).toEqual({ blocks: [], words: 0, excerpt: "", links: [], anchors: [] });
  });
});

describe("a long byte salad", () => {
  test("is read without failing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (source) => {
        expect(forbidden(render(source).copy)).toEqual([]);
      }),
      { seed: 20260512, numRuns: 100 },
    );
  });
});
