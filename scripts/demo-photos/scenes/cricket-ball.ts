import { dot, makeCamera, unit } from "../camera.ts";
import { type Cell, cells, clamp, makeNoise, mix, smooth } from "../noise.ts";
import { fresnel, gloss } from "../solid.ts";
import { heightAt, makeTerrain, march, normalAt, sunlit } from "../terrain.ts";
import type { Frame, Rgb, Scene, Shade, Vec } from "../types.ts";

/** Centimetres. A ball is 7.2 across; the camera lies on the ground, half a metre away. */
const RADIUS = 3.6;
const EYE: Vec = { x: 0, y: 5.6, z: -46 };
const BALL: Vec = { x: -2.6, y: RADIUS - 0.12, z: 0 };
const SUN = unit(-0.72, 0.36, 0.42);
const LIGHT = [5.2, 3.9, 2.5] as const;
const SKY = [0.42, 0.52, 0.68] as const;
/** The seam's axis: the seam is the great circle across it. */
const AXIS = unit(0.62, 0.42, -0.66);
const STUMPS_AT = { z: 215, x: 21 };

function prepare({ seed }: Frame): Shade {
  const noise = makeNoise(seed);
  const cell: Cell = { nearest: 0, second: 0, id: 0, x: 0, y: 0 };
  const terrain = makeTerrain({ size: 1500, span: 150, near: -44 }, (x, z) => {
    cells(x / 9 + 0.25 * noise.fbm(x / 5, z / 5, 3), z / 9 + 0.25 * noise.fbm(x / 5 + 8, z / 5, 3), seed, cell);
    const crack = smooth(0.05, 0, cell.second - cell.nearest) * smooth(-0.1, 0.25, noise.fbm(x / 30, z / 30 + 3, 2));
    cells(x / 0.75, z / 0.75, seed + 9, cell);
    const crumb =
      Math.sqrt(Math.max(0, 1 - (cell.nearest / 0.34) ** 2)) * (cell.id > 0.84 ? (cell.id - 0.82) * 1.1 : 0);
    return 0.16 * noise.fbm(x / 8, z / 8, 4) + 0.07 * noise.fbm(x / 0.9, z / 0.9, 3) + crumb - 0.55 * crack;
  });
  const aim = makeCamera({ eye: EYE, target: { x: 0.9, y: 4.5, z: 0 }, fov: 17.5 });
  const d: Vec = { x: 0, y: 0, z: 0 };
  const n: Vec = { x: 0, y: 0, z: 0 };
  const p: Vec = { x: 0, y: 0, z: 0 };
  const back: Rgb = { r: 0, g: 0, b: 0 };
  const side = unit(AXIS.z, 0, -AXIS.x);
  const rise = { x: AXIS.y * side.z, y: AXIS.z * side.x - AXIS.x * side.z, z: -AXIS.y * side.x };

  /** Trees and sky behind the field, soft as they are to this lens; also what the ball's polish mirrors. */
  const surroundings = (x: number, y: number, z: number, out: Rgb): void => {
    const trees = smooth(0.13, 0.05, y + 0.045 * noise.fbm(x * 5, 2.5, 3));
    const lush = 0.5 + 0.9 * Math.max(0, noise.fbm(x * 12, y * 22, 3));
    const warm = clamp(x * SUN.x + y * SUN.y + z * SUN.z) ** 3;
    out.r = mix(0.75 + 2.2 * warm, 0.075 * lush + 0.3 * warm, trees);
    out.g = mix(0.72 + 1.4 * warm, 0.105 * lush + 0.2 * warm, trees);
    out.b = mix(0.74 + 0.5 * warm, 0.045 * lush + 0.06 * warm, trees);
    if (y < 0) {
      out.r = 0.34;
      out.g = 0.3;
      out.b = 0.17;
    }
  };

  /** How deep the ball's shade lies on a point of the ground: 1 is full sun. */
  const past = (x: number, y: number, z: number): number => {
    const ax = BALL.x - x;
    const ay = BALL.y - y;
    const az = BALL.z - z;
    const along = ax * SUN.x + ay * SUN.y + az * SUN.z;
    if (along < 0) return 1;
    const off = Math.sqrt(Math.max(0, ax * ax + ay * ay + az * az - along * along));
    return smooth(RADIUS - 0.02 - along * 0.012, RADIUS + 0.02 + along * 0.012, off);
  };

  const ball = (t: number, out: Rgb): void => {
    p.x = EYE.x + d.x * t;
    p.y = EYE.y + d.y * t;
    p.z = EYE.z + d.z * t;
    const nx = (p.x - BALL.x) / RADIUS;
    const ny = (p.y - BALL.y) / RADIUS;
    const nz = (p.z - BALL.z) / RADIUS;
    const off = nx * AXIS.x + ny * AXIS.y + nz * AXIS.z;
    const around = Math.atan2(nx * side.x + ny * side.y + nz * side.z, nx * rise.x + ny * rise.y + nz * rise.z);
    const a = around * RADIUS;
    const b = Math.asin(clamp(off, -1, 1)) * RADIUS;
    // Six rows of stitches, three on each side of the join; each stitch leans towards it.
    const row = Math.abs(b) / 0.3;
    const lane = Math.floor(row);
    const isSeam = lane < 3;
    const pitch = 0.46;
    const s = (a + (b > 0 ? 0.12 : -0.12) * (row - lane) + lane * 0.21) / pitch;
    const fs = s - Math.floor(s) - 0.5;
    const fr = row - lane - 0.5;
    const bead = isSeam
      ? Math.sqrt(Math.max(0, 1 - (fs / 0.36) ** 2)) * Math.sqrt(Math.max(0, 1 - (fr / 0.44) ** 2))
      : 0;
    const join = smooth(0.05, 0.015, Math.abs(b));
    const quarter = smooth(0.035, 0.012, Math.abs(Math.abs(a / RADIUS) - 1.2)) * smooth(1.0, 1.1, Math.abs(b)) * 0.55;
    const ridge = smooth(1.02, 0.86, Math.abs(b)) * 0.06;
    const height = (q: number, w: number): number =>
      0.02 * noise.fbm(q * 2.2, w * 2.2, 4) + 0.012 * noise.at(q * 9, w * 9);
    // Slopes of leather and stitches tilt the normal within the tangent plane.
    const worn = height(a, b);
    let ga = (height(a + 0.03, b) - worn) / 0.03 + (bead > 0 ? fs * 1.5 * bead : 0);
    let gb = (height(a, b + 0.03) - worn) / 0.03 + (bead > 0 ? fr * 1.3 * Math.sign(b) * bead : 0);
    gb += (smooth(1.1, 0.95, Math.abs(b)) - smooth(0.95, 0.8, Math.abs(b))) * Math.sign(b) * ridge * 9;
    ga *= 0.6;
    gb *= 0.6;
    const tx = -Math.sin(around) * rise.x + Math.cos(around) * side.x;
    const ty = -Math.sin(around) * rise.y + Math.cos(around) * side.y;
    const tz = -Math.sin(around) * rise.z + Math.cos(around) * side.z;
    const k = unit(nx + ga * tx + gb * AXIS.x, ny + ga * ty + gb * AXIS.y, nz + ga * tz + gb * AXIS.z);
    const scuff = smooth(0.1, 0.5, noise.fbm(a * 0.5 + 3, b * 0.5, 5) + 0.14 * ny) * 0.45;
    const dust = smooth(-0.2, -0.95, ny + 0.35 * noise.fbm(a, b, 4)) * 0.7;
    let r = mix(mix(0.26, 0.31, scuff), 0.4, dust);
    let g = mix(mix(0.016, 0.06, scuff), 0.29, dust);
    let bl = mix(0.018, 0.045, scuff);
    bl = mix(bl, 0.17, dust);
    if (isSeam) {
      const thread = smooth(0.15, 0.5, bead);
      r = mix(r * 0.5, 0.72, thread);
      g = mix(g * 0.45, 0.6, thread);
      bl = mix(bl * 0.45, 0.42, thread);
    }
    const groove = 1 - 0.75 * Math.max(join, quarter);
    const lit = clamp(dot(k, SUN)) * smooth(-0.08, 0.12, nx * SUN.x + ny * SUN.y + nz * SUN.z);
    const open = (0.5 + 0.5 * ny) * groove;
    const ground = clamp(0.5 - 0.62 * ny) * smooth(-1.02, -0.55, ny);
    const two = 2 * (d.x * k.x + d.y * k.y + d.z * k.z);
    surroundings(d.x - two * k.x, d.y - two * k.y, d.z - two * k.z, back);
    const polish = (isSeam ? 0.1 : 1 - 0.75 * scuff) * (1 - dust) * groove;
    const f = fresnel(-(d.x * k.x + d.y * k.y + d.z * k.z), 0.045) * polish * 0.8;
    const shine = (gloss(d, k, SUN, 140) * 0.05 + gloss(d, k, SUN, 18) * 0.05) * polish * lit;
    out.r = r * groove * (lit * LIGHT[0] + open * SKY[0] * 1.6 + ground * 0.62) + f * back.r + shine * LIGHT[0];
    out.g = g * groove * (lit * LIGHT[1] + open * SKY[1] * 1.6 + ground * 0.45) + f * back.g + shine * LIGHT[1];
    out.b = bl * groove * (lit * LIGHT[2] + open * SKY[2] * 1.6 + ground * 0.26) + f * back.b + shine * LIGHT[2];
  };

  /** Three stumps and two bails, far enough for the lens to melt them. */
  const stumps = (out: Rgb): number => {
    const t = (STUMPS_AT.z - EYE.z) / d.z;
    const x = EYE.x + d.x * t - STUMPS_AT.x;
    const y = EYE.y + d.y * t;
    if (y < 0 || y > 72.6 || Math.abs(x) > 13) return -1;
    for (const at of [-9.5, 0, 9.5]) {
      const across = (x - at) / 1.9;
      const isBail = y > 71.2 && Math.abs(x) < 11.2;
      if (Math.abs(across) < 1 || isBail) {
        const turn = isBail ? 0.6 : 0.5 - 0.42 * across;
        out.r = 0.62 * turn * LIGHT[0] * 0.42 + 0.2;
        out.g = 0.45 * turn * LIGHT[1] * 0.42 + 0.17;
        out.b = 0.25 * turn * LIGHT[2] * 0.42 + 0.13;
        return t;
      }
    }
    return -1;
  };

  const ground = (t: number, out: Rgb): void => {
    const x = EYE.x + d.x * t;
    const z = EYE.z + d.z * t;
    p.x = x;
    p.z = z;
    const isNear = z < 104 && Math.abs(x) < 74;
    p.y = isNear ? heightAt(terrain, x, z) : 0;
    if (isNear) normalAt(terrain, x, z, 0.1, n);
    else Object.assign(n, { x: 0, y: 1, z: 0 });
    const sun =
      clamp(dot(n, SUN)) * past(x, p.y, z) * (isNear ? sunlit(terrain, { x, y: p.y + 0.05, z }, SUN, 12, 0.02) : 1);
    const contact = 1 - 0.8 * Math.exp(-(((x - BALL.x) ** 2 + (z - BALL.z) ** 2) / 3.4));
    const tone = 0.86 + 0.5 * noise.fbm(x / 3, z / 3, 4) + 0.2 * noise.fbm(x * 2, z * 2, 2);
    const chalk =
      smooth(4.2, 3.7, Math.abs(z - 23 - 0.03 * x + 0.5 * noise.fbm(x / 2, z / 2, 3))) *
      clamp(0.75 + 0.7 * noise.fbm(x / 1.6, z / 1.6, 4));
    const green =
      smooth(120, 330, z) * 1 + (1 - smooth(120, 330, z)) * smooth(0.12, 0.4, noise.fbm(x / 13, z / 13, 4)) * 0.3;
    const r = mix(mix(0.4 * tone, 0.11, green), 0.82, chalk);
    const g = mix(mix(0.3 * tone, 0.17, green), 0.8, chalk);
    const b = mix(mix(0.185 * tone, 0.04, green), 0.76, chalk);
    const open = contact * clamp(0.7 + p.y * 0.9, 0.25, 1);
    out.r = r * (sun * LIGHT[0] + open * SKY[0] * 1.35);
    out.g = g * (sun * LIGHT[1] + open * SKY[1] * 1.35);
    out.b = b * (sun * LIGHT[2] + open * SKY[2] * 1.35);
  };

  return (u, v, out) => {
    aim(u, v, d);
    const ax = EYE.x - BALL.x;
    const ay = EYE.y - BALL.y;
    const az = EYE.z - BALL.z;
    const b = ax * d.x + ay * d.y + az * d.z;
    const root = b * b - (ax * ax + ay * ay + az * az - RADIUS * RADIUS);
    let t = march(terrain, EYE, d, 150, 0.25);
    if (t < 0 && d.y < 0) t = -EYE.y / d.y;
    if (root > 0 && (t < 0 || -b - Math.sqrt(root) < t)) {
      out.depth = -b - Math.sqrt(root);
      ball(out.depth, out);
      return;
    }
    const wood = stumps(out);
    if (wood > 0 && (t < 0 || wood < t)) {
      out.depth = wood;
      return;
    }
    if (t > 0) {
      ground(t, out);
      out.depth = t;
      return;
    }
    surroundings(d.x, d.y, d.z, out);
    out.depth = 4000;
  };
}

/** A worn ball on a dry pitch, evening sun from behind on the left. */
export const scene: Scene = {
  film: {
    exposure: 0.8,
    contrast: 1.55,
    saturation: 1.15,
    bloom: 0.07,
    vignette: 0.35,
    grain: 1.6,
    sharpen: 0.4,
    lens: { focus: 43.5, aperture: 0.034 },
  },
  resolution: 0.6,
  samples: 3,
  prepare,
};
