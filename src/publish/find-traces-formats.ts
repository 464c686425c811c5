import type { Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createZstdDecompress } from "node:zlib";
import { isTarHeader } from "./find-traces-tar.ts";

/** How a file that holds others is opened, if it is. */
export type HoldingFormat =
  | { kind: "zip" }
  | { kind: "tar" }
  | { kind: "compressed"; decompressor: () => Transform }
  | { kind: "closed"; name: string };

/** By first bytes, where they begin. */
const closedFormats: readonly [name: string, start: string, at?: number][] = [
  ["RAR", "Rar!"],
  ["7-Zip", "7z\xbc\xaf\x27\x1c"],
  ["xz", "\xfd7zXZ\0"],
  ["bzip2", "1AY&SY", 4],
  ["ZIM", "ZIM\x04"],
];
const zipStarts = ["PK\x03\x04", "PK\x05\x06", "PK\x07\x08"];

/** What a file holds others as, by its first bytes (512 of them) and, where those say nothing, its name; undefined: none that is known. */
export function formatOf(head: Buffer, name: string): HoldingFormat | undefined {
  const text = head.toString("latin1");
  // An archive may begin with a program that unpacks it; its name says what it is.
  if (zipStarts.some((start) => text.startsWith(start)) || /\.(?:zip|epub|jar)$/i.test(name)) return { kind: "zip" };
  if (text.startsWith("\x1f\x8b")) return { kind: "compressed", decompressor: () => createGunzip() };
  if (text.startsWith("\x28\xb5\x2f\xfd")) return { kind: "compressed", decompressor: () => createZstdDecompress() };
  if (/\.br$/i.test(name)) return { kind: "compressed", decompressor: () => createBrotliDecompress() };
  if (text.startsWith("ustar", 257) || isTarHeader(head)) return { kind: "tar" };
  const closed = closedFormats.find(([, start, at = 0]) => text.startsWith(start, at));
  return closed && { kind: "closed", name: closed[0] };
}
