import { dot, makeCamera } from "../camera.ts";
import { clamp, makeNoise, mix, smooth } from "../noise.ts";
import { makeSky } from "../sky.ts";
import { erode, heightAt, makeTerrain, march, normalAt, sunlit } from "../terrain.ts";
import type { Frame, Rgb, Scene, Shade, Vec } from "../types.ts";

const EYE: Vec = { x: 0, y: 4350, z: 0 };

/** Summits that the noise alone would not put where the composition wants them: x, z, height, width in metres. */
const SUMMITS = [
  [1500, 15500, 2700, 3600],
  [-3300, 17800, 2000, 3300],
  [5200, 18600, 1900, 3000],
  [-6800, 20500, 1700, 3600],
] as const;

function prepare({ seed }: Frame): Shade {
  const noise = makeNoise(seed);
  const terrain = makeTerrain({ size: 1150, span: 24000, near: 1500 }, (x, z) => {
    const wx = x + 900 * noise.fbm(x / 4200, z / 4200, 3);
    const wz = z + 900 * noise.fbm(x / 4200 + 40, z / 4200 + 9, 3);
    const crest = noise.ridged(wx / 6200, wz / 6200, 9);
    let h = 1750 + 1150 * smooth(2500, 6000, z) * crest + 3300 * smooth(8500, 17500, z) * crest;
    for (const [sx, sz, height, width] of SUMMITS) {
      const d = Math.hypot(wx - sx, (wz - sz) * 1.1) / width;
      h += height * Math.max(0, 1 - d) ** 1.35 * (0.62 + 0.55 * crest);
    }
    // The photographer's own shoulder of the valley.
    return h + 900 * smooth(4200, 2400, z + 0.55 * x) * (0.7 + 0.5 * noise.fbm(x / 900, z / 900, 4));
  });
  erode(terrain, 420_000, seed, 1.1);
  const aim = makeCamera({ eye: EYE, target: { x: 300, y: 4980, z: 15500 }, fov: 21 });
  const sky = makeSky({ elevation: 6.5, azimuth: 112, haze: 1.2, fill: 0.5 });
  const d: Vec = { x: 0, y: 0, z: 0 };
  const n: Vec = { x: 0, y: 0, z: 0 };
  const p: Vec = { x: 0, y: 0, z: 0 };
  const horizon: Rgb = { r: 0, g: 0, b: 0 };

  /** Optical depth of a fog that thins out exponentially with height, along a ray of length t. */
  const fog = (base: number, scale: number, t: number): number => {
    const from = Math.exp(-(EYE.y - base) / scale);
    const k = (d.y * t) / scale;
    return from * t * (Math.abs(k) < 1e-4 ? 1 : (1 - Math.exp(-k)) / k);
  };

  return (u, v, out) => {
    aim(u, v, d);
    const hit = march(terrain, EYE, d, 30_000, 7);
    sky.look(d.x, Math.max(d.y, 0.01), d.z, out);
    // High cloud in thin bands, lit from below at this hour.
    if (hit < 0) {
      const k = 9000 / Math.max(d.y, 0.02);
      const veil =
        smooth(0.05, 0.5, noise.fbm((d.x * k) / 26000 + 3, (d.z * k) / 90000, 5) + 0.12) * smooth(0.02, 0.14, d.y);
      out.r += veil * 0.16;
      out.g += veil * 0.115;
      out.b += veil * 0.1;
      return;
    }
    p.x = d.x * hit;
    p.y = EYE.y + d.y * hit;
    p.z = d.z * hit;
    normalAt(terrain, p.x, p.z, 12 + hit * 0.0006, n);
    const slope = n.y;
    const grain = noise.fbm(p.x / 70, p.z / 70 + p.y / 60, 4);
    const rough = 0.28 * (1 - smooth(0.75, 0.95, slope)) + 0.06;
    n.x += rough * noise.fbm(p.x / 45, p.y / 38 + p.z / 50, 4);
    n.y += rough * 0.6 * noise.fbm(p.x / 45 + 11, p.y / 38 + p.z / 50, 3);
    n.z += rough * noise.fbm(p.x / 45 + 31, p.y / 38 + p.z / 50, 3);
    const k = 1 / Math.hypot(n.x, n.y, n.z);
    n.x *= k;
    n.y *= k;
    n.z *= k;

    const line = 3300 + 500 * noise.fbm(p.x / 1800, p.z / 1800, 3);
    const snow =
      smooth(line - 250, line + 500, p.y) * smooth(0.36, 0.58, slope + 0.16 * grain + (p.y - 5200) * 0.00005);
    const wood = smooth(3300, 2700, p.y);
    const red = mix(mix(0.16, 0.03, wood), 0.86, snow);
    const green = mix(mix(0.145, 0.04, wood), 0.88, snow);
    const blue = mix(mix(0.135, 0.03, wood), 0.93, snow);

    p.y += 6;
    const lit = sunlit(terrain, p, sky.sun, 14_000, 0.012) * clamp(dot(n, sky.sun) * 1.1 + 0.03 * snow);
    // Warmer and weaker low down: sunlight there has crossed more air.
    const rise = smooth(2800, 6500, p.y);
    const open = 0.55 + 0.45 * n.y;
    const hollow = clamp(0.75 + (p.y - heightAt(terrain, p.x, p.z - 260) + 40) / 420, 0.45, 1);
    const ambient = open * hollow;
    const r = red * (lit * sky.light.r * mix(0.9, 1.15, rise) + ambient * sky.ambient.r * 2.1);
    const g = green * (lit * sky.light.g * mix(0.7, 1.25, rise) + ambient * sky.ambient.g * 2.1);
    const b = blue * (lit * sky.light.b * mix(0.6, 1.7, rise) + ambient * sky.ambient.b * 2.3);

    sky.look(d.x, 0.035, d.z, horizon);
    const drift = 1 + 0.7 * noise.fbm(p.x / 1500, p.z / 2600, 4);
    const mist = 1 - Math.exp(-0.00042 * fog(2500, 240, hit) * drift);
    const air = 0.000016 * fog(3000, 2600, hit);
    const through = (c: number): number => Math.exp(-air * c) * (1 - mist);
    out.r = r * through(1) + horizon.r * 0.62 * (1 - Math.exp(-air)) * (1 - mist) + mist * horizon.r * 0.5;
    out.g = g * through(1.35) + horizon.g * 0.7 * (1 - Math.exp(-air * 1.35)) * (1 - mist) + mist * horizon.g * 0.56;
    out.b = b * through(1.9) + horizon.b * 1.2 * (1 - Math.exp(-air * 1.9)) * (1 - mist) + mist * horizon.b * 1.05;
    out.depth = hit;
  };
}

/** First light on high peaks, mist in the valley, a dark shoulder in front. */
export const scene: Scene = {
  film: {
    exposure: 2.3,
    contrast: 1.6,
    saturation: 1.35,
    balance: [1.03, 0.97, 1.06],
    bloom: 0.05,
    vignette: 0.28,
    grain: 1.5,
    sharpen: 0.5,
  },
  resolution: 0.6,
  samples: 2,
  prepare,
};
