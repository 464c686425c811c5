import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Agencies } from "../../src/content/data-schemas.ts";
import { matchAgency } from "../../src/model/match-agency.ts";
import { type RightsClaims, resolveRights } from "../../src/model/resolve-rights.ts";
import { rightsOrigins } from "../../src/model/rights.ts";

const agencies: Agencies = {
  ani: {
    name: { en: "Asian News International", hi: "एएनआई" },
    credit: "ANI",
    rights: "agency",
    licensor: "https://www.aninews.in/",
    terms: "Subscribers only",
    text: "full",
  },
  ap: { name: "The Associated Press", credit: "AP", rights: "agency", text: "full" },
  afp: { name: { fr: "Agence France-Presse", ur: "اے ایف پی" }, credit: "AFP", text: "full" },
  reuters: { name: "Reuters", credit: "Reuters", text: "full" },
  getty: { name: "Getty Images", credit: "Getty Images", text: "full" },
  pti: { name: { en: "Press Trust of India", hi: "पीटीआई" }, credit: "PTI", text: "full" },
};

const resolve = (claims: RightsClaims) => resolveRights({ claims, agencies });

describe("rights by precedence", () => {
  const places = rightsOrigins.filter((origin) => origin !== "agency");

  test.each(places.map((origin, index) => ({ origin, index })))("$origin wins over all that rank below it", (row) => {
    const claims = Object.fromEntries(places.slice(row.index).map((place) => [place, { credit: `by ${place}` }]));
    const { rights, origins } = resolve(claims);
    expect(rights?.credit).toBe(`by ${row.origin}`);
    expect(origins.credit).toBe(row.origin);
  });

  test("each field comes from the first place that fills it", () => {
    const { rights, origins } = resolve({
      copy: { credit: "Staff" },
      xmp: { credit: "Staff", creator: ["Asha"], licence: "https://example.org/licence" },
      exif: { creator: ["CAMERA"], copyright: "© Asha" },
    });
    expect(rights).toEqual({
      credit: "Staff",
      creator: ["Asha"],
      licence: "https://example.org/licence",
      copyright: "© Asha",
    });
    expect(origins).toEqual({ credit: "copy", creator: "xmp", licence: "xmp", copyright: "exif" });
  });

  test("without a credit there are no rights, whatever else is known", () => {
    const { rights, origins } = resolve({ xmp: { creator: ["Asha"], copyright: "© Asha", source: "ANI" } });
    expect(rights).toBeUndefined();
    expect(origins.creator).toBe("xmp");
  });

  test("a blank credit is no credit", () => {
    expect(resolve({ frontMatter: { credit: "  " }, iim: { credit: "PTI" } }).rights?.credit).toBe("PTI");
    expect(resolve({ frontMatter: { credit: "\n" } }).rights).toBeUndefined();
  });

  test("EXIF's copyright notice says whose the photo is where no credit and no agency is given, its Artist never", () => {
    const exif = { creator: ["Camera Owner"], copyright: "© 2026 ANI. All rights reserved" };
    const { rights, origins } = resolve({ exif });
    expect(rights).toMatchObject({ credit: "ANI", agency: "ani", copyright: exif.copyright });
    expect(origins.credit).toBe("exif");
    expect(resolve({ exif: { creator: ["Camera Owner"] } }).rights).toBeUndefined();
    expect(resolve({ sidecar: { agency: "pti" }, exif }).rights?.credit).toBe("PTI");
    const withCredit = resolve({ iim: { credit: "Asha Rao" }, exif });
    expect(withCredit.rights?.credit).toBe("Asha Rao");
    expect(withCredit.disagreements).toEqual([]);
  });

  test("a credit is one line of characters that every format can hold, in NFC; usage terms keep their paragraphs", () => {
    const frontMatter = { credit: " Asha\n Rao\u0007 /\tCafe\u0301 ", usageTerms: "Once.\n\nThen no more." };
    expect(resolve({ frontMatter }).rights).toMatchObject({
      credit: "Asha Rao / Café",
      usageTerms: frontMatter.usageTerms,
    });
    expect(resolve({ iim: { credit: "\u0000\u0007" } }).rights).toBeUndefined();
  });

  test("an address that is no web address is passed over, since it would become a link", () => {
    const { rights } = resolve({
      xmp: { credit: "X", licence: "javascript:alert(1)", licensor: "metadatamatters.blog" },
      exif: {},
    });
    expect(rights).toEqual({ credit: "X", creator: [] });
  });

  test("captions and headlines of embedded metadata stay out of the record", () => {
    const xmp = { credit: "X", caption: "A boat", headline: "Boats", alt: "A boat" };
    expect(resolve({ xmp }).rights).toEqual({ credit: "X", creator: [] });
  });

  test("a licensor's name never goes with another licensor's address", () => {
    const { rights } = resolve({
      frontMatter: { credit: "Boats Ltd", licensor: "https://boats.example/" },
      xmp: { licensorName: "Ships Inc", licensor: "https://ships.example/" },
    });
    expect(rights?.licensor).toBe("https://boats.example/");
    expect(rights?.licensorName).toBeUndefined();
  });

  test("the claims that were handed in are left as they were", () => {
    const claims = { frontMatter: { credit: " ANI ", agency: "nobody" } };
    resolve(claims);
    expect(claims).toEqual({ frontMatter: { credit: " ANI ", agency: "nobody" } });
  });
});

describe("agency defaults", () => {
  test("an agency named by key gives its credit, rights, licensor and terms", () => {
    const { rights, origins } = resolve({ frontMatter: { agency: "ani" } });
    expect(rights).toEqual({
      agency: "ani",
      credit: "ANI",
      creator: [],
      rights: "agency",
      usageTerms: "Subscribers only",
      licensor: "https://www.aninews.in/",
      licensorName: "Asian News International",
    });
    expect(origins.credit).toBe("agency");
    expect(origins.agency).toBe("frontMatter");
  });

  test("an agency found by the credit gives defaults and leaves the credit as it stands", () => {
    const { rights, origins } = resolve({ copy: { credit: "Photo/ANI" } });
    expect(rights?.credit).toBe("Photo/ANI");
    expect(rights?.agency).toBe("ani");
    expect(origins).toMatchObject({ credit: "copy", agency: "agency", rights: "agency" });
  });

  test("what a place says beats the agency's default, and is no disagreement", () => {
    const { rights, disagreements } = resolve({
      frontMatter: { credit: "ANI", usageTerms: "Once", rights: "handout" },
    });
    expect(rights).toMatchObject({ usageTerms: "Once", rights: "handout" });
    expect(disagreements).toEqual([]);
  });

  test("a key that agencies.yaml lacks is left out", () => {
    expect(resolve({ frontMatter: { credit: "X", agency: "nobody" } }).rights).toEqual({ credit: "X", creator: [] });
  });

  test.each([
    ["ANI", "ani"],
    ["AP Photo/Rafiq Maqbool", "ap"],
    ["AP", "ap"],
    ["Associated Press", "ap"],
    ["Handout via REUTERS", "reuters"],
    ["via REUTERS", "reuters"],
    ["REUTERS/Adnan Abidi", "reuters"],
    ["Reuters File Photo", "reuters"],
    ["PTI", "pti"],
    ["PTI Photo", "pti"],
    ["(Photo/ANI)", "ani"],
    ["[Photo : ANI]", "ani"],
    ["X/@ANI", "ani"],
    ["Sajjad Hussain/AFP via Getty Images", "getty"],
    ["Sajjad Hussain / AFP", "afp"],
    ["Agence France-Presse", "afp"],
    ["Photo by Sajjad Hussain, AFP", "afp"],
    ["फोटो: पीटीआई", "pti"],
    ["(फ़ोटो/एएनआई)", "ani"],
    ["تصویر: اے ایف پی", "afp"],
    ["Getty", "getty"],
  ])("%s names %s", (credit, key) => {
    expect(matchAgency(credit, agencies)).toBe(key);
  });

  test.each(["Apna Photo", "Annie Leibovitz", "Map: Broadsheet", "Reutersward", "", " / ", "Photo", "constructor"])(
    "%s names no agency",
    (credit) => {
      expect(matchAgency(credit, agencies)).toBeUndefined();
    },
  );

  test("words of every object are no keys of agencies", () => {
    expect(resolve({ frontMatter: { credit: "X", agency: "constructor" } }).rights?.agency).toBeUndefined();
  });
});

describe("disagreements", () => {
  test("two credits are quoted with where they stand, the winner first", () => {
    const { disagreements } = resolve({
      frontMatter: { credit: "PTI" },
      xmp: { credit: "ANI" },
      iim: { credit: "PTI" },
    });
    expect(disagreements).toEqual([
      {
        field: "credit",
        values: [
          { origin: "frontMatter", value: "PTI" },
          { origin: "xmp", value: "ANI" },
        ],
      },
    ]);
  });

  test("spacing, case and Unicode form are no disagreement", () => {
    const { disagreements } = resolve({
      frontMatter: { credit: "Asha  Rao/Reuters", copyright: "Caf\u00e9" },
      xmp: { credit: "asha rao/REUTERS ", copyright: "Cafe\u0301" },
    });
    expect(disagreements).toEqual([]);
  });

  test("a value that IIM clipped is no disagreement; in XMP it is one", () => {
    const whole = "The Associated Press of South Asia";
    const clipped = whole.slice(0, 32);
    expect(resolve({ xmp: { credit: whole }, iim: { credit: clipped } }).disagreements).toEqual([]);
    expect(resolve({ frontMatter: { credit: whole }, xmp: { credit: clipped } }).disagreements).toHaveLength(1);
  });

  test("creators are compared as one list", () => {
    expect(resolve({ xmp: { creator: ["A", "B"] }, exif: { creator: ["A", "B"] } }).disagreements).toEqual([]);
    expect(resolve({ xmp: { creator: ["A"] }, exif: { creator: ["B"] } }).disagreements).toHaveLength(1);
  });

  test("any clipping of any credit by IIM is no disagreement", () => {
    const letter = fc.constantFrom(..."aZ é ß Σ / © ANI न्यूज़ خبر رساں 新 😀".split(""), "e\u0301");
    fc.assert(
      fc.property(fc.array(letter, { minLength: 1 }), fc.nat(40), (letters, length) => {
        const credit = letters.join("");
        const { disagreements } = resolve({ xmp: { credit }, iim: { credit: [...credit].slice(0, length).join("") } });
        expect(disagreements).toEqual([]);
      }),
      { seed: 2 },
    );
  });
});
