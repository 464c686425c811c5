import { describe, expect, test } from "vitest";
import { quotePairs } from "../../src/checks/quote-marks.ts";

/** What has no partner, with what follows it. */
const faults = (text: string, language = "en") => {
  const { open, stray } = quotePairs(text, language);
  return [...open, ...stray].sort((a, b) => a - b).map((at) => text.slice(at, at + 6));
};

describe("quotation marks that pair", () => {
  test.each([
    ["curly", "He said, “It is late.” Nobody asked.", "en"],
    ["straight", 'He said, "It is late." Nobody asked.', "en"],
    ["one within the other", "“She said ‘no’ and left,” he said.", "en"],
    ["doubles within doubles", "“The “late” boat,” he said.", "en"],
    ["apostrophes", "It’s the boys’ boat, and ’tis late in the ’90s.", "en"],
    ["apostrophes that a program turned", "the ‘90s, rock ‘n’ roll, get ‘em, ‘til dawn", "en"],
    ["letters of names", "the Qur‘an, ‘Ali and Mas‘ud", "en"],
    ["feet and inches", 'The 5\'11" man with a 12" mast', "en"],
    ["one measure in inches", 'a 6" nail', "en"],
    ["a quotation that ends in a number", 'He saw "Apollo 13" twice.', "en"],
    ["German", "Er sagte: „Es ist spät.“", "de"],
    ["German pointed inwards", "Er sagte: »Es ist spät.«", "de"],
    ["French", "Il dit : « Il est tard. »", "fr"],
    ["Swedish, the same at both ends", "Han sade: ”Det är sent.”", "sv"],
    ["Hindi", "उन्होंने कहा, “देर हो गई।” फिर 'ग़ालिब' पढ़ा।", "hi"],
    ["Urdu", "انہوں نے کہا، “دیر ہو گئی۔”", "ur"],
    ["Urdu, turned round", "انہوں نے کہا، ”دیر ہو گئی۔“", "ur"],
    ["Urdu, pointed", "انہوں نے کہا، «دیر ہو گئی۔»", "ur"],
  ])("%s", (_name, text, language) => expect(faults(text, language)).toEqual([]));
});

describe("quotation marks that do not", () => {
  test.each([
    ["never closed", "He said, “It is late. Nobody asked.", "en", ["“It is"]],
    ["never opened", "It is late,” he said.", "en", ["” he s"]],
    ["straight, never closed", 'She said, "It is late. Nobody asked.', "en", ['"It is']],
    ["straight, the first of two never closed", '"It is late, he said. "It is," she said.', "en", ['"It is']],
    ["opened curly, closed straight", '“It is late," he said.', "en", ["“It is", '" he s']],
    ["single, never closed", "the ‘late boat and nothing more", "en", ["‘late "]],
    ["one within, never closed", "“She said “no and left,” he said.", "en", ["“She s"]],
    ["Hindi, single", "यह 'ग़ालिब का शेर है।", "hi", ["'ग़ालि"]],
    ["Hindi", "उन्होंने कहा, “देर हो गई।", "hi", ["“देर ह"]],
    ["Urdu", "انہوں نے کہا، “دیر ہو گئی۔", "ur", ["“دیر ہ"]],
  ])("%s", (_name, text, language, expected) =>
    expect(faults(text, language)).toEqual(expected.map((each) => each.slice(0, 6))),
  );
});

test.each(["‘", "‘a’", "’", '"', "“", "‘a ", "’a ", '"a '])(
  "forty thousand of %s are paired in less than a second",
  (mark) => {
    const start = performance.now();
    for (const language of ["en", "hi", "ur"]) quotePairs(mark.repeat(40_000), language);
    expect(performance.now() - start).toBeLessThan(1000);
  },
);
