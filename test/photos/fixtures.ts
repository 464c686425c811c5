import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { sha256 } from "../../src/base/digest.ts";
import type { PhotoReading } from "../../src/model/rights.ts";
import type { PhotoSource } from "../../src/photos/open-photo.ts";
import { readPhoto } from "../../src/photos/read-photo.ts";
import { sharp } from "../../src/photos/sharp.ts";

// Photos for tests, made when they are asked for: painted by sharp, their metadata put together here byte by byte, apart
// from the code under test, as cameras and picture desks write it.

/** A folder that is gone when the test is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-photos-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function writePhoto(bytes: Uint8Array, name = "photo.jpg", folder = temporaryFolder()): PhotoSource {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { path, sha256: sha256(bytes) };
}

/** The reading of a photo that can be read; fails the test otherwise. */
export async function readingOf(bytes: Uint8Array): Promise<PhotoReading> {
  const { value, failure } = await readPhoto(writePhoto(bytes));
  if (!value) throw new Error(`${failure.code}: ${failure.message} (${failure.found})`);
  return value;
}

/** Red at the top left, else blue: tells which way up a picture is. */
export function picture(width = 120, height = 80) {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels[(y * width + x) * 3 + (x < width / 4 && y < height / 4 ? 0 : 2)] = 255;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

export function jpeg(width?: number, height?: number): Promise<Buffer> {
  return picture(width, height).jpeg({ quality: 95, chromaSubsampling: "4:4:4" }).toBuffer();
}

/** A picture with grain, so that its file is not a few hundred bytes. */
export function grainyJpeg(width: number, height: number): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 40 } as const;
  return sharp({ create: { width, height, channels: 3, background: "#888", noise } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** Puts segments behind the first two bytes of a JPEG. */
export function withSegments(file: Buffer, ...segments: { marker: number; payload: Uint8Array }[]): Buffer {
  const parts = segments.map(({ marker, payload }) => {
    const header = Buffer.from([0xff, marker, 0, 0]);
    header.writeUInt16BE(payload.length + 2, 2);
    return Buffer.concat([header, payload]);
  });
  return Buffer.concat([file.subarray(0, 2), ...parts, file.subarray(2)]);
}

export const app1 = (payload: Uint8Array) => ({ marker: 0xe1, payload });
export const app13 = (payload: Uint8Array) => ({
  marker: 0xed,
  payload: Buffer.concat([Buffer.from("Photoshop 3.0\0", "latin1"), payload]),
});

/** A Photoshop image resource, padded as it should be unless `isPadded` is false. */
export function imageResource(id: number, data: Uint8Array, isPadded = true): Buffer {
  const header = Buffer.from([0x38, 0x42, 0x49, 0x4d, id >> 8, id & 0xff, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(data.length, 8);
  return Buffer.concat([header, data, Buffer.alloc(isPadded ? data.length % 2 : 0)]);
}

/** IIM data sets: `["2:80", "Asha Rao"]`; text is UTF-8 unless handed over as bytes. */
export function iim(...sets: (readonly [string, string | Uint8Array])[]): Buffer {
  return Buffer.concat(
    sets.map(([key, value]) => {
      const data = typeof value === "string" ? Buffer.from(value) : value;
      const [record = 0, set = 0] = key.split(":").map(Number);
      return Buffer.concat([Buffer.from([0x1c, record, set, data.length >> 8, data.length & 0xff]), data]);
    }),
  );
}

export const utf8Marker = ["1:90", "\x1b%G"] as const;

export function jpegWithIim(file: Buffer, ...sets: (readonly [string, string | Uint8Array])[]): Buffer {
  return withSegments(file, app13(imageResource(0x0404, iim(...sets))));
}

export function xmpPacket(description: string): string {
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">${description}</rdf:RDF></x:xmpmeta>
${" ".repeat(200)}<?xpacket end="w"?>`;
}

export function jpegWithXmp(file: Buffer, packet: string | Uint8Array): Buffer {
  return withSegments(file, app1(Buffer.concat([Buffer.from("http://ns.adobe.com/xap/1.0/\0"), Buffer.from(packet)])));
}

export interface ExifInput {
  /** Tag → text, as bytes of UTF-8 or as they are. */
  main?: Record<number, string | Uint8Array>;
  exif?: Record<number, string>;
  gps?: Record<number, string>;
  thumbnail?: Uint8Array;
  order?: "II" | "MM";
}

/** A TIFF block with up to four directories, texts as ASCII values. */
export function tiff({ main = {}, exif, gps, thumbnail, order = "MM" }: ExifInput): Buffer {
  const isLittle = order === "II";
  const u16 = (value: number) => number(value, 2, isLittle);
  const u32 = (value: number) => number(value, 4, isLittle);
  const parts: Buffer[] = [Buffer.from(order), u16(42), u32(8)];
  let end = 8;
  const directory = (texts: Record<number, string | Uint8Array>, longs: Record<number, number>, next: number) => {
    const tags = [...Object.keys(texts), ...Object.keys(longs)].map(Number).sort((a, b) => a - b);
    let dataAt = end + 2 + tags.length * 12 + 4;
    const entries: Buffer[] = [];
    const data: Buffer[] = [];
    for (const tag of tags) {
      const text = texts[tag];
      if (text === undefined) {
        entries.push(u16(tag), u16(4), u32(1), u32(longs[tag] ?? 0));
        continue;
      }
      const bytes = Buffer.concat([Buffer.from(text), Buffer.alloc(1)]);
      entries.push(u16(tag), u16(2), u32(bytes.length));
      if (bytes.length <= 4) entries.push(Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]));
      else {
        entries.push(u32(dataAt));
        data.push(bytes);
        dataAt += bytes.length;
      }
    }
    const block = Buffer.concat([u16(tags.length), ...entries, u32(next), ...data]);
    parts.push(block);
    end += block.length;
  };
  const mainLength = directoryLength(main, (exif ? 1 : 0) + (gps ? 1 : 0));
  const exifAt = 8 + mainLength;
  const gpsAt = exifAt + (exif ? directoryLength(exif, 0) : 0);
  const thumbnailAt = gpsAt + (gps ? directoryLength(gps, 0) : 0);
  directory(main, { ...(exif && { 34665: exifAt }), ...(gps && { 34853: gpsAt }) }, thumbnail ? thumbnailAt : 0);
  if (exif) directory(exif, {}, 0);
  if (gps) directory(gps, {}, 0);
  if (thumbnail) {
    directory({}, { 513: thumbnailAt + 2 + 24 + 4, 514: thumbnail.length }, 0);
    parts.push(Buffer.from(thumbnail));
  }
  return Buffer.concat(parts);
}

function directoryLength(texts: Record<number, string | Uint8Array>, longs: number): number {
  const values = Object.values(texts).map((text) => Buffer.byteLength(text) + 1);
  const data = values.filter((length) => length > 4).reduce((sum, length) => sum + length, 0);
  return 2 + (values.length + longs) * 12 + 4 + data;
}

function number(value: number, length: number, isLittle: boolean): Buffer {
  const bytes = Buffer.alloc(length);
  if (isLittle) bytes.writeUIntLE(value, 0, length);
  else bytes.writeUIntBE(value, 0, length);
  return bytes;
}

export function jpegWithExif(file: Buffer, input: ExifInput): Buffer {
  return withSegments(file, app1(Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff(input)])));
}
