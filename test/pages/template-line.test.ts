import { afterAll, beforeAll, expect, test } from "vitest";
import { templateLine } from "../../src/pages/template-line.ts";
import { SiteFolder } from "../support/site-folder.ts";

let folder: SiteFolder;
beforeAll(() => {
  folder = new SiteFolder();
});
afterAll(() => folder.close());

test.each([
  ["{% if a %}\n<p>\n</p>\n\n", "parseIf: expected elif, else, or endif, got end of file", 3],
  ["<p>\n{{ a | upper }}\n{{ a | nosuch(1) }}\n", "Error: filter not found: nosuch", 3],
  ["<p>\n{{ a | nosuchas }}\n{{ a | upper | nosuch }}\n", "Error: filter not found: nosuch", 3],
  ['<p>\n{% include "none.njk" %}\n', "template not found: none.njk", 2],
  ["<p>nosuch</p>\n", "Error: filter not found: nosuch", undefined],
  ["<p>\n", "something else", undefined],
])("finds in %o the line of %o", (text, message, line) => {
  folder.write("a.njk", text);
  expect(templateLine(folder.path("site/a.njk"), message)).toBe(line);
});

test("of a template that can't be read there is no line", () => {
  expect(templateLine(folder.path("none.njk"), "got end of file")).toBeUndefined();
});
