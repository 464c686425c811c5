import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literalOf, replacementFor, wordPattern } from "../../src/checks/word-pattern.ts";

const found = (pattern: string, text: string, matchCase = false) =>
  [...text.matchAll(wordPattern(pattern, matchCase))].map(([match]) => match);

describe("a pattern of the style list", () => {
  test.each([
    ["a word", "nab", "Nab him! They nabbed a kebab.", ["Nab"]],
    [
      "words across a line and emphasis",
      "passed away",
      "He passed\n> *away*; passed  away.",
      ["passed\n> *away", "passed  away"],
    ],
    ["letters for a star", "utilis*", "Utilise the utilisation, reutilise.", ["Utilise", "utilisation"]],
    ["a star in front", "*gate", "Watergate, the gate, gateau", ["Watergate", "gate"]],
    ["either apostrophe", "don't", "I don’t and don't.", ["don’t", "don't"]],
    ["either hyphen", "air-dashed", "air‑dashed and air-dashed", ["air‑dashed", "air-dashed"]],
    ["a Hindi word, whole", "राज", "राज, राजा, महाराज, राज।", ["राज", "राज"]],
    ["an Urdu word, whole", "کار", "کار، کارخانہ، بیکار، کار۔", ["کار", "کار"]],
    ["a mark that is no letter", "&", "R&D & more", ["&", "&"]],
    ["what would be a regular expression", "a.b (c)", "a.b (c) axb (c)", ["a.b (c)"]],
  ])("finds %s", (_name, pattern, text, expected) => expect(found(pattern, text)).toEqual(expected));

  test("finds letters with a nukta however they are composed, and accents", () => {
    const forms = ["कमज\u093cोर", "कम\u095bोर"];
    for (const form of forms) for (const text of forms) expect(found(form, text)).toEqual([text]);
    expect(found("café", "cafe\u0301 café")).toEqual(["cafe\u0301", "café"]);
  });

  test("counts capitals where it is asked to", () => {
    expect(found("Bombay", "bombay Bombay BOMBAY", true)).toEqual(["Bombay"]);
  });

  test("is found in no text that lacks its literal", () => {
    const word = fc.stringMatching(/^[a-zकखजرکé़'-]{1,6}$/u).filter((each) => /\p{L}/u.test(each));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), (words) => {
        const text = ` ${words.join(" ")} `;
        if (found(words.join(" "), text).length > 0) expect(text.toLowerCase()).toContain(literalOf(words.join(" ")));
        expect(found(words.join(" "), text.normalize("NFD")).length > 0).toBe(
          found(words.join(" "), text.normalize("NFC")).length > 0,
        );
      }),
    );
  });

  test("ends in time on whatever it is tried", () => {
    const text = "a".repeat(200_000);
    const start = performance.now();
    found("*a*b*", text);
    found("a a a a a", `${"a ".repeat(50_000)}b`);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe("what takes its place", () => {
  const replaced = (pattern: string, text: string, use: string) => {
    const [match] = text.matchAll(wordPattern(pattern, false));
    return match && replacementFor(match, use);
  };
  test.each([
    ["passed away", "passed away", "died", "died"],
    ["passed away", "Passed away", "died", "Died"],
    ["passed away", "PASSED AWAY", "died", "DIED"],
    ["utilis*", "utilising", "us*", "using"],
    ["bombay", "Bombay", "Mumbai", "Mumbai"],
  ])("%s in %s, %s: %s", (pattern, text, use, expected) => expect(replaced(pattern, text, use)).toBe(expected));
});
