import { stableJson } from "../base/digest.ts";
import { engineVersion } from "./sharp-version.ts";

/**
 * How renditions are made. Measured (FACTS.md, Photos): AVIF q60 e0 4:2:0 matches WebP at better quality and a quarter
 * fewer bytes; more effort costs 4–13 times the time for nothing; mozjpeg 9 times.
 */
export const recipe = {
  /** Raise when the code that makes renditions changes their bytes. */
  version: 1,
  avif: { widths: [320, 640, 960, 1280, 1920], options: { quality: 60, effort: 0, chromaSubsampling: "4:2:0" } },
  /**
   * Grain, rain and stars cost bytes that a phone's reader waits for and an eye does not miss: an AVIF of more bits a pixel,
   * or at a phone's width of more bytes, is made again at the next of these qualities (docs/decisions/0017-heavy-photos.md).
   */
  heavy: { bitsPerPixel: 1, phone: { width: 640, bytes: 32_000 }, qualities: [50, 45, 40] },
  jpeg: { widths: [640, 1280], options: { quality: 75, progressive: true, chromaSubsampling: "4:2:0" } },
  /**
   * A drawing stays SVG; this JPEG is for those who show none: feeds, link previews, search engines, old readers of books.
   * Lines and letters want their colours unthinned.
   */
  drawing: { version: 1, width: 1280, options: { quality: 82, progressive: true, chromaSubsampling: "4:4:4" } },
  /** Open Graph's shape; a crop by the focus point, for lead photos. */
  social: { width: 1200, height: 630 },
  /** What search engines ask of an article's picture: 16:9, 4:3 and 1:1. */
  crops: [
    { width: 1200, height: 675 },
    { width: 1200, height: 900 },
    { width: 1200, height: 1200 },
  ],
} as const;

/** Crops narrower than that are of no use to those who ask for them (px). */
export const minimumCropWidth = 600;

/** px: what AVIF's container takes (libheif refuses 16,385); JPEG could four times as much. */
export const maximumHeight = 16_384;

/** All that the bytes of a rendition depend on besides source, rights and crop; part of every rendition's name. */
export const recipeText = stableJson({ recipe, engineVersion });
