import { expect, test } from "vitest";
import { captionCredit } from "../../scripts/photos/caption-credit.ts";

const isAgency = (name: string) => /^(?:ANI|PTI|IANS|AP|AFP|REUTERS|एएनआई)$/i.test(name);
const read = (caption: string) => captionCredit(caption, isAgency);

const boats = "Boats at Vizhinjam on Sunday, May 24, 2026.";

test.each([
  [`${boats} (AP Photo/Asha Rao)`, boats, "AP Photo/Asha Rao"],
  [`${boats} (AP Photo/Asha Rao, File)`, boats, "AP Photo/Asha Rao, File"],
  ["Boats at Vizhinjam (Photo/ANI)", "Boats at Vizhinjam", "ANI"],
  [`${boats} REUTERS/Asha Rao`, boats, "REUTERS/Asha Rao"],
  [`${boats} REUTERS/Stringer`, boats, "REUTERS/Stringer"],
  [`${boats} REUTERS/Asha Rao TPX IMAGES OF THE DAY`, boats, "REUTERS/Asha Rao"],
  [`${boats} Handout via REUTERS`, boats, "Handout via REUTERS"],
  [`${boats} (Photo by Asha RAO / AFP)`, boats, "Asha RAO/AFP"],
  [`${boats} (ANI)`, boats, "ANI"],
  [`${boats} X/@example`, boats, "X/@example"],
  ["A still from a video (X/@example)", "A still from a video", "X/@example"],
  [`${boats} @example/X`, boats, "@example/X"],
  ["विझिंजम में नावें। फोटो: एएनआई", "विझिंजम में नावें।", "एएनआई"],
  ["विझिंजम में नावें (फोटो: पीटीआई)", "विझिंजम में नावें", "पीटीआई"],
  ["وژنجم میں کشتیاں۔ تصویر: اے این آئی", "وژنجم میں کشتیاں۔", "اے این آئی"],
])("%s ends in a credit", (text, caption, credit) => {
  expect(read(text)).toEqual({ caption, credit });
});

test("a supplier's number behind the credit is the reference", () => {
  const ref = "PTI05_24_2026_000012B";
  expect(read(`${boats} (PTI Photo/Asha Rao) (${ref})`)).toEqual({
    caption: boats,
    credit: "PTI Photo/Asha Rao",
    supplierRef: ref,
  });
  expect(read(`${boats} (PTI Photo)(${ref})`)).toEqual({ caption: boats, credit: "PTI", supplierRef: ref });
});

test.each([
  boats,
  "The minister said (in May) that AP/Delhi was right.",
  "A man walks past. He said that it was Reuters who asked.",
  "Boats at sea (in the rain)",
  "Sales rose (12345678 units)",
])("%s is all caption", (text) => {
  expect(read(text)).toEqual({ caption: text });
});

test("the joiners that Urdu and Hindi need stay in what is left of the caption", () => {
  const caption = "می\u200cں کشتیاں۔";
  expect(read(`${caption} تصویر: اے این آئی`)).toEqual({ caption, credit: "اے این آئی" });
});

test("line ends and control characters become blanks", () => {
  expect(read("Boats\u0007 at\r\nVizhinjam.\n\nPhoto: ANI")).toEqual({ caption: "Boats at Vizhinjam.", credit: "ANI" });
});

test("a caption that is a credit only leaves no caption", () => {
  expect(read("(ANI Photo)")).toEqual({ credit: "ANI" });
});
