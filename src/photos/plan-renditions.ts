import { digestOf } from "../base/digest.ts";
import { clipBytes, slugify } from "../base/text.ts";
import type { PhotoReading, Rights } from "../model/rights.ts";
import { type Crop, cropByFocus, type Size, sizeAtWidth } from "./crop.ts";
import { maximumHeight, minimumCropWidth, recipe, recipeText } from "./recipe.ts";
import { type PacketInput, rightsPacket } from "./rights-packet.ts";

export interface PlannedRendition extends Size {
  /** File name: `harbour-3f2a9c0d1e4b5a67-640.avif`; equal names mean equal bytes. */
  name: string;
  format: "avif" | "jpeg" | "svg";
  /** Part of the oriented source, in px of it; absent: all of it. */
  crop?: Crop;
}

export interface PlannedSet {
  /** The drawing itself, where the photo is one: it then has one JPEG, and no AVIF or crop. */
  drawing?: PlannedRendition;
  /** By width, narrowest first. */
  avif: PlannedRendition[];
  jpeg: PlannedRendition[];
  /** For link previews of a lead photo; absent where the source is too small for one. */
  social?: PlannedRendition;
  /** 16:9, 4:3 and 1:1 of a lead photo, where asked for. */
  crops: PlannedRendition[];
}

/** All that making and showing one use of a photo takes. */
export interface RenditionPlan {
  set: PlannedSet;
  /** SHA-256 of the photo file. */
  sha256: string;
  /** px, after orientation. */
  source: Size;
  /** Palette id of the dominant colour. */
  colour: string;
  /** 0–1 */
  focus: readonly [number, number];
  /** What every rendition carries. */
  carried: PacketInput;
}

export interface RenditionUse {
  reading: Pick<PhotoReading, "sha256" | "width" | "height" | "colour"> & Partial<Pick<PhotoReading, "format">>;
  rights: Rights;
  /** Empty for a decorative photo. */
  alt: string;
  caption?: string | undefined;
  /** BCP 47 of the words, where it is known. */
  altLanguage?: string | undefined;
  captionLanguage?: string | undefined;
  /** 0–1 of the oriented image. */
  focus: readonly [number, number];
  /** A lead gets a crop for link previews. */
  placement: "lead" | "inline";
  /** The photo's id or file name, for people who look at addresses. */
  stem: string;
  /** Lead photos also in 16:9, 4:3 and 1:1. Default: false. */
  hasCrops?: boolean;
}

/**
 * Every file that one use of a photo consists of, by name, size and crop. Pure and cheap: nothing is read or made. The
 * same photo with the same rights and words gives the same names wherever it stands. Throws ProblemError where rights and
 * alt text are too long to travel in a file.
 */
export function planRenditions(use: RenditionUse): RenditionPlan {
  const { reading, rights, alt, caption, altLanguage, captionLanguage, focus, placement, hasCrops = false } = use;
  const source = { width: reading.width, height: reading.height };
  const carried = {
    rights,
    alt,
    ...(caption !== undefined && { caption }),
    ...(altLanguage !== undefined && { altLanguage }),
    ...(captionLanguage !== undefined && { captionLanguage }),
  };
  const key = digestOf(recipeText, reading.sha256, rightsPacket(carried));
  const stem = stemOf(use.stem);
  const plan = { sha256: reading.sha256, source, colour: reading.colour, focus, carried };
  if (reading.format === "svg") return { set: drawingSet(source, `${stem}-${key.slice(0, hashLength)}`), ...plan };

  const whole = (format: "avif" | "jpeg") =>
    widthsFor(source, recipe[format].widths).map((width) => ({
      name: `${stem}-${key.slice(0, hashLength)}-${width}.${endings[format]}`,
      format,
      ...sizeAtWidth(source, width),
    }));
  const cropped = (shape: Size): PlannedRendition[] => {
    const crop = cropByFocus(source, shape, focus);
    if (crop.width < minimumCropWidth) return [];
    const size = crop.width < shape.width ? { width: crop.width, height: crop.height } : shape;
    const { left, top, width, height } = crop;
    const hash = digestOf(key, [left, top, width, height].join(" ")).slice(0, hashLength);
    const name = `${stem}-${hash}-${size.width}x${size.height}.jpg`;
    return [{ name, format: "jpeg", width: size.width, height: size.height, crop }];
  };

  const [social] = placement === "lead" ? cropped(recipe.social) : [];
  const set: PlannedSet = {
    avif: whole("avif"),
    jpeg: whole("jpeg"),
    ...(social && { social }),
    crops: placement === "lead" && hasCrops ? recipe.crops.flatMap(cropped) : [],
  };
  return { set, ...plan };
}

/** The drawing under its own name, and as a JPEG of a fixed width, for lines have any size. */
function drawingSet(source: Size, name: string): PlannedSet {
  const size = sizeAtWidth(source, recipe.drawing.width);
  return {
    drawing: { name: `${name}.svg`, format: "svg", ...source },
    avif: [],
    jpeg: [{ name: `${name}-${size.width}.jpg`, format: "jpeg", ...size }],
    crops: [],
  };
}

const endings = { avif: "avif", jpeg: "jpg" } as const;

/** Hexadecimal digits: 64 bits, so that a million photos share a name with a chance of one in forty million. */
const hashLength = 16;

/** Bytes of UTF-8: with hash and size a name stays well below the 255 that file systems take. */
const stemBytes = 60;

/** The readable part of a rendition's name; small letters, so that names differ on every file system or are equal. */
function stemOf(file: string): string {
  const name = file.replace(/^.*[/\\]/, "").replace(/\.[^.]*$/, "");
  return clipBytes(slugify(name).replace(/[._]+/g, "-"), stemBytes).replace(/-+$/, "") || "photo";
}

/**
 * The steps that a source reaches, and its own width where that lies between two steps; never more than it has. A very
 * tall picture gets fewer, for a file can be only so high.
 */
export function widthsFor(source: Size, steps: readonly number[]): number[] {
  const highest = Math.floor((source.width * maximumHeight) / source.height);
  const own = Math.max(1, Math.min(source.width, highest));
  const reached = steps.filter((step) => step <= own);
  const isBetween = reached.length < steps.length && reached.at(-1) !== own;
  return isBetween ? [...reached, own] : reached;
}

/** Every file of a set, in the order in which they are made. */
export function renditionsOf({ drawing, avif, jpeg, social, crops }: PlannedSet): PlannedRendition[] {
  return [...(drawing ? [drawing] : []), ...avif, ...jpeg, ...(social ? [social] : []), ...crops];
}
