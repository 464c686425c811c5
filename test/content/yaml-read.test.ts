import { describe, expect, test } from "vitest";
import { readYaml } from "../../src/content/yaml-read.ts";

const read = (text: string) => readYaml({ text, file: "a.md", firstLine: 2 });
const codes = (text: string) => read(text).problems.map((each) => `${each.code}:${each.severity}`);

describe("what YAML's own words mean", () => {
  test.each([
    ["dates stay text", "a: 2025-05-10", { a: "2025-05-10" }],
    ["times with a space stay text", "a: 2025-05-10 19:30:00", { a: "2025-05-10 19:30:00" }],
    ["yes and no are words", "a: yes\nb: no", { a: "yes", b: "no" }],
    [
      "numbers that would print otherwise stay text",
      "a: 007\nb: 1.10\nc: 1e5\nd: 0x1F",
      { a: "007", b: "1.10", c: "1e5", d: "0x1F" },
    ],
    ["plain numbers are numbers", "a: 12\nb: -0.5", { a: 12, b: -0.5 }],
    ["nothing is nothing", "", null],
    ["comments alone are nothing", "# soon", null],
    ["anchors and merges work", "a: &x { b: 1 }\nc: { <<: *x, d: 2 }", { a: { b: 1 }, c: { b: 1, d: 2 } }],
    ["a key may be Hindi", "नाम: राजा", { नाम: "राजा" }],
  ])("%s", (_title, text, value) => {
    expect(read(text)).toMatchObject({ value, problems: [] });
  });
});

describe("what other tools accept is accepted without a word", () => {
  test.each([
    ["a quoted text that goes on at column 0", 'a: "one\ntwo"\nb: 1', { a: "one two", b: 1 }],
    ["with an empty line and a colon in it", "a: 'one\n\nnote: two'\nb: 1", { a: "one\nnote: two", b: 1 }],
    ["inside a map", 'a:\n  b: "one\ntwo"\n  c: 1', { a: { b: "one two", c: 1 } }],
    ["a tab after a colon, and at a line's end", "a:\t1\t\nb: 2", { a: 1, b: 2 }],
  ])("%s", (_title, text, value) => {
    expect(read(text)).toMatchObject({ value, problems: [] });
  });
});

describe("what is mended, and said", () => {
  test.each([
    [
      "a colon in a value",
      "a: Budget: what it means\nb: 1",
      "yaml/colon",
      'a: "Budget: what it means"',
      { a: "Budget: what it means", b: 1 },
    ],
    ["a colon at a value's end", "a: Budget:\nb: 1", "", "", undefined],
    ["no space after a colon", "a: 1\nkicker:Courts", "yaml/colon", "kicker: Courts", { a: 1, kicker: "Courts" }],
    ["an apostrophe in single quotes", "a: 'It's so'\nb: 1", "yaml/quotes", 'a: "It\'s so"', { a: "It's so", b: 1 }],
    [
      "quotes in quotes",
      'a: "He said "no" twice"\nb: 1',
      "yaml/quotes",
      "a: 'He said \"no\" twice'",
      { a: 'He said "no" twice', b: 1 },
    ],
    [
      "quotes around the first words",
      'a: "Go", they said\nb: 1',
      "yaml/quotes",
      "a: '\"Go\", they said'",
      { a: '"Go", they said', b: 1 },
    ],
    ["a quotation mark never closed", 'a: "Go\nb: "x"', "yaml/quotes", 'a: "Go"', { a: "Go", b: "x" }],
    ["one closed by a typographic one", 'a: "Go”\nb: 1', "yaml/quotes", 'a: "Go"', { a: "Go", b: 1 }],
    ["a value that begins with @", "a: @home", "yaml/quotes", 'a: "@home"', { a: "@home" }],
    [
      "a value that begins with *",
      "a: *new* rules\nb: 1",
      "yaml/quotes",
      'a: "*new* rules"',
      { a: "*new* rules", b: 1 },
    ],
    ["a value that begins with %", "a: 5\nb: %s", "yaml/quotes", 'b: "%s"', { a: 5, b: "%s" }],
    [
      "a list item with a colon",
      "a:\n  - One: two: three\n  - b",
      "yaml/colon",
      '  - One: "two: three"',
      { a: [{ One: "two: three" }, "b"] },
    ],
    ["a bracket never closed", "a: [x, y\nb: 1", "yaml/invalid", "a: [x, y]", { a: ["x", "y"], b: 1 }],
    ["typographic quotes around a value", "a: “Go”", "yaml/curly-quotes", 'a: "Go"', { a: "Go" }],
    [
      "typographic quotes around a value with a colon",
      "a: “Go: now”\nb: 1",
      "yaml/curly-quotes",
      'a: "Go: now"',
      { a: "Go: now", b: 1 },
    ],
    ["a tab before a key", "a:\n\tb: 1", "yaml/tab", "  b: 1", { a: { b: 1 } }],
    ["a non-breaking space before a key", "\u00a0a: 1", "yaml/invisible-character", "a: 1", { a: 1 }],
    [
      "a text that goes on at column 0",
      "a: one\ntwo three\nb: 1",
      "yaml/invalid",
      "  two three",
      { a: "one two three", b: 1 },
    ],
  ])("%s", (_title, text, code, line, value) => {
    const reading = read(text);
    if (value === undefined)
      return expect(reading.problems.length + Object.keys(reading.value ?? {}).length).toBeGreaterThan(0);
    expect(reading.value).toEqual(value);
    expect(reading.problems).toMatchObject([{ code, correctedLine: line }]);
  });

  test("quotes that belong to the text stay", () => {
    expect(read('a: “One” and “two”\nb: "“Go”"\nc: |\n  “Go”').value).toEqual({
      a: "“One” and “two”",
      b: "“Go”",
      c: "“Go”\n",
    });
  });

  test("a block of text keeps its tabs and colons", () => {
    expect(read("a: |\n  x: y: z\n  \tq\nb: 1").value).toEqual({ a: "x: y: z\n\tq\n", b: 1 });
  });

  test("a key that stands twice names both lines; with the same value it is a warning", () => {
    expect(read("a: 1\nb: 2\na: 3").problems).toMatchObject([
      { code: "yaml/duplicate-key", severity: "error", line: 4, message: expect.stringContaining("line 2") },
    ]);
    expect(codes("a: 1\na: 1")).toEqual(["yaml/duplicate-key:warning"]);
    expect(codes("a:\n  b: 1\n  b: 2")).toEqual(["yaml/duplicate-key:error"]);
  });

  test("all mistakes of a file are reported at once", () => {
    expect(codes("a: x: y\nb: @z\n\tc: 1\nd: 'it's'").sort()).toEqual([
      "yaml/colon:error",
      "yaml/quotes:error",
      "yaml/quotes:error",
      "yaml/tab:warning",
    ]);
  });

  test("what can't be mended has a place and plain words", () => {
    expect(read("a: 1\nb: {\nc: [").problems.at(-1)).toMatchObject({
      code: "yaml/invalid",
      line: expect.any(Number),
      message: expect.not.stringMatching(/stream|scalar|flow/),
    });
  });
});

test.each([
  ["between a key and what follows it", `a: 1\nb${" ".repeat(50_000)}x\n`],
  ["below a tab", `a:${" ".repeat(50_000)}x\n\tb: 1\n`],
])("fifty thousand blanks %s are read in less than a second", (_, text) => {
  const start = performance.now();
  read(text);
  expect(performance.now() - start).toBeLessThan(1000);
});

describe("aliases that run away", () => {
  const lists = Array.from({ length: 40 }, (_, index) => `b${index + 1}: &b${index + 1} [*b${index}, *b${index}]`);
  const maps = lists.map((line) => line.replace(/\[(.*), (.*)\]/, "{ x: $1, y: $2 }"));
  test.each([
    ["a thousand million laughs", `b0: &b0 [ha]\n${lists.join("\n")}`, 3, "so often"],
    ["the same in maps", `b0: &b0 [ha]\n${maps.join("\n")}`, 3, "so often"],
    ["a long text many times", `b: &b ${"ha ".repeat(4000)}\nc: [${"*b, ".repeat(2000)}]`, 3, "so often"],
    ["a list that holds itself", "a: 1\nb: &b [1, *b]", 3, "never end"],
    ["two maps that hold each other", "a: &a\n  b: &b { c: *a }", 3, "never end"],
  ])("%s is a problem with its line", (_, text, line, words) => {
    const { value, problems } = read(text);
    expect(value).toBeUndefined();
    expect(problems).toMatchObject([{ code: "yaml/invalid", line, message: expect.stringContaining(words) }]);
  });

  test("some aliases of one value are read", () => {
    expect(read("a: &a { b: [1, 2] }\nc: [*a, *a, *a]").problems).toEqual([]);
  });
});

test("places are those of the file", () => {
  const { places } = read("a: 1\nphoto:\n  file: x\n  list: [p, q]\n");
  expect(places.get("photo.file")).toEqual({ line: 4, column: 3, valueLine: 4, valueColumn: 9 });
  expect(places.get("photo.list.1")).toMatchObject({ line: 5, column: 13 });
});
