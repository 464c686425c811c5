import { unit } from "./camera.ts";
import { clamp, mix } from "./noise.ts";
import type { Rgb, Vec } from "./types.ts";

/** A clear sky and its sun. */
export interface Sky {
  /** Direction to the sun. */
  sun: Vec;
  /** Sunlight at the ground, after the air has taken its share. */
  light: Rgb;
  /** Mean light of the dome, for shadows. */
  ambient: Rgb;
  /** Writes the sky's radiance in a direction; below the horizon it gives the horizon's. */
  look(x: number, y: number, z: number, out: Rgb): void;
}

/** Elevation and azimuth in degrees (azimuth 0 is straight ahead, 90 to the right); `haze` 1 is clear, 8 is thick. */
export interface SkyOptions {
  elevation: number;
  azimuth: number;
  haze?: number;
  /** Adds light scattered more than once, which a single-scattering sky lacks at dusk; 0–1. */
  fill?: number;
}

const EARTH = 6_360_000;
const TOP = 6_420_000;
/** Scattering at sea level, per metre, for red, green, blue (Bruneton 2008), and what ozone absorbs. */
const RAYLEIGH = [5.8e-6, 13.5e-6, 33.1e-6] as const;
const OZONE = [0.65e-6, 1.88e-6, 0.085e-6] as const;
const MIE = 4e-6;
const SUN = 20;
const ROWS = 64;
const COLUMNS = 48;

/** Optical depth of air, dust and ozone along a ray from height `h`, or null where the earth is in the way. */
function depthToSpace(h: number, sine: number): { air: number; dust: number; ozone: number } | null {
  const r = EARTH + h;
  const b = r * sine;
  if (sine < 0 && r * r * (1 - sine * sine) < EARTH * EARTH) return null;
  const length = -b + Math.sqrt(b * b - r * r + TOP * TOP);
  const total = { air: 0, dust: 0, ozone: 0 };
  const steps = 14;
  for (let i = 0; i < steps; i++) {
    const s0 = length * (i / steps) ** 2;
    const s1 = length * ((i + 1) / steps) ** 2;
    const s = (s0 + s1) / 2;
    const height = Math.sqrt(r * r + 2 * b * s + s * s) - EARTH;
    total.air += Math.exp(-height / 8000) * (s1 - s0);
    total.dust += Math.exp(-height / 1200) * (s1 - s0);
    total.ozone += Math.max(0, 1 - Math.abs(height - 25_000) / 15_000) * (s1 - s0);
  }
  return total;
}

/** Single scattering through a spherical atmosphere, tabulated once by height and angle from the sun. */
export function makeSky({ elevation, azimuth, haze = 1, fill = 0.25 }: SkyOptions): Sky {
  const e = (elevation * Math.PI) / 180;
  const a = (azimuth * Math.PI) / 180;
  const sun = unit(Math.sin(a) * Math.cos(e), Math.sin(e), Math.cos(a) * Math.cos(e));
  const mie = MIE * haze;
  const through = (c: 0 | 1 | 2, d: { air: number; dust: number; ozone: number }): number =>
    Math.exp(-(RAYLEIGH[c] * d.air + mie * 1.1 * d.dust + OZONE[c] * d.ozone));

  const table = new Float32Array(ROWS * COLUMNS * 3);
  for (let row = 0; row < ROWS; row++) {
    const sine = (row / (ROWS - 1)) ** 2;
    const cosine = Math.sqrt(1 - sine * sine);
    for (let column = 0; column < COLUMNS; column++) {
      const turn = (column / (COLUMNS - 1)) ** 1.6 * Math.PI;
      const facing = cosine * Math.cos(e) * Math.cos(turn) + sine * Math.sin(e);
      const phaseAir = 0.0597 * (1 + facing * facing);
      const g = 0.78;
      const phaseDust = (0.0796 * (1 - g * g)) / (1 + g * g - 2 * g * facing) ** 1.5;
      const r = EARTH + 100;
      const b = r * sine;
      const length = -b + Math.sqrt(b * b - r * r + TOP * TOP);
      const passed = { air: 0, dust: 0, ozone: 0 };
      const steps = 26;
      for (let i = 0; i < steps; i++) {
        const s0 = length * (i / steps) ** 2;
        const s1 = length * ((i + 1) / steps) ** 2;
        const s = (s0 + s1) / 2;
        const there = Math.sqrt(r * r + 2 * b * s + s * s);
        const height = there - EARTH;
        const air = Math.exp(-height / 8000) * (s1 - s0);
        const dust = Math.exp(-height / 1200) * (s1 - s0);
        passed.air += air;
        passed.dust += dust;
        passed.ozone += Math.max(0, 1 - Math.abs(height - 25_000) / 15_000) * (s1 - s0);
        const up = (r * Math.sin(e) + s * facing) / there;
        const lit = depthToSpace(height, clamp(up, -1, 1));
        for (const c of [0, 1, 2] as const) {
          const view = through(c, passed);
          const direct = lit ? through(c, lit) : 0;
          const again = fill * 0.07 * view * (RAYLEIGH[c] * air + mie * dust) * Math.max(0.06, Math.sin(e) + 0.12);
          const k = (row * COLUMNS + column) * 3 + c;
          const once = view * direct * (RAYLEIGH[c] * air * phaseAir + mie * dust * phaseDust);
          table[k] = (table[k] ?? 0) + SUN * (once + again);
        }
      }
    }
  }

  const look = (x: number, y: number, z: number, out: Rgb): void => {
    const row = Math.sqrt(clamp(y)) * (ROWS - 1.001);
    const flat = Math.hypot(x, z) * Math.hypot(sun.x, sun.z) || 1;
    const turn = Math.acos(clamp((x * sun.x + z * sun.z) / flat, -1, 1));
    const column = (turn / Math.PI) ** (1 / 1.6) * (COLUMNS - 1.001);
    const i = Math.floor(row);
    const j = Math.floor(column);
    const fi = row - i;
    const fj = column - j;
    const k = (i * COLUMNS + j) * 3;
    const down = COLUMNS * 3;
    const blend = (c: number): number =>
      mix(
        mix(table[k + c] ?? 0, table[k + 3 + c] ?? 0, fj),
        mix(table[k + down + c] ?? 0, table[k + down + 3 + c] ?? 0, fj),
        fi,
      );
    out.r = blend(0);
    out.g = blend(1);
    out.b = blend(2);
  };

  const ambient = { r: 0, g: 0, b: 0 };
  const one = { r: 0, g: 0, b: 0 };
  for (let i = 0; i < 32; i++) {
    const y = 0.05 + (0.9 * (i % 8)) / 8;
    const turn = Math.floor(i / 8) * 1.571 + y;
    look(Math.sin(turn) * Math.sqrt(1 - y * y), y, Math.cos(turn) * Math.sqrt(1 - y * y), one);
    ambient.r += one.r / 32;
    ambient.g += one.g / 32;
    ambient.b += one.b / 32;
  }
  const direct = depthToSpace(100, Math.max(Math.sin(e), 0.002));
  const light = direct
    ? { r: SUN * 0.25 * through(0, direct), g: SUN * 0.25 * through(1, direct), b: SUN * 0.25 * through(2, direct) }
    : { r: 0, g: 0, b: 0 };
  return { sun, light, ambient, look };
}
