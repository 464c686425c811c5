import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { type Agencies, agenciesSchema } from "../../src/content/data-schemas.ts";
import { projectFolder } from "../../src/engine.ts";
import { matchAgency } from "../../src/model/match-agency.ts";
import { creditParts } from "../../src/model/read-credit.ts";

// The project's own agencies: what an outlet has before it writes any.
const agencies: Agencies = agenciesSchema.parse(load(readFileSync(join(projectFolder, "_data/agencies.yaml"), "utf8")));

describe("a credit line names an agency", () => {
  test.each([
    // As the wires print it.
    ["ANI", "ani"],
    ["Ani", "ani"],
    ["(Photo/ANI)", "ani"],
    ["[Photo : ANI]", "ani"],
    ["Photo- ANI", "ani"],
    ["ANI Photo", "ani"],
    ["ANI Pic", "ani"],
    ["ANI/Handout", "ani"],
    ["ANI/X", "ani"],
    ["X/@ANI", "ani"],
    ["ANI Grab", "ani"],
    ["Screengrab from ANI video", "ani"],
    ["Image Source: ANI", "ani"],
    ["A.N.I.", "ani"],
    ["PTI", "pti"],
    ["PTI Photo", "pti"],
    ["PTI Photo/Ravi Choudhary", "pti"],
    ["PTI Photo by Shahbaz Khan(PTI05_10_2025_000123A)", "pti"],
    ["pti file photo", "pti"],
    ["PTI Graphics", "pti"],
    ["Press Trust of India", "pti"],
    ["The Hindu/PTI", "pti"],
    ["IANS", "ians"],
    ["IANS/PIB", "ians"],
    ["Photo: IANS", "ians"],
    ["(Image Credit: IANS/X)", "ians"],
    ["Indo-Asian News Service", "ians"],
    ["REUTERS", "reuters"],
    ["REUTERS/Adnan Abidi", "reuters"],
    ["REUTERS/Anushree Fadnavis/File Photo", "reuters"],
    ["REUTERS/Danish Siddiqui TPX IMAGES OF THE DAY", "reuters"],
    ["Handout via REUTERS", "reuters"],
    ["Ministry of Defence/Handout via REUTERS ATTENTION EDITORS - THIS IMAGE WAS PROVIDED BY A THIRD PARTY", "reuters"],
    ["via Reuters", "reuters"],
    ["File/Reuters", "reuters"],
    ["Reuters File Photo", "reuters"],
    ["Thomson Reuters", "reuters"],
    ["AP", "ap"],
    ["AP Photo", "ap"],
    ["AP Photo/Rafiq Maqbool", "ap"],
    ["(AP Photo/Channi Anand, File)", "ap"],
    ["AP Photo Manish Swarup", "ap"],
    ["Pool via AP", "ap"],
    ["Pool Photo via AP", "ap"],
    ["NASA via AP", "ap"],
    ["AP Images for NFL", "ap"],
    ["Associated Press", "ap"],
    ["Copyright 2025 The Associated Press. All rights reserved.", "ap"],
    ["AFP", "afp"],
    ["AFP PHOTO / Sajjad HUSSAIN", "afp"],
    ["Photo by Sajjad HUSSAIN / AFP", "afp"],
    ["Photo by Sajjad Hussain, AFP", "afp"],
    ["Getty Images via AFP", "afp"],
    ["Agence France-Presse", "afp"],
    ["A.F.P.", "afp"],
    ["Getty", "getty"],
    ["GETTY IMAGES", "getty"],
    ["GettyImages", "getty"],
    ["Photo by Sajjad Hussain/AFP via Getty Images", "getty"],
    ["AFP/Getty Images", "getty"],
    ["Getty Images for BCCI", "getty"],
    ["Getty Images/iStockphoto", "getty"],
    ["iStock by Getty Images", "getty"],
    ["Matt King/Getty Images Sport", "getty"],
    // In Hindi.
    ["फोटो: पीटीआई", "pti"],
    ["फ़ोटो : पीटीआई", "pti"],
    ["(फ़ोटो/एएनआई)", "ani"],
    ["साभार: एएनआई", "ani"],
    ["एएनआई फाइल फोटो", "ani"],
    ["ए.एन.आई.", "ani"],
    ["पी. टी. आई.", "pti"],
    ["फोटो साभार- आईएएनएस", "ians"],
    ["रॉयटर्स के माध्यम से", "reuters"],
    ["फोटो: रायटर्स", "reuters"],
    ["एएफपी", "afp"],
    ["राजेश कुमार/एपी", "ap"],
    ["गेटी इमेजेस", "getty"],
    // In Urdu, on Urdu, Arabic and Persian keyboards.
    ["تصویر: اے این آئی", "ani"],
    ["تصوير: اے این آئی", "ani"],
    ["تصویر: اے اين آئي", "ani"],
    ["اے۔ایف۔پی", "afp"],
    ["فوٹو: پی ٹی آئی", "pti"],
    ["فوٹو بشکریہ روئٹرز", "reuters"],
    ["بشكریہ: رائٹرز", "reuters"],
    ["گيٹی اميجز", "getty"],
    ["بذریعہ اے پی", "ap"],
    // As typed on a phone.
    ["ＡＮＩ", "ani"],
    ["\u200ePhoto：ANI\u200f", "ani"],
    ["photo courtesy - reuters", "reuters"],
  ])("%s names %s", (credit, key) => {
    expect(matchAgency(credit, agencies)).toBe(key);
  });

  test.each([
    "",
    " / ",
    "Photo",
    "File photo",
    "Agencies",
    "constructor",
    "Apna Photo",
    "Map: Apna",
    "AP Dhillon/Instagram",
    "AP Police",
    "X/@APPOLICE100",
    "X/@PTIofficial",
    "X/@name",
    "Annie Leibovitz",
    "Ani Sharma",
    "Reutersward",
    "Reuters Institute",
    "J. Paul Getty Museum",
    "Hindustan Times",
    "EPA-EFE/Shutterstock",
    "UNI",
    "PIB",
    "A. P. Singh",
    "ए.पी. सिंह",
    "फोटो: अनिल कुमार",
    "तस्वीर: गेट",
    "تصویر: اے پی سنگھ",
    "Special arrangement",
    "Staff photographer",
  ])("%s names none", (credit) => {
    expect(matchAgency(credit, agencies)).toBeUndefined();
  });

  test("an agency whose name holds a joining word is found whole", () => {
    const own: Agencies = { pictures: { name: "Light and Water", credit: "Light & Water", text: "none" } };
    expect(matchAgency("Light and Water", own)).toBe("pictures");
    expect(matchAgency("Light & Water", own)).toBe("pictures");
    expect(matchAgency("Light", own)).toBeUndefined();
  });

  test("no credit line whatever makes it fail", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (credit) => {
        const key = matchAgency(credit, agencies);
        expect(key === undefined || Object.hasOwn(agencies, key)).toBe(true);
        creditParts(credit, agencies);
      }),
      { seed: 3 },
    );
  });
});

describe("a credit line tells who took the picture, whose it is and how it was got", () => {
  test.each([
    ["AP Photo/Rafiq Maqbool", { creator: ["Rafiq Maqbool"], agency: "ap" }],
    ["(AP Photo/Channi Anand, File)", { creator: ["Channi Anand"], agency: "ap" }],
    ["PTI Photo by Shahbaz Khan(PTI05_10_2025_000123A)", { creator: ["Shahbaz Khan"], agency: "pti" }],
    ["Photo by Sajjad Hussain/AFP via Getty Images", { creator: ["Sajjad Hussain"], agency: "getty" }],
    ["AFP PHOTO / Sajjad HUSSAIN", { creator: ["Sajjad HUSSAIN"], agency: "afp" }],
    ["Asha Rao and Ravi K. Nair/Reuters", { creator: ["Asha Rao", "Ravi K. Nair"], agency: "reuters" }],
    ["फोटो: राजेश कुमार/पीटीआई", { creator: ["राजेश कुमार"], agency: "pti" }],
    ["تصویر: راجیش کمار/اے این آئی", { creator: ["راجیش کمار"], agency: "ani" }],
    ["Asha Rao", { creator: ["Asha Rao"] }],
    ["X/@name", { rights: "social" }],
    ["@name on X", { rights: "social" }],
    ["Instagram/@some.name", { rights: "social" }],
    ["AP Dhillon/Instagram", { creator: ["AP Dhillon"], rights: "social" }],
    ["X/@ANI", { agency: "ani" }],
    ["Handout via REUTERS", { agency: "reuters", rights: "handout" }],
    ["ANI/Handout", { agency: "ani", rights: "handout" }],
    ["Special arrangement", { rights: "handout" }],
    ["Pool via AP", { agency: "ap", rights: "pool" }],
    ["Pool Photo via AP", { agency: "ap", rights: "pool" }],
    ["Dennis Pool/AP", { creator: ["Dennis Pool"], agency: "ap" }],
    ["Screengrab/X", { rights: "screengrab" }],
    ["Illustration: Asha Rao", { creator: ["Asha Rao"], rights: "illustration" }],
    ["Wikimedia Commons/CC BY-SA 4.0", { rights: "creative-commons" }],
    ["IANS/PIB", { agency: "ians" }],
    ["REUTERS/Stringer", { agency: "reuters" }],
    ["AP/New Delhi", { agency: "ap" }],
    ["Ministry of Defence/Handout via REUTERS", { agency: "reuters", rights: "handout" }],
    ["Hindustan Times", {}],
    ["ANI", { agency: "ani" }],
    ["", {}],
  ])("%s", (credit, parts) => {
    expect(creditParts(credit, agencies)).toEqual(parts);
  });
});
