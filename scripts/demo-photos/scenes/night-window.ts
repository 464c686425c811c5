import { makeNoise, mix, smooth } from "../noise.ts";
import { hash, makeRandom } from "../random.ts";
import type { Frame, Rgb, Scene, Shade } from "../types.ts";

interface Lamp extends Rgb {
  x: number;
  y: number;
  radius: number;
}

interface Drop {
  x: number;
  y: number;
  radius: number;
  /** Height over width: drops sag. */
  stretch: number;
}

const COLOURS = [
  [1, 0.5, 0.16],
  [1, 0.62, 0.28],
  [1, 0.75, 0.45],
  [1, 0.09, 0.05],
  [1, 0.11, 0.06],
  [0.12, 0.85, 0.5],
  [0.3, 0.55, 1],
  [1, 0.7, 0.36],
] as const;
const GRID = 64;

function prepare({ seed }: Frame): Shade {
  const noise = makeNoise(seed);
  const { next } = makeRandom(seed);

  // Lamps stand along a street that runs away to the right of the middle, so discs crowd and shrink there.
  const lamps: Lamp[] = Array.from({ length: 120 }, (_, i) => {
    const away = next();
    const isCar = i % 3 === 0;
    const side = next() < 0.5 ? -1 : 1;
    const spread = (1 - away) ** 1.3;
    const colour =
      COLOURS[isCar ? (side < 0 ? 7 : 3 + Math.floor(next() * 2)) : Math.floor(next() * COLOURS.length)] ?? COLOURS[0];
    const power = (isCar ? 0.62 : 0.7) * (0.2 + next() ** 2);
    return {
      x: 0.22 + side * (0.04 + spread * (0.25 + 1.05 * next())),
      y: -0.2 + (isCar ? -0.42 * spread * next() - 0.05 : spread * (0.95 * next() - 0.12)),
      radius: mix(0.045, 0.125, spread) * (0.85 + 0.3 * next()),
      r: colour[0] * power,
      g: colour[1] * power,
      b: colour[2] * power,
    };
  });

  /** The street out of focus: discs with a slightly brighter edge, as a real lens makes them, over a dark glow. */
  const street = (x: number, y: number, sharp: number, out: Rgb): void => {
    const glow = Math.exp(-(((y + 0.24) / 0.5) ** 2)) * Math.exp(-(((x - 0.2) / 0.9) ** 2));
    out.r = 0.008 + 0.06 * glow;
    out.g = 0.01 + 0.032 * glow;
    out.b = 0.017 + 0.024 * glow;
    if (y < -0.3) {
      // Wet road: every lamp again, drawn out downwards.
      const wet = smooth(-0.3, -0.5, y) * 0.14;
      out.r += wet * 0.3 * Math.max(0, noise.fbm(x * 5, y * 0.6, 3));
      out.g += wet * 0.16 * Math.max(0, noise.fbm(x * 5, y * 0.6, 3));
    }
    for (const lamp of lamps) {
      const radius = lamp.radius * sharp;
      const dx = x - lamp.x;
      const dy = y - lamp.y;
      const q = dx * dx + dy * dy;
      if (q > radius * radius * 1.2) continue;
      const r = Math.sqrt(q) / radius;
      const disc = smooth(1.03, 0.95, r) * (0.72 + 0.34 * r ** 4) * (1 / (sharp * sharp)) ** 0.5;
      out.r += lamp.r * disc;
      out.g += lamp.g * disc;
      out.b += lamp.b * disc;
    }
  };

  const drops: Drop[] = [];
  const add = (x: number, y: number, radius: number, stretch: number): void => {
    if (drops.every((o) => Math.hypot(o.x - x, o.y - y) > (o.radius + radius) * 0.93))
      drops.push({ x, y, radius, stretch });
  };
  for (let i = 0; i < 26; i++) add(next() * 2.1 - 1.05, next() * 2.1 - 1.05, 0.03 + 0.03 * next(), 1.05 + 0.3 * next());
  // Tracks: a running drop leaves a chain of ever smaller beads above it.
  for (let track = 0; track < 9; track++) {
    let x = next() * 2 - 1;
    const foot = next() * 1.6 - 1;
    add(x, foot, 0.04, 1.5);
    for (let y = foot + 0.07; y < 1.1; y += 0.016 + 0.03 * next()) {
      x += (next() - 0.5) * 0.014;
      add(x, y, 0.005 + 0.008 * next(), 1.1);
    }
  }
  for (let i = 0; i < 900; i++)
    add(next() * 2.1 - 1.05, next() * 2.1 - 1.05, 0.008 + 0.02 * next() ** 2.2, 1 + 0.2 * next());
  for (let i = 0; i < 2600; i++) add(next() * 2.1 - 1.05, next() * 2.1 - 1.05, 0.003 + 0.005 * next(), 1);
  const bins: Drop[][] = Array.from({ length: GRID * GRID }, () => []);
  for (const drop of drops) {
    const reach = drop.radius * drop.stretch + 0.01;
    const cell = (value: number): number => Math.floor(((value + 1.1) / 2.2) * GRID);
    for (let j = cell(drop.y - reach); j <= cell(drop.y + reach); j++) {
      for (let i = cell(drop.x - reach); i <= cell(drop.x + reach); i++) bins[j * GRID + i]?.push(drop);
    }
  }

  return (u, v, out) => {
    const cell = Math.floor(((v + 1.1) / 2.2) * GRID) * GRID + Math.floor(((u + 1.1) / 2.2) * GRID);
    street(u, v, 1, out);
    // Breath and drizzle too fine to see singly.
    const mist =
      0.82 + 0.2 * noise.fbm(u * 3, v * 3, 4) + 0.06 * (hash(Math.floor(u * 420), Math.floor(v * 420), seed) - 0.5);
    out.r = out.r * mist + 0.004;
    out.g = out.g * mist + 0.0045;
    out.b = out.b * mist + 0.006;
    for (const drop of bins[cell] ?? []) {
      const wobble = 1 + 0.07 * noise.at(drop.x * 90 + Math.atan2(v - drop.y, u - drop.x), drop.y * 50);
      const dx = (u - drop.x) / (drop.radius * wobble);
      const dy = (v - drop.y) / (drop.radius * wobble * drop.stretch);
      // The lower half of a drop on glass is the fuller one.
      const q = Math.sqrt(dx * dx + dy * dy * (dy > 0 ? 1.12 : 0.92));
      if (q > 1) continue;
      // A drop is a strong lens: the whole street stands in it upside down, and nearly sharp.
      const bend = 0.85 + 0.8 * q ** 3;
      const edge = smooth(1, 0.93, q);
      const refracted = { r: 0, g: 0, b: 0 };
      street(drop.x * 0.35 + 0.12 - dx * bend * 0.95, drop.y * 0.3 - 0.14 - dy * bend * 0.95, 0.5, refracted);
      const dark = 1 - 0.78 * smooth(0.62, 0.98, q) * (dy > -0.3 ? 1 : 0.5);
      const spark = Math.exp(-(((dx + 0.38) / 0.16) ** 2) - ((dy - 0.5) / 0.13) ** 2) * 0.1;
      const rim = Math.exp(-(((q - 0.84) / 0.1) ** 2)) * smooth(0.1, -0.9, dy) * 0.16;
      out.r = mix(out.r, refracted.r * dark + 0.9 * rim + spark, edge);
      out.g = mix(out.g, refracted.g * dark + 0.62 * rim + spark, edge);
      out.b = mix(out.b, refracted.b * dark + 0.4 * rim + spark, edge);
    }
  };
}

/** Rain on a pane; behind it a street too far out of focus to be any street. */
export const scene: Scene = {
  film: { exposure: 1.6, contrast: 1.55, saturation: 1.25, bloom: 0.1, vignette: 0.35, grain: 2, sharpen: 0.2 },
  resolution: 0.75,
  samples: 3,
  prepare,
};
