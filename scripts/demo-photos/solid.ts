import { clamp, smooth } from "./noise.ts";
import type { Vec } from "./types.ts";

/** Signed distance to the nearest surface; negative inside. */
export type Shape = (x: number, y: number, z: number) => number;

/** A box with rounded edges, about the origin; the sizes are half the outer ones. */
export function roundBox(x: number, y: number, z: number, sx: number, sy: number, sz: number, round: number): number {
  const qx = Math.abs(x) - sx + round;
  const qy = Math.abs(y) - sy + round;
  const qz = Math.abs(z) - sz + round;
  const ax = Math.max(qx, 0);
  const ay = Math.max(qy, 0);
  const az = Math.max(qz, 0);
  return Math.sqrt(ax * ax + ay * ay + az * az) + Math.min(Math.max(qx, qy, qz), 0) - round;
}

/** Distance along a ray to a shape, or −1 (sphere tracing). */
export function trace(
  shape: Shape,
  eye: Readonly<Vec>,
  d: Readonly<Vec>,
  near: number,
  far: number,
  steps = 110,
): number {
  let t = near;
  for (let i = 0; i < steps; i++) {
    const gap = shape(eye.x + d.x * t, eye.y + d.y * t, eye.z + d.z * t);
    if (gap < 0.0004 * t + 1e-5) return t;
    t += gap * 0.9;
    if (t > far) return -1;
  }
  return t;
}

/** Writes the unit normal, from four probes `reach` apart. */
export function facing(shape: Shape, p: Readonly<Vec>, reach: number, out: Vec): void {
  const a = shape(p.x + reach, p.y - reach, p.z - reach);
  const b = shape(p.x - reach, p.y - reach, p.z + reach);
  const c = shape(p.x - reach, p.y + reach, p.z - reach);
  const e = shape(p.x + reach, p.y + reach, p.z + reach);
  const x = a - b - c + e;
  const y = -a - b + c + e;
  const z = -a + b - c + e;
  const k = 1 / (Math.sqrt(x * x + y * y + z * z) || 1);
  out.x = x * k;
  out.y = y * k;
  out.z = z * k;
}

/** Share of a light that a point sees, 0–1, by how narrowly a ray misses (Aaltonen's and Quilez's method). */
export function softShadow(
  shape: Shape,
  p: Readonly<Vec>,
  l: Readonly<Vec>,
  near: number,
  far: number,
  width: number,
): number {
  let lit = 1;
  let t = near;
  for (let i = 0; i < 48 && t < far; i++) {
    const gap = shape(p.x + l.x * t, p.y + l.y * t, p.z + l.z * t);
    lit = Math.min(lit, 0.5 + gap / (2 * width * t));
    if (lit <= 0) return 0;
    t += clamp(Math.abs(gap) * 0.8, near * 0.6, far * 0.12);
  }
  return smooth(0, 1, lit);
}

/** Share of the open sky that a point sees, 0–1, from five probes along the normal. */
export function openness(shape: Shape, p: Readonly<Vec>, n: Readonly<Vec>, reach: number): number {
  let shut = 0;
  let weight = 1;
  for (let i = 1; i <= 5; i++) {
    const h = (reach * i) / 5;
    shut += weight * Math.max(0, h - shape(p.x + n.x * h, p.y + n.y * h, p.z + n.z * h));
    weight *= 0.72;
  }
  return clamp(1 - (shut * 1.1) / reach);
}

/** Writes the mirror direction of `d` at a surface. */
export function reflect(d: Readonly<Vec>, n: Readonly<Vec>, out: Vec): void {
  const k = 2 * (d.x * n.x + d.y * n.y + d.z * n.z);
  out.x = d.x - k * n.x;
  out.y = d.y - k * n.y;
  out.z = d.z - k * n.z;
}

/** Schlick's approximation of Fresnel's reflectance; `base` is that of a straight look. */
export function fresnel(cosine: number, base: number): number {
  return base + (1 - base) * (1 - clamp(cosine)) ** 5;
}

/** Blinn–Phong lobe of a light as half-vector highlight. */
export function gloss(d: Readonly<Vec>, n: Readonly<Vec>, l: Readonly<Vec>, power: number): number {
  const x = l.x - d.x;
  const y = l.y - d.y;
  const z = l.z - d.z;
  const k = 1 / Math.sqrt(x * x + y * y + z * z);
  return clamp((x * n.x + y * n.y + z * n.z) * k) ** power * ((power + 8) / 25);
}
