import type { PhotoReading } from "../model/rights.ts";
import { decodeText } from "./decode-text.ts";
import { jpegSegments } from "./jpeg-segments.ts";

// IPTC-IIM 4.2 inside Photoshop image resources (Adobe Photoshop File Formats, "Image Resource Blocks") inside APP13.
// sharp hands over the first APP13 only; a long resource goes on in the next, and some writers add a second one.

export const app13 = 0xed;
export const photoshopHeader = Buffer.from("Photoshop 3.0\0", "latin1");
export const resource = { iim: 0x0404, thumbnailOld: 0x0409, thumbnail: 0x040c, iimDigest: 0x0425 } as const;

export interface IimReading {
  claim: PhotoReading["iim"];
  hasThumbnail: boolean;
}

/** What the IIM of a JPEG says; empty where it has none or where it is damaged. Never throws. */
export function readIim(jpeg: Uint8Array): IimReading {
  const resources = photoshopResources(jpeg);
  const iim = resources.find(({ id, data }) => id === resource.iim && data.length > 0);
  return {
    claim: iim ? claimOf(dataSets(iim.data)) : {},
    hasThumbnail: resources.some(({ id }) => id === resource.thumbnail || id === resource.thumbnailOld),
  };
}

interface ImageResource {
  id: number;
  data: Uint8Array;
}

/** The image resources of all APP13 segments, taken as one stream. */
function photoshopResources(jpeg: Uint8Array): ImageResource[] {
  const stream = Buffer.concat(
    jpegSegments(jpeg)
      .filter(({ marker, payload }) => marker === app13 && photoshopHeader.equals(payload.subarray(0, 14)))
      .map(({ payload }) => payload.subarray(14)),
  );
  const resources: ImageResource[] = [];
  let at = 0;
  while (at + 12 <= stream.length) {
    if (!isSignature(stream, at)) {
      // One byte of padding follows an odd length, unless its writer forgot.
      if (!isSignature(stream, at + 1)) break;
      at += 1;
    }
    const id = stream.readUInt16BE(at + 4);
    const name = 1 + (stream[at + 6] ?? 0);
    const sizeAt = at + 6 + name + (name % 2);
    if (sizeAt + 4 > stream.length) break;
    const size = stream.readUInt32BE(sizeAt);
    const data = stream.subarray(sizeAt + 4, sizeAt + 4 + size);
    if (data.length < size) break;
    resources.push({ id, data });
    at = sizeAt + 4 + size;
  }
  return resources;
}

const signatures = ["8BIM", "PHUT", "DCSR", "AgHg", "MeSa"];

function isSignature(stream: Buffer, at: number): boolean {
  return signatures.includes(stream.toString("latin1", at, at + 4));
}

interface DataSet {
  /** `2:80` */
  key: string;
  value: string;
}

// A text longer than any field may be is damage or an attack on whoever prints it.
const longestValue = 32_000;

/** IIM 4.2, chapter 1: 0x1C, record, data set, length (15 bits, or the length of the length), value. */
function dataSets(block: Uint8Array): DataSet[] {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.length);
  const sets: DataSet[] = [];
  let at = 0;
  while (at + 5 <= bytes.length && bytes[at] === 0x1c) {
    const key = `${bytes[at + 1]}:${bytes[at + 2]}`;
    let length = bytes.readUInt16BE(at + 3);
    at += 5;
    if (length & 0x8000) {
      const width = length & 0x7fff;
      if (width === 0 || width > 4 || at + width > bytes.length) break;
      length = bytes.readUIntBE(at, width);
      at += width;
    }
    if (at + length > bytes.length) break;
    const value = bytes.subarray(at, at + length);
    at += length;
    // 1:90, the declared character set, is passed over: files that declare none hold UTF-8, files that declare it
    // Latin-1. The bytes tell them apart.
    if (key.startsWith("2:") && length <= longestValue) sets.push({ key, value: decodeText(value) });
  }
  return sets;
}

function claimOf(sets: readonly DataSet[]): PhotoReading["iim"] {
  const first = (key: string) => sets.find((set) => set.key === key && set.value !== "")?.value;
  const creator = sets.filter(({ key, value }) => key === "2:80" && value !== "").map(({ value }) => value);
  const claim = {
    creator: creator.length > 0 ? creator : undefined,
    supplierRef: first("2:103"),
    headline: first("2:105"),
    credit: first("2:110"),
    source: first("2:115"),
    copyright: first("2:116"),
    caption: first("2:120"),
  };
  return Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== undefined));
}
