import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskCopy } from "../../src/checks/mask-copy.ts";
import { passagesOf, placeAt, replacing } from "../../src/checks/passages.ts";

const story = (body: string, keys = "") => `---\nheadline: "The river’s end"\n${keys}---\n\n${body}\n`;
/** What can be read of a story, the covered parts as one `_`. */
const read = (body: string, keys = "") =>
  passagesOf(story(body, keys))
    .slice(1)
    .map(({ kind, text }) => `${kind}: ${text.replace(/\ufffc+/g, "_")}`);

describe("the words of a story", () => {
  test("are those of keys that readers see", () => {
    const keys = [
      "kicker: Rivers # a note",
      "section: world",
      "id: rivers/end",
      "photo: { file: a.jpg, alt: A river, credit: ANI }",
      "standfirst: >-\n  Long\n  text",
      "edNote: private",
      "corrections:\n  - { date: 2025-05-10, kind: correction, text: 'It''s late' }\n",
    ].join("\n");
    const source = story("Copy.", keys);
    const found = passagesOf(source).map(({ key, text }) => [key, text]);
    expect(found).toEqual([
      ["headline", "The river’s end"],
      ["kicker", "Rivers"],
      ["photo.alt", "A river"],
      ["standfirst", "  Long\n  text\n"],
      ["corrections.0.text", "It''s late"],
      [undefined, "Copy."],
    ]);
    for (const { start, text } of passagesOf(source)) expect(source.slice(start, start + text.length)).toBe(text);
  });

  test.each([
    ["code", "The `passed away` and ``a ` b`` end.", ["text: The _ and _ end."]],
    ["a fence", "One.\n\n```\npassed away\n```\n\nTwo.", ["text: One.", "text: Two."]],
    ["a fence that is never closed", "One.\n\n~~~\npassed away", ["text: One."]],
    ["tags and comments", 'A <b class="x">bold</b> <!-- passed\naway --> word.', ["text: A _bold_ _\n_ word."]],
    ["a link's address", "See [the list](https://a.example/passed-away) now.", ["text: See [the list]_) now."]],
    [
      "addresses in the text",
      "At https://a.example/x, desk@a.example or theriver.in/x today.",
      ["text: At _ _ or _ today."],
    ],
    ["an address's name", "One.\n\n[list]: https://a.example", ["text: One."]],
    [
      "directives, but not their words",
      ':::fact-box{title="The river" id="x"}\nIt flows.\n:::',
      ["aside: _The river_", "text: It flows."],
    ],
    ["block quotations", "> It flows\n> on.\n\nSo.", ["quotation: > It flows\n> on.", "text: So."]],
    ["pull-quotes", ":::pull-quote\nIt flows.\n:::\n\nSo.", ["quotation: It flows.", "text: So."]],
    [
      "lists and headings",
      "## Title\nText.\n\n- one\n- two",
      ["heading: ## Title", "text: Text.", "item: - one", "item: - two"],
    ],
  ])("leave out or tell apart %s", (_name, body, expected) => expect(read(body)).toEqual(expected));

  test("keep their places, whatever the copy is", () => {
    const piece = fc.constantFrom(
      "`",
      "``",
      "\n",
      "\n\n",
      "```\n",
      "<b>",
      "<!--",
      "-->",
      "](",
      "(",
      ")",
      "[x",
      "]: a",
      "a.in/",
      "@",
      "x@y.in",
      ":::",
      '{title="a"}',
      "> ",
      "- ",
      "| a |",
      "word ",
      "“",
      '"',
      "&amp;",
      "---\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const body = pieces.join("");
        const masked = maskCopy(body);
        expect(masked.length).toBe(body.length);
        expect(masked.replace(/[^\n]/g, "")).toBe(body.replace(/[^\n]/g, ""));
        const source = story(body);
        for (const { start, text } of passagesOf(source)) {
          const raw = source.slice(start, start + text.length);
          for (const [index, character] of [...text].entries()) {
            if (character !== "\ufffc") expect(character).toBe([...raw][index]);
          }
        }
      }),
    );
  });

  test("are read in time, whatever the copy is", () => {
    const start = performance.now();
    for (const piece of ["`", "``a`", "<a ", "](", "[^", "@", "a@", "a.", "&a", "“", ":::", '"', '![a](b "'])
      passagesOf(story(piece.repeat(Math.floor(100_000 / piece.length))));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

// Each of these took many seconds: a text was put together anew for each mark in it.
test.each([
  ["addresses", "a@b.c ".repeat(40_000)],
  ["backticks", "`a".repeat(40_000)],
  ["backticks of many lengths", Array.from({ length: 800 }, (_, n) => `${"`".repeat(n % 400)} a`).join("")],
])("a story that is thousands of %s is gone through in less than a second", (_, body) => {
  const start = performance.now();
  expect(maskCopy(body)).toHaveLength(body.length);
  expect(passagesOf(story(body, `standfirst: ${body}\n`)).length).toBeGreaterThan(0);
  expect(performance.now() - start).toBeLessThan(1000);
});

describe("places", () => {
  const source = "one\ntwo 😀 three\nfour";
  test("are lines and columns in UTF-16 units", () => {
    expect(placeAt(source, 0)).toEqual({ line: 1, column: 1 });
    expect(placeAt(source, source.indexOf("three"))).toEqual({ line: 2, column: 8 });
  });
  test("take an edit and show the line", () => {
    expect(replacing(source, { offset: source.indexOf("three"), length: 5, text: "3" })).toEqual({
      fix: [{ line: 2, column: 8, found: "three", text: "3" }],
      correctedLine: "two 😀 3",
    });
  });
  test("show no line that holds a password", () => {
    const line = `at https://a:${"b".repeat(8)}1@c.example/ late`;
    expect(replacing(line, { offset: line.length - 4, length: 4, text: "now" })).not.toHaveProperty("correctedLine");
  });
});
