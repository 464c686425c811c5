import { readFileSync, writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { palette } from "../../src/photos/palette.ts";
import { photoProblem } from "../../src/photos/photo-failure.ts";
import { readPhoto } from "../../src/photos/read-photo.ts";
import { sharp } from "../../src/photos/sharp.ts";
import {
  grainyJpeg, jpeg, jpegWithExif, jpegWithIim, jpegWithXmp, picture, readingOf,
  temporaryFolder, withSegments, writePhoto, xmpPacket,
} from "./fixtures.ts"; // biome-ignore format: a list

const failureOf = async (bytes: Uint8Array, name?: string) => (await readPhoto(writePhoto(bytes, name))).failure;

describe("a photo that can be read", () => {
  test.each(["jpeg", "png", "webp", "avif"] as const)("%s is known by its bytes, whatever its name", async (format) => {
    const bytes = await picture().toFormat(format).toBuffer();
    const { value } = await readPhoto(writePhoto(bytes, "photo.txt"));
    expect(value).toMatchObject({ format, width: 120, height: 80, hasAlpha: false, privateData: [] });
  });

  test.each([1, 2, 3, 4])("orientation %i leaves width and height as they are", async (orientation) => {
    const bytes = await picture().jpeg().withMetadata({ orientation }).toBuffer();
    expect(await readingOf(bytes)).toMatchObject({ width: 120, height: 80 });
  });

  test.each([5, 6, 7, 8])("orientation %i turns width and height", async (orientation) => {
    const bytes = await picture().jpeg().withMetadata({ orientation }).toBuffer();
    expect(await readingOf(bytes)).toMatchObject({ width: 80, height: 120 });
  });

  test.each([
    ["CMYK", () => picture().toColourspace("cmyk").jpeg().toBuffer()],
    ["grey", () => picture().toColourspace("b-w").jpeg().toBuffer()],
    ["16 bits", () => picture().toColourspace("rgb16").png().toBuffer()],
    ["16 bits of grey", () => picture().toColourspace("grey16").png().toBuffer()],
    ["a palette", () => picture().png({ palette: true }).toBuffer()],
    ["Display P3", () => picture().withIccProfile("p3").jpeg().toBuffer()],
    ["transparency", () => picture().ensureAlpha(0.5).png().toBuffer()],
  ])("a picture in %s is read", async (_name, make) => {
    expect(await readingOf(await make())).toMatchObject({ width: 120, height: 80 });
  });

  test("of an animation the first picture counts", async () => {
    const frames = await Promise.all(["#f00", "#00f"].map((background) => frame(background)));
    const animation = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0, delay: 100 })
      .toBuffer();
    const reading = await readingOf(animation);
    expect(reading).toMatchObject({ width: 60, height: 40 });
    expect(nameOf(reading.colour)).toBe("red");
  });

  test("a single pixel is a picture", async () => {
    expect(await readingOf(await picture(1, 1).png().toBuffer())).toMatchObject({ width: 1, height: 1 });
  });

  test.each([
    ["#101012", "black"],
    ["#ffffff", "white"],
    ["#2244bb", "blue"],
    ["#cc2222", "red"],
    ["#88bbee", "sky"],
    ["#335522", "forest"],
  ])("a picture all in %s has the dominant colour %s", async (background, name) => {
    const reading = await readingOf(await frame(background));
    expect(nameOf(reading.colour)).toBe(name);
  });

  test("the dominant colour is the one with most of the area, not the mean", async () => {
    const { colour } = await readingOf(await jpeg());
    expect(nameOf(colour)).not.toBe("purple");
  });

  test("bytes that do not belong between two segments are forgiven", async () => {
    const file = await grainyJpeg(64, 64);
    const at = file.indexOf(Buffer.from([0xff, 0xc4]));
    const odd = Buffer.concat([file.subarray(0, at), Buffer.from([0x12, 0x34, 0x56]), file.subarray(at)]);
    expect(await readingOf(odd)).toMatchObject({ width: 64, height: 64 });
  });

  test("XMP, IIM and EXIF are kept apart, private data is noted by kind", async () => {
    const thumbnail = await jpeg(16, 12);
    let file = jpegWithIim(await jpeg(), ["2:110", "by IIM"]);
    file = jpegWithXmp(file, xmpPacket('<rdf:Description photoshop:Credit="by XMP" aux:OwnerName="Asha"/>'));
    file = jpegWithExif(file, {
      main: { 315: "by EXIF" },
      exif: { 42033: "SERIAL" },
      gps: { 0: "2", 1: "N" },
      thumbnail,
    });
    const reading = await readingOf(file);
    expect(reading.xmp).toEqual({ credit: "by XMP" });
    expect(reading.iim).toEqual({ credit: "by IIM" });
    expect(reading.exif).toEqual({ creator: ["by EXIF"] });
    expect(reading.privateData).toEqual(["gps", "owner", "serialNumber", "thumbnail"]);
    expect(JSON.stringify(reading)).not.toContain("SERIAL");
  });

  test.each(["png", "webp", "avif"] as const)("the XMP and EXIF of a %s count too", async (format) => {
    const bytes = await picture()
      .withExif({ IFD0: { Artist: "Asha Rao" } })
      .withXmp(xmpPacket('<rdf:Description photoshop:Credit="एएनआई"/>'))
      .toFormat(format)
      .toBuffer();
    const reading = await readingOf(bytes);
    expect(reading.xmp.credit).toBe("एएनआई");
    expect(reading.exif.creator).toEqual(["Asha Rao"]);
  });

  test("damaged XMP is noted; the picture and its IIM are read all the same", async () => {
    const file = jpegWithXmp(jpegWithIim(await jpeg(), ["2:110", "ANI"]), "<x:xmpmeta><oops>");
    const reading = await readingOf(file);
    expect(reading).toMatchObject({ xmp: {}, iim: { credit: "ANI" } });
    expect(reading.metadataFault).toMatch(/^XMP: /);
  });

  test("60 KB of XMP are read", async () => {
    const padding = `<rdf:Description photoshop:History="${"x".repeat(60_000)}" photoshop:Credit="ANI"/>`;
    expect((await readingOf(jpegWithXmp(await jpeg(), xmpPacket(padding)))).xmp.credit).toBe("ANI");
  });
});

describe("a photo that can't be read", () => {
  test.each(["jpeg", "png", "webp", "avif"] as const)("a truncated %s is named as such", async (format) => {
    const whole = await sharp(await grainyJpeg(400, 300))
      .toFormat(format)
      .toBuffer();
    for (const share of [0.4, 0.9]) {
      const failure = await failureOf(whole.subarray(0, Math.floor(whole.length * share)));
      expect(failure?.code).toBe("photo/unreadable");
    }
  });

  test("a JPEG that is cut off says so", async () => {
    const whole = await grainyJpeg(400, 300);
    expect((await failureOf(whole.subarray(0, whole.length >> 1)))?.message).toBe(
      "is cut off: the file ends before the picture does",
    );
  });

  test("a file of zero bytes is empty", async () => {
    expect(await failureOf(Buffer.alloc(0))).toMatchObject({ code: "photo/unreadable", message: "is an empty file" });
  });

  test("a picture of 280 megapixels in a kilobyte is refused before it is decoded", async () => {
    const failure = await failureOf(hugePng(20_000, 14_000));
    expect(failure).toMatchObject({ code: "photo/too-large", found: "20000 × 14000 px" });
  });

  test.each([
    ["SVG", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ["SVG", '\ufeff<?xml version="1.0"?>\n<!-- logo -->\n<svg width="9" height="9"></svg>'],
    ["HEIC", "\0\0\0\x18ftypheic\0\0\0\0mif1heic"],
    ["HEIC", "\0\0\0\x18ftypmif1\0\0\0\0mif1heic"],
    ["video", "\0\0\0\x18ftypisom\0\0\x02\0isommp41"],
    ["GIF", "GIF89a\x01\0\x01\0"],
    ["TIFF", "II*\0\x08\0\0\0"],
    ["Photoshop file", "8BPS\0\x01"],
    ["PDF", "%PDF-1.7"],
    ["web page", "<!DOCTYPE html><title>Sign in</title>"],
  ])("a %s named .jpg is refused by what it is", async (found, content) => {
    const failure = await failureOf(Buffer.from(content), "photo.jpg");
    expect(failure).toMatchObject({ code: "photo/unsupported", found, expected: "JPEG, PNG, WebP or AVIF" });
  });

  test("a telephone's picture is told what it is: its name says nothing untrue", async () => {
    const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic");
    expect((await failureOf(heic, "phone.HEIC"))?.message).toBe("is an HEIC");
    expect((await failureOf(heic, "phone.jpg"))?.message).toBe("is an HEIC, whatever its name says");
  });

  test("a Git LFS pointer is named", async () => {
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
    expect((await failureOf(Buffer.from(pointer)))?.code).toBe("photo/lfs-pointer");
  });

  test.each([
    ["text", Buffer.from("A note to the desk")],
    ["noise", Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 97) % 251))],
    ["a JPEG's first bytes alone", Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ["four bytes", Buffer.from("ftyp")],
    ["an empty AVIF", Buffer.from("\0\0\0\x18ftypavif\0\0\0\0mif1avif")],
  ])("%s is unreadable", async (_name, bytes) => {
    expect((await failureOf(bytes))?.code).toBe("photo/unreadable");
  });

  test("a file that is not there, or a folder, is a failure and no exception", async () => {
    const folder = temporaryFolder();
    expect((await readPhoto({ path: `${folder}/none.jpg`, sha256: "" })).failure?.code).toBe("photo/file-missing");
    expect((await readPhoto({ path: folder, sha256: "" })).failure?.code).toBe("photo/unreadable");
  });

  test("a file that changed since the site was read is named", async () => {
    const source = writePhoto(await jpeg());
    writeFileSync(source.path, Buffer.concat([readFileSync(source.path), Buffer.from("more")]));
    expect((await readPhoto(source)).failure?.code).toBe("photo/changed");
  });

  test("a failure becomes a problem of the line that uses the photo", async () => {
    const failure = await failureOf(Buffer.alloc(0));
    expect(failure && photoProblem(failure, "news/harbour.jpg", { file: "articles/news/a.md", line: 7 })).toEqual({
      code: "photo/unreadable",
      severity: "error",
      file: "articles/news/a.md",
      line: 7,
      message: "The photo news/harbour.jpg is an empty file.",
      found: "0 bytes",
    });
  });
});

test("segments of other programs do no harm", async () => {
  const file = withSegments(
    await jpeg(),
    { marker: 0xed, payload: Buffer.from("Adobe_CM\0") },
    { marker: 0xfe, payload: Buffer.from("a comment") },
  );
  expect(await readingOf(file)).toMatchObject({ iim: {}, xmp: {}, exif: {} });
});

function nameOf(id: string): string | undefined {
  return palette.find((colour) => colour.id === id)?.name;
}

function frame(background: string): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background } })
    .png()
    .toBuffer();
}

/** A PNG whose header promises more than there is. */
function hugePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, crc]);
  };
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  const data = deflateSync(Buffer.alloc(1000));
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}
