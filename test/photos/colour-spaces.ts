import { withSegments } from "./fixtures.ts";
import { type Colour, sceneJpeg, bigEndian16 as u16, bigEndian32 as u32 } from "./strange-files.ts";

// Colour spaces by the numbers that define them: no colour engine stands between the test and what it tests.

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
