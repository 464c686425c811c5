import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePhotoLine, splitCaption } from "../../src/content/photo-line.ts";

const credits: [line: string, credit: string][] = [
  // A label, a separator, a credit, as WordPress and wire copy print it.
  ["[Photo : ANI]", "ANI"],
  ["[Photo: ANI]", "ANI"],
  ["[ Photo :ANI ]", "ANI"],
  ["Photo: ANI", "ANI"],
  ["Photo : ANI.", "ANI"],
  ["PHOTO: ANI", "ANI"],
  ["photo: ANI", "ANI"],
  ["Photos: ANI, PTI", "ANI, PTI"],
  ["Pic: PTI", "PTI"],
  ["Pics: PTI", "PTI"],
  ["Pic - PTI", "PTI"],
  ["Photo — ANI", "ANI"],
  ["Photo | ANI", "ANI"],
  ["(Photo/ANI)", "ANI"],
  ["Photo/ANI", "ANI"],
  ["Picture: A. Name", "A. Name"],
  ["Image: NASA/JPL", "NASA/JPL"],
  ["Photograph: Special Arrangement", "Special Arrangement"],
  ["Photo: special arrangement", "special arrangement"],
  ["[Photo: the family of the accused]", "the family of the accused"],
  ["Photo credit: Getty Images", "Getty Images"],
  ["Photo Credits: BCCI", "BCCI"],
  ["Photo courtesy: BCCI", "BCCI"],
  ["Photo courtesy of the Ministry of External Affairs", "the Ministry of External Affairs"],
  ["Photo source: X", "X"],
  ["Image source: pib.gov.in", "pib.gov.in"],
  ["Photo : X/@DrSJaishankar", "X/@DrSJaishankar"],
  ["Photo: @MEAIndia", "@MEAIndia"],
  ["Photo by John Smith", "John Smith"],
  ["Photo by: John Smith/AFP", "John Smith/AFP"],
  ["(Photo by John Smith/AFP via Getty Images)", "John Smith/AFP via Getty Images"],
  ["(Photo: R. K. Sharma)", "R. K. Sharma"],
  ["Photo: Mohd. Arif", "Mohd. Arif"],
  ["Screengrab: YouTube/Sansad TV", "YouTube/Sansad TV"],
  ["Illustration: Asha Rao", "Asha Rao"],
  ["File photo: ANI", "ANI"],
  ["File Photo | ANI", "ANI"],
  ["File photo | Photo: ANI", "ANI"],
  ["Representational image: Unsplash", "Unsplash"],
  ["(Representative photo: iStock)", "iStock"],
  ["Photo : AFP", "AFP"],
  ["Foto: dpa", "dpa"],
  // An agency and the word.
  ["(ANI Photo)", "ANI"],
  ["[ANI Photo]", "ANI"],
  ["ANI Photo", "ANI"],
  ["PTI Photos", "PTI"],
  ["(AP Photo)", "AP"],
  ["(XYZ Photo)", "XYZ"],
  ["AP Photo/Rafiq Maqbool", "AP Photo/Rafiq Maqbool"],
  ["(AP Photo / Rafiq Maqbool)", "AP Photo/Rafiq Maqbool"],
  ["(AP Photo/K.M. Chaudary, File)", "AP Photo/K.M. Chaudary, File"],
  ["PTI Photo/Name Surname", "PTI Photo/Name Surname"],
  // An agency and a name.
  ["REUTERS/Adnan Abidi", "REUTERS/Adnan Abidi"],
  ["REUTERS / Adnan Abidi", "REUTERS/Adnan Abidi"],
  ["Rafiq Maqbool/AP", "Rafiq Maqbool/AP"],
  ["Planet Labs PBC via REUTERS", "Planet Labs PBC via REUTERS"],
  ["Maxar Technologies via AP", "Maxar Technologies via AP"],
  ["via REUTERS", "REUTERS"],
  ["(via ANI)", "ANI"],
  ["Via Getty Images.", "Getty Images"],
  // Hindi, in both spellings of फ़ोटो.
  ["[फोटो : एएनआई]", "एएनआई"],
  ["फ़ोटो: पीटीआई", "पीटीआई"],
  ["फ\u093cोटो: पीटीआई", "पीटीआई"],
  ["(फोटो: एएनआई)", "एएनआई"],
  ["फोटो- ANI", "ANI"],
  ["फोटो साभार: एक्स", "एक्स"],
  ["फाइल फोटो: एएनआई", "एएनआई"],
  ["तस्वीर: रॉयटर्स", "रॉयटर्स"],
  ["(एएनआई फोटो)", "एएनआई"],
  // Urdu.
  ["[تصویر : رائٹرز]", "رائٹرز"],
  ["تصویر: اے این آئی", "اے این آئی"],
  ["فوٹو: اے پی", "اے پی"],
  ["(تصویر بشکریہ: ایکس)", "ایکس"],
  ["\u200fتصویر: ANI\u200f", "ANI"],
  // Whatever stands around the whole of it.
  ["*[Photo : ANI]*", "ANI"],
  ["_Photo: ANI_", "ANI"],
  ["**(Photo: ANI)**", "ANI"],
  ["[[Photo: ANI]]", "ANI"],
  ["“Photo: ANI”", "ANI"],
  ["[Photo：ANI]", "ANI"],
  ["［Photo: ANI］", "ANI"],
  ["[Photo\u00a0:\u00a0ANI]", "ANI"],
  ["\u200b[Photo : ANI]\ufeff", "ANI"],
  ["[Photo : ANI].", "ANI"],
];

const empties = [
  "File photo",
  "FILE PHOTO",
  "(File photo)",
  "[File Image]",
  "File pic.",
  "Representational image",
  "(Representative Image)",
  "Image used for representation purposes only",
  "For representation only",
  "Photo:",
  "फाइल फोटो",
  "प्रतीकात्मक तस्वीर",
  "(सांकेतिक फोटो)",
  "فائل فوٹو",
  "علامتی تصویر",
];

const prose = [
  "",
  "Photo",
  "Photos",
  "Photo: it was a good year for cameras, said the shop's owner, who sold forty of them",
  "Photo: Minister arrives in Delhi",
  "Photos: What the satellite saw that morning",
  "File photo of Ishaq Dar",
  "File photo: Ishaq Dar in Islamabad",
  "Photo finish: India win by one run",
  "Photography: a short history",
  "Pictures of the day",
  "Picture this: a city without cars.",
  "Image: The city was quiet. Nobody came.",
  "The photo was taken by ANI",
  "Photo by the river, they said, was all they wanted",
  "A photo: ANI",
  "He said the image, shared via Twitter",
  "They spoke via Reuters and were later seen",
  "PTI/AP",
  "ANI/Islamabad",
  "AP/New Delhi",
  "(ANI)",
  "(AP)",
  "Source: Reuters",
  "and/or",
  "Rs 100/kg",
  "10/05/2025",
  "https://example.org/photo/ANI",
  "[Photo: it was a good year, he said. Then it rained.]",
  "Photo: ANI Photo: it was a very long line that goes on and on and on and on and says nothing about anybody at all, ever",
  "फोटो: यह साल कैमरों के लिए अच्छा था",
  "फोटो खींचने वाले ने कहा",
  "तस्वीर: वह दिन बहुत साफ़ था।",
  "चित्र में देखिए",
  "تصویر: وہ دن بہت صاف تھا",
  "تصویر میں وہ کھڑے ہیں",
];

describe("a photo line", () => {
  test.each(credits)("%s credits %s", (line, credit) => {
    expect(parsePhotoLine(line)).toEqual({ credit });
  });

  test.each(empties)("%s names nobody", (line) => {
    expect(parsePhotoLine(line)).toEqual({ credit: "" });
  });

  test.each(prose)("“%s” is ordinary text", (line) => {
    expect(parsePhotoLine(line)).toBeUndefined();
  });

  test("any name in brackets after the label is the credit, with any spacing", () => {
    const name = fc.stringMatching(/^[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,3}$/);
    const space = fc.constantFrom("", " ", "  ", "\u00a0", "\t");
    fc.assert(
      fc.property(name, space, space, space, (credit, a, b, c) => {
        expect(parsePhotoLine(`${a}[${b}Photo${c}:${a}${credit}${b}]${c}`)).toEqual({ credit });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test("any text is read without failing, and a credit is at most 80 characters long", () => {
    const words = fc.array(
      fc.constantFrom("Photo", ":", "[", "]", "(", ")", "/", "ANI", "via", "*", " ", "फोटो", "تصویر", ".", "File"),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          words.map((parts) => parts.join("")),
        ),
        (text) => {
          expect(parsePhotoLine(text)?.credit.length ?? 0).toBeLessThanOrEqual(80);
        },
      ),
      { seed: 2, numRuns: 500 },
    );
  });
});

describe("a caption", () => {
  test.each([
    ["Dar in Islamabad. (Photo: ANI)", { caption: "Dar in Islamabad.", credit: "ANI" }],
    ["Dar in Islamabad [Photo : ANI].", { caption: "Dar in Islamabad", credit: "ANI" }],
    ["डार इस्लामाबाद में (फोटो: एएनआई)", { caption: "डार इस्लामाबाद में", credit: "एएनआई" }],
    ["[Photo : ANI]", { credit: "ANI" }],
    ["Dar in Islamabad. Photo: ANI", { caption: "Dar in Islamabad.", credit: "ANI" }],
    ["The mayor, R. K. Rao. Pic: R. K. Laxman", { caption: "The mayor, R. K. Rao.", credit: "R. K. Laxman" }],
    ["Dar in Islamabad | PTI Photo", { caption: "Dar in Islamabad", credit: "PTI" }],
    ["Dar in Islamabad - File photo: ANI", { caption: "Dar in Islamabad", credit: "ANI" }],
    ["बारिश के बाद। फोटो: एएनआई", { caption: "बारिश के बाद।", credit: "एएनआई" }],
    ["Then he spoke. Photo: it was taken later", { caption: "Then he spoke. Photo: it was taken later" }],
    ["What the photo/video shows", { caption: "What the photo/video shows" }],
    ["Dar in Islamabad (left)", { caption: "Dar in Islamabad (left)" }],
    ["Dar (centre) and Rubio (AP)", { caption: "Dar (centre) and Rubio (AP)" }],
    ["Dar (centre) and Rubio (Photo: AP)", { caption: "Dar (centre) and Rubio", credit: "AP" }],
    ["می\u200cں کشتیاں۔ تصویر: اے این آئی", { caption: "می\u200cں کشتیاں۔", credit: "اے این آئی" }],
    ["क\u094d\u200dष में", { caption: "क\u094d\u200dष में" }],
    ["", {}],
  ])("%s is taken apart", (caption, parts) => {
    expect(splitCaption(caption)).toEqual(parts);
  });
});
