import { clamp, mix } from "../../noise.ts";
import type { Rgb } from "../../types.ts";

/** Ends of a stroke in film units: u and v of the first, u and v of the second. */
export type Line = readonly [u0: number, v0: number, u1: number, v1: number];

/** How a stroke looks: `round` shades it as a cylinder lit from the right, 0 leaves it flat. */
export interface Paint {
  colour: Readonly<Rgb>;
  /** Metres; goes into the film for depth of field. */
  depth: number;
  round: number;
}

/** Paints a stroke that tapers from one half width to the other, with smooth edges. */
export type Brush = (line: Line, widths: readonly [number, number], paint: Paint) => void;

/** A brush for a film of four floats a pixel (red, green, blue, depth). */
export function makeBrush(film: Float32Array, width: number, height: number): Brush {
  const half = height / 2;
  return ([u0, v0, u1, v1], [w0, w1], { colour, depth, round }) => {
    const ax = u0 * half + width / 2;
    const ay = half - v0 * half;
    const bx = u1 * half + width / 2;
    const by = half - v1 * half;
    const ra = w0 * half;
    const rb = w1 * half;
    const most = Math.max(ra, rb, 0.5) + 1;
    const left = Math.max(0, Math.floor(Math.min(ax, bx) - most));
    const right = Math.min(width - 1, Math.ceil(Math.max(ax, bx) + most));
    const top = Math.max(0, Math.floor(Math.min(ay, by) - most));
    const foot = Math.min(height - 1, Math.ceil(Math.max(ay, by) + most));
    const dx = bx - ax;
    const dy = by - ay;
    const q = dx * dx + dy * dy || 1;
    const length = Math.sqrt(q);
    for (let y = top; y <= foot; y++) {
      for (let x = left; x <= right; x++) {
        const t = clamp(((x - ax) * dx + (y - ay) * dy) / q);
        const ox = x - ax - dx * t;
        const oy = y - ay - dy * t;
        const radius = mix(ra, rb, t);
        const off = Math.sqrt(ox * ox + oy * oy);
        // Thinner than a pixel: keep the width, lose the strength.
        const share = clamp(Math.max(radius, 0.5) + 0.5 - off) * Math.min(1, radius / 0.5);
        if (share <= 0) continue;
        const across = clamp((ox * dy - oy * dx) / length / Math.max(radius, 0.5), -1, 1) * (dy > 0 ? 1 : -1);
        const body = 1 + round * (0.75 * across + 0.6 * across * across - 0.25);
        const o = (y * width + x) * 4;
        film[o] = mix(film[o] ?? 0, colour.r * body, share);
        film[o + 1] = mix(film[o + 1] ?? 0, colour.g * body, share);
        film[o + 2] = mix(film[o + 2] ?? 0, colour.b * body, share);
        if (share > 0.25) film[o + 3] = depth;
      }
    }
  };
}
