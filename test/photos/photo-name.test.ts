import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { photoName } from "../../scripts/photos/photo-name.ts";
import { isPicture } from "../../src/content/photo-files.ts";
import { caseOptions } from "../support/cases.ts";

const free = () => false;

describe("the name of a photo that is taken in", () => {
  test.each([
    ["DSC 0042 (2).JPG", "dsc-0042-2.jpg"],
    ["day two/नाव 🚤 १.jpg", "नाव-१.jpg"],
    ["2026-05-24T121212Z_1_LYNX_RTROPTP_4_RAINS.JPEG", "2026-05-24t121212z_1_lynx_rtroptp_4_rains.jpg"],
    ["CON.jpg", "photo-con.jpg"],
    ["lpt1.JPG", "photo-lpt1.jpg"],
    ["🚤🚤.jpg", "photo.jpg"],
    [".jpg", "jpg.jpg"],
    ["no ending", "no-ending.jpg"],
    ["a.b.c.jpg", "a-b-c.jpg"],
    ["e\u0301te\u0301.jpg", "été.jpg"],
  ])("%s becomes %s", (given, name) => {
    expect(photoName(given, "jpeg", free)).toBe(name);
  });

  test("the ending is that of the bytes", () => {
    expect(photoName("harbour.jpg", "avif", free)).toBe("harbour.avif");
  });

  test("a taken name gets the next free number", () => {
    const taken = new Set(["harbour.jpg", "harbour-2.jpg"]);
    expect(photoName("Harbour.JPG", "jpeg", (name) => taken.has(name))).toBe("harbour-3.jpg");
  });

  test("any name becomes one that every file system takes and the site reads", () => {
    const windows = /[<>:"/\\|?*\p{Cc}]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)\./iu;
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (given) => {
        const name = photoName(`${given}.jpg`, "jpeg", free);
        expect(name).not.toMatch(windows);
        expect(name).toBe(name.normalize("NFC"));
        expect(name).not.toMatch(/^\./);
        expect(Buffer.byteLength(`${name}.yaml`)).toBeLessThan(100);
        expect(isPicture(name)).toBe(true);
      }),
      caseOptions(300, 20_000),
    );
  });
});
