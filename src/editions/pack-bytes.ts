import { crc32 } from "node:zlib";
import { deflateSync } from "fflate";

/** One file's bytes as an archive holds them. */
export interface PackedBytes {
  data: Uint8Array;
  isDeflated: boolean;
  /** Of the bytes as they were. */
  crc: number;
  /** Bytes, as they were. */
  size: number;
}

/**
 * Compressed in JavaScript: zlib's output hangs on the processor's instructions, and with it the archive's digest. What
 * doesn't shrink goes as it is: readers need not unpack it. `isPacked`: what no compression makes smaller (photos, fonts).
 */
export function packBytes(bytes: Uint8Array, isPacked = false): PackedBytes {
  const smaller = isPacked ? undefined : deflateSync(bytes, { level: 6 });
  const isDeflated = smaller !== undefined && smaller.length < bytes.length;
  return { data: isDeflated ? smaller : bytes, isDeflated, crc: crc32(bytes), size: bytes.length };
}
