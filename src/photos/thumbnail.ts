import { readFile } from "node:fs/promises";
import { maximumPixels, sharp } from "./sharp.ts";

export interface Thumbnail {
  /** JPEG, without metadata. */
  bytes: Buffer;
  /** px */
  width: number;
  height: number;
}

/**
 * A small upright picture of a photo that has been read, at most `side` px wide and high; undefined where the file went
 * away or fails after all.
 */
export async function thumbnail(path: string, side: number): Promise<Thumbnail | undefined> {
  try {
    const { data, info } = await sharp(await readFile(path), { limitInputPixels: maximumPixels, failOn: "error" })
      .autoOrient()
      .resize(side, side, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#fff" })
      .toColourspace("srgb")
      .jpeg({ quality: 62 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch {
    return undefined;
  }
}
