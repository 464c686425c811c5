import { dot, makeCamera } from "../camera.ts";
import { type Cell, cells, clamp, makeNoise, mix, smooth } from "../noise.ts";
import { makeSky } from "../sky.ts";
import { heightAt, makeTerrain, march, normalAt, sunlit } from "../terrain.ts";
import type { Frame, Rgb, Scene, Shade, Vec } from "../types.ts";

/** Metres. The camera is held at the height of a kneeling photographer. */
const EYE: Vec = { x: 0, y: 1.05, z: 0 };
const NEAR = { size: 2300, span: 7.4, near: 0.9 };

function prepare({ seed }: Frame): Shade {
  const noise = makeNoise(seed);
  const cell: Cell = { nearest: 0, second: 0, id: 0, x: 0, y: 0 };

  /** Mud that has shrunk into plates with rims curled up; a second, finer set of cracks in each. */
  const plates = (x: number, z: number): number => {
    const wx = x + 0.1 * noise.fbm(x * 2.1, z * 2.1, 4);
    const wz = z + 0.1 * noise.fbm(x * 2.1 + 7, z * 2.1, 4);
    cells(wx / 0.38, wz / 0.38, seed, cell);
    const edge = (cell.second - cell.nearest) * 0.38;
    const tilt = (cell.id - 0.5) * 0.13 * cell.x + (((cell.id * 7) % 1) - 0.5) * 0.13 * cell.y;
    const lift = 0.02 * ((cell.id * 13) % 1);
    const gap = 0.011 + 0.014 * ((cell.id * 29) % 1);
    const curl = 0.034 * smooth(0.12, 0.02, edge) * (0.4 + 0.8 * ((cell.id * 5) % 1));
    const wall = smooth(gap * 0.35, gap, edge);
    cells(wx / 0.12, wz / 0.12, seed + 5, cell);
    const hair =
      smooth(0.09, 0.0, cell.second - cell.nearest) * 0.006 * smooth(-0.1, 0.3, noise.fbm(x * 1.3, z * 1.3, 2));
    const rough = 0.006 * noise.fbm(x * 14, z * 14, 4) + 0.02 * noise.fbm(x * 1.1, z * 1.1, 2);
    return mix(-0.11, lift + tilt * 0.38 + curl, wall) + rough - hair;
  };
  const terrain = makeTerrain(NEAR, plates);
  const aim = makeCamera({ eye: EYE, target: { x: 0, y: 0.42, z: 3 }, fov: 47 });
  const sky = makeSky({ elevation: 13, azimuth: -58, haze: 4, fill: 0.8 });
  const d: Vec = { x: 0, y: 0, z: 0 };
  const n: Vec = { x: 0, y: 0, z: 0 };
  const p: Vec = { x: 0, y: 0, z: 0 };
  const far: Rgb = { r: 0, g: 0, b: 0 };

  const hills = (side: number): number =>
    0.018 + 0.03 * noise.ridged(side * 1.6 + 2, 0.4, 6) + 0.014 * noise.at(side * 2, 4);
  const nearHills = (side: number): number =>
    0.004 + 0.022 * smooth(0.1, 0.9, side + 0.3 * noise.at(side * 3, 9)) + 0.006 * noise.fbm(side * 14, 2, 4);

  const above = (out: Rgb): void => {
    sky.look(d.x, Math.max(d.y, 0.01), d.z, out);
    const k = 1 / (d.y + 0.09);
    const wisp = smooth(0.02, 0.5, noise.fbm(d.x * k * 0.75 + 4, d.z * k * 0.3, 6)) * smooth(0, 0.16, d.y);
    out.r = mix(out.r, sky.light.r * 0.5 + 0.12, wisp * 0.5);
    out.g = mix(out.g, sky.light.g * 0.52 + 0.12, wisp * 0.5);
    out.b = mix(out.b, sky.light.b * 0.6 + 0.15, wisp * 0.5);
  };

  return (u, v, out) => {
    aim(u, v, d);
    let t = march(terrain, EYE, d, 8.2, 0.012);
    const flat = d.y < 0 ? -EYE.y / d.y : -1;
    const isNear = t > 0 && EYE.z + d.z * t < NEAR.near + NEAR.span - 0.02 && Math.abs(d.x * t) < NEAR.span / 2 - 0.02;
    if (!isNear) t = flat;
    sky.look(d.x, 0.03, d.z, far);
    if (t < 0 || t > 900) {
      above(out);
      const side = d.x / d.z;
      const rise = d.y / d.z;
      const ridge = smooth(0.0006, -0.0006, rise - hills(side));
      out.r = mix(out.r, far.r * 0.66 + 0.01, ridge);
      out.g = mix(out.g, far.g * 0.68 + 0.012, ridge);
      out.b = mix(out.b, far.b * 0.78 + 0.02, ridge);
      const bank = smooth(0.0006, -0.0006, rise - nearHills(side));
      out.r = mix(out.r, far.r * 0.3 + 0.015, bank);
      out.g = mix(out.g, far.g * 0.3 + 0.014, bank);
      out.b = mix(out.b, far.b * 0.34 + 0.014, bank);
      out.depth = 900;
      return;
    }
    p.x = d.x * t;
    p.z = d.z * t;
    p.y = isNear ? heightAt(terrain, p.x, p.z) : plates(p.x, p.z);
    if (isNear) {
      normalAt(terrain, p.x, p.z, 0.0035 + t * 0.0008, n);
    } else {
      const e = 0.01 + t * 0.0016;
      const a = plates(p.x + e, p.z) - plates(p.x - e, p.z);
      const b = plates(p.x, p.z + e) - plates(p.x, p.z - e);
      const k = 1 / Math.hypot(a, 2 * e, b);
      n.x = -a * k;
      n.y = 2 * e * k;
      n.z = -b * k;
    }
    const crack = smooth(-0.03, -0.085, p.y);
    const shade = isNear
      ? sunlit(terrain, { x: p.x, y: p.y + 0.003, z: p.z }, sky.sun, 0.75, 0.02)
      : 1 - 0.8 * crack - 0.35 * smooth(9, 60, t) * 0.5;
    const lit = shade * clamp(dot(n, sky.sun));
    const silt = 0.5 + 0.5 * noise.fbm(p.x * 0.7, p.z * 0.7, 4);
    const dust =
      0.9 + 0.3 * noise.fbm(p.x * 7, p.z * 7, 4) + 0.22 * noise.fbm(p.x * 90, p.z * 90, 3) * smooth(4, 1.5, t);
    const r = mix(0.3, 0.44, silt) * dust;
    const g = mix(0.23, 0.345, silt) * dust;
    const b = mix(0.165, 0.245, silt) * dust;
    const open = (0.4 + 0.6 * n.y) * (1 - 0.88 * crack);
    out.r = r * (lit * sky.light.r + open * sky.ambient.r * 1.8 + 0.05 * sky.light.r * (1 - crack));
    out.g = g * (lit * sky.light.g + open * sky.ambient.g * 1.8 + 0.04 * sky.light.g * (1 - crack));
    out.b = b * (lit * sky.light.b + open * sky.ambient.b * 1.8 + 0.03 * sky.light.b * (1 - crack));
    // What water is left, a strip that mirrors the sky.
    const pool =
      smooth(150, 165, p.z + 30 * noise.fbm(p.x / 70, p.z / 200, 3)) *
      smooth(520, 470, p.z + 60 * noise.fbm(p.x / 90, 5, 3) + p.x * 0.3);
    sky.look(d.x, Math.max(0.03, -d.y * 3), d.z, far);
    out.r = mix(out.r, far.r * 0.85, pool);
    out.g = mix(out.g, far.g * 0.87, pool);
    out.b = mix(out.b, far.b * 0.9, pool);
    sky.look(d.x, 0.03, d.z, far);
    const air = 1 - Math.exp(-t / 1500);
    out.r = mix(out.r, far.r * 0.8, air);
    out.g = mix(out.g, far.g * 0.8, air);
    out.b = mix(out.b, far.b * 0.85, air);
    out.depth = t;
  };
}

/** The bed of a reservoir in a dry year, low sun ahead on the left. */
export const scene: Scene = {
  film: {
    exposure: 1.2,
    contrast: 1.65,
    saturation: 1.2,
    bloom: 0.05,
    vignette: 0.35,
    grain: 1.5,
    sharpen: 0.4,
    lens: { focus: 3.2, aperture: 0.0016 },
  },
  resolution: 0.55,
  samples: 3,
  prepare,
};
