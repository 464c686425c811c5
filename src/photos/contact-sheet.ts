import type { OverlayOptions } from "sharp";
import { clip } from "../base/text.ts";
import { type Crop, cropByFocus, type Size } from "./crop.ts";
import { openPhoto, type PhotoSource } from "./open-photo.ts";
import type { PhotoResult } from "./photo-failure.ts";
import { minimumCropWidth, recipe } from "./recipe.ts";
import { maximumPixels, sharp } from "./sharp.ts";
import { drawableText, missingCharacters } from "./social-card-fonts.ts";
import { setLines } from "./social-card-text.ts";

export interface ContactSheetInput {
  source: PhotoSource;
  /** px, after orientation. */
  size: Size;
  /** 0–1 */
  focus: readonly [number, number];
  /** Shapes that the site's style gives to pictures on cards. */
  cardShapes: readonly Size[];
  /** Above the picture. */
  title: string;
}

/** One crop as the sheet shows it. */
export interface SheetCrop {
  label: string;
  /** Of its outline. */
  colour: string;
  crop: Crop;
}

// Apart from one another for eyes that see no red or green too (Okabe and Ito, Color Universal Design).
const colours = ["#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a7a00", "#000000"];

const paper = "#fbfaf7";
const ink = "#1c1a17";

/** px */
const layout = {
  margin: 40,
  whole: 940,
  gap: 32,
  column: 276,
  between: 20,
  label: 30,
  title: 60,
  line: 3,
};

/** The crops that are made of a lead photo and those that cards show, by the rules that builds and browsers crop by. */
export function sheetCrops({
  size,
  focus,
  cardShapes,
}: Pick<ContactSheetInput, "size" | "focus" | "cardShapes">): SheetCrop[] {
  const made = [...recipe.crops, recipe.social].map((shape) => {
    const crop = cropByFocus(size, shape, focus);
    const isMade = crop.width >= minimumCropWidth;
    return { label: `${shapeName(shape)}${isMade ? "" : ", too small to be made"}`, crop };
  });
  const cards = cardShapes.map((shape) => ({
    label: `card ${shape.width}:${shape.height}`,
    crop: cardCrop(size, shape, focus),
  }));
  return [...made, ...cards].map((each, index) => ({ ...each, colour: colours[index % colours.length] ?? ink }));
}

const names: Record<string, string> = {
  "1200×675": "16:9",
  "1200×900": "4:3",
  "1200×1200": "1:1",
  "1200×630": "1200 × 630",
};

function shapeName({ width, height }: Size): string {
  return names[`${width}×${height}`] ?? `${width} × ${height}`;
}

/** CSS `object-fit: cover` with `object-position` in tenths, as the pages' focus classes set it. */
function cardCrop(picture: Size, shape: Size, focus: readonly [number, number]): Crop {
  const { width, height } = cropByFocus(picture, shape, focus);
  const at = (share: number, whole: number, part: number) => Math.round((Math.round(share * 10) / 10) * (whole - part));
  return { left: at(focus[0], picture.width, width), top: at(focus[1], picture.height, height), width, height };
}

/** A PNG of the whole picture with its focus and crops outlined, and each crop beside it. */
export async function contactSheet(input: ContactSheetInput): Promise<PhotoResult<Buffer>> {
  const opened = await openPhoto(input.source);
  if (opened.failure) return opened;
  try {
    return { value: await draw(opened.value.bytes, input) };
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { failure: { code: "photo/unreadable", message: "can't be drawn on a contact sheet", found } };
  }
}

async function draw(bytes: Buffer, input: ContactSheetInput): Promise<Buffer> {
  const { margin, whole, gap, column, between, label, title } = layout;
  const scale = Math.min(whole / input.size.width, whole / input.size.height);
  const shown = scaled(input.size, scale);
  const aside = margin + shown.width + gap;
  const width = aside + 2 * column + between + margin;
  const raw = { raw: { ...shown, channels: 3 as const } };
  const picture = await sharp(bytes, { limitInputPixels: maximumPixels, failOn: "error" })
    .autoOrient()
    .resize(shown.width, shown.height, { fit: "fill" })
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer();
  const top = margin + title;
  const crops = sheetCrops(input).map((each) => ({ ...each, part: within(scaledCrop(each.crop, scale), shown) }));
  const layers: OverlayOptions[] = [
    await words(clip(input.title, 70), { left: margin, top: margin, height: 40, size: 34, room: width - 2 * margin }),
    { input: picture, ...raw, left: margin, top },
    ...crops.flatMap(({ part, colour }, index) => outline(part, { left: margin, top, colour, inset: index })),
    ...focusMark(input.focus, shown, { left: margin, top }),
  ];
  const ends = [top, top];
  for (const { part, colour, label: text } of crops) {
    const side = (ends[1] ?? 0) < (ends[0] ?? 0) ? 1 : 0;
    const left = aside + side * (column + between);
    const start = ends[side] ?? top;
    const size = scaled(part, column / Math.max(part.width, part.height));
    const cut = await sharp(picture, raw)
      .extract(part)
      .resize(size.width, size.height, { fit: "fill" })
      .png()
      .toBuffer();
    layers.push(
      bar({ left, top: start + 4, width: 18, height: 18 }, colour),
      await words(text, { left: left + 28, top: start, height: 26, size: 22, room: column - 28 }),
      { input: cut, left, top: start + label },
    );
    ends[side] = start + label + size.height + between;
  }
  const height = Math.max(top + shown.height, ...ends) + margin;
  return sharp({ create: { width, height, channels: 3, background: paper } })
    .composite(layers)
    .png()
    .toBuffer();
}

interface Place {
  left: number;
  top: number;
}

/** A line of text, its ink in the middle of the given height. */
async function words(
  text: string,
  at: Place & { height: number; size: number; room: number },
): Promise<OverlayOptions> {
  const missing = new Set(missingCharacters(text));
  const line = [...drawableText(text)].map((character) => (missing.has(character) ? "?" : character)).join("") || "-";
  const style = { script: "latin", direction: "ltr", weight: "small", size: at.size, colour: ink } as const;
  const set = await setLines([line], style);
  const share = Math.min(1, at.room / set.width, (at.height * 1.5) / set.height);
  const { width, height } = scaled(set, share);
  const input = await sharp(set.data, { raw: { width: set.width, height: set.height, channels: 4 } })
    .resize(width, height, { fit: "fill" })
    .png()
    .toBuffer();
  return { input, left: at.left, top: Math.max(0, at.top + Math.round((at.height - height) / 2)) };
}

/** Four bars round a part of the picture; each outline a little further in than the last, so that equal edges show all colours. */
function outline(part: Crop, at: Place & { colour: string; inset: number }): OverlayOptions[] {
  const { line } = layout;
  const inset = Math.min(at.inset * line, Math.floor(Math.min(part.width, part.height) / 4));
  const left = at.left + part.left + inset;
  const top = at.top + part.top + inset;
  const width = Math.max(line, part.width - 2 * inset);
  const height = Math.max(line, part.height - 2 * inset);
  return [
    { left, top, width, height: line },
    { left, top: top + height - line, width, height: line },
    { left, top, width: line, height },
    { left: left + width - line, top, width: line, height },
  ].map((rectangle) => bar(rectangle, at.colour));
}

/** A cross with its middle left open, dark on light, so that it shows on any picture. */
function focusMark(focus: readonly [number, number], shown: Size, at: Place): OverlayOptions[] {
  const x = at.left + Math.round(focus[0] * (shown.width - 1));
  const y = at.top + Math.round(focus[1] * (shown.height - 1));
  const [near, far] = [6, 30];
  const arms = (thickness: number, colour: string) => {
    const half = Math.floor(thickness / 2);
    const length = far - near;
    return [
      { left: x - far, top: y - half, width: length, height: thickness },
      { left: x + near, top: y - half, width: length, height: thickness },
      { left: x - half, top: y - far, width: thickness, height: length },
      { left: x - half, top: y + near, width: thickness, height: length },
    ].map((rectangle) => bar(rectangle, colour));
  };
  return [...arms(7, "#ffffff"), ...arms(3, "#000000")];
}

function bar({ left, top, width, height }: Crop, background: string): OverlayOptions {
  return { input: { create: { width, height, channels: 4, background } }, left, top };
}

function scaled({ width, height }: Size, scale: number): Size {
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function scaledCrop({ left, top, width, height }: Crop, scale: number): Crop {
  return { left: Math.round(left * scale), top: Math.round(top * scale), ...scaled({ width, height }, scale) };
}

/** Rounding may leave the picture by a px. */
function within(part: Crop, { width, height }: Size): Crop {
  const left = Math.min(part.left, width - 1);
  const top = Math.min(part.top, height - 1);
  return { left, top, width: Math.min(part.width, width - left), height: Math.min(part.height, height - top) };
}
