import { createHash } from "node:crypto";
import { XmlError } from "../base/xml.ts";
import { jpegSegments } from "./jpeg-segments.ts";

// XMP part 3 (Adobe, 2020), 1.1.3.1: what does not fit into one segment of a JPEG goes on in others, each with the digest of
// the whole, its length and the portion's offset; the first packet names the digest.

const app1 = 0xe1;
const header = Buffer.from("http://ns.adobe.com/xmp/extension/\0", "latin1");
const guidLength = 32;

/** Bytes: a phone's depth map takes a few million; more is nobody's metadata. */
const longest = 32 * 1024 * 1024;

/**
 * The joined extension that the first packet names by its GUID. Throws XmlError where portions are missing, overlap
 * differently than they claim, or are not what the digest says.
 */
export function extendedXmp(jpeg: Uint8Array, guid: string): Buffer {
  const portions = portionsOf(jpeg, guid);
  const total = portions[0]?.total;
  if (total === undefined) throw new XmlError("names an extension that is not there");
  if (total > longest) throw new XmlError(`has an extension of ${total} bytes, more than ${longest}`);
  const whole = Buffer.alloc(total);
  let end = 0;
  for (const { offset, data } of portions.toSorted((one, other) => one.offset - other.offset)) {
    // A portion may come twice; a gap may not.
    if (offset > end || offset + data.length > total) throw new XmlError("has an extension with a part missing");
    whole.set(data, offset);
    end = Math.max(end, offset + data.length);
  }
  if (end < total) throw new XmlError("has an extension with a part missing");
  const digest = createHash("md5").update(whole).digest("hex");
  if (digest !== guid.toLowerCase()) throw new XmlError("has an extension that is damaged");
  return whole;
}

interface Portion {
  /** Bytes of the whole. */
  total: number;
  offset: number;
  data: Uint8Array;
}

function portionsOf(jpeg: Uint8Array, guid: string): Portion[] {
  const start = header.length + guidLength;
  return jpegSegments(jpeg).flatMap(({ marker, payload }) => {
    const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
    if (marker !== app1 || bytes.length < start + 8 || !header.equals(bytes.subarray(0, header.length))) return [];
    if (bytes.toString("latin1", header.length, start).toLowerCase() !== guid.toLowerCase()) return [];
    return [
      { total: bytes.readUInt32BE(start), offset: bytes.readUInt32BE(start + 4), data: bytes.subarray(start + 8) },
    ];
  });
}
