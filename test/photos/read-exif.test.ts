import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readExif } from "../../src/photos/read-exif.ts";
import { tiff } from "./fixtures.ts";

describe.each(["II", "MM"] as const)("EXIF with the byte order %s", (order) => {
  test("artist, copyright and caption are read", () => {
    const block = tiff({ order, main: { 270: "A boat", 315: "Asha Rao; اسد خان;", 33432: "© आशा" } });
    expect(readExif(block)).toEqual({
      claim: { caption: "A boat", creator: ["Asha Rao", "اسد خان"], copyright: "© आशा" },
      privateData: [],
    });
  });

  test("the marker in front of the block is optional", () => {
    const block = tiff({ order, main: { 315: "Jo" } });
    const marked = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), block]);
    expect(readExif(marked)).toEqual(readExif(block));
    expect(readExif(marked).claim.creator).toEqual(["Jo"]);
  });

  test.each([
    ["gps", { gps: { 1: "N" } }],
    ["serialNumber", { exif: { 42033: "SERIAL" } }],
    ["serialNumber", { exif: { 42037: "LENS SERIAL" } }],
    ["owner", { exif: { 42032: "Asha" } }],
    ["thumbnail", { thumbnail: Buffer.from([0xff, 0xd8, 0xff, 0xd9]) }],
  ])("%s is noted, its value is not kept", (kind, input) => {
    expect(readExif(tiff({ order, ...input }))).toEqual({ claim: {}, privateData: [kind] });
  });
});

test("the version of GPS data alone tells no place", () => {
  expect(readExif(tiff({ gps: { 0: "2300" } })).privateData).toEqual([]);
});

test("Latin-1 is understood, as cameras wrote it", () => {
  const block = tiff({ main: { 315: Buffer.from("Andr\xe9 Mart\xedn", "latin1") } });
  expect(readExif(block).claim.creator).toEqual(["André Martín"]);
});

test("of a copyright with a blank photographer's part the editor's counts", () => {
  expect(readExif(tiff({ main: { 33432: " \0The Statesman" } })).claim.copyright).toBe("The Statesman");
  expect(readExif(tiff({ main: { 33432: "Asha\0The Statesman" } })).claim.copyright).toBe("Asha");
});

test.each(["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCF 1.0", "Exif_JPEG_PICTURE", "   "])(
  "%s, which a camera wrote, is no caption",
  (text) => {
    expect(readExif(tiff({ main: { 270: text } })).claim).toEqual({});
  },
);

test("no bytes whatever make it fail", () => {
  const valid = tiff({ main: { 315: "Asha Rao" }, exif: { 42033: "SERIAL" }, gps: { 1: "N" } });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(valid.length - 1), fc.nat(255), (bytes, at, value) => {
      readExif(bytes);
      readExif(Buffer.concat([Buffer.from("II*\0"), bytes]));
      const damaged = Buffer.from(valid);
      damaged[at] = value;
      readExif(damaged);
      readExif(valid.subarray(0, at));
    }),
    { seed: 1, numRuns: 500 },
  );
});
