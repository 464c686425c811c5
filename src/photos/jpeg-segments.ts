// JPEG as a row of marker segments (ITU-T T.81, annex B), as far as metadata needs it: up to the first scan.

export interface JpegSegment {
  /** The second byte of the marker: 0xE1 for APP1, 0xED for APP13. */
  marker: number;
  /** Offset of the marker's 0xFF. */
  start: number;
  /** Offset behind the segment. */
  end: number;
  /** Without marker and length. */
  payload: Uint8Array;
}

/** Largest payload of one segment, in bytes: its length field counts itself and has 16 bits. */
export const maximumPayload = 65_533;

const startOfScan = 0xda;
const endOfImage = 0xd9;

/** The segments before the first scan, in order; stops without complaint where the file stops being a JPEG. */
export function jpegSegments(file: Uint8Array): JpegSegment[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const segments: JpegSegment[] = [];
  let at = 2;
  while (at + 4 <= file.length && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    if (marker === startOfScan || marker === endOfImage) break;
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > file.length) break;
    segments.push({ marker, start: at, end, payload: file.subarray(at + 4, end) });
    at = end;
  }
  return segments;
}

/** A JPEG with one more segment, behind the application segments (JFIF, EXIF, XMP) that it begins with. Throws RangeError above 65,533 bytes. */
export function insertSegment(file: Uint8Array, marker: number, payload: Uint8Array): Buffer {
  if (payload.length > maximumPayload) throw new RangeError(`a JPEG segment holds at most ${maximumPayload} bytes`);
  let at = 2;
  for (const segment of jpegSegments(file)) {
    if (segment.marker !== 0xe0 && segment.marker !== 0xe1) break;
    at = segment.end;
  }
  const header = Buffer.alloc(4);
  header.writeUInt16BE(0xff00 | marker, 0);
  header.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([file.subarray(0, at), header, payload, file.subarray(at)]);
}
