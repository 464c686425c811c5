import sharp from "sharp";
import { clamp, mix } from "./noise.ts";
import type { Rgb, Vec } from "./types.ts";

/** Flat scenery that stands upright and faces the camera, as on a stage: right for things far off in haze. */
export interface Card {
  /** Distance, left edge, foot, width and height in metres. */
  z: number;
  x: number;
  y: number;
  width: number;
  height: number;
  picture: CardPicture;
}

/** Linear colour and coverage of a card. */
export interface CardPicture {
  width: number;
  height: number;
  data: Float32Array;
}

const toLinear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** Rasterises the inside of an SVG; only shapes, never text, so the machine's fonts can't matter. */
export async function paintCard(width: number, height: number, drawing: string): Promise<CardPicture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawing}</svg>`;
  const bytes = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
  const data = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++)
    data[i] = i % 4 === 3 ? (bytes[i] ?? 0) / 255 : toLinear((bytes[i] ?? 0) / 255);
  return { width, height, data };
}

/**
 * Writes the card's colour where a ray meets it and returns its coverage, 0–1. Bilinear, weighted by coverage so that
 * transparent black does not darken the edges.
 */
export function lookAtCard(card: Card, eye: Readonly<Vec>, d: Readonly<Vec>, out: Rgb): number {
  const t = (card.z - eye.z) / d.z;
  if (t <= 0) return 0;
  const { width, height, data } = card.picture;
  const px = ((eye.x + d.x * t - card.x) / card.width) * width - 0.5;
  const py = (1 - (eye.y + d.y * t - card.y) / card.height) * height - 0.5;
  if (px < 0 || py < 0 || px > width - 2 || py > height - 2) return 0;
  const i = Math.floor(px);
  const j = Math.floor(py);
  const fx = px - i;
  const fy = py - j;
  let r = 0;
  let g = 0;
  let b = 0;
  let cover = 0;
  for (let k = 0; k < 4; k++) {
    const dx = k & 1;
    const dy = k >> 1;
    const o = ((j + dy) * width + i + dx) * 4;
    const weight = (dx ? fx : 1 - fx) * (dy ? fy : 1 - fy) * (data[o + 3] ?? 0);
    r += (data[o] ?? 0) * weight;
    g += (data[o + 1] ?? 0) * weight;
    b += (data[o + 2] ?? 0) * weight;
    cover += weight;
  }
  if (cover > 0) {
    out.r = r / cover;
    out.g = g / cover;
    out.b = b / cover;
  }
  return clamp(cover);
}

/** Lays one colour over another. */
export function cover(under: Rgb, over: Readonly<Rgb>, share: number): void {
  under.r = mix(under.r, over.r, share);
  under.g = mix(under.g, over.g, share);
  under.b = mix(under.b, over.b, share);
}
