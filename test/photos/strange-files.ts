import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { sharp } from "../../src/photos/sharp.ts";
import { app1, withSegments } from "./fixtures.ts";

// Pictures as they come in from cameras, phones, wires and mail, put together here: one scene, told in many ways.

export type Colour = readonly [number, number, number];

/** px */
export const sceneSize = { width: 240, height: 160 };

/** Red, green, blue and a light grey, one a quarter: a picture that is turned, inverted or in other colours shows it. */
export const scene = {
  topLeft: [190, 60, 50],
  topRight: [60, 150, 80],
  bottomLeft: [50, 70, 170],
  bottomRight: [215, 215, 215],
} as const satisfies Record<string, Colour>;

export type Quarter = keyof typeof scene;

/** sRGB, three bytes a pixel. `recode` gives the numbers of another colour space. */
export function scenePixels(recode: (colour: Colour) => readonly number[] = (colour) => colour): Buffer {
  const { width, height } = sceneSize;
  const coded = Object.fromEntries(Object.entries(scene).map(([name, colour]) => [name, recode(colour)]));
  const rows = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => {
      const name = `${y < height / 2 ? "top" : "bottom"}${x < width / 2 ? "Left" : "Right"}`;
      return coded[name] ?? [];
    }),
  );
  return Buffer.from(rows.flat(2));
}

export function scenePicture(recode?: (colour: Colour) => readonly number[]) {
  return sharp(scenePixels(recode), { raw: { ...sceneSize, channels: 3 } });
}

const lossless = { quality: 98, chromaSubsampling: "4:4:4" } as const;

export const sceneJpeg = (recode?: (colour: Colour) => readonly number[]): Promise<Buffer> =>
  scenePicture(recode).jpeg(lossless).toBuffer();

/** The scene as a camera held in one of eight ways stores it, with the number that says so (EXIF, Orientation). */
export function turnedScene(orientation: number, format: "jpeg" | "png" | "webp" | "avif"): Promise<Buffer> {
  const { width: w, height: h } = sceneSize;
  // Where the stored picture holds the pixel that belongs at (x, y).
  const storedAt: Record<number, (x: number, y: number) => readonly [number, number]> = {
    1: (x, y) => [x, y],
    2: (x, y) => [w - 1 - x, y],
    3: (x, y) => [w - 1 - x, h - 1 - y],
    4: (x, y) => [x, h - 1 - y],
    5: (x, y) => [y, x],
    6: (x, y) => [y, w - 1 - x],
    7: (x, y) => [h - 1 - y, w - 1 - x],
    8: (x, y) => [h - 1 - y, x],
  };
  const [width, height] = orientation < 5 ? [w, h] : [h, w];
  const upright = scenePixels();
  const stored = Buffer.alloc(upright.length);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      const [storedX, storedY] = storedAt[orientation]?.(x, y) ?? [x, y];
      upright.copy(stored, (storedY * width + storedX) * 3, (y * w + x) * 3, (y * w + x) * 3 + 3);
    }
  }
  return sharp(stored, { raw: { width, height, channels: 3 } })
    .toFormat(format, format === "png" ? {} : lossless)
    .withMetadata({ orientation })
    .toBuffer();
}

// ── Colour spaces, by the numbers that define them: no colour engine stands between the test and what it tests.

type Matrix = readonly [Colour, Colour, Colour];

/** Primaries adapted to D50, as columns: XYZ of red, green and blue (ICC.1:2010, annex E; ISO 22028-2 for ProPhoto). */
const primaries = {
  srgb: [
    [0.43607, 0.22249, 0.01392],
    [0.38515, 0.71687, 0.09708],
    [0.14307, 0.06061, 0.7141],
  ],
  displayP3: [
    [0.51512, 0.2412, -0.00105],
    [0.29198, 0.69225, 0.04189],
    [0.1571, 0.06657, 0.78407],
  ],
  adobeRgb: [
    [0.60974, 0.31111, 0.01947],
    [0.20528, 0.62567, 0.06087],
    [0.14919, 0.06322, 0.74457],
  ],
  proPhoto: [
    [0.79767, 0.28804, 0],
    [0.13519, 0.71188, 0],
    [0.03135, 0.00009, 0.82491],
  ],
} as const satisfies Record<string, Matrix>;

export type WideSpace = "displayP3" | "adobeRgb" | "proPhoto";

/** `undefined`: the curve of sRGB. */
const gammas = { displayP3: undefined, adobeRgb: 563 / 256, proPhoto: 1.8 } as const;

/** A colour of sRGB in the numbers of another space, 0–255. */
export function inSpace(space: WideSpace): (colour: Colour) => number[] {
  const toSpace = inverse(primaries[space]);
  const gamma = gammas[space];
  return ([red, green, blue]) => {
    const xyz = apply(primaries.srgb, [linear(red / 255), linear(green / 255), linear(blue / 255)]);
    return apply(toSpace, xyz).map((value) => {
      const clipped = Math.min(1, Math.max(0, value));
      return Math.round(255 * (gamma === undefined ? curved(clipped) : clipped ** (1 / gamma)));
    });
  };
}

/** A JPEG of the scene in a wide colour space, its profile embedded. */
export async function wideJpeg(space: WideSpace): Promise<Buffer> {
  const header = Buffer.from("ICC_PROFILE\0\x01\x01", "latin1");
  const payload = Buffer.concat([header, iccProfile(space)]);
  return withSegments(await sceneJpeg(inSpace(space)), { marker: 0xe2, payload });
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function curved(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}

/** The grey of the same lightness, 0–255. */
export function greyOf([red, green, blue]: Colour): number {
  const light = 0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);
  return Math.round(255 * curved(light));
}

function apply([x, y, z]: Matrix, [a, b, c]: Colour): Colour {
  const row = (at: 0 | 1 | 2) => x[at] * a + y[at] * b + z[at] * c;
  return [row(0), row(1), row(2)];
}

function inverse([[a, d, g], [b, e, h], [c, f, i]]: Matrix): Matrix {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const by = (value: number) => value / determinant;
  return [
    [by(e * i - f * h), by(f * g - d * i), by(d * h - e * g)],
    [by(c * h - b * i), by(a * i - c * g), by(b * g - a * h)],
    [by(b * f - c * e), by(c * d - a * f), by(a * e - b * d)],
  ];
}

/** A profile of three primaries and a curve (ICC.1:2010, version 4). */
function iccProfile(space: WideSpace): Buffer {
  const [red, green, blue] = primaries[space];
  const gamma = gammas[space];
  const curve =
    gamma === undefined
      ? Buffer.concat([
          Buffer.from("para\0\0\0\0\0\x03\0\0", "latin1"),
          ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map(fixed),
        ])
      : Buffer.concat([Buffer.from("curv\0\0\0\0\0\0\0\x01", "latin1"), u16(Math.round(gamma * 256)), u16(0)]);
  const xyz = (values: Colour) => Buffer.concat([Buffer.from("XYZ \0\0\0\0", "latin1"), ...values.map(fixed)]);
  const text = (words: string) => {
    const utf16 = Buffer.from(words, "utf16le").swap16();
    const head = Buffer.concat([Buffer.from("mluc\0\0\0\0", "latin1"), u32(1), u32(12), Buffer.from("enUS")]);
    return Buffer.concat([head, u32(utf16.length), u32(28), utf16, Buffer.alloc((4 - (utf16.length % 4)) % 4)]);
  };
  const tags: [string, Buffer][] = [
    ["desc", text(space)],
    ["cprt", text("none")],
    ["wtpt", xyz([0.9642, 1, 0.8249])],
    ["rXYZ", xyz(red)],
    ["gXYZ", xyz(green)],
    ["bXYZ", xyz(blue)],
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ];
  let at = 128 + 4 + tags.length * 12;
  const table = tags.map(([name, data]) => {
    const entry = Buffer.concat([Buffer.from(name), u32(at), u32(data.length)]);
    at += data.length;
    return entry;
  });
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(0x04200000, 8);
  header.write("mntrRGB XYZ ", 12, "latin1");
  header.write("acsp", 36, "latin1");
  Buffer.concat([0.9642, 1, 0.8249].map(fixed)).copy(header, 68);
  return Buffer.concat([header, u32(tags.length), ...table, ...tags.map(([, data]) => data)]);
}

/** s15Fixed16Number */
function fixed(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round(value * 65_536));
  return bytes;
}

// ── JPEG

/** A JPEG without the segments of one marker: its colour profile (0xE2), or Adobe's note on how colours are coded (0xEE). */
export function withoutSegments(file: Buffer, marker: number): Buffer {
  const parts: Buffer[] = [file.subarray(0, 2)];
  let at = 2;
  while (file[at] === 0xff && file[at + 1] !== 0xda) {
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (file[at + 1] !== marker) parts.push(file.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...parts, file.subarray(at)]);
}

/** Two pictures in one file (CIPA DC-007), as phones and stereo cameras write them; the first is the picture. */
export function multiPicture(first: Buffer, second: Buffer): Buffer {
  return Buffer.concat([
    withSegments(first, { marker: 0xe2, payload: Buffer.from("MPF\0MM\0*\0\0\0\x08\0\0") }),
    second,
  ]);
}

/** XMP of more than one segment (XMP part 3, 1.1.3.1). `spoil` changes the portions on their way into the file. */
export function withExtendedXmp(
  file: Buffer,
  main: (guid: string) => string,
  extension: string,
  spoil: (portions: Buffer[]) => Buffer[] = (portions) => portions,
): Buffer {
  const whole = Buffer.from(extension);
  const guid = createHash("md5").update(whole).digest("hex").toUpperCase();
  const portions: Buffer[] = [];
  for (let at = 0; at < whole.length; at += 60_000) {
    const data = whole.subarray(at, at + 60_000);
    const head = Buffer.from(`http://ns.adobe.com/xmp/extension/\0${guid}`, "latin1");
    portions.push(Buffer.concat([head, u32(whole.length), u32(at), data]));
  }
  const first = Buffer.concat([Buffer.from("http://ns.adobe.com/xap/1.0/\0"), Buffer.from(main(guid))]);
  return withSegments(file, app1(first), ...spoil(portions).map(app1));
}

// ── PNG

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
}

/** An animation in PNG of two pictures of one size: the second is kept where only animations look. */
export function animatedPng(first: Buffer, second: Buffer): Buffer {
  const { width, height } = sceneSize;
  const frame = (sequence: number) =>
    pngChunk(
      "fcTL",
      Buffer.concat([u32(sequence), u32(width), u32(height), u32(0), u32(0), u16(1), u16(10), Buffer.alloc(2)]),
    );
  const idat = (png: Buffer) => {
    const at = png.indexOf("IDAT", 0, "latin1");
    return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
  };
  const afterHeader = 8 + 25;
  return Buffer.concat([
    first.subarray(0, afterHeader),
    pngChunk("acTL", Buffer.concat([u32(2), u32(0)])),
    frame(0),
    pngChunk("IDAT", idat(first)),
    frame(1),
    pngChunk("fdAT", Buffer.concat([u32(2), idat(second)])),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A PNG whose header promises so many pixels, in so many bytes of file. */
export function hugePng(width: number, height: number, bytes: number): Buffer {
  const header = Buffer.concat([u32(width), u32(height), Buffer.from([8, 2, 0, 0, 0])]);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  const chunks = [pngChunk("IHDR", header), pngChunk("IDAT", Buffer.alloc(bytes)), pngChunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([signature, ...chunks]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
