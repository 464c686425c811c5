import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "../../src/base/digest.ts";
import { type BookCoverUse, makeBookCover } from "../../src/photos/book-cover.ts";
import { plainPhoto } from "../support/site-folder.ts";

const path = join(tmpdir(), `broadsheet-cover-${process.pid}.jpg`);
let photo: NonNullable<BookCoverUse["photo"]>;

beforeAll(async () => {
  const bytes = await plainPhoto(180, 60, 30, 900, 600);
  writeFileSync(path, bytes);
  photo = {
    path,
    reading: { sha256: sha256(bytes), width: 900, height: 600, format: "jpeg" },
    rights: { credit: "Asha Rao / The Agency", creator: ["Asha Rao"] },
    focus: [0.5, 0.5],
    isWhole: false,
    alt: "A red field",
  };
});

afterAll(() => rmSync(path, { force: true }));

const use = (change: Partial<BookCoverUse> = {}): BookCoverUse => ({
  outlet: "The Paper",
  edition: "Daily edition, 22 November 2026",
  headlines: [{ text: "The lead of the day" }, { label: "Opinion", text: "A second" }, { text: "A third" }],
  language: { code: "en", direction: "ltr" },
  colours: { paper: "#fbfaf7", ink: "#1c1a17", soft: "#5c564b", accent: "#8f2a1b" },
  publisher: "The Publisher",
  ...change,
});

/** How many pixels of the photo's colour it shows. */
async function red(bytes: Buffer): Promise<number> {
  const { data } = await sharp(bytes).resize(120, 180).raw().toBuffer({ resolveWithObject: true });
  let count = 0;
  for (let at = 0; at < data.length; at += 3)
    if ((data[at] ?? 0) > 150 && (data[at + 1] ?? 0) < 100 && (data[at + 2] ?? 0) < 80) count += 1;
  return count;
}

describe("A book's cover", () => {
  test("is a portrait JPEG, the same bytes each time", async () => {
    const [one, other] = [await makeBookCover(use({ photo })), await makeBookCover(use({ photo }))];
    const { format, width, height } = await sharp(one?.bytes).metadata();
    expect({ format, width, height }).toEqual({ format: "jpeg", width: 1200, height: 1800 });
    expect(other?.bytes.equals(one?.bytes ?? Buffer.alloc(0))).toBe(true);
  });

  test("shows the lead's photo, prints its credit and carries its rights", async () => {
    const made = await makeBookCover(use({ photo }));
    expect(made?.credit).toBe("Asha Rao / The Agency");
    expect(await red(made?.bytes ?? Buffer.alloc(0))).toBeGreaterThan(3000);
    const { xmp, iptc } = await sharp(made?.bytes).metadata();
    for (const block of [xmp, iptc]) expect(block?.includes("Asha Rao / The Agency")).toBe(true);
  });

  test("carries the outlet's name where it has no photo, and nobody's credit", async () => {
    const made = await makeBookCover(use());
    expect(made?.credit).toBeUndefined();
    expect(await red(made?.bytes ?? Buffer.alloc(0))).toBeLessThan(50);
    const { xmp, iptc } = await sharp(made?.bytes).metadata();
    for (const block of [xmp, iptc]) expect(block?.includes("The Publisher")).toBe(true);
  });

  test("goes without a photo whose credit can't be printed whole, or whose file changed", async () => {
    const long = { ...photo, rights: { ...photo.rights, credit: "Asha Rao ".repeat(60).trim() } };
    expect((await makeBookCover(use({ photo: long })))?.credit).toBeUndefined();
    const changed = { ...photo, reading: { ...photo.reading, sha256: "0".repeat(64) } };
    expect((await makeBookCover(use({ photo: changed })))?.credit).toBeUndefined();
  });

  test("leaves out a headline that its faces can't set, and the photo with it", async () => {
    const made = await makeBookCover(use({ photo, headlines: [{ text: "河流" }, { text: "A second" }] }));
    expect(made?.headlines).toEqual([{ text: "A second" }]);
    expect(made?.credit).toBeUndefined();
  });

  test("is not made in a script that its faces don't have", async () => {
    expect(await makeBookCover(use({ language: { code: "zh", direction: "ltr" } }))).toBeUndefined();
    expect(await makeBookCover(use({ outlet: "報" }))).toBeUndefined();
  });

  test.each(["en", "hi", "ur"])("in %s has the lead and two more, however long they are", async (code) => {
    const long = {
      en: "A headline of a good many words ",
      hi: "एक बहुत लंबी ख़बर का शीर्षक ",
      ur: "ایک بہت طویل خبر کی سرخی ",
    }[code];
    const headlines = Array.from({ length: 4 }, () => ({ label: "N", text: (long ?? "").repeat(3).trim() }));
    const language = { code, direction: code === "ur" ? "rtl" : "ltr" } as const;
    expect((await makeBookCover(use({ photo, headlines, language })))?.headlines.length).toBeGreaterThanOrEqual(3);
  });
});
