import { expect, test } from "vitest";
import { cardColours } from "../../src/pages/card-rack.ts";

test("a card has the colours of the light look, whatever the dark one says", () => {
  const css = `:root { --paper: #FFF; --ink: #102030; --ink-soft:#456789; --accent: #8f2a1b }
    @media (prefers-color-scheme: dark) { :root { --paper: #000000; --accent: #ffffff; } }`;
  expect(cardColours(css)).toEqual({ paper: "#ffffff", ink: "#102030", soft: "#456789", accent: "#8f2a1b" });
});

test("a colour that is not hexadecimal gives way to the paper's own", () => {
  const { paper, ink, ...others } = cardColours("");
  expect(cardColours(":root { --paper: oklch(0.98 0 0); --ink: #12345678; }")).toEqual({ paper, ink, ...others });
});
