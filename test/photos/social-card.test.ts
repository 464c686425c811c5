import { describe, expect, test } from "vitest";
import { readPhoto } from "../../src/photos/read-photo.ts";
import { sharp } from "../../src/photos/sharp.ts";
import type { CardUse, SocialCardPlan } from "../../src/photos/social-card.ts";
import { makeSocialCard } from "../../src/photos/social-card-picture.ts";
import { wordsOf } from "../../src/photos/social-card-text.ts";
import { picture, writePhoto } from "./fixtures.ts";
import { colours, english, hindi, paper, planned, urdu, use, withPhoto } from "./social-card-uses.ts";

async function made(plan: SocialCardPlan, path?: string): Promise<Buffer> {
  const { value, failure } = await makeSocialCard({ plan, path });
  return value ?? expect.fail(failure?.message ?? "no card");
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The pixels of a part of two pictures of which the second is another; the first may be one colour. */
async function difference(
  one: Buffer,
  other: Buffer | readonly number[],
  from = 0,
  to = 1200,
): Promise<Box | undefined> {
  const a = await sharp(one).raw().toBuffer();
  const b = Buffer.isBuffer(other) ? await sharp(other).raw().toBuffer() : undefined;
  const box = { left: 1200, top: 630, right: -1, bottom: -1 };
  for (let y = 0; y < 630; y++) {
    for (let x = from; x < to; x++) {
      const at = (y * 1200 + x) * 3;
      const isOther = [0, 1, 2].some((band) => {
        const against = b ? b[at + band] : (other as readonly number[])[band];
        return Math.abs((a[at + band] ?? 0) - (against ?? 0)) > 60;
      });
      if (!isOther) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
  }
  return box.right < 0 ? undefined : box;
}

describe("a card's name", () => {
  test("stays while nothing changes, and is the story's own", () => {
    expect(planned().name).toBe(planned().name);
    expect(planned().name).toMatch(/^rains-return-[0-9a-f]{16}-card\.jpg$/);
  });

  test("changes with everything that is printed or carried", async () => {
    const { photo } = await withPhoto("ANI");
    const plain = use({ photo });
    const changes: Partial<CardUse>[] = [
      { words: { ...plain.words, headline: "Rains leave the delta" } },
      { words: { ...plain.words, label: "News" } },
      { words: { ...plain.words, outlet: "The Other" } },
      { alt: "A ship" },
      { colours: { ...colours, accent: "#000000" } },
      { photo: undefined },
      { photo: { ...photo, rights: { ...photo.rights, credit: "PTI" } } },
      { photo: { ...photo, rights: { ...photo.rights, creator: [] } } },
      { photo: { ...photo, focus: [0.1, 0.5] } },
      { photo: { ...photo, isWhole: true } },
      { photo: { ...photo, reading: { ...photo.reading, sha256: "b".repeat(64) } } },
      { language: { code: "en", direction: "rtl" } },
    ];
    const names = [{}, ...changes].map((change) => planned({ ...plain, ...change }).name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("what a card shows", () => {
  test("has the size that link previews ask for, and the same bytes each time", async () => {
    const card = await made(planned());
    expect(await sharp(card).metadata()).toMatchObject({ width: 1200, height: 630, format: "jpeg" });
    expect((await made(planned())).equals(card)).toBe(true);
  });

  test("keeps words off the photo, which stands left of them, in Urdu right of them", async () => {
    const { photo, path } = await withPhoto("ANI");
    const blue = [0, 0, 255];
    const left = await made(planned({ photo }), path);
    expect(await difference(left, blue, 200, 500)).toBeUndefined();
    const words = { outlet: "دی ٹیسٹ", label: "رائے", headline: "بارش کی واپسی" };
    const right = await made(planned({ photo, words, language: urdu }), path);
    expect(await difference(right, blue, 880, 1190)).toBeUndefined();
    expect((await difference(right, paper, 0, 640))?.right).toBeGreaterThan(600);
  });

  const long = `${"Two hundred characters of headline ".repeat(6)}`.slice(0, 200);
  test.each([
    ["a headline of 200 characters", english, long],
    ["80 characters without a blank", english, "x".repeat(80)],
    ["a short headline", english, "Rain"],
    ["Hindi", hindi, "चालीस सूखे हफ़्तों के बाद डेल्टा में लौटी बारिश, किसानों को राहत ".repeat(3)],
    ["Hindi without a blank", hindi, "अंतरराष्ट्रीयकरण".repeat(5)],
    ["Urdu", urdu, "چالیس خشک ہفتوں کے بعد ڈیلٹا میں بارش کی واپسی، کسانوں کو راحت ".repeat(3)],
    [
      "Urdu with Latin names and numbers",
      urdu,
      "ISRO نے 2026 میں 3 سیٹلائٹ چھوڑے، COVID-19 کے بعد (ANI) ₹500 <b>&amp;",
    ],
  ])("%s stays within the paper's margins", async (_, language, headline) => {
    const { photo, path } = await withPhoto("ANI");
    const words = { outlet: "The Test", label: "Live · A section with quite a long name", headline };
    const drawing = { photo: { ...photo, isWhole: true }, path };
    for (const [source, taken, gap] of [
      [{}, 0, 36],
      [{ photo, path }, 524, 36],
      [drawing, 784, 12],
    ] as const) {
      const { path: file, ...change } = { path: undefined, ...source };
      const card = await made(planned({ ...change, words, language }), file);
      const [from, to] = language === urdu ? [0, 1200 - taken] : [taken, 1200];
      const ink = (await difference(card, paper, from, to)) ?? expect.fail("no ink");
      expect(ink.left).toBeGreaterThanOrEqual(from + (language === urdu ? 36 : gap));
      expect(ink.right).toBeLessThanOrEqual(to - (language === urdu ? gap : 36));
      expect(ink.top).toBeGreaterThanOrEqual(30);
      expect(ink.bottom).toBeLessThanOrEqual(600);
    }
  });

  test("a headline is as large as a preview of 300 px needs", async () => {
    const headline = "Rains return to the delta after forty dry weeks, and the ferries with them";
    const { photo, path } = await withPhoto("ANI");
    const card = await made(planned({ photo, words: { outlet: "The Test", label: "", headline } }), path);
    const other = await made(planned({ photo, words: { outlet: "The Test", label: "", headline: "." } }), path);
    const ink = (await difference(card, other)) ?? expect.fail("no headline");
    expect(ink.bottom - ink.top).toBeGreaterThan(190); // at least four lines of 48 px
  });

  test.each([
    ["short", "ANI", english],
    ["of 480 characters", `${"Agency of pictures / ".repeat(23)}`.slice(0, 480), english],
    ["in Hindi", "फ़ोटो: एएनआई, नई दिल्ली; पीटीआई के सौजन्य से, सर्वाधिकार सुरक्षित", hindi],
    ["in Urdu", "تصویر: خبر رساں ایجنسی، نئی دہلی، جملہ حقوق محفوظ ہیں", urdu],
  ])("a credit %s is printed to its last letter, at the foot", async (_, credit, language) => {
    const { photo, path } = await withPhoto(credit);
    const change = (ending: string) =>
      made(planned({ photo: { ...photo, rights: { ...photo.rights, credit: credit + ending } }, language }), path);
    // Only the last word is another, and one of the two is longer: wherever it stands, it is seen.
    const last = (await difference(await change(" WWW"), await change(" iii"))) ?? expect.fail("the end is missing");
    expect(last.top).toBeGreaterThan(400);
    expect(last.bottom).toBeLessThanOrEqual(600);
  });

  test("a line never begins with the dot between two parts of a label", () => {
    expect(wordsOf("Analysis  ·  The delta · Rain")).toEqual(["Analysis  ·", "The", "delta ·", "Rain"]);
  });

  test("a drawing that is wider than high has two thirds of the card, in Urdu on the right", async () => {
    const { photo, path } = await withPhoto("Desk");
    const words = { outlet: "The Test", label: "", headline: "." };
    const shown = { ...photo, isWhole: true };
    const left = await difference(await made(planned({ photo: shown, words }), path), paper, 0, 790);
    expect(left).toEqual({ left: 0, right: 779, top: expect.closeTo(55, -0.5), bottom: expect.closeTo(574, -0.5) });
    const right = await difference(
      await made(planned({ photo: shown, words, language: urdu }), path),
      paper,
      410,
      1200,
    );
    expect(right).toMatchObject({ left: 420, right: 1199 });
  });

  test("one that is as high as wide has the column of a photo", async () => {
    const { photo, path } = await withPhoto("Desk", [600, 600]);
    const words = { outlet: "The Test", label: "", headline: "." };
    const card = await made(planned({ photo: { ...photo, isWhole: true }, words }), path);
    expect(await difference(card, paper, 0, 540)).toMatchObject({ left: 0, right: 519 });
  });

  test("a drawing as SVG stands on the card whole", async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h90v30H0z" fill="#00f"/></svg>';
    const source = writePhoto(Buffer.from(svg), "chart.svg");
    const { value: reading } = await readPhoto(source);
    const photo = { rights: { credit: "Desk", creator: [] }, focus: [0.5, 0.5] as const, isWhole: true };
    const plan = planned({ photo: { ...photo, reading: reading ?? expect.fail("not read") } });
    const box = await difference(await made(plan, source.path), paper, 0, 790);
    expect(box).toEqual({ left: 0, right: 779, top: expect.closeTo(185, -0.5), bottom: expect.closeTo(444, -0.5) });
  });

  test("the outlet's own card keeps its words in the middle, for square previews", async () => {
    const card = await made(planned({ words: { outlet: "The Test", tagline: "Corrected in public" } }));
    const words = (await difference(card, paper)) ?? expect.fail("no words");
    expect(Math.abs(words.top + words.bottom - 630)).toBeLessThanOrEqual(60);
    expect(words.left).toBeGreaterThanOrEqual(285);
    expect(words.right).toBeLessThan(915);
  });
});

describe("what a card carries", () => {
  test("the photo's rights, as XMP and as IIM", async () => {
    const { photo, path } = await withPhoto("(Photo/ANI) — फ़ोटो");
    const { value } = await readPhoto(writePhoto(await made(planned({ photo }), path)));
    expect(value?.xmp).toMatchObject({ credit: "(Photo/ANI) — फ़ोटो", creator: ["Asha Rao"], alt: "A boat" });
    expect(value?.iim).toMatchObject({ credit: "(Photo/ANI) — फ़ोटो" });
    expect(value?.privateData).toEqual([]);
  });

  test("the outlet's own credit where there is no photo", async () => {
    const { value } = await readPhoto(writePhoto(await made(planned())));
    expect(value?.xmp).toMatchObject({ credit: "The Test", creator: ["The Test"] });
  });

  test("a photo that changed since it was read gives a failure, not a card", async () => {
    const { photo } = await withPhoto("ANI");
    const other = writePhoto(await picture(901, 600).jpeg().toBuffer());
    const { failure } = await makeSocialCard({ plan: planned({ photo }), path: other.path });
    expect(failure?.code).toBe("photo/changed");
  });
});
