import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { includes } from "./environment.ts";

// WCAG 2.2, 1.4.3 and 1.4.11: text 4.5 : 1 on every ground that it stands on, what one must see to use the page 3 : 1.

const css = readFileSync(join(includes, "css/tokens.css"), "utf8");
const dark = css.slice(css.indexOf("prefers-color-scheme: dark"));
const light = css.slice(0, css.indexOf("prefers-color-scheme: dark"));

function colours(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6})\b/g)].map((match) => [match[1] ?? "", match[2] ?? ""]),
  );
}

/** Relative luminance, 0–1 (WCAG 2.2). */
function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/g, "$&$&") : hex;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

const grounds = ["paper", "tint-opinion", "tint-fact", "tint-sponsor"];
const pairs: [text: string, ground: string, atLeast: number][] = [
  ...["ink", "ink-soft", "accent"].flatMap((text) =>
    grounds.map((ground): [string, string, number] => [text, ground, 4.5]),
  ),
  ["on-accent", "accent", 4.5],
  ["paper", "ink", 4.5],
  ...grounds.map((ground): [string, string, number] => ["focus", ground, 3]),
  ["rule-strong", "paper", 3],
];

for (const [theme, text] of [
  ["light", light],
  ["dark", dark],
] as const) {
  describe(`${theme} theme`, () => {
    const tokens = colours(text);
    for (const [one, ground, atLeast] of pairs) {
      test(`${one} on ${ground} has at least ${atLeast} : 1`, () => {
        expect(contrast(tokens.get(one) ?? "", tokens.get(ground) ?? "")).toBeGreaterThanOrEqual(atLeast);
      });
    }
  });
}
