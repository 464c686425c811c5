// Longer than 250 lines: every kind of picture goes through one set of expectations.
import { describe, expect, test, vi } from "vitest";
import { sha256 } from "../../src/base/digest.ts";
import { makeRenditions } from "../../src/photos/make-renditions.ts";
import {
  type PlannedRendition,
  planRenditions,
  type RenditionPlan,
  type RenditionUse,
  renditionsOf,
} from "../../src/photos/plan-renditions.ts";
import { readPhoto } from "../../src/photos/read-photo.ts";
import { sharp } from "../../src/photos/sharp.ts";
import {
  app13,
  grainyJpeg,
  imageResource,
  jpeg,
  jpegWithExif,
  jpegWithXmp,
  picture,
  readingOf,
  withSegments,
  writePhoto,
  xmpPacket,
} from "./fixtures.ts";

vi.setConfig({ testTimeout: 30_000 });

const rights: RenditionUse["rights"] = {
  credit: "(फ़ोटो/एएनआई) — AP Photo via REUTERS",
  creator: ["आशा राव", "اسد خان"],
  copyright: "© 2026 خبر رساں ایجنسی",
  source: "ANI",
  supplierRef: "DEL101",
  usageTerms: "केवल एक बार",
  licence: "https://example.org/l?a=1&b=2",
  licensor: "https://ani.example/",
  licensorName: "ANI & Co",
  digitalSource: "digitalCapture",
};
const words = { alt: "यमुना पर नाव، شام", caption: "A boat\non the Yamuna" };

interface Made {
  plan: RenditionPlan;
  files: Map<string, Buffer>;
  rendition(name: string): PlannedRendition;
}

async function make(bytes: Buffer, change: Partial<RenditionUse> = {}, names?: ReadonlySet<string>): Promise<Made> {
  const source = writePhoto(bytes);
  const { value: reading, failure } = await readPhoto(source);
  if (!reading) throw new Error(failure.message);
  const plan = planRenditions({
    reading,
    rights,
    ...words,
    focus: [0.5, 0.5],
    placement: "inline",
    stem: "boat",
    ...change,
  });
  const files = new Map<string, Buffer>();
  const result = await makeRenditions({
    path: source.path,
    plan,
    names,
    onMade: ({ name }, made) => void files.set(name, made),
  });
  expect(result).toEqual({ value: true });
  const byName = new Map(renditionsOf(plan.set).map((rendition) => [rendition.name, rendition]));
  const rendition = (name: string) => byName.get(name) ?? expect.fail(name);
  return { plan, files, rendition };
}

/** Red, green and blue of one pixel, at shares of width and height. */
async function colourAt(file: Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) * info.channels;
  return [...data.subarray(at, at + 3)];
}

const near = (expected: readonly number[]) => expected.map((value) => expect.closeTo(value, -1.5)); // within 16 of 255: JPEG and AVIF are lossy

describe("a set of renditions", () => {
  test("every planned file is made, in its format and size", async () => {
    const { plan, files, rendition } = await make(await grainyJpeg(2000, 1333), { placement: "lead", hasCrops: true });
    expect([...files.keys()]).toEqual(renditionsOf(plan.set).map(({ name }) => name));
    for (const [name, bytes] of files) {
      const { format, width, height } = rendition(name);
      const metadata = await sharp(bytes).metadata();
      expect([metadata.format === "heif" ? "avif" : metadata.format, metadata.width, metadata.height]).toEqual([
        format,
        width,
        height,
      ]);
      if (format === "jpeg") expect(metadata.chromaSubsampling).toBe("4:2:0");
      expect(metadata.isProgressive).toBe(format === "jpeg");
    }
  });

  test("a picture of nothing but grain is made lighter, and a plain one is not made worse for it", async () => {
    const avifOf = async (bytes: Buffer) => {
      const { files } = await make(bytes, {}, undefined);
      return [...files].find(([name]) => name.endsWith("-640.avif"))?.[1] ?? expect.fail("no AVIF of 640 px");
    };
    const at = async (bytes: Buffer, quality: number) =>
      (
        await sharp(bytes)
          .resize(640, 480, { fit: "fill" })
          .avif({ quality, effort: 0, chromaSubsampling: "4:2:0" })
          .toBuffer()
      ).length;
    const [grain, plain] = [await grainyJpeg(640, 480), await jpeg(640, 480)];
    // The packet with the rights comes on top: some four thousand bytes.
    const packet = 6000;
    expect((await avifOf(grain)).length).toBeLessThan((await at(grain, 40)) + packet);
    expect(await at(grain, 60)).toBeGreaterThan((await at(grain, 40)) + packet);
    expect((await avifOf(plain)).length).toBeGreaterThan(await at(plain, 60));
  });

  test("the whole rights record is in every file, in any script; IIM in every JPEG", async () => {
    const { files } = await make(await jpeg(700, 500), { placement: "lead" });
    expect(files.size).toBeGreaterThanOrEqual(5);
    for (const [name, bytes] of files) {
      const reading = await readingOf(bytes);
      expect(reading.xmp).toEqual({ ...rights, ...words });
      expect(reading.exif).toEqual({});
      expect(reading.privateData).toEqual([]);
      if (name.endsWith(".jpg")) {
        expect(reading.iim).toMatchObject({
          creator: rights.creator,
          copyright: rights.copyright,
          supplierRef: "DEL101",
        });
        expect(rights.credit.startsWith(reading.iim.credit ?? "?")).toBe(true);
      }
    }
  });

  test("nothing private of the source survives, in no file and no form", async () => {
    const secret = "SECRET-4711";
    let file: Buffer = await picture(700, 500).withIccProfile("p3").jpeg().toBuffer();
    file = withSegments(file, app13(imageResource(0x040c, Buffer.from(secret.repeat(4)))), {
      marker: 0xfe,
      payload: Buffer.from(secret),
    });
    file = jpegWithXmp(
      file,
      xmpPacket(
        `<rdf:Description aux:SerialNumber="${secret}" exif:GPSLatitude="${secret}" photoshop:Credit="${secret}"/>`,
      ),
    );
    file = jpegWithExif(file, {
      main: { 315: secret, 270: secret },
      exif: { 42033: secret, 42032: secret },
      gps: { 1: "N", 2: secret },
      thumbnail: Buffer.concat([await jpeg(40, 30), Buffer.from(secret)]),
    });
    file = Buffer.concat([file, Buffer.from(secret)]);
    const { files } = await make(file, { placement: "lead" });
    for (const bytes of files.values()) {
      expect(bytes.includes(secret)).toBe(false);
      const { exif, icc, iptc } = await sharp(bytes).metadata();
      expect([exif, icc, iptc === undefined || !iptc.includes(secret)]).toEqual([undefined, undefined, true]);
    }
  });

  test("the same work gives the same bytes, and a part of it the same part", async () => {
    const source = await grainyJpeg(900, 600);
    const one = await make(source, { placement: "lead" });
    const other = await make(source, { placement: "lead" });
    const digests = ({ files }: Made) => [...files].map(([name, bytes]) => [name, sha256(bytes)]);
    expect(digests(other)).toEqual(digests(one));
    for (const name of one.files.keys()) {
      const alone = await make(source, { placement: "lead" }, new Set([name]));
      expect(digests(alone)).toEqual(digests(one).filter(([other]) => other === name));
    }
  });
});

describe("pictures of every kind come out upright and in sRGB", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])("orientation %i is carried out", async (orientation) => {
    // The red corner of the stored picture, as the orientation turns and mirrors it (EXIF, Orientation).
    const corners = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ] as const;
    const [x, y] = corners[orientation - 1] ?? expect.fail();
    const { files, plan } = await make(await picture(240, 160).jpeg().withMetadata({ orientation }).toBuffer());
    expect([plan.source.width, plan.source.height]).toEqual(orientation < 5 ? [240, 160] : [160, 240]);
    for (const bytes of files.values()) {
      expect(await colourAt(bytes, Math.abs(x - 0.05), Math.abs(y - 0.05))).toEqual(near([255, 0, 0]));
      expect(await colourAt(bytes, Math.abs(1 - x - 0.05), Math.abs(1 - y - 0.05))).toEqual(near([0, 0, 255]));
      expect((await sharp(bytes).metadata()).orientation).toBeUndefined();
    }
  });

  const plain = (background: string) => sharp({ create: { width: 80, height: 60, channels: 3, background } });
  test.each<[string, () => Promise<Buffer>, number[]]>([
    ["CMYK", () => plain("#907060").toColourspace("cmyk").jpeg().toBuffer(), [0x90, 0x70, 0x60]],
    ["grey", () => plain("#808080").toColourspace("b-w").jpeg().toBuffer(), [128, 128, 128]],
    ["16 bits", () => plain("#c08040").toColourspace("rgb16").png().toBuffer(), [192, 128, 64]],
    ["16 bits of grey", () => plain("#808080").toColourspace("grey16").png().toBuffer(), [128, 128, 128]],
    ["a palette", () => plain("#c08040").png({ palette: true }).toBuffer(), [192, 128, 64]],
    ["Display P3", () => plain("#b04a3a").withIccProfile("p3").png().toBuffer(), [0xb0, 0x4a, 0x3a]],
    [
      "transparency",
      () =>
        sharp({ create: { width: 80, height: 60, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
          .png()
          .toBuffer(),
      [255, 255, 255],
    ],
    [
      "grey and transparency",
      () =>
        sharp({ create: { width: 80, height: 60, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
          .toColourspace("b-w")
          .png()
          .toBuffer(),
      [255, 255, 255],
    ],
  ])("%s", async (_name, source, colour) => {
    const { files } = await make(await source());
    for (const bytes of files.values()) {
      const metadata = await sharp(bytes).metadata();
      expect([metadata.space, metadata.channels, metadata.depth, metadata.hasAlpha]).toEqual([
        "srgb",
        3,
        "uchar",
        false,
      ]);
      expect(await colourAt(bytes, 0.5, 0.5)).toEqual(near(colour));
    }
  });

  test("a crop keeps what the focus points at, also when the picture was turned", async () => {
    // Turned by orientation 6, the red corner stands at the top right.
    const source = await picture(1400, 1000).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { plan, files } = await make(source, { placement: "lead", focus: [1, 0] });
    const social = files.get(plan.set.social?.name ?? "") ?? expect.fail();
    expect(await colourAt(social, 0.95, 0.05)).toEqual(near([255, 0, 0]));
  });

  test("a panorama's crop has the source's sharpness, not that of the narrow strip", async () => {
    const { plan, files } = await make(await grainyJpeg(4000, 700), { placement: "lead" });
    expect(plan.set.social).toMatchObject({ width: 1200, height: 630 });
    const social = files.get(plan.set.social?.name ?? "") ?? expect.fail();
    expect(await sharp(social).metadata()).toMatchObject({ width: 1200, height: 630 });
  });

  test("one pixel, one row and one column are pictures too", async () => {
    for (const [width, height] of [
      [1, 1],
      [400, 1],
      [1, 400],
    ] as const) {
      const { files } = await make(await picture(width, height).png().toBuffer(), { placement: "lead" });
      expect(files.size).toBeGreaterThanOrEqual(2);
    }
  });
});

test("a file that changed after it was planned gives a failure, and no file", async () => {
  const bytes = await jpeg(400, 300);
  const { plan } = await make(bytes);
  const { path } = writePhoto(await jpeg(401, 300));
  const made: string[] = [];
  const result = await makeRenditions({ path, plan, onMade: ({ name }) => void made.push(name) });
  expect(result.failure?.code).toBe("photo/changed");
  expect(made).toEqual([]);
});
