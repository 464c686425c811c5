import { describe, expect, test } from "vitest";
import { announcement } from "../../src/checks/alt-announces.ts";
import { isFileName } from "../../src/checks/alt-file-name.ts";
import { bidiFaults } from "../../src/checks/bidi-marks.ts";
import { isVague } from "../../src/checks/credit-vague.ts";
import { findSecrets } from "../../src/checks/secret-patterns.ts";
import { arabicKey, devanagariKey, latinKey, ownLetters } from "../../src/checks/spelling-keys.ts";
import { readerLength } from "../../src/checks/switch-limit.ts";

describe("one name in two spellings", () => {
  test.each([
    ["Mukherjee", "Mukerjee"],
    ["Erdogan", "Erdoğan"],
    ["Banerjee", "Banerji"],
    ["Wajpayee", "Vajpayee"],
    ["Müller", "Muller"],
    ["Yıldız", "Yildiz"],
    ["Mohammed", "Mohammad"],
    ["Muhammad", "Mohamed"],
    ["Ahmed", "Ahmad"],
  ])("%s and %s", (one, other) => expect(latinKey(one)).toBe(latinKey(other)));

  test.each([
    ["India", "Indian"],
    ["Pakistan", "Pakistani"],
    ["Karan", "Kiran"],
    ["Patel", "Patil"],
    ["Austria", "Australia"],
    ["Hamed", "Hamad"],
  ])("are not %s and %s", (one, other) => expect(latinKey(one)).not.toBe(latinKey(other)));

  test("are Hindi words that differ by a nukta, but not those that mean two things", () => {
    expect(devanagariKey("कमज़ोर")).toBe(devanagariKey("कमजोर"));
    expect(devanagariKey("पढ़ना")).not.toBe(devanagariKey("पढना"));
    expect(devanagariKey("सज़ा")).toBeUndefined();
  });

  test("are Urdu words with letters of an Arabic keyboard", () => {
    expect(arabicKey("كتاب")).toBe(arabicKey("کتاب"));
    expect(ownLetters("كراچي", "ur")).toBe("کراچی");
    expect(ownLetters("كتاب", "ar")).toBe("كتاب");
  });
});

describe("a credit that names nobody", () => {
  test.each([
    "Internet",
    "Google Images",
    "Social media",
    "WhatsApp",
    "file",
    "File photo",
    "Photo: Internet",
    "via WhatsApp",
    "X",
    "Screengrab",
    "Agencies",
    "सोशल मीडिया",
    "इंटरनेट",
    "फ़ाइल फ़ोटो",
    "व्हाट्सऐप",
    "सौजन्य: गूगल",
    "انٹرنیٹ",
    "سوشل میڈیا",
    "فائل فوٹو",
    "واٹس ایپ",
    "بشکریہ گوگل",
  ])("is %s", (credit) => expect(isVague(credit)).toBe(true));
  test.each([
    "ANI",
    "File photo: ANI",
    "X/@ndtv",
    "Google DeepMind",
    "Internet Archive/Prelinger",
    "Handout/Ministry of Railways",
    "Arun Das via WhatsApp",
    "The Indian Statesman",
    "Social Media Desk of the BJP",
    "पीटीआई",
    "फ़ाइल फ़ोटो: एएनआई",
    "پی ٹی آئی",
  ])("is not %s", (credit) => expect(isVague(credit)).toBe(false));
});

describe("an alt text", () => {
  test.each([
    "Image of a boat",
    "A photo showing boats",
    "Picture: a boat",
    "तस्वीर में नावें",
    "नावों की तस्वीर",
    "تصویر میں کشتیاں",
    "کشتیوں کی تصویر",
  ])("announces a picture: %s", (alt) => expect(announcement(alt)).toBeDefined());
  test.each([
    "A map of the delta",
    "Image processing in a laboratory",
    "Photographers at the ghat",
    "A picture hangs on a wall",
    "A woman holds a photograph of her son",
    "दीवार पर टँगी तस्वीर और दो कुर्सियाँ",
    "دیوار پر تصویر اور دو کرسیاں",
  ])("does not: %s", (alt) => expect(announcement(alt)).toBeUndefined());
  test.each([
    "IMG_2041.jpg",
    "IMG_2041",
    "DSC00412",
    "harbour-dawn",
    "WhatsApp Image 2025-05-10 at 9.30.12 AM",
    "boat.png",
    "Screenshot 2025-05-10",
  ])("is a file's name: %s", (alt) => expect(isFileName(alt, "photos/harbour-dawn.jpg")).toBe(true));
  test.each(["Boats at dawn", "harbour", "Photo 51, by Rosalind Franklin", "A page that says boat.png was lost"])(
    "is none: %s",
    (alt) => expect(isFileName(alt, "photos/harbour.jpg")).toBe(false),
  );
  test("is as long as readers count it", () => {
    expect(readerLength("क्षि")).toBeLessThanOrEqual(2);
    expect(readerLength("👩‍👩‍👧 x")).toBe(3);
  });
});

describe("marks of direction", () => {
  const [lro, rlo, pdf, rle, rli, fsi, pdi] = ["\u202d", "\u202e", "\u202c", "\u202b", "\u2067", "\u2068", "\u2069"];
  test.each([
    ["the plain ones", "a\u200fb\u200ec\u061c"],
    ["an isolate that closes", `a ${fsi}کشتی${pdi} b`],
    ["an embedding that closes", `a ${rle}کشتی${pdf} b`],
    ["pairs within pairs", `${rli}a ${fsi}b${pdi} ${rle}c${pdf}${pdi}`],
    ["a pair over two lines of a paragraph", `a ${rli}کشتی\nکشتی${pdi} b`],
  ])("may stand: %s", (_name, text) => expect(bidiFaults(text)).toEqual([]));

  test.each([
    ["an override, and its end", `a ${rlo}b${pdf} c`, [2, 4]],
    ["an override that never ends", `${lro}a`, [0]],
    ["an isolate that never ends", `a ${rli}b\n\nc${pdi}`, [2, 7]],
    ["an end of nothing", `a${pdf} b${pdi}`, [1, 4]],
    ["an embedding that ends outside", `${rli}${rle}a${pdi}${pdf}`, [1, 4]],
  ])("may not: %s", (_name, text, places) => expect(bidiFaults(text).map(({ offset }) => offset)).toEqual(places));

  test("are none in the text that is left when the faulty ones are deleted", () => {
    const marks = [lro, rlo, pdf, rle, rli, fsi, pdi, "a", "\n\n"];
    for (let seed = 1; seed < 3000; seed += 1) {
      let [rest, text] = [seed * 7919, ""];
      for (let length = 0; length < 9; length += 1) {
        text += marks[rest % marks.length] ?? "";
        rest = Math.floor(rest / marks.length) + seed * 31;
      }
      const bad = new Set(bidiFaults(text).map(({ offset }) => offset));
      const left = [...text].filter((_, index) => !bad.has(index)).join("");
      expect(bidiFaults(left)).toEqual([]);
    }
  });
});

// Put together here, so that nobody's scanner takes this file for a leak.
const long = (length: number) => "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA".repeat(8).slice(0, length);
describe("secrets", () => {
  test.each([
    ["an AWS access key", `AKIA${"Q3EGRIT7ABCD2XYZ"}`],
    ["an AWS secret key", `aws_secret_access_key = ${long(40)}`],
    ["a GitHub token", `ghp_${long(36)}`],
    ["a GitHub token", `github_pat_${long(82)}`],
    ["a Slack token", `xoxb-${"123456789012"}-${long(24)}`],
    ["a Slack webhook", `https://hooks.slack.com/services/T0000/B0000/${long(24)}`],
    ["a Google API key", `AIza${long(35)}`],
    ["a Stripe key", `sk_live_${long(24)}`],
    ["a private key", `-----BEGIN RSA ${"PRIVATE"} KEY-----`],
    ["a private key", `-----BEGIN ${"PRIVATE"} KEY-----`],
    ["a JSON web token", `eyJ${long(20)}.eyJ${long(40)}.${long(43)}`],
    ["a minisign secret key", `RWRTY0Iy${long(200)}==`],
    ["a password in an address", `postgres://desk:${"anchor42"}@db.example/paper`],
  ])("are %s", (name, text) => {
    const source = `Note: "${text}", he said.`;
    const [found, ...more] = findSecrets(source);
    expect([found?.name, more.length]).toEqual([name, 0]);
    expect(found?.offset).toBeGreaterThan(5);
  });

  test.each([
    "AKIAIOSFODNN7EXAMPLE",
    "https://user:password@host.example/",
    "https://desk:$PASSWORD@host.example/",
    "https://host.example:8080/@name",
    "a task-force-of-the-ministry-of-external-affairs-and-more",
    `sha256: ${"0123456789abcdef".repeat(4)}`,
    "-----BEGIN PUBLIC KEY-----",
    `RWQ${long(53)}`,
    "world-desk: { name: The world desk }",
  ])("are not %s", (text) => expect(findSecrets(text)).toEqual([]));

  test("are looked for in time", () => {
    const start = performance.now();
    for (const piece of ["eyJa", "sk-", "secret aws ", "://a:", "AKIA", "eyJaaaaaaaaaaaa.", "a://a:a"])
      findSecrets(piece.repeat(Math.floor(200_000 / piece.length)));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
