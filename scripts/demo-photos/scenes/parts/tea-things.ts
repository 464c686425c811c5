import { smooth } from "../../noise.ts";
import { roundBox } from "../../solid.ts";

/** Centimetres: the small ribbed glass of a tea stall, its inner floor and how far it is filled. */
export const HEIGHT = 9.2;
export const FLOOR = 1.05;
export const TEA = 7.7;
const RIBS = 22;

/** Radius of the glass outside, by height. */
const outer = (y: number): number => 2.45 + 0.085 * y + 0.1 * smooth(0.6, 0, y);

/** Radius of what it holds. */
export const inner = (y: number): number => outer(y) - 0.2;

/** Signed distance to the glass, taken as solid. */
export const glass = (x: number, y: number, z: number): number => {
  const r = Math.hypot(x, z);
  // Ribs run from above the foot to below the rim.
  const rib = 0.09 * smooth(0.5, 1.4, y) * smooth(HEIGHT - 1.2, HEIGHT - 2.4, y);
  const wave = rib > 0 ? rib * Math.abs(Math.cos(Math.atan2(z, x) * RIBS * 0.5)) : 0;
  const side = r - outer(y) + 0.06 - wave;
  const ends = Math.max(-y, y - HEIGHT);
  const a = Math.max(side + 0.09, 0);
  const b = Math.max(ends + 0.09, 0);
  return (Math.min(Math.max(side, ends) + 0.09, 0) + Math.hypot(a, b) - 0.09) * 0.9;
};

/** Signed distance to two biscuits, one laid on the other. */
export const biscuit = (x: number, y: number, z: number): number => {
  const ax = (x - 5.9) * 0.86 + (z + 2.6) * 0.5;
  const az = -(x - 5.9) * 0.5 + (z + 2.6) * 0.86;
  const first = roundBox(ax, y - 0.36, az, 2.5, 0.32, 1.75, 0.25);
  const bx = (x - 6.2) * 0.97 - (z + 1.9) * 0.24;
  const bz = (x - 6.2) * 0.24 + (z + 1.9) * 0.97;
  const second = roundBox(bx, y - 1.02, bz, 2.5, 0.32, 1.75, 0.25);
  const hole = (px: number, pz: number): number =>
    0.05 * smooth(0.14, 0.05, Math.hypot(px - Math.round(px / 0.8) * 0.8, pz - Math.round(pz / 0.8) * 0.8));
  return Math.min(first, second + (y > 1.2 ? hole(bx, bz) : 0));
};
