import type { Sharp } from "sharp";
import { type Crop, type Size, sizeAtWidth } from "./crop.ts";
import { readDrawing } from "./drawing.ts";
import { makeDrawing } from "./make-drawing.ts";
import { openPhoto } from "./open-photo.ts";
import type { PhotoResult } from "./photo-failure.ts";
import { type PlannedRendition, type RenditionPlan, renditionsOf } from "./plan-renditions.ts";
import { recipe } from "./recipe.ts";
import { rightsPacket } from "./rights-packet.ts";
import { maximumPixels, sharp } from "./sharp.ts";
import { withIim } from "./write-iim.ts";

export interface MakeOptions {
  /** The photo file. */
  path: string;
  plan: RenditionPlan;
  /** Names to make; default: all of the plan. */
  names?: ReadonlySet<string> | undefined;
  /** Given each rendition as soon as it is there; the next is begun once this is done. */
  onMade: (rendition: PlannedRendition, bytes: Buffer) => void | Promise<void>;
}

/**
 * Makes the renditions of one photo: one decode at the largest width, every file from that. Upright, sRGB, on white,
 * with the rights record as XMP (and IIM in JPEG) and nothing else of what the source held. Whether some or all are
 * asked for, each comes out the same. Failures are what the file is to blame for; throws where the disk is.
 */
export async function makeRenditions({ path, plan, names, onMade }: MakeOptions): Promise<PhotoResult<true>> {
  const opened = await openPhoto({ path, sha256: plan.sha256 });
  if (opened.failure) return opened;
  if (opened.value.format === "svg") return makeDrawings(opened.value.bytes, { path, plan, names, onMade });
  const packet = rightsPacket(plan.carried);
  const wanted = renditionsOf(plan.set).filter(({ name }) => !names || names.has(name));
  const base = sizeAtWidth(plan.source, Math.max(...plan.set.avif.map(({ width }) => width)));
  let pixels: Pixels | undefined;
  for (const rendition of wanted) {
    let bytes: Buffer;
    try {
      const needsSource = rendition.crop && rendition.width * plan.source.width > rendition.crop.width * base.width;
      if (!needsSource) pixels ??= await decode(opened.value.bytes, base);
      const picture =
        needsSource || !pixels
          ? fromSource(opened.value.bytes, rendition)
          : fromPixels(pixels, rendition, plan.source.width);
      bytes = await encode(picture, rendition, packet);
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      return { failure: { code: "photo/unreadable", message: "can't be made into renditions", found } };
    }
    await onMade(rendition, rendition.format === "jpeg" ? withIim(bytes, plan.carried) : bytes);
  }
  return { value: true };
}

/** A drawing's files: cleaned again, for nothing of it is kept between reading and making. */
async function makeDrawings(bytes: Buffer, { plan, names, onMade }: MakeOptions): Promise<PhotoResult<true>> {
  const drawing = readDrawing(bytes);
  if (drawing.failure) return drawing;
  for (const rendition of renditionsOf(plan.set).filter(({ name }) => !names || names.has(name))) {
    let made: Buffer;
    try {
      made = await makeDrawing(drawing.value, rendition, plan);
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      return { failure: { code: "photo/drawing-unreadable", message: "can't be drawn", found } };
    }
    await onMade(rendition, rendition.format === "jpeg" ? withIim(made, plan.carried) : made);
  }
  return { value: true };
}

interface Pixels extends Size {
  /** 8-bit sRGB, three bytes a pixel. */
  data: Buffer;
}

/**
 * Upright before anything else, since a crop counts in the upright picture. Reading has seen that the file decodes; what
 * it let pass as harmless passes here too.
 */
function openSource(bytes: Buffer): Sharp {
  return sharp(bytes, { limitInputPixels: maximumPixels, failOn: "error" }).autoOrient();
}

/** CMYK, Display P3, 16 bits, grey and palette all become sRGB; what shines through is white. */
function asPlain(picture: Sharp): Sharp {
  return picture.flatten({ background: "#fff" }).toColourspace("srgb").removeAlpha();
}

async function decode(bytes: Buffer, { width, height }: Size): Promise<Pixels> {
  const data = await asPlain(openSource(bytes).resize(width, height, { fit: "fill" }))
    .raw()
    .toBuffer();
  return { data, width, height };
}

function fromPixels({ data, width, height }: Pixels, { crop, ...size }: PlannedRendition, sourceWidth: number): Sharp {
  const picture = sharp(data, { raw: { width, height, channels: 3 } });
  const part = crop && scaleCrop(crop, width / sourceWidth, { width, height });
  return (part ? picture.extract(part) : picture).resize(size.width, size.height, { fit: "fill" });
}

/** A crop of which the decoded width holds too few pixels, as of a panorama, is taken from the source itself. */
function fromSource(bytes: Buffer, { crop, width, height }: PlannedRendition): Sharp {
  const picture = openSource(bytes);
  return asPlain((crop ? picture.extract(crop) : picture).resize(width, height, { fit: "fill" }));
}

function scaleCrop(crop: Crop, scale: number, limits: Size): Crop {
  const left = Math.min(Math.round(crop.left * scale), limits.width - 1);
  const top = Math.min(Math.round(crop.top * scale), limits.height - 1);
  return {
    left,
    top,
    width: Math.min(Math.max(1, Math.round(crop.width * scale)), limits.width - left),
    height: Math.min(Math.max(1, Math.round(crop.height * scale)), limits.height - top),
  };
}

/** Never withExif() or keepMetadata(): thumbnail, position and serial number of the source would travel along (FACTS.md). */
async function encode(picture: Sharp, { format, ...size }: PlannedRendition, packet: string): Promise<Buffer> {
  const plain = picture.withXmp(packet);
  if (format !== "avif") return plain.jpeg({ ...recipe.jpeg.options }).toBuffer();
  const { bitsPerPixel, phone, qualities } = recipe.heavy;
  const share = (size.width * size.height * bitsPerPixel) / 8;
  const most = (size.width <= phone.width ? Math.min(share, phone.bytes) : share) + Buffer.byteLength(packet);
  let bytes = await plain.clone().avif(recipe.avif.options).toBuffer();
  for (const quality of qualities) {
    if (bytes.length <= most) break;
    bytes = await plain
      .clone()
      .avif({ ...recipe.avif.options, quality })
      .toBuffer();
  }
  return bytes;
}
