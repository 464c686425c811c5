import type { digitalSourceTypes, photoRights } from "../content/photo-schema.ts";

/** Where a field of the rights record came from, in order of precedence. */
export const rightsOrigins = ["frontMatter", "copy", "sidecar", "xmp", "iim", "exif", "agency"] as const;
export type RightsOrigin = (typeof rightsOrigins)[number];

/** The one rights record of a photo's use: feeds the visible credit, XMP, IIM, JSON-LD, feeds. Names are the front matter's. */
export interface Rights {
  /** IPTC Credit Line, printed as it stands. */
  credit: string;
  /** IPTC Creator. */
  creator: string[];
  copyright?: string;
  source?: string;
  supplierRef?: string;
  usageTerms?: string;
  /** Web Statement of Rights. */
  licence?: string;
  licensor?: string;
  /** Name of the licensor, for plus:Licensor. */
  licensorName?: string;
  rights?: (typeof photoRights)[number];
  digitalSource?: (typeof digitalSourceTypes)[number];
  /** Key of agencies.yaml. */
  agency?: string;
}

/** What one origin says; all optional. */
export type RightsClaim = Partial<Omit<Rights, "creator">> & { creator?: string[] };

/** What a photo file itself holds: found by photo reading, cached by the file's SHA-256. */
export interface PhotoReading {
  sha256: string;
  /** px, after orientation. */
  width: number;
  height: number;
  /** Index into the fixed palette of `src/photos/palette.ts`: names a CSS class. */
  colour: string;
  format: "jpeg" | "png" | "webp" | "avif" | "svg";
  hasAlpha: boolean;
  /** Alike for pictures that look alike (`src/photos/perceptual-hash.ts`), hexadecimal; absent for drawings. */
  perceptualHash?: string;
  xmp: RightsClaim & { caption?: string; headline?: string; alt?: string };
  iim: RightsClaim & { caption?: string; headline?: string };
  exif: RightsClaim & { caption?: string };
  /** Private data found (never carried into a rendition): `gps`, `serialNumber`, `owner`, `thumbnail`. */
  privateData: string[];
  /** What was left out of a drawing because it could run, move, load or lead away, in words. */
  cleaned?: string[];
  /** Set where the metadata could not be read; the photo itself can. */
  metadataFault?: string;
}
