// Bytes of EXIF and IIM state their encoding rarely and wrongly often.

const utf8 = new TextDecoder("utf-8", { fatal: true });
// The label means windows-1252 (WHATWG Encoding), which is what cameras and wires of that time wrote.
const latin1 = new TextDecoder("latin1");

/**
 * UTF-8 where the bytes are UTF-8, else Latin-1: text in Latin-1 that happens to be UTF-8 does not occur in practice. A
 * character that a clipping writer cut off at the end is dropped. NFC, trimmed, without NUL.
 */
export function decodeText(bytes: Uint8Array): string {
  return tidy(decode(bytes));
}

function decode(bytes: Uint8Array): string {
  const whole = bytes.subarray(0, bytes.length - cutBytes(bytes));
  try {
    return utf8.decode(whole);
  } catch {
    return latin1.decode(bytes);
  }
}

function tidy(text: string): string {
  return text.replaceAll("\0", "").normalize("NFC").trim();
}

/** How many bytes at the end begin a character of UTF-8 that is not whole; 0 where the rest would be plain ASCII, so that a final `é` of Latin-1 stays. */
function cutBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    const isCut = length > back;
    const hasOthers = bytes.subarray(0, bytes.length - back).some((other) => other >= 0x80);
    return isCut && hasOthers ? back : 0;
  }
  return 0;
}
