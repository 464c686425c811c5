import { type EmbeddedMetadata, readEmbedded } from "./read-embedded.ts";
import { sharp } from "./sharp.ts";
import { sniffFormat } from "./sniff-format.ts";

/**
 * The rights that a photo's bytes carry, without decoding the picture: two ms in place of fifteen. Undefined where the bytes are no
 * picture that is read, or too damaged to be asked. Never throws for what they hold.
 */
export async function readRights(bytes: Buffer): Promise<EmbeddedMetadata | undefined> {
  const sniffed = bytes.length > 0 ? sniffFormat(bytes) : undefined;
  if (sniffed === undefined || !("format" in sniffed) || sniffed.format === "svg") return undefined;
  try {
    const { xmp, exif } = await sharp(bytes, { limitInputPixels: false }).metadata();
    return readEmbedded({ jpeg: sniffed.format === "jpeg" ? bytes : undefined, xmp, exif });
  } catch {
    return undefined;
  }
}
