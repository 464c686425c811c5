// Longer than 250 lines: a scene is one picture: its solids, its light and its camera belong together.
import { makeCamera, unit } from "../camera.ts";
import { type Cell, cells, clamp, makeNoise, mix, smooth } from "../noise.ts";
import { hash } from "../random.ts";
import { facing, fresnel, gloss, reflect, softShadow, trace } from "../solid.ts";
import type { Frame, Rgb, Scene, Shade, Vec } from "../types.ts";
import { makeStall, SUN } from "./parts/tea-stall.ts";
import { biscuit, FLOOR, glass, HEIGHT, inner, TEA } from "./parts/tea-things.ts";

/** Centimetres: the small ribbed glass of a tea stall. */
const EYE: Vec = { x: 0, y: 12.4, z: -33 };
const LIGHT = [4.4, 3.3, 2.1] as const;
const SKY = [0.3, 0.33, 0.4] as const;

function prepare({ seed }: Frame): Shade {
  const noise = makeNoise(seed);
  const room = makeStall(seed);
  const cell: Cell = { nearest: 0, second: 0, id: 0, x: 0, y: 0 };
  const aim = makeCamera({ eye: EYE, target: { x: 1.5, y: 4.9, z: 0 }, fov: 27 });
  const d: Vec = { x: 0, y: 0, z: 0 };
  const n: Vec = { x: 0, y: 0, z: 0 };
  const m: Vec = { x: 0, y: 0, z: 0 };
  const p: Vec = { x: 0, y: 0, z: 0 };
  const q: Vec = { x: 0, y: 0, z: 0 };
  const back: Rgb = { r: 0, g: 0, b: 0 };
  const under: Rgb = { r: 0, g: 0, b: 0 };
  const solids = (x: number, y: number, z: number): number => Math.min(y, biscuit(x, y, z));

  /** Light on the table past the glass: its shade is warm, with the lens's bright streak in the middle. */
  const past = (x: number, z: number): { shade: number; focus: number } => {
    const away = (x * SUN.x + z * SUN.z) / Math.hypot(SUN.x, SUN.z);
    const off = (x * SUN.z - z * SUN.x) / Math.hypot(SUN.x, SUN.z);
    const reach = (HEIGHT * Math.hypot(SUN.x, SUN.z)) / SUN.y;
    const from = -away;
    const wide = 3.0 + from * 0.02;
    const soft = 0.12 + Math.max(0, from) * 0.045;
    const isBehind = smooth(-1.5, -0.4, from) * smooth(reach + 3 + soft, reach + 2.4 - soft, from);
    const shade = smooth(wide + soft, wide - soft, Math.abs(off)) * isBehind;
    const waist = 0.25 + 0.1 * Math.abs(from - 5);
    const ripple = 0.7 + 0.5 * noise.fbm(off * 2.6, from * 0.35, 3);
    return { shade, focus: Math.exp(-((off / waist) ** 2)) * smooth(1.6, 3.6, from) * smooth(11, 4.5, from) * ripple };
  };

  const table = (x: number, z: number, out: Rgb): void => {
    const plank = Math.floor(z / 9 + 40.3);
    const inPlank = z / 9 + 40.3 - plank;
    const shift = hash(plank, 2, seed) * 90;
    const rings = noise.fbm((x + shift) * 0.05, z * 0.8, 5) * 5 + noise.fbm((x + shift) * 0.14, z * 4, 4);
    const vein = 0.5 + 0.5 * Math.sin(rings * 5);
    const pore = smooth(0.2, 0.6, noise.fbm(x * 0.6, z * 13, 3));
    const tone =
      (0.75 + 0.4 * hash(plank, 4, seed)) *
      (1 - 0.45 * pore) *
      (1 - 0.75 * smooth(0.014, 0.004, Math.min(inPlank, 1 - inPlank)));
    // Rings that other glasses left.
    const mark = Math.hypot(x + 6.4, z + 4.2);
    const stain = 1 - 0.35 * smooth(0.16, 0.04, Math.abs(mark - 2.5)) * clamp(0.5 + noise.fbm(x, z, 3));
    const { shade, focus } = past(x, z);
    Object.assign(p, { x, y: 0.01, z });
    Object.assign(m, { x: 0.03 * noise.fbm(x * 0.5, z * 5, 3), y: 1, z: 0.03 * noise.fbm(x * 0.5 + 7, z * 5, 3) });
    // The doorway's light falls on the near half of the table only.
    const patch = 0.18 + 0.82 * smooth(34, 4, z);
    const sun = patch * (1 - 0.8 * shade + focus * shade * 1.5) * softShadow(biscuit, p, SUN, 0.05, 9, 0.08) * SUN.y;
    const near = 1 - 0.7 * Math.exp(-Math.max(0, Math.hypot(x, z) - 2.4) / 0.7);
    const touch = 1 - 0.75 * Math.exp(-Math.max(0, biscuit(x, 0.02, z)) / 0.35);
    const open = near * touch;
    const shine = gloss(d, m, SUN, 26) * 0.055 * (1 - shade);
    const warm = shade * 0.16;
    out.r = mix(0.13, 0.235, vein) * tone * stain * (sun * LIGHT[0] + warm * 1.5 + open * SKY[0]) + shine * LIGHT[0];
    out.g = mix(0.066, 0.125, vein) * tone * stain * (sun * LIGHT[1] + warm * 0.7 + open * SKY[1]) + shine * LIGHT[1];
    out.b = mix(0.032, 0.06, vein) * tone * stain * (sun * LIGHT[2] + warm * 0.2 + open * SKY[2]) + shine * LIGHT[2];
    const f = fresnel(-d.y, 0.03) * 0.35;
    room(d.x, 0.12, d.z, back);
    out.r += back.r * f;
    out.g += back.g * f;
    out.b += back.b * f;
  };

  /** The scene without the glass. Returns the distance. */
  const beyond = (from: Readonly<Vec>, w: Readonly<Vec>, out: Rgb): number => {
    const t = w.y < 0.4 ? trace(solids, from, w, 0.02, 150, 90) : -1;
    if (t < 0 || from.z + w.z * t > 44) {
      room(w.x, w.y, w.z, out);
      return 130;
    }
    const x = from.x + w.x * t;
    const y = from.y + w.y * t;
    const z = from.z + w.z * t;
    if (y < 0.05) {
      table(x, z, out);
      return t;
    }
    Object.assign(q, { x, y, z });
    facing(biscuit, q, 0.02, m);
    const lit =
      clamp(m.x * SUN.x + m.y * SUN.y + m.z * SUN.z) *
      softShadow(biscuit, { x: x + m.x * 0.05, y: y + m.y * 0.05, z: z + m.z * 0.05 }, SUN, 0.05, 6, 0.08);
    const { shade } = past(x - (y * SUN.x) / SUN.y, z - (y * SUN.z) / SUN.y);
    const bake = 0.8 + 0.35 * noise.fbm(x * 3, z * 3, 5) - 0.3 * smooth(0.25, 0.02, y > 0.7 ? y - 0.72 : y);
    const sun = lit * (1 - 0.8 * shade);
    const open = 0.45 + 0.55 * m.y;
    out.r = 0.5 * bake * (sun * LIGHT[0] + open * SKY[0] * 1.3);
    out.g = 0.285 * bake * (sun * LIGHT[1] + open * SKY[1] * 1.3);
    out.b = 0.105 * bake * (sun * LIGHT[2] + open * SKY[2] * 1.3);
    return t;
  };

  /** Milky tea seen at a place on its own surface, with what scatters inside it. */
  const tea = (x: number, y: number, z: number, isTop: boolean, out: Rgb): void => {
    const r = Math.hypot(x, z);
    const side = (x * SUN.x + z * SUN.z) / Math.max(r, 0.1);
    const wrap = isTop ? 0.62 : clamp(0.42 + 0.5 * side) ** 1.25 * (0.62 + 0.38 * smooth(0.5, TEA, y));
    let foam = 0;
    if (isTop) {
      cells(x * 3.1, z * 3.1, seed, cell);
      const edge = smooth(0.75, 0.05, inner(TEA) - r) + 0.32 * smooth(0.1, 0.5, noise.fbm(x * 0.7, z * 0.7, 3));
      const wall = smooth(0.16, 0.02, cell.second - cell.nearest);
      foam = clamp(edge * (0.35 + 0.65 * wall) * (cell.id > 0.25 ? 1 : 0.35));
    }
    out.r = mix(0.47, 0.68, foam) * (wrap * LIGHT[0] * 0.42 + SKY[0] * 0.7);
    out.g = mix(0.222, 0.46, foam) * (wrap * LIGHT[1] * 0.42 + SKY[1] * 0.7);
    out.b = mix(0.075, 0.25, foam) * (wrap * LIGHT[2] * 0.42 + SKY[2] * 0.7);
  };

  /** Looks into the open top or through the clear wall above the tea. */
  const through = (from: Readonly<Vec>, out: Rgb): void => {
    const t = (TEA - from.y) / d.y;
    const x = from.x + d.x * t;
    const z = from.z + d.z * t;
    if (t > 0 && Math.hypot(x, z) < inner(TEA)) {
      tea(x, TEA, z, true, out);
      const f = fresnel(-d.y, 0.02);
      room(d.x + 0.02 * noise.at(x * 2, z * 2), -d.y, d.z, back);
      out.r += back.r * f * 0.6;
      out.g += back.g * f * 0.6;
      out.b += back.b * f * 0.6;
      return;
    }
    beyond(from, d, out);
    const tint = 0.8;
    out.r *= tint;
    out.g *= tint;
    out.b *= tint * 0.98;
    // The far wall's own reflections.
    const w = unit(from.x + d.x * 5, 0, from.z + d.z * 5);
    Object.assign(m, { x: -w.x, y: 0.08, z: -w.z });
    reflect(d, m, q);
    room(q.x, q.y, q.z, back);
    out.r += back.r * 0.07;
    out.g += back.g * 0.07;
    out.b += back.b * 0.07;
  };

  const steam = (u: number, v: number): number => {
    const y = v - 0.26;
    if (y < 0) return 0;
    const sway = 0.1 * noise.at(y * 2.2, 3.1) * y;
    const x = (u - 0.0 - sway * 2) / (0.2 + 0.16 * y);
    const curl = noise.fbm(
      x * 1.5 + 0.9 * noise.at(u * 3, v * 3 + 7),
      y * 1.7 + 0.8 * noise.at(u * 2.4 + 5, v * 2.4),
      4,
    );
    return Math.exp(-x * x) * smooth(0, 0.12, y) * smooth(0.75, 0.15, y) * smooth(-0.1, 0.5, curl) * 0.2;
  };

  return (u, v, out) => {
    aim(u, v, d);
    const t = trace(glass, EYE, d, 18, 60, 90);
    const clear = beyond(EYE, d, under);
    out.depth = clear;
    out.r = under.r;
    out.g = under.g;
    out.b = under.b;
    if (t > 0 && t < clear) {
      out.depth = t;
      const p0 = { x: EYE.x + d.x * t, y: EYE.y + d.y * t, z: EYE.z + d.z * t };
      facing(glass, p0, 0.012, n);
      const nn = { x: n.x, y: n.y, z: n.z };
      const r = Math.hypot(p0.x, p0.z);
      const cosine = -(d.x * nn.x + d.y * nn.y + d.z * nn.z);
      const isMouth = p0.y > HEIGHT - 0.06 && r < inner(HEIGHT);
      if (isMouth) through(p0, out);
      else {
        // Into the wall, refracted once: good enough for so thin a glass.
        const eta = 1 / 1.5;
        const k = 1 - eta * eta * (1 - cosine * cosine);
        const bend = eta * cosine - Math.sqrt(k);
        const w = { x: eta * d.x + bend * nn.x, y: eta * d.y + bend * nn.y, z: eta * d.z + bend * nn.z };
        const edge = clamp(cosine * 1.6);
        if (p0.y < FLOOR + 0.15) {
          // The thick foot is a lens of its own: it shows the table, tea from below, and the bright doorway.
          const toTable = w.y < -0.02 ? -p0.y / w.y : 1e9;
          const toTea = w.y > 0.02 ? (FLOOR - p0.y) / w.y : 1e9;
          if (toTable < 4.6) table(p0.x + w.x * toTable, p0.z + w.z * toTable, out);
          else if (toTea < 4.6) tea(p0.x + w.x * toTea, FLOOR, p0.z + w.z * toTea, false, out);
          else room(w.x, 0.25 + w.y, w.z, out);
          const caught = 0.5 + 0.5 * noise.fbm(Math.atan2(p0.z, p0.x) * 5, p0.y * 3, 3);
          out.r = out.r * 0.7 + caught * 0.12;
          out.g = out.g * 0.7 + caught * 0.085;
          out.b = out.b * 0.7 + caught * 0.05;
        } else if (p0.y < TEA - 0.02) {
          const inset = 0.2 / Math.max(0.25, -(w.x * p0.x + w.z * p0.z) / r);
          tea(p0.x + w.x * inset + nn.x * 1.1, p0.y, p0.z + w.z * inset + nn.z * 1.1, false, out);
          // The clear wall shows as a pale line down each side.
          const rim = smooth(0.3, 0.08, cosine);
          out.r = mix(out.r, under.r * 0.7 + 0.06, rim);
          out.g = mix(out.g, under.g * 0.7 + 0.055, rim);
          out.b = mix(out.b, under.b * 0.7 + 0.05, rim);
          const skin = smooth(0.1, 0.0, TEA - p0.y) * 0.5;
          out.r *= 1 - skin * 0.4;
          out.g *= 1 - skin * 0.4;
          out.b *= 1 - skin * 0.4;
        } else {
          through(p0, out);
          out.r *= 0.55 + 0.4 * edge;
          out.g *= 0.55 + 0.4 * edge;
          out.b *= 0.55 + 0.4 * edge;
        }
      }
      const f = isMouth ? 0 : fresnel(cosine, 0.04);
      reflect(d, nn, q);
      room(q.x, q.y, q.z, back);
      if (q.y < -0.05) table(p0.x - (q.x * p0.y) / q.y, p0.z - (q.z * p0.y) / q.y, back);
      const glint = isMouth ? 0 : gloss(d, nn, SUN, 260) * 0.12;
      out.r += back.r * f + glint * LIGHT[0];
      out.g += back.g * f + glint * LIGHT[1];
      out.b += back.b * f + glint * LIGHT[2];
    }
    const vapour = steam(u, v);
    out.r += vapour * 0.95;
    out.g += vapour * 0.86;
    out.b += vapour * 0.74;
  };
}

/** Cutting chai: half a glass of strong milky tea, steaming, with two biscuits. */
export const scene: Scene = {
  film: {
    exposure: 1.15,
    contrast: 1.55,
    saturation: 1.15,
    bloom: 0.09,
    vignette: 0.38,
    grain: 1.7,
    sharpen: 0.35,
    lens: { focus: 31.5, aperture: 0.02 },
  },
  resolution: 0.65,
  samples: 4,
  prepare,
};
