import { createHash } from "node:crypto";
import { clipBytes } from "../base/text.ts";
import { insertSegment, maximumPayload } from "./jpeg-segments.ts";
import { app13, photoshopHeader, resource } from "./read-iim.ts";
import type { PacketInput } from "./rights-packet.ts";

// sharp writes no IIM, and picture desks still read it. IIM 4.2, chapter 6, states the bytes that a field may have.
const limits = { creator: 32, supplierRef: 32, credit: 32, source: 32, copyright: 128, caption: 2000 } as const;

/** More creators than that are a list of staff, and would not fit. */
const maximumCreators = 50;

/** A JPEG with the rights as IIM, in UTF-8, each field clipped to what IIM allows and never inside a character; with the digest by which readers tell whether IIM and XMP are of one hand. */
export function withIim(jpeg: Uint8Array, input: PacketInput): Buffer {
  const block = iimBlock(input);
  const digest = createHash("md5").update(block).digest();
  const payload = Buffer.concat([
    photoshopHeader,
    imageResource(resource.iim, block),
    imageResource(resource.iimDigest, digest),
  ]);
  return payload.length > maximumPayload ? Buffer.from(jpeg) : insertSegment(jpeg, app13, payload);
}

function iimBlock({ rights, caption }: PacketInput): Buffer {
  const text = (set: number, value: string | undefined, limit: number) => {
    const clipped = value === undefined ? "" : clipBytes(value, limit);
    return clipped === "" ? [] : [dataSet(2, set, Buffer.from(clipped))];
  };
  return Buffer.concat([
    dataSet(1, 90, Buffer.from("\x1b%G", "latin1")), // ISO 2022: UTF-8 follows
    dataSet(2, 0, Buffer.from([0, 4])), // version of the model
    ...rights.creator.slice(0, maximumCreators).flatMap((name) => text(80, name, limits.creator)),
    ...text(103, rights.supplierRef, limits.supplierRef),
    ...text(110, rights.credit, limits.credit),
    ...text(115, rights.source, limits.source),
    ...text(116, rights.copyright, limits.copyright),
    ...text(120, caption, limits.caption),
  ]);
}

function dataSet(record: number, set: number, value: Buffer): Buffer {
  const header = Buffer.from([0x1c, record, set, 0, 0]);
  header.writeUInt16BE(value.length, 3);
  return Buffer.concat([header, value]);
}

/** `8BIM`, id, an empty name, length, data, padded to an even length. */
function imageResource(id: number, data: Buffer): Buffer {
  const header = Buffer.alloc(12);
  header.write("8BIM", "latin1");
  header.writeUInt16BE(id, 4);
  header.writeUInt32BE(data.length, 8);
  return Buffer.concat([header, data, Buffer.alloc(data.length % 2)]);
}
