import { clamp, makeNoise, mix, smooth } from "../../noise.ts";
import { makeSky } from "../../sky.ts";
import type { Rgb } from "../../types.ts";

/** The western sky a quarter of an hour after sunset, with bars of cloud and a city's glow on the haze. */
export function makeAfterglow(seed: number): (x: number, y: number, z: number, out: Rgb) => void {
  const noise = makeNoise(seed);
  const sky = makeSky({ elevation: -3.2, azimuth: -12, haze: 2.2, fill: 0.7 });
  return (x, y, z, out) => {
    sky.look(x, Math.max(y, 0.004), z, out);
    const k = 1 / Math.max(y + 0.05, 0.05);
    const bank =
      smooth(0.02, 0.45, noise.fbm(x * k * 1.1 + 1, z * k * 0.24 + y * 14, 5) + 0.06) *
      smooth(0.01, 0.07, y) *
      smooth(0.36, 0.12, y);
    out.r = mix(out.r, out.r * 0.55 + 0.012, bank * 0.75);
    out.g = mix(out.g, out.g * 0.5 + 0.008, bank * 0.75);
    out.b = mix(out.b, out.b * 0.62 + 0.012, bank * 0.75);
    // Afterglow: a single-scattering sky is too grey once the sun is down.
    const west = Math.exp(-Math.max(y, 0) * 7.5) * (0.45 + 0.55 * clamp(1 - Math.abs(x / z + 0.2) * 2.2));
    out.r = out.r * 0.8 + 0.045 * west;
    out.g = out.g * 0.92 + 0.016 * west;
    out.b = out.b * 1.12 + 0.012 + 0.004 * west;
    // A city's own glow on the haze over it.
    const glow = Math.exp(-Math.max(y, 0) * 26);
    out.r += 0.02 * glow;
    out.g += 0.011 * glow;
    out.b += 0.006 * glow;
  };
}
