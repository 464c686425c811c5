import { hash, makeRandom } from "./random.ts";

/** Coherent noise of one seed. All give roughly −1…1 unless they say otherwise. */
export interface Noise {
  /** Perlin gradient noise. */
  at(x: number, y: number): number;
  /** Value noise in three dimensions, 0–1: cheap enough for volumes. */
  volume(x: number, y: number, z: number): number;
  /** Sum of octaves, each half as strong and twice as fine. */
  fbm(x: number, y: number, octaves: number): number;
  /** Octaves folded at zero, so that they meet in crests; 0–1. */
  ridged(x: number, y: number, octaves: number): number;
}

const GRADIENTS = 16;

/** Builds the noise of one seed; the same seed gives the same noise in every thread. */
export function makeNoise(seed: number): Noise {
  const random = makeRandom(seed * 7919 + 17);
  const order = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let i = 255; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
  const table = Uint8Array.from({ length: 1024 }, (_, i) => order[i & 255] ?? 0);
  const gx = Float64Array.from({ length: GRADIENTS }, (_, i) => Math.cos((i / GRADIENTS) * 2 * Math.PI));
  const gy = Float64Array.from({ length: GRADIENTS }, (_, i) => Math.sin((i / GRADIENTS) * 2 * Math.PI));
  const p = (i: number): number => table[i] ?? 0;
  const slope = (h: number, x: number, y: number): number => (gx[h & 15] ?? 0) * x + (gy[h & 15] ?? 0) * y;

  const at = (x: number, y: number): number => {
    const fx = Math.floor(x);
    const fy = Math.floor(y);
    const dx = x - fx;
    const dy = y - fy;
    const ix = fx & 255;
    const iy = fy & 255;
    const sx = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
    const sy = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
    const a = p(ix) + iy;
    const b = p(ix + 1) + iy;
    const n00 = slope(p(a), dx, dy);
    const n10 = slope(p(b), dx - 1, dy);
    const n01 = slope(p(a + 1), dx, dy - 1);
    const n11 = slope(p(b + 1), dx - 1, dy - 1);
    const low = n00 + (n10 - n00) * sx;
    return (low + (n01 + (n11 - n01) * sx - low) * sy) * 1.45;
  };

  const volume = (x: number, y: number, z: number): number => {
    const fx = Math.floor(x);
    const fy = Math.floor(y);
    const fz = Math.floor(z);
    let dx = x - fx;
    let dy = y - fy;
    let dz = z - fz;
    const ix = fx & 255;
    const iy = fy & 255;
    const iz = fz & 255;
    dx = dx * dx * (3 - 2 * dx);
    dy = dy * dy * (3 - 2 * dy);
    dz = dz * dz * (3 - 2 * dz);
    const a = p(ix) + iy;
    const b = p(ix + 1) + iy;
    const aa = p(a) + iz;
    const ab = p(a + 1) + iz;
    const ba = p(b) + iz;
    const bb = p(b + 1) + iz;
    const near = mix(mix(p(aa), p(ba), dx), mix(p(ab), p(bb), dx), dy);
    const far = mix(mix(p(aa + 1), p(ba + 1), dx), mix(p(ab + 1), p(bb + 1), dx), dy);
    return (near + (far - near) * dz) / 255;
  };

  /** Each octave is turned by 37°, so that the lattice's own axes never add up into streaks. */
  const octavesOf = (x: number, y: number, octaves: number, fold: (n: number) => number): number => {
    let sum = 0;
    let weight = 0.5;
    for (let i = 0; i < octaves; i++) {
      sum += fold(at(x, y)) * weight;
      const turned = 1.6 * x - 1.2 * y + 19.7;
      y = 1.2 * x + 1.6 * y + 7.3;
      x = turned;
      weight *= 0.5;
    }
    return sum;
  };

  return {
    at,
    volume,
    fbm: (x, y, octaves) => octavesOf(x, y, octaves, (n) => n),
    ridged: (x, y, octaves) => octavesOf(x, y, octaves, (n) => (1 - Math.abs(n)) ** 2),
  };
}

/** Distance to the nearest and to the second nearest of scattered points, one point a unit cell, and the nearest's own number. */
export interface Cell {
  nearest: number;
  second: number;
  id: number;
  /** Offset from the nearest point. */
  x: number;
  y: number;
}

/** Worley's cellular noise, written into `out` to spare the collector. `period` makes it tile. */
export function cells(x: number, y: number, seed: number, out: Cell, period = 0): void {
  const cx = Math.floor(x);
  const cy = Math.floor(y);
  out.nearest = 9;
  out.second = 9;
  for (let j = -1; j <= 1; j++) {
    for (let i = -1; i <= 1; i++) {
      const qx = period > 0 ? (cx + i + period) % period : cx + i;
      const qy = period > 0 ? (cy + j + period) % period : cy + j;
      const id = hash(qx, qy, seed);
      const dx = x - (cx + i + 0.1 + 0.8 * id);
      const dy = y - (cy + j + 0.1 + 0.8 * hash(qx, qy, seed + 71));
      const d = Math.sqrt(dx * dx + dy * dy);
      if (d < out.nearest) {
        out.second = out.nearest;
        out.nearest = d;
        out.id = id;
        out.x = dx;
        out.y = dy;
      } else if (d < out.second) {
        out.second = d;
      }
    }
  }
}

/** Linear blend. */
export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** Keeps a number within bounds. */
export function clamp(value: number, low = 0, high = 1): number {
  return Math.min(high, Math.max(low, value));
}

/** 0 below `low`, 1 above `high`, smooth between; also runs downwards where `low` is the greater. */
export function smooth(low: number, high: number, value: number): number {
  const t = clamp((value - low) / (high - low));
  return t * t * (3 - 2 * t);
}
