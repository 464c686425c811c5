import { jpegSegments } from "./jpeg-segments.ts";

// A bitmap inside a drawing (a heat map, a relief) stays, without what its file says besides: position, names, a second frame.

/** Base64 data of a PNG or JPEG without metadata, as a data address; undefined for all else. */
export function plainBitmap(address: string): string | undefined {
  const [, type, data] = /^\s*data:image\/(png|jpe?g);base64,([A-Za-z0-9+/=\s]+)$/i.exec(address) ?? [];
  if (type === undefined || data === undefined) return undefined;
  const bytes = Buffer.from(data, "base64");
  const isPng = bytes.subarray(0, 8).equals(pngSignature);
  const plain = isPng ? plainPng(bytes) : bytes[0] === 0xff && bytes[1] === 0xd8 ? plainJpeg(bytes) : undefined;
  return plain && `data:image/${isPng ? "png" : "jpeg"};base64,${plain.toString("base64")}`;
}

const pngSignature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

/** What a still picture and its colours need (PNG 3rd edition, § 11); text, EXIF, time and further frames are left out. */
const pngChunks = new Set(["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "cICP"]);

function plainPng(file: Buffer): Buffer | undefined {
  const parts: Uint8Array[] = [pngSignature];
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) return undefined;
    const name = file.toString("latin1", at + 4, at + 8);
    if (pngChunks.has(name)) parts.push(file.subarray(at, end));
    if (name === "IEND") return Buffer.concat(parts);
    at = end;
  }
  return undefined;
}

/** JFIF, Adobe's colour transform and the colour profile stay; EXIF, XMP, IIM and comments go. */
function plainJpeg(file: Buffer): Buffer {
  const segments = jpegSegments(file);
  const kept = segments.filter(
    ({ marker }) => marker < 0xe1 || marker === 0xe2 || marker === 0xee || (marker > 0xef && marker !== 0xfe),
  );
  const rest: Uint8Array = file.subarray(segments.at(-1)?.end ?? 2);
  return Buffer.concat([file.subarray(0, 2), ...kept.map(({ start, end }) => file.subarray(start, end)), rest]);
}
