import { makeCamera } from "../camera.ts";
import { clamp, makeNoise, mix, smooth } from "../noise.ts";
import { hash } from "../random.ts";
import type { Frame, Pixel, Rgb, Scene, Shade, Vec } from "../types.ts";
import { makeAfterglow } from "./parts/afterglow.ts";

const EYE: Vec = { x: 0, y: 46, z: 0 };
/** Plots of 46 m; the shore stands 1,050 m away. */
const PLOT = 46;
const SHORE = 1050;
const FAR = 5200;
/** The streets run askew to the shore, so that towers show two faces. */
const COS = Math.cos(0.42);
const SIN = Math.sin(0.42);
/** Colours of lamps behind curtains, from tungsten to fluorescent tubes. */
const LAMPS = [
  [1, 0.62, 0.28],
  [1, 0.72, 0.4],
  [1, 0.8, 0.55],
  [0.85, 0.95, 1],
] as const;

function prepare({ seed }: Frame): Shade {
  const noise = makeNoise(seed);
  const aim = makeCamera({ eye: EYE, target: { x: 60, y: 118, z: 1500 }, fov: 15.5 });
  const skyAt = makeAfterglow(seed);
  const d: Vec = { x: 0, y: 0, z: 0 };
  const q: Vec = { x: 0, y: 0, z: 0 };
  const bounce: Vec = { x: 0, y: 0, z: 0 };
  const dome: Rgb = { r: 0, g: 0, b: 0 };
  const mirror: Pixel = { r: 0, g: 0, b: 0, depth: 0 };

  const shore = (x: number): number => SHORE + 90 * noise.at(x / 700, 3.3) + 0.00012 * x * x;

  /** A plot's building, 0 high where there is none; towers stand in clusters. */
  const rise = (i: number, j: number): number => {
    const x = (i * COS - j * SIN) * PLOT;
    const z = (i * SIN + j * COS) * PLOT;
    const inland = z - shore(x);
    if (inland < 30) return 0;
    const cluster = smooth(-0.15, 0.55, noise.fbm(x / 520 + 2.2, z / 900, 3));
    const centre = Math.exp(-(((x - 190) / 420) ** 2)) + 0.75 * Math.exp(-(((x + 430) / 230) ** 2));
    const chance = hash(i, j, seed);
    const low = 14 + 26 * hash(i, j, seed + 1);
    const high = 150 * chance ** 3 * (0.22 + cluster * 0.7 + centre) * smooth(20, 260, inland);
    return low + high + (chance > 0.985 ? 40 * centre : 0);
  };

  /** Walls, windows and roofs, found by walking plot by plot (Amanatides and Woo's traversal) over the turned grid. */
  const city = (ox: number, oy: number, oz: number, w: Readonly<Vec>, out: Pixel): boolean => {
    const gx = ox * COS + oz * SIN;
    const gz = oz * COS - ox * SIN;
    q.x = w.x * COS + w.z * SIN;
    q.y = w.y;
    q.z = w.z * COS - w.x * SIN;
    let t = Math.max(0, (SHORE - 160 - oz) / w.z);
    let i = Math.floor((gx + q.x * t) / PLOT);
    let j = Math.floor((gz + q.z * t) / PLOT);
    const si = q.x > 0 ? 1 : -1;
    const ix = 1 / (q.x || 1e-9);
    let tx = ((i + (q.x > 0 ? 1 : 0)) * PLOT - gx) * ix;
    let tz = ((j + 1) * PLOT - gz) / q.z;
    for (let step = 0; step < 320; step++) {
      const h = rise(i, j);
      if (h > 0) {
        const inset = 4 + 7 * hash(i, j, seed + 5);
        const hasSetback = h > 60 && hash(i, j, seed + 6) > 0.45;
        const share = 0.62 + 0.25 * hash(i, j, seed + 7);
        let nearest = FAR;
        // Many towers stand on a broader foot: two boxes, the nearer hit counts.
        for (let tier = 0; tier < (hasSetback ? 2 : 1); tier++) {
          const foot = tier * h * share;
          const top = hasSetback && tier === 0 ? h * share : h;
          const x0 = i * PLOT + inset + tier * 4.5;
          const z0 = j * PLOT + inset + tier * 4.5;
          const x1 = (i + 1) * PLOT - inset - tier * 4.5;
          const z1 = (j + 1) * PLOT - inset - tier * 4.5;
          const ax = ((q.x > 0 ? x0 : x1) - gx) * ix;
          const az = (z0 - gz) / q.z;
          const enter = Math.max(ax, az);
          const leave = Math.min(((q.x > 0 ? x1 : x0) - gx) * ix, (z1 - gz) / q.z);
          if (enter >= leave || enter <= 0 || enter >= nearest) continue;
          const y = oy + q.y * enter;
          if (y >= foot && y < top) {
            nearest = enter;
            const isSide = ax > az;
            wall(i, j, isSide ? gz + q.z * enter - z0 : gx + q.x * enter - x0, y, h, isSide, enter, out);
            continue;
          }
          const over = (top - oy) / q.y;
          if (y >= top && over > enter && over < leave) {
            nearest = over;
            out.r = 0.012;
            out.g = 0.013;
            out.b = 0.018;
            out.depth = over;
          }
        }
        if (nearest < FAR) return true;
      }
      t = Math.min(tx, tz);
      if (t > FAR) return false;
      if (tx < tz) {
        i += si;
        tx += PLOT * Math.abs(ix);
      } else {
        j += 1;
        tz += PLOT / q.z;
      }
      if (oy + q.y * t > 330 && q.y > 0) return false;
    }
    return false;
  };

  const wall = (
    i: number,
    j: number,
    along: number,
    y: number,
    h: number,
    isSide: boolean,
    t: number,
    out: Pixel,
  ): void => {
    const kind = hash(i, j, seed + 9);
    const floor = 3.3;
    const bay = kind < 0.4 ? 2.6 : kind < 0.75 ? 3.6 : 5.4;
    const row = Math.floor(y / floor);
    const column = Math.floor(along / bay);
    const fy = y / floor - row;
    const fx = along / bay - column;
    const tint = 0.5 + 0.7 * hash(i, j, seed + 11);
    const face = isSide ? 1.5 : 0.8;
    out.r = 0.04 * tint * face;
    out.g = 0.039 * tint * face;
    out.b = 0.05 * tint * face;
    const soft = clamp(t / 9000, 0.05, 0.25);
    // A third are curtain walls: glass from slab to slab, which mirrors the west.
    const isCurtain = kind > 0.7;
    const glass = isCurtain
      ? smooth(0.03, 0.06 + soft, fx) * smooth(0.16 - soft, 0.16 + soft, fy)
      : smooth(0.2 - soft, 0.2 + soft, fx) *
        smooth(0.84 + soft, 0.84 - soft, fx) *
        smooth(0.26 - soft, 0.26 + soft, fy) *
        smooth(0.86 + soft, 0.86 - soft, fy);
    const key = i * 131 + j * 17 + (isSide ? 7 : 0);
    const pick = hash(column + key * 61, row, seed + 13);
    const isOffice = kind > 0.62;
    // Offices leave whole floors lit; homes light room by room.
    const busy = isOffice ? (hash(key, row, seed + 15) < 0.36 ? 0.8 : 0.07) : 0.27;
    if (y < h - 2.5 && pick < busy) {
      const lamp =
        LAMPS[
          isOffice ? 2 + (hash(key, row, seed + 3) > 0.6 ? 1 : 0) : Math.floor(hash(column, row + key, seed + 17) * 3)
        ] ?? LAMPS[0];
      const power = (0.25 + 1.5 * hash(column, row, seed + 19 + key) ** 2.4) * glass * (isOffice ? 0.5 : 0.62);
      out.r += lamp[0] * power;
      out.g += lamp[1] * power;
      out.b += lamp[2] * power;
    } else {
      // Dark panes give back the evening sky.
      const west = isCurtain ? (isSide ? 2.6 : 1.1) * (0.5 + (0.7 * y) / h) : 1;
      out.r += glass * 0.024 * west;
      out.g += glass * 0.022 * west;
      out.b += glass * 0.032 * west;
    }
    // Street light climbs the lowest floors.
    const street = Math.exp(-y / 7) * 0.32;
    out.r += street;
    out.g += street * 0.62;
    out.b += street * 0.27;
    // Warning lamps on the tallest.
    if (h > 150 && y > h - 2.2 && Math.abs(along - 14) < 1.6) out.r += 5;
    out.depth = t;
  };

  const scene = (ox: number, oy: number, oz: number, q: Readonly<Vec>, out: Pixel): void => {
    skyAt(q.x, q.y, q.z, dome);
    if (city(ox, oy, oz, q, out)) {
      const air = 1 - Math.exp(-((out.depth / 4300) ** 1.4));
      skyAt(q.x, 0.025, q.z, dome);
      out.r = mix(out.r, dome.r * 0.75, air);
      out.g = mix(out.g, dome.g * 0.75, air);
      out.b = mix(out.b, dome.b * 0.8, air);
    } else {
      out.r = dome.r;
      out.g = dome.g;
      out.b = dome.b;
    }
  };

  return (u, v, out, random) => {
    aim(u, v, d);
    const t = d.y < 0 ? -EYE.y / d.y : 1e9;
    const z = EYE.z + d.z * t;
    const x = EYE.x + d.x * t;
    if (z > shore(x) || t > 1e8) {
      scene(EYE.x, EYE.y, EYE.z, d, out);
      const sea = shore(x) - 6;
      if (t < 1e8 && z < sea + 40) {
        // The promenade's lamps, one every 22 m.
        out.r += 0.1;
        out.g += 0.06;
        out.b += 0.026;
      }
      return;
    }
    // Ripples too fine to resolve: every sample takes its own slope, so lamps draw out into upright streaks.
    const gust = 0.6 + 0.9 * smooth(-0.2, 0.4, noise.fbm(x / 60, z / 160, 3));
    const slope = (random() + random() + random() - 1.5) * 0.055 * gust + 0.02 * noise.fbm(x / 9, z / 5, 3);
    bounce.x = d.x + (random() - 0.5) * 0.006 * gust;
    bounce.y = Math.abs(-d.y + slope) + 0.003;
    bounce.z = d.z;
    const k = 1 / Math.hypot(bounce.x, bounce.y, bounce.z);
    bounce.x *= k;
    bounce.y *= k;
    bounce.z *= k;
    scene(x, 0.1, z, bounce, mirror);
    const shine = 0.32 + 0.5 * (1 - clamp(-d.y * 5));
    out.r = mirror.r * shine + 0.004;
    out.g = mirror.g * shine + 0.006;
    out.b = mirror.b * shine + 0.01;
    out.depth = t;
  };
}

/** A skyline across a bay, a quarter of an hour after sunset. */
export const scene: Scene = {
  film: {
    exposure: 3.2,
    contrast: 1.75,
    saturation: 1.15,
    balance: [1, 0.98, 1.05],
    bloom: 0.14,
    vignette: 0.3,
    grain: 1.7,
    sharpen: 0.3,
  },
  resolution: 0.6,
  samples: 6,
  prepare,
};
