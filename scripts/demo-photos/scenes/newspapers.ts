import { makeCamera, unit } from "../camera.ts";
import { clamp, makeNoise, mix, smooth } from "../noise.ts";
import { hash, makeRandom } from "../random.ts";
import { facing, gloss, openness, roundBox, softShadow, trace } from "../solid.ts";
import type { Frame, Scene, Shade, Vec } from "../types.ts";

/** Centimetres; a folded broadsheet is about 38 by 30. */
const EYE: Vec = { x: -23, y: 27, z: -66 };
const WINDOW = unit(0.8, 0.5, -0.24);
const COPIES = 9;

interface Copy {
  y: number;
  half: number;
  cos: number;
  sin: number;
  x: number;
  z: number;
  bow: number;
}

function prepare({ seed }: Frame): Shade {
  const noise = makeNoise(seed);
  const { next } = makeRandom(seed);
  const copies: Copy[] = [];
  let foot = 0;
  for (let i = 0; i < COPIES; i++) {
    const half = 0.62 + 0.22 * next();
    const turn = (next() - 0.5) * 0.16 + (i === COPIES - 1 ? 0.1 : 0);
    copies.push({
      y: foot + half,
      half,
      cos: Math.cos(turn),
      sin: Math.sin(turn),
      x: (next() - 0.5) * 2,
      z: (next() - 0.5) * 2,
      bow: 0.25 + 0.3 * next(),
    });
    foot += 2 * half + 0.1;
  }
  const top = foot;
  const aim = makeCamera({ eye: EYE, target: { x: -0.5, y: 5.2, z: 0 }, fov: 28 });
  const d: Vec = { x: 0, y: 0, z: 0 };
  const n: Vec = { x: 0, y: 0, z: 0 };
  const p: Vec = { x: 0, y: 0, z: 0 };

  /** One copy: a slab whose fold, towards the camera, is round, and which sags a little at its free edges. */
  const copy = (c: Copy, x: number, y: number, z: number): number => {
    const px = (x - c.x) * c.cos - (z - c.z) * c.sin;
    const pz = (x - c.x) * c.sin + (z - c.z) * c.cos;
    const free = smooth(-6, 16, pz);
    const lift = c.bow * free * (0.3 + 0.5 * Math.sin(px * 0.17 + c.bow * 40) + 0.3 * free);
    const thick = c.half * (1 + 0.12 * smooth(4, -15, pz));
    const round = pz < 0 ? thick * 0.98 : 0.1;
    return roundBox(px, y - c.y - lift * 0.45, pz, 19, thick, 14.6, Math.min(round, thick)) * 0.85;
  };
  const stack = (x: number, y: number, z: number): number => {
    if (y > top + 3) return y - top - 1.5;
    let best = 1e9;
    for (const c of copies) {
      if (Math.abs(y - c.y) > best + 2.4) continue;
      best = Math.min(best, copy(c, x, y, z));
    }
    return best;
  };
  const shape = (x: number, y: number, z: number): number => Math.min(y, stack(x, y, z));

  /** Greeked print on the uppermost page: rules, columns, two pictures; no letter anywhere. 0 is paper, 1 ink. */
  const print = (x: number, z: number): number => {
    const px = (x + 18.2) / 36.4;
    const pz = (13.6 - z) / 27;
    if (px < 0 || px > 1 || pz < 0 || pz > 1) return 0;
    // The masthead lies at the far edge; its letters are blots of uneven width.
    if (pz < 0.14) {
      const letter = hash(Math.floor(px * 30), 3, seed);
      const inside = px > 0.14 && px < 0.86 && pz > 0.035 && pz < 0.1;
      return inside && letter > 0.24
        ? 0.86 *
            smooth(0.1, 0.3, Math.abs(((px * 30) % 1) - 0.02)) *
            (0.5 + 0.5 * smooth(-0.3, 0.1, noise.at(px * 160, pz * 70)))
        : 0;
    }
    if (Math.abs(pz - 0.15) < 0.003 || Math.abs(pz - 0.163) < 0.0015) return 0.8;
    const column = Math.floor(px * 6);
    const within = px * 6 - column;
    if (px > 0.34 && px < 0.99 && pz > 0.36 && pz < 0.78) {
      if (pz > 0.75) return hash(Math.floor(px * 200), 5, seed) > 0.3 && pz < 0.765 ? 0.5 : 0;
      const hills = 0.56 + 0.1 * noise.fbm(px * 5, 1, 4);
      const tone = pz < hills ? 0.2 + 0.3 * (pz - 0.36) : 0.62 + 0.25 * noise.fbm(px * 26, pz * 26, 4);
      return clamp(tone);
    }
    const isHead = pz > 0.19 && pz < 0.33;
    if (isHead) {
      const line = Math.floor((pz - 0.19) / 0.068);
      const tall = ((pz - 0.19) / 0.068) % 1;
      const end = line === 0 ? 0.95 : 0.71;
      const word = hash(Math.floor(px * 52), line, seed);
      return px > 0.02 && px < end && tall > 0.16 && tall < 0.7 && word > 0.2
        ? 0.92 * smooth(-0.42, -0.05, noise.at(px * 240, pz * 70))
        : 0;
    }
    if (within < 0.06 || within > 0.94) return Math.abs(within - 0.5) > 0.494 ? 0.3 : 0;
    const row = pz * 118;
    const rowIn = row % 1;
    const word = hash(Math.floor(px * 300), Math.floor(row), seed + column);
    return rowIn > 0.3 && rowIn < 0.74 && word > 0.2 ? 0.62 : 0;
  };

  return (u, v, out) => {
    aim(u, v, d);
    const t = trace(shape, EYE, d, 30, 240, 150);
    if (t < 0 || EYE.z + d.z * t > 92) {
      // The room behind: a wall, and the window's light falling across it.
      const beam = smooth(-0.35, 0.25, u * 0.6 - v * 0.25) * 0.16;
      out.r = 0.085 + beam * 1.05;
      out.g = 0.078 + beam * 0.95;
      out.b = 0.07 + beam * 0.8;
      out.depth = 190;
      return;
    }
    out.depth = t;
    p.x = EYE.x + d.x * t;
    p.y = EYE.y + d.y * t;
    p.z = EYE.z + d.z * t;
    facing(shape, p, 0.03, n);
    const isTable = p.y < 0.08;
    // Mullions break the window's light on the table.
    const wx = p.x - (p.y * WINDOW.x) / WINDOW.y;
    const wz = p.z - (p.y * WINDOW.z) / WINDOW.y;
    const across = wx * 0.42 - wz * 0.91 + 6;
    const bars = 1 - 0.75 * smooth(3.4, 1.4, Math.abs((((across % 34) + 34) % 34) - 17));
    const open = openness(shape, p, n, 5);
    const shadow = softShadow(shape, p, WINDOW, 0.12, 46, 0.13);
    let r = 0;
    let g = 0;
    let b = 0;
    let shine = 0;
    if (isTable) {
      const plank = Math.floor(p.x / 14 + 200);
      const inPlank = p.x / 14 + 200 - plank;
      const shift = hash(plank, 1, seed) * 60;
      const rings = noise.fbm(p.x * 0.5, (p.z + shift) * 0.035, 5) * 5 + noise.fbm(p.x * 2.6, (p.z + shift) * 0.09, 4);
      const vein = 0.5 + 0.5 * Math.sin(rings * 6) * smooth(150, 70, t);
      const pore = smooth(0.25, 0.6, noise.fbm(p.x * 9, p.z * 0.3, 3));
      const tone = (0.75 + 0.4 * hash(plank, 2, seed)) * (1 - 0.4 * pore) * (inPlank < 0.012 ? 0.3 : 1);
      r = mix(0.17, 0.27, vein) * tone;
      g = mix(0.088, 0.15, vein) * tone;
      b = mix(0.042, 0.075, vein) * tone;
      n.x += 0.02 * noise.fbm(p.x * 3, p.z * 0.2, 3);
      shine = 0.03 + 0.2 * (1 - clamp(-d.y)) ** 5;
    } else {
      let index = 0;
      let best = 1e9;
      copies.forEach((c, i) => {
        const gap = copy(c, p.x, p.y, p.z);
        if (gap < best) {
          best = gap;
          index = i;
        }
      });
      const c = copies[index];
      const px = c ? (p.x - c.x) * c.cos - (p.z - c.z) * c.sin : 0;
      const pz = c ? (p.x - c.x) * c.sin + (p.z - c.z) * c.cos : 0;
      const py = c ? (p.y - c.y) / c.half : 0;
      const isFace = n.y > 0.8;
      const age = 0.92 + 0.12 * hash(index, 4, seed);
      const fibre = 1 + 0.05 * noise.fbm(p.x * 5, p.z * 5 + p.y * 9, 4);
      // Leaves show as fine lines on the cut sides; the fold shows its outer leaf only, bare but for a margin.
      const isFold = pz < -13.2;
      const leaves = isFold
        ? 1
        : 1 -
          0.32 * smooth(-0.1, 0.5, noise.at(py * 9 + 0.6 * noise.at(px * 0.3, index * 3), index * 7.7 + px * 0.02)) -
          0.14 * hash(Math.floor(py * 13), index, seed);
      const ink = isFace
        ? index === COPIES - 1
          ? print(px, pz)
          : 0.5 * print(px, pz)
        : isFold
          ? 0.5 * print(px, -13.6 + 2 * py) * 0.8
          : 0;
      const tone = 0.66 * age * fibre * (isFace ? 1 : leaves);
      r = tone * mix(1, 0.12, ink * 0.9);
      g = tone * 0.95 * mix(1, 0.125, ink * 0.9);
      b = tone * 0.84 * mix(1, 0.15, ink * 0.9);
      n.x += 0.03 * noise.fbm(p.x * 0.6, p.z * 0.6, 3);
      n.z += 0.03 * noise.fbm(p.x * 0.6 + 9, p.z * 0.6, 3);
    }
    const sun = clamp(n.x * WINDOW.x + n.y * WINDOW.y + n.z * WINDOW.z) * shadow * bars;
    const fill = open * (0.34 + 0.22 * n.y + 0.16 * n.x - 0.05 * n.z);
    const near = isTable ? 1 - 0.55 * Math.exp(-Math.max(0, stack(p.x, p.y, p.z)) / 1.8) : 1;
    const lobe = gloss(d, n, WINDOW, 60) * 0.12 * shadow * bars + 0.2;
    out.r = (r * (sun * 2.5 + fill * 0.8) + shine * 0.36 * lobe) * near;
    out.g = (g * (sun * 2.16 + fill * 0.82) + shine * 0.33 * lobe) * near;
    out.b = (b * (sun * 1.68 + fill * 0.9) + shine * 0.29 * lobe) * near;
  };
}

/** Yesterday's copies by a window. Nothing on them can be read. */
export const scene: Scene = {
  film: {
    exposure: 0.95,
    contrast: 1.5,
    saturation: 1.1,
    bloom: 0.05,
    vignette: 0.35,
    grain: 1.6,
    sharpen: 0.35,
    lens: { focus: 62, aperture: 0.016 },
  },
  resolution: 0.6,
  samples: 3,
  prepare,
};
