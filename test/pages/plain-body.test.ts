import { expect, test } from "vitest";
import { plainBody } from "../../src/pages/plain-body.ts";
import type { BlockView } from "../../src/pages/views-parts.ts";

const style = { strings: {}, photos: "link", dateline: "KOCHI & DELHI" } as const;
const words = (html: string): BlockView => ({ kind: "html", html });

test("a story's place stands in the line of its first words, once", () => {
  const box: BlockView = { kind: "fact-box", blocks: [words("<p>A fact.</p>")] };
  expect(plainBody([box, words("<p>It rained.</p>"), words("<p>Again.</p>")], style)).toBe(
    "<hr>\n<p>A fact.</p>\n<hr>\n<p><b>KOCHI &amp; DELHI</b> It rained.</p>\n<p>Again.</p>",
  );
});

test("it has a line of its own before what is no paragraph", () => {
  expect(plainBody([words("<ul><li>One</li></ul>")], style)).toBe(
    "<p><b>KOCHI &amp; DELHI</b></p>\n<ul><li>One</li></ul>",
  );
});
