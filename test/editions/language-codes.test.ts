import { describe, expect, test } from "vitest";
import { threeLetterCode } from "../../src/editions/language-codes.ts";

describe("A language's code of three letters", () => {
  test.each([
    ["en", "eng"],
    ["hi-IN", "hin"],
    ["UR", "urd"],
    ["zh-Hant-TW", "zho"],
    ["mai", "mai"],
    ["de-CH-1996", "deu"],
  ])("of %s is %s", (tag, code) => {
    expect(threeLetterCode(tag)).toBe(code);
  });

  test("is the one for many, where a tag has none", () => {
    expect(threeLetterCode("xx")).toBe("mul");
    expect(threeLetterCode("x-private")).toBe("mul");
    expect(threeLetterCode("")).toBe("mul");
  });

  test("knows every language of two letters that programs know the name of", () => {
    const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
    const letters = [..."abcdefghijklmnopqrstuvwxyz"];
    const unknown = letters
      .flatMap((first) => letters.map((second) => first + second))
      // Old names of others, and one that is a group's (Bihari).
      .filter((code) => Intl.getCanonicalLocales(code)[0] === code && names.of(code) !== undefined && code !== "bh")
      .filter((code) => threeLetterCode(code) === "mul");
    expect(unknown).toEqual([]);
  });
});
