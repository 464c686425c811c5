import { execFile } from "node:child_process";
import { copyFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { planSocialCard } from "../../src/photos/social-card.ts";
import { cardFontFolder, missingCharacters, readCardFonts } from "../../src/photos/social-card-fonts.ts";
import { type SetText, setLines } from "../../src/photos/social-card-text.ts";
import { temporaryFolder } from "./fixtures.ts";
import { planned, use, withPhoto } from "./social-card-uses.ts";

test("fonts join what is joined: conjuncts of Hindi and words of Nastaliq are not rows of letters", async () => {
  const width = async (text: string, script: "devanagari" | "nastaliq") =>
    (await setLines([text], { script, direction: "ltr", weight: "large", size: 100, colour: "#000000" })).width;
  expect(await width("क्ष", "devanagari")).toBeLessThan(await width("क् ष", "devanagari"));
  const apart = await width("क्\u200cष", "devanagari");
  expect(await width("क्ष", "devanagari")).toBeLessThan(apart * 0.8);
  expect(await width("کتاب", "nastaliq")).toBeLessThan((await width("ک‌ت‌ا‌ب", "nastaliq")) * 0.8);
});

// px at 60 px an em, as Chromium 156 sets the same words from the same files: width, and height with all descents.
test.each([
  ["devanagari", "श्रद्धांजलि उज्ज्वल", 371, 61],
  ["devanagari", "अंतरराष्ट्रीय विश्वयुद्ध त्र्यंबक कृष्ण रुपया रूस", 917, 70],
  ["devanagari", "राष्ट्र ट्रैक्टर शृंखला ह्रास चिह्न ऴळ ₹500", 839, 71],
  ["nastaliq", "چالیس خشک ہفتوں کے بعد بارش", 689, 116],
  ["nastaliq", "دی انڈین اسٹیٹسمین تصحیح", 525, 150],
  ["nastaliq", "پاکستان میں ISRO نے 3 سیٹلائٹ چھوڑے؛", 927, 128],
  ["latin", "office flow ₹500 Ā", 491, 52],
] as const)("%s is set as a browser sets it: %s", async (script, text, width, height) => {
  const direction = script === "nastaliq" ? "rtl" : "ltr";
  const set = await setLines([text], { script, direction, weight: "large", size: 60, colour: "#000000" });
  expect(Math.abs(set.width / width - 1)).toBeLessThan(0.02);
  expect(Math.abs(set.height - height)).toBeLessThanOrEqual(3);
});

test("an Urdu line that begins with a Latin name or a number still begins on the right", async () => {
  const style = { script: "nastaliq", weight: "large", size: 60, colour: "#000000" } as const;
  for (const line of ["ISRO نے کامیابی", "2026 میں بارش"]) {
    const first = line.split(" ")[0] ?? "";
    const name = await setLines([first], { ...style, direction: "rtl" });
    const whole = await setLines([line], { ...style, direction: "rtl" });
    expect(rightEnd(whole, name.width)).toBe(rightEnd(name, name.width));
  }
});

/** How many pixels of the last columns hold ink. */
function rightEnd({ data, width, height }: SetText, columns: number): number {
  let ink = 0;
  for (let y = 0; y < height; y++) {
    for (let x = width - columns; x < width; x++) if ((data[(y * width + x) * 4 + 3] ?? 0) > 127) ink += 1;
  }
  return ink;
}

test("an emoji is left out; a letter that no face draws leaves the story without a card", () => {
  expect(planned({ words: { outlet: "The Test", headline: "Rain 🌧️ at last 👩‍👩‍👧" } }).words.headline).toBe(
    "Rain at last",
  );
  expect(planSocialCard(use({ words: { outlet: "The Test", headline: "மழை and rain" } }))).toEqual({
    reason: "characters",
    missing: ["ம", "ழ", "ை"],
  });
  expect(missingCharacters("Ā ₹500 – “तथा” اردو\u200f\u00a0\u200d")).toEqual([]);
});

test.each([
  ["ta", "ltr"],
  ["ar", "rtl"],
  ["zh", "ltr"],
] as const)("a paper in %s has no cards, for the fonts lack its script", (code, direction) => {
  expect(planSocialCard(use({ language: { code, direction } }))).toEqual({ reason: "script", missing: [] });
});

test("an emoji or a foreign letter in a credit leaves the story without a card: a credit is never altered", async () => {
  const { photo } = await withPhoto("X/@name 🌧️");
  expect(planSocialCard(use({ photo })).plan).toBeUndefined();
});

test("a credit that no picture can hold leaves the story without a card", async () => {
  const { photo } = await withPhoto("Agency ".repeat(100));
  expect(planSocialCard(use({ photo }))).toEqual({ reason: "credit", missing: [] });
});

test("a font that is missing is named, and nothing takes its place", () => {
  const folder = temporaryFolder();
  for (const name of readdirSync(cardFontFolder)) copyFileSync(join(cardFontFolder, name), join(folder, name));
  expect(readCardFonts(folder).digest).toBe(planned().fonts);
  rmSync(join(folder, "card-nastaliq.ttf"));
  expect(() => readCardFonts(folder)).toThrow("card-nastaliq.ttf");
  expect(() => readCardFonts(join(folder, "none"))).toThrow("fonts.conf");
});

test("where Pango is shown other faces, nothing is set", async () => {
  const module = new URL("../../src/photos/social-card-text.ts", import.meta.url).href;
  const code = `
    const { setLines } = await import(${JSON.stringify(module)});
    process.env.FONTCONFIG_FILE = "/nowhere/fonts.conf";
    const style = { script: "latin", direction: "ltr", weight: "large", size: 60, colour: "#000000" };
    await setLines(["Rain"], style).then(() => console.log("set"), (error) => console.log(error.message));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", code]);
  expect(stdout).toContain("the latin face is not ours");
});
