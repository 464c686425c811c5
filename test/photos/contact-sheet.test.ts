import { describe, expect, test } from "vitest";
import { contactSheet, sheetCrops } from "../../src/photos/contact-sheet.ts";
import { sharp } from "../../src/photos/sharp.ts";
import { jpeg, picture, writePhoto } from "./fixtures.ts";

const card = { width: 3, height: 2 };

describe("the crops of a contact sheet", () => {
  test("are those that builds make, and the cards' by the focus in tenths", () => {
    const crops = sheetCrops({ size: { width: 2000, height: 1000 }, focus: [0.74, 0.5], cardShapes: [card] });
    expect(crops.map(({ label, crop }) => [label, crop.left, crop.top, crop.width, crop.height])).toEqual([
      ["16:9", 222, 0, 1778, 1000],
      ["4:3", 667, 0, 1333, 1000],
      ["1:1", 980, 0, 1000, 1000],
      ["1200 × 630", 95, 0, 1905, 1000],
      ["card 3:2", 350, 0, 1500, 1000],
    ]);
  });

  test("say where a picture is too small for one to be made", () => {
    const crops = sheetCrops({ size: { width: 500, height: 400 }, focus: [0.5, 0.5], cardShapes: [] });
    expect(crops.map(({ label }) => label)).toEqual(expect.arrayContaining(["1:1, too small to be made"]));
  });

  test("have a colour each", () => {
    const crops = sheetCrops({ size: { width: 2000, height: 1000 }, focus: [0.5, 0.5], cardShapes: [card] });
    expect(new Set(crops.map(({ colour }) => colour)).size).toBe(crops.length);
  });
});

describe("the sheet", () => {
  const draw = async (bytes: Buffer, width: number, height: number, title = "photos/harbour.jpg") => {
    const input = { size: { width, height }, focus: [0.3, 0.6] as const, cardShapes: [card], title };
    const { value, failure } = await contactSheet({ ...input, source: writePhoto(bytes) });
    if (!value) throw new Error(failure.message);
    return value;
  };

  test("is a PNG with every outline's colour and the whole picture on it", async () => {
    const { data, info } = await sharp(await draw(await jpeg(1500, 1000), 1500, 1000))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const colours = new Set<string>();
    for (let at = 0; at < data.length; at += info.channels) colours.add(data.subarray(at, at + 3).toString("hex"));
    for (const { colour } of sheetCrops({
      size: { width: 1500, height: 1000 },
      focus: [0.3, 0.6],
      cardShapes: [card],
    })) {
      expect(colours).toContain(colour.slice(1));
    }
    // The picture is red at the top left, else blue.
    expect([...data.subarray((120 * info.width + 80) * 3, (120 * info.width + 80) * 3 + 3)]).toEqual([254, 0, 0]);
  });

  test.each([
    ["a strip", 3000, 20],
    ["a tower", 20, 3000],
    ["a single pixel", 1, 1],
  ])("is drawn of %s too", async (_name, width, height) => {
    expect((await draw(await picture(width, height).png().toBuffer(), width, height)).length).toBeGreaterThan(1000);
  });

  test.each(["नाव-🚤.jpg", `${"very-long-".repeat(30)}.jpg`, "کشتی.jpg", "漢字.jpg"])(
    "is drawn whatever the name: %s",
    async (title) => {
      expect((await draw(await jpeg(300, 200), 300, 200, title)).length).toBeGreaterThan(1000);
    },
  );

  test("of a file that is gone or cut off is a failure that says so", async () => {
    const whole = await jpeg(600, 400);
    const input = { size: { width: 600, height: 400 }, focus: [0.5, 0.5] as const, cardShapes: [], title: "x" };
    const cut = await contactSheet({ ...input, source: writePhoto(whole.subarray(0, 700)) });
    expect(cut.failure?.code).toBe("photo/unreadable");
    const gone = await contactSheet({ ...input, source: { path: "/nowhere/x.jpg", sha256: "0" } });
    expect(gone.failure?.code).toBe("photo/file-missing");
  });
});
