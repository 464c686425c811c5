import { clamp, mix } from "./noise.ts";
import { makeRandom } from "./random.ts";
import type { Vec } from "./types.ts";

/** A square of ground: heights on a grid, x from −span/2 to span/2, z from `near` to near + span, all in metres. */
export interface Terrain {
  size: number;
  span: number;
  near: number;
  heights: Float32Array;
  /** Nothing is higher, so rays above it that climb are free. */
  top: number;
}

/** Samples a height function on a grid. */
export function makeTerrain(
  { size, span, near }: { size: number; span: number; near: number },
  height: (x: number, z: number) => number,
): Terrain {
  const heights = new Float32Array(size * size);
  let top = -1e9;
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      const h = height((i / (size - 1) - 0.5) * span, near + (j / (size - 1)) * span);
      heights[j * size + i] = h;
      top = Math.max(top, h);
    }
  }
  return { size, span, near, heights, top };
}

/** Height at a place, bilinear; beyond the edge the edge goes on. */
export function heightAt({ size, span, near, heights }: Terrain, x: number, z: number): number {
  const gx = clamp((x / span + 0.5) * (size - 1), 0, size - 1.001);
  const gz = clamp(((z - near) / span) * (size - 1), 0, size - 1.001);
  const i = Math.floor(gx);
  const j = Math.floor(gz);
  const k = j * size + i;
  const low = mix(heights[k] ?? 0, heights[k + 1] ?? 0, gx - i);
  return mix(low, mix(heights[k + size] ?? 0, heights[k + size + 1] ?? 0, gx - i), gz - j);
}

/** Writes the unit normal, from differences over `reach` metres. */
export function normalAt(terrain: Terrain, x: number, z: number, reach: number, out: Vec): void {
  const dx = heightAt(terrain, x + reach, z) - heightAt(terrain, x - reach, z);
  const dz = heightAt(terrain, x, z + reach) - heightAt(terrain, x, z - reach);
  const k = 1 / Math.hypot(dx, 2 * reach, dz);
  out.x = -dx * k;
  out.y = 2 * reach * k;
  out.z = -dz * k;
}

/** Distance along a ray to the ground, or −1. Steps grow with the height above ground and with distance. */
export function march(terrain: Terrain, eye: Readonly<Vec>, d: Readonly<Vec>, far: number, finest: number): number {
  let before = 0;
  let t = finest;
  for (let i = 0; i < 400 && t < far; i++) {
    const y = eye.y + d.y * t;
    if (y > terrain.top && d.y >= 0) return -1;
    const gap = y - heightAt(terrain, eye.x + d.x * t, eye.z + d.z * t);
    if (gap < 0) {
      let low = before;
      let high = t;
      for (let k = 0; k < 7; k++) {
        const middle = (low + high) / 2;
        const y2 = eye.y + d.y * middle;
        if (y2 < heightAt(terrain, eye.x + d.x * middle, eye.z + d.z * middle)) high = middle;
        else low = middle;
      }
      return high;
    }
    before = t;
    t += Math.max(finest + t * 0.0006, gap * 0.45);
  }
  return -1;
}

/** Share of sunlight that reaches a point, 0–1; `softness` is the tangent of half the light's width. */
export function sunlit(
  terrain: Terrain,
  from: Readonly<Vec>,
  sun: Readonly<Vec>,
  far: number,
  softness: number,
): number {
  let lit = 1;
  let t = far * 0.002;
  for (let i = 0; i < 70 && t < far; i++) {
    const y = from.y + sun.y * t;
    if (y > terrain.top) break;
    const gap = y - heightAt(terrain, from.x + sun.x * t, from.z + sun.z * t);
    lit = Math.min(lit, 0.5 + gap / (2 * softness * t));
    if (lit <= 0) return 0;
    t += Math.max(far * 0.003, gap * 0.6);
  }
  return clamp(lit);
}

/** Lets drops of rain run down and carry ground with them: gullies and fans that no noise gives. */
export function erode(terrain: Terrain, drops: number, seed: number, strength = 1): void {
  const { size, heights, span } = terrain;
  const cell = span / (size - 1);
  const { next } = makeRandom(seed);
  const add = (i: number, j: number, fx: number, fz: number, amount: number): void => {
    const k = j * size + i;
    heights[k] = (heights[k] ?? 0) + amount * (1 - fx) * (1 - fz);
    heights[k + 1] = (heights[k + 1] ?? 0) + amount * fx * (1 - fz);
    heights[k + size] = (heights[k + size] ?? 0) + amount * (1 - fx) * fz;
    heights[k + size + 1] = (heights[k + size + 1] ?? 0) + amount * fx * fz;
  };
  for (let n = 0; n < drops; n++) {
    let x = 2 + next() * (size - 5);
    let z = 2 + next() * (size - 5);
    let dx = 0;
    let dz = 0;
    let carried = 0;
    let speed = 1;
    let water = 1;
    for (let step = 0; step < 48; step++) {
      const i = Math.floor(x);
      const j = Math.floor(z);
      const fx = x - i;
      const fz = z - j;
      const k = j * size + i;
      const a = heights[k] ?? 0;
      const b = heights[k + 1] ?? 0;
      const c = heights[k + size] ?? 0;
      const e = heights[k + size + 1] ?? 0;
      const gx = ((b - a) * (1 - fz) + (e - c) * fz) / cell;
      const gz = ((c - a) * (1 - fx) + (e - b) * fx) / cell;
      dx = dx * 0.3 - gx * 0.7;
      dz = dz * 0.3 - gz * 0.7;
      const length = Math.hypot(dx, dz);
      if (length < 1e-6) break;
      dx /= length;
      dz /= length;
      x += dx;
      z += dz;
      if (x < 2 || z < 2 || x > size - 3 || z > size - 3) break;
      const here = mix(mix(a, b, fx), mix(c, e, fx), fz);
      const i2 = Math.floor(x);
      const j2 = Math.floor(z);
      const k2 = j2 * size + i2;
      const there = mix(
        mix(heights[k2] ?? 0, heights[k2 + 1] ?? 0, x - i2),
        mix(heights[k2 + size] ?? 0, heights[k2 + size + 1] ?? 0, x - i2),
        z - j2,
      );
      const fall = (here - there) / cell;
      const capacity = Math.max(fall, 0.02) * speed * water * 5 * cell * 0.1 * strength;
      if (fall < 0 || carried > capacity) {
        const left = fall < 0 ? Math.min(carried, -fall * cell) : (carried - capacity) * 0.3;
        carried -= left;
        add(i, j, fx, fz, left);
      } else {
        const taken = Math.min((capacity - carried) * 0.3, fall * cell * 0.5);
        carried += taken;
        add(i, j, fx, fz, -taken);
      }
      speed = Math.sqrt(Math.max(0, speed * speed + fall * 2)) * 0.92 + 0.1;
      water *= 0.965;
    }
  }
}
