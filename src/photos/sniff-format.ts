import type { PhotoReading } from "../model/rights.ts";

export type PhotoFormat = PhotoReading["format"];

/** A format that is read, or in `other` what the file is instead, in words for an editor; `other` is empty where nobody knows. */
export type Sniffed = { format: PhotoFormat } | { other: string; isPointer?: true };

/** Enough of a file's beginning for `sniffFormat`, in bytes. */
export const sniffLength = 1024;

/** What a file is by its first bytes; its name is not asked. */
export function sniffFormat(head: Uint8Array): Sniffed {
  const latin = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, sniffLength)).toString("latin1");
  if (latin.startsWith("\xff\xd8\xff")) return { format: "jpeg" };
  if (latin.startsWith("\x89PNG\r\n\x1a\n")) return { format: "png" };
  if (latin.startsWith("RIFF") && latin.slice(8, 12) === "WEBP") return { format: "webp" };
  if (latin.slice(4, 8) === "ftyp") return isoMedia(head, latin);
  if (latin.startsWith("version https://git-lfs.github.com/spec/"))
    return { other: "Git LFS pointer", isPointer: true };
  for (const [start, name] of signatures) if (latin.startsWith(start)) return { other: name };
  const text = latin.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (/<svg[\s>]/i.test(text) && text.startsWith("<")) return { other: "SVG" };
  if (/^<(!doctype\s+html|html|head|body)/i.test(text)) return { other: "web page" };
  if (text.startsWith("<?xml")) return { other: "XML file" };
  return { other: "" };
}

const signatures = [
  ["GIF8", "GIF"],
  ["II*\0", "TIFF"],
  ["MM\0*", "TIFF"],
  ["II+\0", "TIFF"],
  ["MM\0+", "TIFF"],
  ["BM", "BMP"],
  ["8BPS", "Photoshop file"],
  ["%PDF", "PDF"],
  ["\xff\x0a", "JPEG XL"],
  ["\0\0\0\x0cJXL ", "JPEG XL"],
  ["\0\0\0\x0cjP  ", "JPEG 2000"],
  ["\x1f\x8b", "compressed file"],
  ["PK\x03\x04", "zip archive"],
] as const;

const heicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx"];

/** ISO/IEC 14496-12: `ftyp` lists the brands; AVIF and HEIC share everything else. */
function isoMedia(head: Uint8Array, latin: string): Sniffed {
  const length = new DataView(head.buffer, head.byteOffset, head.length).getUint32(0);
  const brands = (latin.slice(8, Math.min(length, latin.length)).match(/[\s\S]{4}/g) ?? []).filter((_, at) => at !== 1);
  if (brands.includes("avif") || brands.includes("avis")) return { format: "avif" };
  if (brands.some((brand) => heicBrands.includes(brand)) || brands[0] === "mif1") return { other: "HEIC" };
  return { other: "video" };
}
