import { describe, expect, test } from "vitest";
import { foldWord, queryWords, wordsOf } from "../../src/search/fold.ts";

const terms = (text: string) => wordsOf(text).map(({ term }) => term);

describe("these are one word", () => {
  test.each<[string, ...string[]]>([
    ["Hindi: with a nukta and without, composed and not", "ज़रा", "ज\u093cरा", "जरा"],
    ["Hindi: candrabindu and anusvara", "चाँद", "चांद"],
    ["Hindi: a half nasal and anusvara", "हिन्दी", "हिंदी"],
    ["Hindi: the labial one", "सम्पादक", "संपादक"],
    ["Hindi: a conjunct with ZWJ, with ZWNJ and plain", "क्\u200dष", "क्\u200cष", "क्ष"],
    ["Urdu: letters of Arabic keyboards", "كتاب", "کتاب"],
    ["Urdu: the three forms of ye", "پاني", "پانى", "پانی"],
    ["Urdu: he, round and joined", "ہوا", "هوا"],
    ["Urdu: harakat and tatweel", "مَدْرَسَہ", "مـدرسہ", "مدرسہ"],
    ["Urdu: hamza above", "مسئلہ", "مسيلہ", "مسیلہ"],
    ["Urdu: madda", "آج", "اج"],
    ["digits of three scripts", "۱۹۴۷", "१९४७", "١٩٤٧", "1947"],
    ["Latin accents, composed and not", "Café", "Cafe\u0301", "CAFE", "cafe"],
    ["Latin letters without a decomposition", "Łódź", "lodz"],
    ["German", "STRASSE", "Straße", "STRAẞE"],
    ["Turkish capitals", "İstanbul", "ISTANBUL", "istanbul"],
    ["Greek, whatever the sigma's place", "ΟΔΟΣ", "οδος", "ΟΔΌΣ"],
    ["ligatures", "ﬁne", "fine"],
    ["full width", "ＡＢＣ", "abc"],
    ["the possessive", "India's", "India’s", "India"],
    ["an apostrophe inside", "don’t", "don't", "dont"],
    ["a soft hyphen inside", "co\u00adoperate", "cooperate"],
  ])("%s", (_name, ...spellings) => {
    expect(new Set(spellings.map((each) => terms(each).join(" "))).size).toBe(1);
  });
});

describe("these are not", () => {
  test.each([
    ["दिन", "दीन"],
    ["कल", "काल"],
    ["जन्म", "जंम"],
    ["پل", "پال"],
    ["rain", "ruin"],
  ])("%s and %s", (one, other) => {
    expect(foldWord(one)).not.toBe(foldWord(other));
  });
});

describe("words are cut", () => {
  test.each<[string, string, string[]]>([
    [
      "abbreviations with points are one word",
      "The U.S. and U.S.-led talks",
      ["the", "us", "and", "us", "led", "talks"],
    ],
    ["in Hindi too", "बी.जे.पी. ने", ["बीजेपी", "ने"]],
    ["initials before a name", "A.P.J. Abdul J.K.Rowling", ["apj", "abdul", "jk", "rowling"]],
    ["an address is several", "example.com", ["example", "com"]],
    ["Tamil keeps its vowel signs", "தமிழ் மொழி", ["தமிழ்", "மொழி"]],
    ["Han is cut in pairs, and its last letter begins one", "東京都", ["東京", "京都", "都"]],
    ["kana with a mark apart is the letter with it", "か\u3099く", ["がく", "く"]],
    ["Thai, by letters with their marks", "น้ำไทย", ["น้ํา", "ําไ", "ไท", "ทย", "ย"]],
    ["a Latin word beside Han is whole", "iPhone東京", ["iphone", "東京", "京"]],
    ["a sign that is a phrase is one term without blanks", "ﷺ", ["صلیاللہعلیہوسلم"]],
    ["marks alone are no word", "़ — …", []],
  ])("%s", (_name, text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  test("each says where it stood, so that it can be marked", () => {
    const text = "क्या U.S. का 東京 दौरा?";
    expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "क्या",
      "U.S",
      "का",
      "東京",
      "京",
      "दौरा",
    ]);
  });

  test("no term is over forty letters, nor cut inside one", () => {
    const [word] = wordsOf(`a${"𐐨".repeat(60)}`);
    expect([...(word?.term ?? "")].length).toBe(40);
    expect(word?.term).toMatch(/^a(𐐨){39}$/u);
  });
});

test("a query asks for each word once, and not for the last letter of a run", () => {
  expect(queryWords("Rain RAIN rain's 東京 都")).toEqual(["rain", "東京", "都"]);
});
