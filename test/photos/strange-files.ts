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
    portions.push(Buffer.concat([head, bigEndian32(whole.length), bigEndian32(at), data]));
  }
  const first = Buffer.concat([Buffer.from("http://ns.adobe.com/xap/1.0/\0"), Buffer.from(main(guid))]);
  return withSegments(file, app1(first), ...spoil(portions).map(app1));
}

// ── PNG

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([bigEndian32(data.length), body, bigEndian32(crc32(body))]);
}

/** An animation in PNG of two pictures of one size: the second is kept where only animations look. */
export function animatedPng(first: Buffer, second: Buffer): Buffer {
  const { width, height } = sceneSize;
  const frame = (sequence: number) =>
    pngChunk(
      "fcTL",
      Buffer.concat([
        bigEndian32(sequence),
        bigEndian32(width),
        bigEndian32(height),
        bigEndian32(0),
        bigEndian32(0),
        bigEndian16(1),
        bigEndian16(10),
        Buffer.alloc(2),
      ]),
    );
  const idat = (png: Buffer) => {
    const at = png.indexOf("IDAT", 0, "latin1");
    return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
  };
  const afterHeader = 8 + 25;
  return Buffer.concat([
    first.subarray(0, afterHeader),
    pngChunk("acTL", Buffer.concat([bigEndian32(2), bigEndian32(0)])),
    frame(0),
    pngChunk("IDAT", idat(first)),
    frame(1),
    pngChunk("fdAT", Buffer.concat([bigEndian32(2), idat(second)])),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A PNG whose header promises so many pixels, in so many bytes of file. */
export function hugePng(width: number, height: number, bytes: number): Buffer {
  const header = Buffer.concat([bigEndian32(width), bigEndian32(height), Buffer.from([8, 2, 0, 0, 0])]);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  const chunks = [pngChunk("IHDR", header), pngChunk("IDAT", Buffer.alloc(bytes)), pngChunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([signature, ...chunks]);
}

export function bigEndian16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function bigEndian32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
