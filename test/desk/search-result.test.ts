import { describe, expect, test } from "vitest";
import { cutForSearch } from "../../src/desk/search-result.ts";

describe("a title in a list of results", () => {
  test("that fits stays whole, in any script", () => {
    for (const title of ["A short title", "मानसून की घोषणा", "چاند کا مہینہ"]) {
      expect(cutForSearch(title, "title")).toMatchObject({ shown: title, isCut: false });
    }
  });

  test("that is too wide is cut between two words", () => {
    const title = "Rubio urges de-escalation in calls to Islamabad and New Delhi — The Indian Statesman";
    const { shown, isCut } = cutForSearch(title, "title");
    expect(isCut).toBe(true);
    expect(title.startsWith(shown.replace(/ …$/, " "))).toBe(true);
  });

  test("goes by width: forty narrow letters fit where forty wide ones do not", () => {
    expect(cutForSearch("i".repeat(40), "title").isCut).toBe(false);
    expect(cutForSearch("W".repeat(40), "title").isCut).toBe(true);
  });

  test("is never cut inside a letter with its marks", () => {
    const { shown } = cutForSearch("क्षि".repeat(60), "title");
    expect(shown.replace(" …", "").length % "क्षि".length).toBe(0);
  });

  test("has more room as a description", () => {
    const text = "A sentence of some length that tells what the story says. ".repeat(2).trim();
    expect(cutForSearch(text, "title").isCut).toBe(true);
    expect(cutForSearch(text, "description").isCut).toBe(false);
  });
});
