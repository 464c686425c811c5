import { makeCamera } from "../camera.ts";
import { clamp, makeNoise, mix, smooth } from "../noise.ts";
import { hash } from "../random.ts";
import { makeSky } from "../sky.ts";
import type { Frame, Rgb, Scene, Shade, Vec } from "../types.ts";

const EYE: Vec = { x: 0, y: 3300, z: 0 };
const BASE = 1000;
const TOP = 4700;
const EDGE = 96;

/** A block of tiling billows, sampled once: asking the noise itself at every step would take minutes. */
function makeBillows(seed: number): (x: number, y: number, z: number) => number {
  /** Value noise on a lattice that closes on itself after `period` steps, so that the block tiles. */
  const volume = (x: number, y: number, z: number, period: number): number => {
    const i = Math.floor(x);
    const j = Math.floor(y);
    const k = Math.floor(z);
    const at = (a: number, b: number, c: number): number =>
      hash(((i + a) % period) + 64 * ((j + b) % period), (k + c) % period, seed + period);
    const dx = smooth(0, 1, x - i);
    const dy = smooth(0, 1, y - j);
    const near = mix(mix(at(0, 0, 0), at(1, 0, 0), dx), mix(at(0, 1, 0), at(1, 1, 0), dx), dy);
    const far = mix(mix(at(0, 0, 1), at(1, 0, 1), dx), mix(at(0, 1, 1), at(1, 1, 1), dx), dy);
    return mix(near, far, smooth(0, 1, z - k));
  };
  const block = new Float32Array(EDGE ** 3);
  for (let k = 0; k < EDGE; k++) {
    for (let j = 0; j < EDGE; j++) {
      for (let i = 0; i < EDGE; i++) {
        let sum = 0;
        let weight = 0.55;
        for (const pitch of [8, 16, 32]) {
          const s = pitch / EDGE;
          // Folding value noise gives cauliflower lobes rather than wool.
          sum += weight * (1 - Math.abs(2 * volume(i * s, j * s, k * s, pitch) - 1)) ** 1.2;
          weight *= 0.5;
        }
        block[(k * EDGE + j) * EDGE + i] = sum;
      }
    }
  }
  const wrap = (i: number): number => ((i % EDGE) + EDGE) % EDGE;
  return (x, y, z) => {
    const i = Math.floor(x);
    const j = Math.floor(y);
    const k = Math.floor(z);
    const a = wrap(i);
    const b = wrap(i + 1);
    const c = wrap(j) * EDGE;
    const e = wrap(j + 1) * EDGE;
    const f = wrap(k) * EDGE * EDGE;
    const g = wrap(k + 1) * EDGE * EDGE;
    const dx = x - i;
    const dy = y - j;
    const near = mix(
      mix(block[f + c + a] ?? 0, block[f + c + b] ?? 0, dx),
      mix(block[f + e + a] ?? 0, block[f + e + b] ?? 0, dx),
      dy,
    );
    const far = mix(
      mix(block[g + c + a] ?? 0, block[g + c + b] ?? 0, dx),
      mix(block[g + e + a] ?? 0, block[g + e + b] ?? 0, dx),
      dy,
    );
    return mix(near, far, z - k);
  };
}

function prepare({ seed }: Frame): Shade {
  const noise = makeNoise(seed);
  const billows = makeBillows(seed + 1);
  const aim = makeCamera({ eye: EYE, target: { x: 0, y: 1500, z: 10_500 }, fov: 34 });
  const sky = makeSky({ elevation: 22, azimuth: 27, haze: 2, fill: 0.5 });
  const { sun, light, ambient } = sky;
  const d: Vec = { x: 0, y: 0, z: 0 };
  const horizon: Rgb = { r: 0, g: 0, b: 0 };
  const water: Rgb = { r: 0, g: 0, b: 0 };

  /** Cloud per metre, 0 where clear: towers stand where the weather map is high. */
  const density = (x: number, y: number, z: number, isFine: boolean): number => {
    if (y < BASE || y > TOP) return 0;
    const weather =
      noise.fbm(x / 6400 + 0.4, z / 6400 + 2.2, 3) + 0.1 * smooth(11_000, 30_000, z) - 0.3 * smooth(7500, 3500, z);
    const reach = mix(1700, TOP, smooth(0.05, 0.42, weather));
    const shape =
      weather * 1.5 -
      0.2 -
      0.42 * smooth(BASE + (reach - BASE) * 0.2, reach, y) -
      0.5 * smooth(TOP - 900, TOP - 100, y) -
      0.35 * smooth(BASE + 130, BASE, y);
    if (shape < -0.34) return 0;
    const lobes = billows(x / 62, y / 52, z / 62);
    let value = shape + (lobes - 0.53) * 0.95;
    if (isFine && value > -0.12 && value < 0.35) value += (billows(x / 17 + 5, y / 15, z / 17) - 0.53) * 0.36;
    return clamp(value * 4) * 0.02;
  };

  /** Sunlight left after the cloud between a point and the sun. */
  const shaded = (x: number, y: number, z: number, stride: number, steps: number): number => {
    let sum = 0;
    let t = stride * 0.5;
    let step = stride;
    for (let i = 0; i < steps; i++) {
      sum += density(x + sun.x * t, y + sun.y * t, z + sun.z * t, false) * step;
      t += step;
      step *= 1.45;
    }
    return sum;
  };

  /** Rivers fan out seawards: the zero lines of stretched noise, wide ones first, thin creeks in between. */
  const ground = (x: number, z: number, t: number, out: Rgb): void => {
    const wx = x + 900 * noise.fbm(x / 3000, z / 3600, 4);
    const wz = z + 900 * noise.fbm(x / 3000 + 7, z / 3600 + 3, 3);
    const main =
      Math.abs(noise.at(wx / 5200 + 0.35, wz / 15_000)) * 5200 - 330 * (0.6 + noise.fbm(x / 5000, z / 5000, 2));
    const arm = Math.abs(noise.at(wx / 2300 + 4, wz / 5200 + 8)) * 2300 - 95;
    const creek = Math.abs(noise.fbm(wx / 900, wz / 1300 + 5, 3)) * 900 - 22;
    const blur = 3 + t * 0.0011;
    const wet = Math.max(smooth(blur, -blur, main), smooth(blur, -blur, arm), smooth(blur, -blur, creek) * 0.9);
    const bar = smooth(0.12, 0.3, noise.fbm(x / 420, z / 1500, 4)) * smooth(-330, -120, main) * smooth(40, -60, main);
    const fields = noise.at(
      Math.floor(x / 170 + noise.at(x / 900, z / 900)) * 5.3,
      Math.floor(z / 240 + noise.at(x / 700, z / 700 + 4)) * 7.1,
    );
    const mangrove = smooth(-0.1, 0.25, noise.fbm(x / 2100, z / 2100, 4));
    const tone = 0.75 + 0.5 * noise.fbm(x / 60, z / 60, 3);
    const r = mix(mix(0.05, 0.1, smooth(-0.2, 0.4, fields)), 0.016, mangrove) * tone;
    const g = mix(mix(0.075, 0.095, smooth(-0.4, 0.4, fields)), 0.032, mangrove) * tone;
    const b = mix(0.022, 0.012, mangrove) * tone;
    const lit = Math.exp(-shaded(x, BASE, z, 420, 5) * 0.8);
    // Silt gives the water its own colour; the sky and a broken image of the sun lie on top.
    const cosine = clamp(-d.y, 0.02, 1);
    const fresnel = 0.02 + 0.98 * (1 - cosine) ** 5;
    sky.look(d.x, Math.max(0.05, -d.y), d.z, water);
    const hx = sun.x - d.x;
    const hy = sun.y - d.y;
    const hz = sun.z - d.z;
    const tilt = (hx * hx + hz * hz) / (hy * hy);
    const glint = (Math.exp(-tilt / 0.028) * 3.6 + Math.exp(-tilt / 0.12) * 0.55) * lit * fresnel * 3;
    const silt = 0.9 + 0.5 * noise.fbm(x / 300, z / 900, 3);
    const wr = 0.075 * silt * (light.r * sun.y * lit + ambient.r) + water.r * (fresnel + 0.12) + glint * light.r;
    const wg = 0.066 * silt * (light.g * sun.y * lit + ambient.g) + water.g * (fresnel + 0.12) + glint * light.g;
    const wb = 0.046 * silt * (light.b * sun.y * lit + ambient.b) + water.b * (fresnel + 0.12) + glint * light.b;
    const dry = bar;
    out.r = mix(mix(r, 0.24, dry) * (light.r * sun.y * lit + ambient.r * 1.2), wr, wet * (1 - bar));
    out.g = mix(mix(g, 0.21, dry) * (light.g * sun.y * lit + ambient.g * 1.2), wg, wet * (1 - bar));
    out.b = mix(mix(b, 0.16, dry) * (light.b * sun.y * lit + ambient.b * 1.2), wb, wet * (1 - bar));
  };

  return (u, v, out, random) => {
    aim(u, v, d);
    const floor = d.y < -0.004 ? -EYE.y / d.y : 1e6;
    sky.look(d.x, Math.max(d.y, 0.02), d.z, horizon);
    if (floor < 70_000) ground(d.x * floor, d.z * floor, floor, out);
    else sky.look(d.x, Math.max(d.y, 0.01), d.z, out);
    sky.look(d.x, 0.04, d.z, horizon);
    const veil = (t: number): number => 1 - Math.exp(-((t / 40_000) ** 1.3));
    let haze = veil(Math.min(floor, 90_000));
    if (floor > 70_000) haze = 0.55 * smooth(0.12, 0, d.y);
    out.r = mix(out.r, horizon.r * 0.8, haze);
    out.g = mix(out.g, horizon.g * 0.85, haze);
    out.b = mix(out.b, horizon.b * 0.95, haze);

    const leave = Math.min(((d.y < 0 ? BASE : TOP) - EYE.y) / (d.y || 1e-6), 46_000);
    const facing = d.x * sun.x + d.y * sun.y + d.z * sun.z;
    const phase = 0.32 + 1.1 * (0.19 / (1.36 - 1.2 * facing) ** 1.5) + 0.12;
    let through = 1;
    let r = 0;
    let g = 0;
    let b = 0;
    let step = 40;
    let t = step * random();
    for (let i = 0; i < 220 && t < leave && through > 0.02; i++) {
      step = 40 + t * 0.0062;
      const x = d.x * t;
      const y = EYE.y + d.y * t;
      const z = d.z * t;
      const sigma = density(x, y, z, t < 22_000);
      if (sigma > 0) {
        const sum = shaded(x, y, z, 60, 5);
        const bright =
          (Math.exp(-sum) * 0.95 + 0.3 * Math.exp(-sum * 0.2)) * phase * (1 - 0.45 * Math.exp(-sigma * 320));
        const up = 0.2 + 0.45 * smooth(BASE, TOP - 800, y);
        const share = through * (1 - Math.exp(-sigma * step));
        const air = veil(t);
        r += share * mix(light.r * bright + ambient.r * up * 1.15, horizon.r * 0.85, air);
        g += share * mix(light.g * bright + ambient.g * up * 1.15, horizon.g * 0.9, air);
        b += share * mix(light.b * bright + ambient.b * up * 1.15, horizon.b, air);
        through *= Math.exp(-sigma * step);
      } else if (y > TOP - 200) step *= 1.5;
      t += step;
    }
    out.r = out.r * through + r;
    out.g = out.g * through + g;
    out.b = out.b * through + b;
  };
}

/** Cumulus of the monsoon over a delta, looking into the light. */
export const scene: Scene = {
  film: { exposure: 1.02, contrast: 1.8, saturation: 1.2, bloom: 0.06, vignette: 0.25, grain: 1.5, sharpen: 0.4 },
  resolution: 0.45,
  samples: 3,
  prepare,
};
