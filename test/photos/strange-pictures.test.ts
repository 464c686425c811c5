// Longer than 250 lines: one table, which docs/photos.md repeats row by row.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Problem } from "../../src/base/problem.ts";
import { build } from "../../src/build.ts";
import { projectFolder } from "../../src/engine.ts";
import { makeRenditions } from "../../src/photos/make-renditions.ts";
import { openPhoto } from "../../src/photos/open-photo.ts";
import { planRenditions } from "../../src/photos/plan-renditions.ts";
import { readPhoto } from "../../src/photos/read-photo.ts";
import { sharp } from "../../src/photos/sharp.ts";
import { caseOptions } from "../support/cases.ts";
import { plainPhoto, type SiteFolder, smallSite } from "../support/site-folder.ts";
import { greyOf, inSpace, type WideSpace, wideJpeg } from "./colour-spaces.ts";
import {
  app13,
  grainyJpeg,
  iim,
  imageResource,
  jpegWithIim,
  jpegWithXmp,
  readingOf,
  temporaryFolder,
  utf8Marker,
  withSegments,
  writePhoto,
  xmpPacket,
} from "./fixtures.ts";
import { animatedPng, type Colour, hugePng, multiPicture, type Quarter, scene, sceneJpeg, scenePicture, sceneSize, turnedScene, withExtendedXmp, withoutSegments } from "./strange-files.ts"; // biome-ignore format: a list

vi.setConfig({ testTimeout: 120_000 });

type Make = () => Promise<Buffer> | Buffer;

interface Right {
  make: Make;
  /** What the quarters show; default: the scene. */
  colours?: Partial<Record<Quarter, Colour>>;
  /** 0–255 a channel; default 10: what a JPEG and an AVIF may lose. */
  tolerance?: number;
  size?: { width: number; height: number };
  /** Fields of the reading, where they are what matters. */
  reading?: Record<string, unknown>;
}

/** The scene's colours as a grey picture shows them. */
const grey = mapScene((colour) => {
  const value = greyOf(colour);
  return [value, value, value];
});

/** Half of the scene and half of the white that it stands on. */
const faded = mapScene(([red, green, blue]) => [halfWhite(red), halfWhite(green), halfWhite(blue)]);

function halfWhite(value: number): number {
  return Math.round((value + 255) / 2);
}

function mapScene(change: (colour: Colour) => Colour): Record<Quarter, Colour> {
  const { topLeft, topRight, bottomLeft, bottomRight } = scene;
  return {
    topLeft: change(topLeft),
    topRight: change(topRight),
    bottomLeft: change(bottomLeft),
    bottomRight: change(bottomRight),
  };
}

const png = () => scenePicture().png().toBuffer();
const other = () => scenePicture(([red, green, blue]) => [blue, red, green]);
const credit = (name: string) => `<rdf:Description photoshop:Credit="${name}"/>`;
const packetFor = (guid: string) =>
  xmpPacket(`<rdf:Description xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="${guid}"/>`);
const longRights = `<rdf:Description photoshop:History="${"x".repeat(150_000)}" photoshop:Credit="ANI" photoshop:Source="the extension"/>`;
const noWrapper = (packet: string) => packet.replace(/<\?xpacket[^>]*>/g, "").trim();

/** What comes out right, by what an editor would call it. */
const right: Record<string, Right> = {
  "PNG named .jpg": { make: png, reading: { format: "png" } },
  "WebP named .jpg": { make: () => scenePicture().webp({ quality: 95 }).toBuffer(), reading: { format: "webp" } },
  "AVIF named .jpg": { make: () => scenePicture().avif({ quality: 90 }).toBuffer(), reading: { format: "avif" } },
  // Press ink holds less than sRGB: the blue of the scene can't be told in it, and need not come back.
  "CMYK with a profile": {
    make: () => scenePicture().withIccProfile("cmyk").jpeg({ quality: 98 }).toBuffer(),
    tolerance: 40,
  },
  "CMYK without a profile": {
    make: async () =>
      withoutSegments(await scenePicture().toColourspace("cmyk").jpeg({ quality: 98 }).toBuffer(), 0xe2),
    tolerance: 60,
  },
  "16 bits a channel": { make: () => scenePicture().toColourspace("rgb16").png().toBuffer() },
  grey: {
    make: () => scenePicture().toColourspace("b-w").jpeg({ quality: 98 }).toBuffer(),
    colours: grey,
  },
  "grey in 16 bits": {
    make: () => scenePicture().toColourspace("grey16").png().toBuffer(),
    colours: grey,
  },
  "grey with transparency": {
    make: () => scenePicture().toColourspace("b-w").ensureAlpha(0).png().toBuffer(),
    colours: { topLeft: [255, 255, 255], bottomLeft: [255, 255, 255] },
    reading: { hasAlpha: true },
  },
  "half transparent": { make: () => scenePicture().ensureAlpha(0.5).png().toBuffer(), colours: faded },
  palette: { make: () => scenePicture().png({ palette: true, colours: 16, dither: 0 }).toBuffer() },
  "Display P3": { make: () => wideJpeg("displayP3") },
  "Adobe RGB": { make: () => wideJpeg("adobeRgb") },
  "ProPhoto RGB": { make: () => wideJpeg("proPhoto"), tolerance: 14 },
  "animated WebP": { make: () => animation("webp") },
  "animated PNG": { make: async () => animatedPng(await png(), await other().png().toBuffer()) },
  "two pictures in one JPEG (MPO)": {
    make: async () => multiPicture(await sceneJpeg(), await other().jpeg().toBuffer()),
  },
  "bytes behind the picture's end": { make: async () => Buffer.concat([await sceneJpeg(), Buffer.alloc(5000, 7)]) },
  "progressive JPEG": { make: () => scenePicture().jpeg({ quality: 95, progressive: true }).toBuffer() },
  "a single pixel": {
    make: () => plainPhoto(60, 150, 80, 1, 1),
    size: { width: 1, height: 1 },
    colours: { topLeft: scene.topRight },
  },
  "20,000 × 3 pixels": {
    make: () => plainPhoto(60, 150, 80, 20_000, 3),
    size: { width: 20_000, height: 3 },
    colours: { topLeft: scene.topRight, topRight: scene.topRight },
  },
  "60 KB of XMP": {
    make: async () =>
      jpegWithXmp(
        await sceneJpeg(),
        xmpPacket(`<rdf:Description photoshop:History="${"x".repeat(60_000)}"/>${credit("ANI")}`),
      ),
    reading: { xmp: { credit: "ANI" } },
  },
  "XMP of more than 64 KB": {
    make: async () =>
      withExtendedXmp(await sceneJpeg(), packetFor, noWrapper(xmpPacket(longRights)), (all) => all.toReversed()),
    reading: { xmp: { credit: "ANI", source: "the extension" } },
  },
  "XMP of more than 64 KB, a part lost": {
    make: async () =>
      withExtendedXmp(await sceneJpeg(), packetFor, noWrapper(xmpPacket(longRights)), (all) => all.slice(1)),
    reading: { xmp: {}, metadataFault: "XMP: has an extension with a part missing" },
  },
  "XMP of more than 64 KB, a byte changed": {
    make: async () =>
      withExtendedXmp(
        await sceneJpeg(),
        packetFor,
        noWrapper(xmpPacket(longRights)),
        ([first = Buffer.alloc(0), ...rest]) => {
          first[5000] = 121;
          return [first, ...rest];
        },
      ),
    reading: { xmp: {}, metadataFault: "XMP: has an extension that is damaged" },
  },
  "XMP in UTF-16": {
    make: async () =>
      jpegWithXmp(await sceneJpeg(), Buffer.from(`\ufeff${noWrapper(xmpPacket(credit("एएनआई")))}`, "utf16le")),
    reading: { xmp: { credit: "एएनआई" } },
  },
  "XMP with a DOCTYPE": {
    make: async () =>
      jpegWithXmp(
        await sceneJpeg(),
        `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${xmpPacket(credit("ANI"))}`,
      ),
    reading: { xmp: {}, metadataFault: "XMP: holds a DOCTYPE" },
  },
  "several APP13 segments": {
    make: async () => {
      const block = imageResource(0x0404, iim(["2:110", "ANI"], ["2:116", "©".repeat(40)]));
      const parts = [block.subarray(0, 30), block.subarray(30)].map(app13);
      return withSegments(await sceneJpeg(), app13(imageResource(0x03ed, Buffer.alloc(16))), ...parts);
    },
    reading: { iim: { credit: "ANI", copyright: "©".repeat(40) } },
  },
  "IIM in Latin-1": {
    make: async () => jpegWithIim(await sceneJpeg(), ["2:80", Buffer.from("José Nuñez", "latin1")]),
    reading: { iim: { creator: ["José Nuñez"] } },
  },
  "IIM in UTF-8": {
    make: async () => jpegWithIim(await sceneJpeg(), utf8Marker, ["2:80", "आशा राव"]),
    reading: { iim: { creator: ["आशा राव"] } },
  },
  ...Object.fromEntries(
    (["jpeg", "png", "webp", "avif"] as const).flatMap((format) =>
      [1, 2, 3, 4, 5, 6, 7, 8].map((orientation): [string, Right] => [
        `${format.toUpperCase()} with orientation ${orientation}`,
        { make: () => turnedScene(orientation, format) },
      ]),
    ),
  ),
};

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="secret.png"/></svg>';

/** What is refused: the code, and words of the message. */
const refused: Record<string, { make: Make; code: string; says: RegExp; name?: string }> = {
  "truncated JPEG": { make: half(() => grainyJpeg(400, 300)), code: "photo/unreadable", says: /is cut off/ },
  "truncated PNG": { make: half(png), code: "photo/unreadable", says: /can't be decoded|cut off/ },
  "truncated WebP": {
    make: half(() => scenePicture().webp().toBuffer()),
    code: "photo/unreadable",
    says: /can't be decoded|cut off/,
  },
  "truncated AVIF": {
    make: half(() => scenePicture().avif().toBuffer()),
    code: "photo/unreadable",
    says: /can't be decoded|cut off/,
  },
  "JPEG with damaged data": { make: damaged, code: "photo/unreadable", says: /can't be decoded|cut off/ },
  "zero bytes": { make: () => Buffer.alloc(0), code: "photo/unreadable", says: /is an empty file/ },
  "text named .jpg": { make: () => Buffer.from("A note to the desk"), code: "photo/unreadable", says: /is no picture/ },
  "SVG named .jpg": { make: () => Buffer.from(svg), code: "photo/unsupported", says: /is an SVG/ },
  "GIF named .jpg": { make: () => animation("gif"), code: "photo/unsupported", says: /is a GIF/ },
  GIF: { make: () => animation("gif"), code: "photo/unsupported", says: /GIF pictures can't be read/, name: "odd.gif" },
  "HEIC named .jpg": {
    make: () => Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
    code: "photo/unsupported",
    says: /is an HEIC/,
  },
  "JPEG XL": {
    make: () => Buffer.from("\xff\x0a\x7f", "latin1"),
    code: "photo/unsupported",
    says: /JXL/,
    name: "odd.jxl",
  },
  "JPEG XL named .jpg": {
    make: () => Buffer.from("\xff\x0a\x7f", "latin1"),
    code: "photo/unsupported",
    says: /is a JPEG XL/,
  },
  "TIFF named .jpg": { make: () => scenePicture().tiff().toBuffer(), code: "photo/unsupported", says: /is a TIFF/ },
  PDF: { make: () => Buffer.from("%PDF-1.7\n"), code: "photo/unsupported", says: /PDF/, name: "odd.pdf" },
  "PDF named .jpg": { make: () => Buffer.from("%PDF-1.7\n"), code: "photo/unsupported", says: /is a PDF/ },
  "280 megapixels in 800 KB": {
    make: () => hugePng(20_000, 14_000, 800_000),
    code: "photo/too-large",
    says: /more pixels/,
  },
  "a Git LFS pointer": {
    make: () => Buffer.from("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"),
    code: "photo/lfs-pointer",
    says: /Git LFS pointer/,
  },
};

function half(make: () => Promise<Buffer>): Make {
  return async () => {
    const whole = await make();
    return whole.subarray(0, whole.length >> 1);
  };
}

/** A run of the scan overwritten, as by a failing card. */
async function damaged(): Promise<Buffer> {
  const file = Buffer.from(await grainyJpeg(400, 300));
  file.fill(0xff, file.length >> 1, (file.length >> 1) + 2000);
  return file;
}

async function animation(format: "webp" | "gif"): Promise<Buffer> {
  const frames = await Promise.all([scenePicture(), other()].map((frame) => frame.png().toBuffer()));
  return sharp(frames, { join: { animated: true } })
    .toFormat(format, format === "webp" ? { quality: 95 } : {})
    .toBuffer();
}

describe("comes out right, upright, in sRGB, as AVIF and as JPEG", () => {
  test.each(Object.entries(right))(
    "%s",
    async (_name, { make, colours = scene, tolerance = 10, size = sceneSize, reading }) => {
      const bytes = await make();
      const found = await readingOf(bytes);
      expect(found).toMatchObject({ ...size, ...reading });
      for (const rendition of await renditionsOf(bytes)) {
        for (const [name, colour] of Object.entries(colours)) {
          const shown = await meanOf(rendition, name as Quarter);
          const off = Math.max(...colour.map((value, channel) => Math.abs(value - (shown[channel] ?? 0))));
          expect(off, `${name} is ${shown}, not ${colour}`).toBeLessThanOrEqual(tolerance);
        }
      }
    },
  );
});

/** The largest AVIF and JPEG of a picture. */
async function renditionsOf(bytes: Buffer): Promise<Buffer[]> {
  const source = writePhoto(bytes);
  const { value: reading } = await readPhoto(source);
  if (!reading) return expect.fail("can't be read");
  const rights = { credit: "ANI", creator: [] };
  const plan = planRenditions({ reading, rights, alt: "A scene", focus: [0.5, 0.5], placement: "inline", stem: "odd" });
  const made = new Map<string, Buffer>();
  const { failure } = await makeRenditions({
    path: source.path,
    plan,
    onMade: ({ format }, file) => void made.set(format, file),
  });
  expect(failure).toBeUndefined();
  expect([...made.keys()].sort()).toEqual(["avif", "jpeg"]);
  return [...made.values()];
}

/** The mean of a few pixels in the middle of a quarter; in the middle of the picture where it is too small for quarters. */
async function meanOf(rendition: Buffer, quarter: Quarter): Promise<number[]> {
  const { data, info } = await sharp(rendition).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const x = Math.floor(info.width * (quarter.endsWith("Left") ? 0.25 : 0.75));
  const y = Math.floor(info.height * (quarter.startsWith("top") ? 0.25 : 0.75));
  const at = (y * info.width + x) * info.channels;
  return [0, 1, 2].map((channel) => data[at + (info.channels === 1 ? 0 : channel)] ?? 0);
}

describe("is refused at the line that uses it", () => {
  let folder: SiteFolder;
  let problems: Problem[];
  const slug = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const places = {
    "a folder with a picture's name": { code: "photo/unreadable", says: /This is a folder/ },
    "a pipe": { code: "photo/unreadable", says: /This is a pipe/ },
    "a socket": { code: "photo/unreadable", says: /This is a pipe, a socket/ },
    "a link to nowhere": { code: "photo/file-missing", says: /no such photo/ },
    "a file of 300 MiB": { code: "photo/too-large", says: /larger than any photo/ },
  };
  const server = createServer();

  beforeAll(async () => {
    folder = smallSite();
    const story = (name: string, file: string) =>
      folder.writeStory(`world/${slug(name)}`, {
        headline: name,
        section: "world",
        published: "2026-05-01",
        photo: { file, alt: "A scene", credit: "ANI" },
      });
    for (const [name, { make, name: file = "odd.jpg" }] of Object.entries(refused)) {
      folder.write(`articles/${slug(name)}/${file}`, await make());
      story(name, `${slug(name)}/${file}`);
    }
    for (const name of Object.keys(places)) story(name, `places/${slug(name)}.jpg`);
    const at = (name: keyof typeof places) => join(folder.site, "articles/places", `${slug(name)}.jpg`);
    mkdirSync(at("a folder with a picture's name"), { recursive: true });
    execFileSync("mkfifo", [at("a pipe")]);
    await new Promise<void>((resolve) => server.listen(at("a socket"), resolve));
    symlinkSync("/nowhere/at-all.jpg", at("a link to nowhere"));
    writeFileSync(at("a file of 300 MiB"), "");
    execFileSync("truncate", ["-s", "300M", at("a file of 300 MiB")]);
    const result = await build({
      site: folder.site,
      output: folder.path("out"),
      cache: folder.path("cache"),
      now: Date.UTC(2026, 5, 1),
    });
    expect(result.status).toBe(1);
    problems = result.problems;
  }, 120_000);
  afterAll(() => {
    server.close();
    folder.close();
  });

  test.each(Object.entries({ ...refused, ...places }))("%s", (name, { code, says }) => {
    const told = problems.filter((problem) => problem.file === `articles/world/${slug(name)}.md`);
    expect(told.map((problem) => problem.code)).toEqual([code]);
    expect(told[0]).toMatchObject({
      severity: "error",
      line: expect.any(Number),
      message: expect.stringMatching(says),
    });
    expect(told[0]?.line).toBeGreaterThan(1);
  });

  test("and of nothing else", () => {
    expect(problems.filter((problem) => problem.severity === "error")).toHaveLength(
      Object.keys(refused).length + Object.keys(places).length,
    );
  });
});

describe("a file that is not what it was", () => {
  test("a link out of the site is the photo that it leads to", async () => {
    const source = writePhoto(await sceneJpeg());
    const link = join(temporaryFolder(), "linked.jpg");
    symlinkSync(source.path, link);
    expect((await readPhoto({ ...source, path: link })).value).toMatchObject(sceneSize);
  });

  test("one that disappeared or changed since it was planned is a failure, not an exception", async () => {
    const source = writePhoto(await sceneJpeg());
    writeFileSync(source.path, await other().jpeg().toBuffer());
    expect((await readPhoto(source)).failure?.code).toBe("photo/changed");
    rmSync(source.path);
    expect((await readPhoto(source)).failure?.code).toBe("photo/file-missing");
  });

  test("one that may not be read says so", async () => {
    const source = writePhoto(await sceneJpeg());
    execFileSync("chmod", ["0", source.path]);
    const asNobody = process.getuid?.() === 0; // whom no permission stops
    if (asNobody) {
      execFileSync("chmod", ["755", join(source.path, "..")]);
      process.seteuid?.(65_534);
    }
    try {
      expect((await openPhoto(source)).failure).toMatchObject({
        code: "photo/unreadable",
        message: "may not be read by whoever builds the site",
      });
    } finally {
      if (asNobody) process.seteuid?.(0);
    }
  });
});

test("flipped bits give a picture or a problem, never an exception or a picture of another size", async () => {
  const files = await Promise.all(
    (["jpeg", "png", "webp", "avif"] as const).map((format) => scenePicture().toFormat(format).toBuffer()),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 6 }),
      fc.nat(7),
      async (file, places, bit) => {
        const flipped = Buffer.from(file);
        for (const place of places) {
          const at = Math.floor(place * file.length);
          flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        }
        const { value, failure } = await readPhoto(writePhoto(flipped));
        if (failure) expect(failure.code).toMatch(/^photo\/(unreadable|unsupported|too-large)$/);
        else expect(value.width * value.height).toBeLessThanOrEqual(120e6);
      },
    ),
    { ...caseOptions(80, 5000) },
  );
});

test("docs/photos.md has a row for each of them", () => {
  const page = readFileSync(join(projectFolder, "docs/photos.md"), "utf8").toLowerCase();
  const rows = [...Object.keys(right), ...Object.keys(refused)].map((name) =>
    name.replace(/^(jpeg|png|webp|avif) with orientation \d$/i, "orientation").toLowerCase(),
  );
  expect([...new Set(rows)].filter((row) => !page.includes(row))).toEqual([]);
});

test("the colours of the wide spaces are other numbers than sRGB's, or the table would prove nothing", () => {
  for (const space of ["displayP3", "adobeRgb", "proPhoto"] as const satisfies WideSpace[]) {
    const [red = 0] = inSpace(space)(scene.topLeft);
    expect(Math.abs(red - scene.topLeft[0])).toBeGreaterThan(10);
  }
});
