import { describe, expect, test } from "vitest";
import { placeEdits, replaceAll } from "../../src/base/apply-edits.ts";
import type { Edit } from "../../src/base/problem.ts";
import { plainText } from "../../src/content/front-matter.ts";
import { aliasRemoval, storyKeyEdits } from "../../src/content/story-key-edits.ts";

const story = (yaml: string) => `---\nheadline: The river # of the city\n${yaml}---\n\nThe copy.\n\n---\n\nMore.\n`;
const carryOut = (text: string, edits: Edit[] | undefined) => {
  const placed = edits && placeEdits(text, edits);
  return placed && replaceAll(text, placed);
};

describe("old addresses are put beside those that stand there", () => {
  test.each([
    ["no key", "", "aliases: [/new/]\n"],
    ["a flow list", "aliases: [/a/, '/b/'] # old\n", "aliases: [/a/, '/b/', /new/] # old\n"],
    ["a flow list that ends in a comma", "aliases: [/a/, ]\n", "aliases: [/a/, /new/, ]\n"],
    ["a flow list over lines", "aliases: [\n  /a/,\n  /b/\n  ]\n", "aliases: [\n  /a/,\n  /b/, /new/\n  ]\n"],
    ["an empty flow list", "aliases: []\n", "aliases: [/new/]\n"],
    [
      "a block list",
      "aliases:\n  - /a/ # old\n  # and\nkicker: K\n",
      "aliases:\n  - /a/ # old\n  - /new/\n  # and\nkicker: K\n",
    ],
    ["a block list without indentation", "aliases:\n-   /a/\nkicker: K\n", "aliases:\n-   /a/\n-   /new/\nkicker: K\n"],
    ["one address", "aliases: /a/ # old\n", "aliases: [/a/, /new/] # old\n"],
    ["one address in quotes", 'aliases: "/a,b/"\n', 'aliases: ["/a,b/", /new/]\n'],
    ["a key without a value", "aliases:\nkicker: K\n", "aliases: [/new/]\nkicker: K\n"],
    ["the address itself", "aliases: [/new/]\n", "aliases: [/new/]\n"],
  ])("%s", (_form, before, after) => {
    const text = story(before);
    expect(carryOut(text, storyKeyEdits(text, { aliases: ["/new/"] }))).toBe(story(after));
  });

  test("behind a block of text at the end, and in a file with line ends of Windows and a BOM", () => {
    const raw = `\ufeff${story("edNote: |\n  One.\n  Two.\n")}`.replaceAll("\n", "\r\n");
    const mended = carryOut(raw, storyKeyEdits(plainText(raw), { id: "world/old", aliases: ["/new/"] }));
    expect(mended).toBe(
      `\ufeff${story("edNote: |\n  One.\n  Two.\nid: world/old\naliases: [/new/]\n")}`.replaceAll("\n", "\r\n"),
    );
  });
});

test.each([
  ["world/river", "id: world/river\n"],
  ["2026", 'id: "2026"\n'],
  ["no", 'id: "no"\n'],
  ["a: b #c", 'id: "a: b #c"\n'],
  ["world/चाय-का-सफ़र", "id: world/चाय-का-सफ़र\n"],
])("an id is written so that YAML reads it as it is: %s", (id, line) => {
  const text = story("");
  expect(carryOut(text, storyKeyEdits(text, { id }))).toBe(story(line));
});

test.each([
  ["an id of its own", story("id: other\n"), { id: "world/old" }],
  ["an anchor's value", story("kicker: &k /a/\naliases: *k\n"), { aliases: ["/new/"] }],
  ["no front matter", "The copy.\n", { id: "a/b" }],
  ["front matter with a fault", story("kicker: [\n"), { id: "a/b" }],
  ["front matter that is not closed", "---\nheadline: H\n", { id: "a/b" }],
])("nothing is proposed for %s", (_what, text, keys) => {
  expect(storyKeyEdits(text, keys)).toBeUndefined();
});

describe("one address is taken out", () => {
  test.each([
    ["the only one of a flow list", "aliases: [/a/] # old\nkicker: K\n", "kicker: K\n"],
    ["the only one", "aliases: /a/\n", ""],
    ["the only one of a block list", "aliases:\n  - /a/\nkicker: K\n", "kicker: K\n"],
    ["the first", "aliases: [/a/, /b/]\n", "aliases: [/b/]\n"],
    ["the last", "aliases: [/b/, /a/]\n", "aliases: [/b/]\n"],
    ["the last of a block list", "aliases:\n  - /b/\n  - /a/\n", "aliases:\n  - /b/\n"],
    ["one of a block list", "aliases:\n  - /a/\n  - /b/\n", "aliases:\n  - /b/\n"],
  ])("%s", (_form, before, after) => {
    const text = story(before);
    expect(carryOut(text, aliasRemoval(text, "/a/"))).toBe(story(after));
  });
});
