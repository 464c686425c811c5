import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readIim } from "../../src/photos/read-iim.ts";
import { withIim } from "../../src/photos/write-iim.ts";
import { app13, iim, imageResource, jpeg, jpegWithIim, utf8Marker, withSegments } from "./fixtures.ts";

const file = await jpeg();
const claim = (...sets: Parameters<typeof iim>) => readIim(jpegWithIim(file, ...sets)).claim;

describe("reading IIM", () => {
  test("every field that rights need is read", () => {
    expect(
      claim(
        utf8Marker,
        ["2:05", "Title"],
        ["2:80", "आशा राव"],
        ["2:80", "اسد خان"],
        ["2:85", "Staff"],
        ["2:103", "DEL101"],
        ["2:105", "Boats"],
        ["2:110", "ANI"],
        ["2:115", "ANI source"],
        ["2:116", "© ANI"],
        ["2:120", "A boat\non a river"],
      ),
    ).toEqual({
      creator: ["आशा राव", "اسد خان"],
      supplierRef: "DEL101",
      headline: "Boats",
      credit: "ANI",
      source: "ANI source",
      copyright: "© ANI",
      caption: "A boat\non a river",
    });
  });

  test.each([
    ["UTF-8, declared", [utf8Marker, ["2:110", "ख़बर ©"]], "ख़बर ©"],
    ["UTF-8, not declared", [["2:110", "ख़बर ©"]], "ख़बर ©"],
    ["Latin-1", [["2:110", Buffer.from("Andr\xe9 \xa9", "latin1")]], "André ©"],
    ["Latin-1 with an accent at the end", [["2:110", Buffer.from("Andr\xe9", "latin1")]], "André"],
    ["Latin-1 declared as UTF-8", [utf8Marker, ["2:110", Buffer.from("\xa9 Andr\xe9s", "latin1")]], "© Andrés"],
    ["windows-1252", [["2:110", Buffer.from("\x93ANI\x94", "latin1")]], "“ANI”"],
    ["UTF-8 cut inside a character", [utf8Marker, ["2:110", Buffer.from("ख़बर").subarray(0, 8)]], "ख़ब".slice(0, 2)],
    ["NUL and blanks behind it", [["2:110", "ANI \0\0"]], "ANI"],
  ] as [string, Parameters<typeof iim>, string][])("%s", (_name, sets, credit) => {
    expect(claim(...sets).credit).toBe(credit.normalize("NFC"));
  });

  test("a blank field is no field", () => {
    expect(claim(["2:110", "  "], ["2:80", ""])).toEqual({});
  });

  test("a second APP13 is read, and so is a resource that goes on in the next segment", () => {
    const block = imageResource(0x0404, iim(["2:110", "ANI"], ["2:120", "x".repeat(200)]));
    const other = app13(imageResource(0x03ed, Buffer.alloc(16)));
    expect(readIim(withSegments(file, other, app13(block))).claim.credit).toBe("ANI");
    const split = withSegments(file, app13(block.subarray(0, 60)), app13(block.subarray(60)));
    expect(readIim(split).claim).toEqual({ credit: "ANI", caption: "x".repeat(200) });
  });

  test("a resource without its padding does not hide the next", () => {
    const odd = imageResource(0x03ed, Buffer.alloc(15), false);
    const block = Buffer.concat([odd, imageResource(0x0404, iim(["2:110", "ANI"]))]);
    expect(readIim(withSegments(file, app13(block))).claim.credit).toBe("ANI");
  });

  test("a long caption with an extended length is read", () => {
    const caption = "x".repeat(3000);
    const extended = Buffer.concat([Buffer.from([0x1c, 2, 120, 0x80, 4, 0, 0, 0x0b, 0xb8]), Buffer.from(caption)]);
    const block = imageResource(0x0404, Buffer.concat([extended, iim(["2:110", "ANI"])]));
    expect(readIim(withSegments(file, app13(block))).claim).toEqual({ caption, credit: "ANI" });
  });

  test("what stands before the damage counts", () => {
    const sets = Buffer.concat([iim(["2:110", "ANI"]), Buffer.from([0x1c, 2, 116, 0x7f, 0xff, 1])]);
    expect(readIim(withSegments(file, app13(imageResource(0x0404, sets)))).claim).toEqual({ credit: "ANI" });
  });

  test("Photoshop's own thumbnail is noted", () => {
    const thumbnail = withSegments(file, app13(imageResource(0x040c, Buffer.alloc(40))));
    expect(readIim(thumbnail).hasThumbnail).toBe(true);
    expect(readIim(file)).toEqual({ claim: {}, hasThumbnail: false });
  });

  test("no bytes whatever make it fail", () => {
    const marker = Buffer.from([0xff, 0xd8, 0xff, 0xed]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 80 }), (bytes, sets) => {
        readIim(bytes);
        readIim(Buffer.concat([marker, bytes]));
        readIim(withSegments(file, app13(bytes)));
        readIim(withSegments(file, app13(imageResource(0x0404, Buffer.concat([Buffer.from([0x1c, 2]), sets])))));
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe("writing IIM", () => {
  const credit = "एएनआई / AP Photo";
  const written = withIim(file, {
    rights: {
      credit,
      creator: ["आशा राव", "اسد خان"],
      copyright: "©".repeat(100),
      source: "ANI",
      supplierRef: "DEL101",
    },
    alt: "A boat",
    caption: "पानी ".repeat(400),
  });

  test("what is written is read, each field within its bytes", () => {
    const { claim } = readIim(written);
    expect(claim).toMatchObject({ creator: ["आशा राव", "اسد خان"], source: "ANI", supplierRef: "DEL101" });
    expect(claim.copyright).toBe("©".repeat(64));
    expect(credit.startsWith(claim.credit ?? "?")).toBe(true);
    expect(Buffer.byteLength(claim.credit ?? "")).toBeLessThanOrEqual(32);
    expect(Buffer.byteLength(claim.caption ?? "")).toBeLessThanOrEqual(2000);
  });

  test("the digest is the MD5 of the block, by which programs see that IIM and XMP belong together", () => {
    const at = written.indexOf(Buffer.from([0x38, 0x42, 0x49, 0x4d, 0x04, 0x04]));
    const block = written.subarray(at + 12, at + 12 + written.readUInt32BE(at + 8));
    const digestAt = written.indexOf(Buffer.from([0x38, 0x42, 0x49, 0x4d, 0x04, 0x25]));
    expect(written.subarray(digestAt + 12, digestAt + 28)).toEqual(createHash("md5").update(block).digest());
  });

  test("the picture itself is not touched", () => {
    const length = written.length - file.length;
    const at = written.indexOf(Buffer.from([0xff, 0xed]));
    expect(Buffer.concat([written.subarray(0, at), written.subarray(at + length)])).toEqual(file);
  });

  test("any text is clipped between characters, never within one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (any) => {
        const text = any.normalize("NFC"); // as the schemas leave every text
        const { claim } = readIim(withIim(file, { rights: { credit: text, creator: [text] }, alt: "" }));
        for (const clipped of [claim.credit ?? "", claim.creator?.[0] ?? ""]) {
          expect(Buffer.byteLength(clipped)).toBeLessThanOrEqual(32);
          expect(text.replaceAll("\0", "").trim().startsWith(clipped)).toBe(true);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
