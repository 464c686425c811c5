import type { Metadata } from "sharp";
import type { PhotoReading } from "../model/rights.ts";
import { readDrawing } from "./drawing.ts";
import { openPhoto, type PhotoSource } from "./open-photo.ts";
import { dominantColour } from "./palette.ts";
import { perceptualHash, sampleSide } from "./perceptual-hash.ts";
import type { PhotoFailure, PhotoResult } from "./photo-failure.ts";
import { readEmbedded } from "./read-embedded.ts";
import { maximumPixels, sharp } from "./sharp.ts";

/** Raise when a reading of the same bytes comes out differently: stored readings are then made anew. */
export const readingVersion = 2;

/** Seconds after which a decode is given up. */
const decodeLimit = 30;

/**
 * Reads one photo: size after orientation, dominant colour, perceptual hash, the rights it carries, the private data it
 * holds. The whole picture is decoded, for a truncated file passes every lesser look. Never throws for what a file may hold.
 */
export async function readPhoto(source: PhotoSource): Promise<PhotoResult<PhotoReading>> {
  const opened = await openPhoto(source);
  if (opened.failure) return opened;
  const { bytes, format } = opened.value;
  if (format === "svg") return drawingReading(bytes, source.sha256);

  let metadata: Metadata;
  try {
    metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch (error) {
    return { failure: undecodable(error) };
  }
  const { width, height } = metadata.autoOrient;
  if (width * height > maximumPixels) {
    return {
      failure: {
        code: "photo/too-large",
        message: "has more pixels than can be worked on safely",
        expected: `at most ${maximumPixels / 1e6} megapixels`,
        found: `${width} × ${height} px`,
      },
    };
  }
  if (metadata.format === "heif" && metadata.compression !== "av1") {
    const found = metadata.compression ?? "HEIC";
    return { failure: { code: "photo/unsupported", message: "is AVIF by name but coded otherwise", found } };
  }

  let sample: Uint8Array;
  try {
    sample = await decodeSample(bytes);
  } catch (error) {
    return { failure: undecodable(error) };
  }
  const looks = perceptualHash(sample, metadata.orientation);
  return {
    value: {
      sha256: source.sha256,
      width,
      height,
      colour: dominantColour(sample),
      ...(looks !== undefined && { perceptualHash: looks }),
      format,
      hasAlpha: metadata.hasAlpha,
      ...readEmbedded({
        jpeg: format === "jpeg" ? bytes : undefined,
        xmp: metadata.xmp,
        exif: metadata.exif,
      }),
    },
  };
}

/** What a drawing is: no picture is decoded, and what its file says of rights counts for nothing. */
function drawingReading(bytes: Buffer, digest: string): PhotoResult<PhotoReading> {
  const read = readDrawing(bytes);
  if (read.failure) return read;
  const { width, height, cleaned } = read.value;
  return {
    value: {
      sha256: digest,
      width,
      height,
      colour: dominantColour(Uint8Array.of(255, 255, 255)),
      format: "svg",
      hasAlpha: true,
      xmp: {},
      iim: {},
      exif: {},
      privateData: [],
      ...(cleaned.length > 0 && { cleaned }),
    },
  };
}

/** The picture at 32 × 32 in sRGB as it is stored, not turned upright; which takes a decode of all of it. */
async function decodeSample(bytes: Buffer): Promise<Uint8Array> {
  const decode = (failOn: "warning" | "error") =>
    sharp(bytes, { limitInputPixels: maximumPixels, failOn })
      .timeout({ seconds: decodeLimit })
      .resize(sampleSide, sampleSide, { fit: "fill" })
      .flatten({ background: "#fff" })
      .toColourspace("srgb")
      .removeAlpha()
      .raw()
      .toBuffer();
  try {
    return await decode("warning");
  } catch (error) {
    if (!isHarmless(error)) throw error;
    return await decode("error");
  }
}

// Decoders warn of bytes between segments and of colour profiles that many cameras and editors write. The picture is whole.
function isHarmless(error: unknown): boolean {
  return error instanceof Error && /extraneous bytes|iCCP|profile|sRGB|gAMA|cHRM|JFIF|Exif/i.test(error.message);
}

function undecodable(error: unknown): PhotoFailure {
  const reason = (error instanceof Error ? error.message : String(error)).split("\n").at(-1)?.trim() ?? "";
  // The machine may have been busy: said of this build only, never remembered of the picture.
  if (/^timeout/i.test(reason)) return { code: "photo/failed", message: "takes too long to decode", found: reason };
  const isCut = /premature end|truncated|unexpected end|end of (file|stream)|not enough data/i.test(reason);
  return {
    code: "photo/unreadable",
    message: isCut ? "is cut off: the file ends before the picture does" : "can't be decoded",
    found: reason,
  };
}
