import { colourClass } from "./palette.ts";
import type { PlannedRendition, RenditionPlan } from "./plan-renditions.ts";

/** One rendition, in the shape that eleventy-img's metadata has. */
export interface RenditionMetadata {
  format: "avif" | "jpeg" | "svg";
  width: number;
  height: number;
  url: string;
  /** MIME type. */
  sourceType: string;
  /** `url 640w` */
  srcset: string;
  filename: string;
  /** Below the output folder. */
  outputPath: string;
}

/** A photo as templates see it (`PhotoView`): final addresses, words and classes. */
export interface PhotoMetadata {
  alt: string;
  caption?: string;
  /** The record's credit line, byte for byte. */
  credit: string;
  licence?: string;
  /** px of the oriented source. */
  width: number;
  height: number;
  renditions: { avif: RenditionMetadata[]; jpeg: RenditionMetadata[] };
  avifSrcset: string;
  jpegSrcset: string;
  src: string;
  /** The drawing itself: SVG, shown in place of all the others. */
  drawingSrc?: string;
  colourClass: string;
  focusClass: string;
  shape: "landscape" | "portrait" | "square";
}

export interface PhotoAddresses {
  plan: RenditionPlan;
  /** Path prefix included, with a slash at the end: `/photos/kept/`. */
  urlPrefix: string;
  /** Where the files stand below the output folder; default `photos/kept/`. */
  outputFolder?: string;
}

/** px: the JPEG that browsers without AVIF and `srcset` get. */
const fallbackWidth = 640;

/** A planned photo in the fields of `PhotoView`. Pure: the files need not be there yet. */
export function photoMetadataForView(addresses: PhotoAddresses): PhotoMetadata {
  const { set, carried, source, colour, focus } = addresses.plan;
  const { rights, alt, caption } = carried;
  const renditions = {
    avif: set.avif.map((rendition) => renditionMetadata(rendition, addresses)),
    jpeg: set.jpeg.map((rendition) => renditionMetadata(rendition, addresses)),
  };
  const fallback = renditions.jpeg.find(({ width }) => width >= fallbackWidth) ?? renditions.jpeg.at(-1);
  return {
    alt,
    ...(caption !== undefined && { caption }),
    credit: rights.credit,
    ...(rights.licence !== undefined && { licence: rights.licence }),
    width: source.width,
    height: source.height,
    renditions,
    avifSrcset: renditions.avif.map(({ srcset }) => srcset).join(", "),
    jpegSrcset: renditions.jpeg.map(({ srcset }) => srcset).join(", "),
    src: fallback?.url ?? "",
    ...(set.drawing && { drawingSrc: renditionMetadata(set.drawing, addresses).url }),
    colourClass: colourClass(colour),
    focusClass: `focus-x-${tenths(focus[0])} focus-y-${tenths(focus[1])}`,
    shape: shapeOf(source.width / source.height),
  };
}

/** The lead photo's picture for link previews: its own crop, else the widest JPEG. */
export function socialImage(addresses: PhotoAddresses): RenditionMetadata | undefined {
  const { social, jpeg } = addresses.plan.set;
  const rendition = social ?? jpeg.at(-1);
  return rendition && renditionMetadata(rendition, addresses);
}

/** One planned file with its address. */
export function renditionMetadata(
  { name, format, width, height }: PlannedRendition,
  { urlPrefix, outputFolder = "photos/kept/" }: PhotoAddresses,
): RenditionMetadata {
  // Encoded whole: a comma or a blank would end a candidate of `srcset`.
  const url = urlPrefix + encodeURIComponent(name);
  return {
    format,
    width,
    height,
    url,
    sourceType: format === "svg" ? "image/svg+xml" : `image/${format}`,
    srcset: `${url} ${width}w`,
    filename: name,
    outputPath: outputFolder + name,
  };
}

function tenths(share: number): number {
  return Math.round(Math.min(Math.max(share, 0), 1) * 10);
}

/** Within 5 % of a square the eye sees a square. */
function shapeOf(ratio: number): PhotoMetadata["shape"] {
  if (ratio > 1.05) return "landscape";
  return ratio < 0.95 ? "portrait" : "square";
}
