import type { PhotoReading } from "../model/rights.ts";
import { decodeText } from "./decode-text.ts";

// EXIF 3.0 (CIPA DC-008), which is TIFF 6.0: as little of it as rights and private data need.

export interface ExifReading {
  claim: PhotoReading["exif"];
  /** `gps`, `serialNumber`, `owner`, `thumbnail` */
  privateData: string[];
}

/** What cameras write where a person would write a caption. */
const factoryCaptions =
  /^(olympus|sony|minolta|konica|kodak|samsung|digital camera|dcf ?1\.0|exif_jpeg|default|dsc|<.*>|image$)/i;

/** What an EXIF block says, with or without the `Exif\0\0` in front; empty where it is damaged. Never throws. */
export function readExif(block: Uint8Array): ExifReading {
  const tiff = openTiff(block);
  if (!tiff) return { claim: {}, privateData: [] };
  const main = tiff.directory(tiff.firstDirectory);
  const exif = tiff.directory(main.offset(0x8769));
  const gps = tiff.directory(main.offset(0x8825));
  const thumbnail = tiff.directory(main.next);

  const artist = main.text(0x013b);
  const caption = main.text(0x010e);
  const claim = {
    // MWG guidelines 2.0: several creators stand in one field, parted by semicolons.
    creator: artist
      ?.split(";")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
    copyright: main.text(0x8298),
    caption: caption !== undefined && factoryCaptions.test(caption) ? undefined : caption,
  };
  const found = {
    gps: gps.tags.some((tag) => tag !== 0), // 0 is the GPS version, which stands alone in many files
    serialNumber: exif.text(0xa431) !== undefined || exif.text(0xa435) !== undefined,
    owner: exif.text(0xa430) !== undefined,
    thumbnail: thumbnail.tags.includes(0x0201) || thumbnail.tags.includes(0x0111),
  };
  return {
    claim: Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== undefined && value.length > 0)),
    privateData: Object.entries(found).flatMap(([name, isThere]) => (isThere ? [name] : [])),
  };
}

interface Directory {
  tags: number[];
  /** Offset of the directory behind this one; 0: none. */
  next: number;
  /** The tag's text, undefined where it is absent or blank. */
  text(tag: number): string | undefined;
  /** The tag's value as an offset; 0 where it is absent. */
  offset(tag: number): number;
}

interface Tiff {
  firstDirectory: number;
  directory(at: number): Directory;
}

const nothing: Directory = { tags: [], next: 0, text: () => undefined, offset: () => 0 };
const ascii = 2;
const utf8 = 129; // since EXIF 3.0

function openTiff(block: Uint8Array): Tiff | undefined {
  const start = Buffer.from(block.subarray(0, 6)).toString("latin1") === "Exif\0\0" ? 6 : 0;
  const bytes = block.subarray(start);
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const isLittle = order === 0x4949;

  const directory = (at: number): Directory => {
    if (at < 8 || at + 2 > bytes.length) return nothing;
    const count = view.getUint16(at, isLittle);
    const end = at + 2 + count * 12;
    if (end > bytes.length) return nothing;
    const entries = new Map<number, number>();
    for (let entry = at + 2; entry < end; entry += 12) entries.set(view.getUint16(entry, isLittle), entry);
    return {
      tags: [...entries.keys()],
      next: end + 4 <= bytes.length ? view.getUint32(end, isLittle) : 0,
      offset: (tag) => {
        const entry = entries.get(tag);
        return entry === undefined ? 0 : view.getUint32(entry + 8, isLittle);
      },
      text: (tag) => {
        const entry = entries.get(tag);
        if (entry === undefined) return undefined;
        const type = view.getUint16(entry + 2, isLittle);
        if (type !== ascii && type !== utf8) return undefined;
        const length = view.getUint32(entry + 4, isLittle);
        const from = length <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle);
        if (from + length > bytes.length) return undefined;
        return firstText(bytes.subarray(from, from + length));
      },
    };
  };
  return { firstDirectory: view.getUint32(4, isLittle), directory };
}

/** Up to the first NUL; the editor's copyright behind it counts where the photographer's is blank (EXIF, Copyright). */
function firstText(bytes: Uint8Array): string | undefined {
  const end = bytes.indexOf(0);
  const first = decodeText(end < 0 ? bytes : bytes.subarray(0, end));
  if (first !== "") return first;
  const rest = end < 0 ? "" : decodeText(bytes.subarray(end));
  return rest === "" ? undefined : rest;
}
