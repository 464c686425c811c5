import { XmlError } from "../base/xml.ts";
import type { PhotoReading } from "../model/rights.ts";
import { readExif } from "./read-exif.ts";
import { extendedXmp } from "./read-extended-xmp.ts";
import { readIim } from "./read-iim.ts";
import { readXmp } from "./read-xmp.ts";

/** All that a photo file says of itself, each place apart: which of them counts is the model's question. */
export type EmbeddedMetadata = Pick<PhotoReading, "xmp" | "iim" | "exif" | "privateData" | "metadataFault">;

export interface EmbeddedBlocks {
  /** The whole file, where it is a JPEG. */
  jpeg?: Uint8Array | undefined;
  /** As sharp's metadata() hands them over. */
  xmp?: Uint8Array | undefined;
  exif?: Uint8Array | undefined;
}

/** Reads the rights that a photo file carries, and notes the private data that no rendition may. A damaged XMP packet, or extension of one, is a fault, not an error: the rest still speaks. */
export function readEmbedded({ jpeg, xmp, exif }: EmbeddedBlocks): EmbeddedMetadata {
  const fromIim = jpeg ? readIim(jpeg) : { claim: {}, hasThumbnail: false };
  const fromExif = exif ? readExif(exif) : { claim: {}, privateData: [] };
  const fromXmp = xmp ? tryXmp(xmp, jpeg) : { claim: {}, privateData: [] };
  const privateData = [...fromExif.privateData, ...fromXmp.privateData, ...(fromIim.hasThumbnail ? ["thumbnail"] : [])];
  return {
    xmp: fromXmp.claim,
    iim: fromIim.claim,
    exif: fromExif.claim,
    privateData: [...new Set(privateData)].sort(),
    ...("fault" in fromXmp && { metadataFault: fromXmp.fault }),
  };
}

function tryXmp(packet: Uint8Array, jpeg: Uint8Array | undefined) {
  try {
    const { extensionFault, ...reading } = readXmp(packet, jpeg && ((guid) => extendedXmp(jpeg, guid)));
    return { ...reading, ...(extensionFault !== undefined && { fault: `XMP: ${extensionFault}` }) };
  } catch (error) {
    const why = error instanceof XmlError ? error.message : "is not text in UTF-8";
    return { claim: {}, privateData: [], fault: `XMP: ${why}` };
  }
}
