import { makeCamera, unit } from "../camera.ts";
import { type Card, cover, lookAtCard, paintCard } from "../cards.ts";
import { type Cell, cells, clamp, makeNoise, mix, smooth } from "../noise.ts";
import { makeRandom } from "../random.ts";
import { facing, gloss, openness, roundBox, softShadow, trace } from "../solid.ts";
import type { Frame, Pixel, Scene, Shade, Vec } from "../types.ts";

/** Metres. Broad gauge: 1,676 mm between the rails. */
const EYE: Vec = { x: 0.36, y: 1.25, z: 0 };
const HALF_GAUGE = 0.838;
const SLEEPERS = 0.65;
const SUN = unit(-0.2, 0.2, 1);
const FOG = 1 / 68;

/** A tree's silhouette: a trunk, limbs, and clumps of leaves thrown over them by the seed. */
function tree(seed: number): string {
  const { next } = makeRandom(seed);
  const marks: string[] = [`<path d="M252 700L246 460Q250 380 240 330L264 330Q262 400 268 460L274 700Z"/>`];
  for (let i = 0; i < 9; i++) {
    const x = 250 + (next() - 0.5) * 330;
    const y = 90 + next() * 260;
    marks.push(
      `<path d="M256 ${430 - i * 8}Q${256 + (x - 256) * 0.3} ${y + 90} ${x} ${y}" fill="none" stroke="#15181a" stroke-width="${3 + next() * 6}"/>`,
    );
    for (let k = 0; k < 420; k++) {
      const turn = next() * 6.283;
      const off = Math.sqrt(next()) * (62 + 30 * next());
      const size = 1.2 + 3.4 * next() ** 2;
      marks.push(
        `<ellipse cx="${(x + Math.cos(turn) * off * 1.25).toFixed(1)}" cy="${(y + Math.sin(turn) * off * 0.8).toFixed(1)}" rx="${size.toFixed(1)}" ry="${(size * 0.75).toFixed(1)}"/>`,
      );
    }
  }
  return `<g fill="#15181a">${marks.join("")}</g>`;
}

/** A mast of the overhead line with its bracket, as on any electrified line. */
const MAST = `<g fill="none" stroke="#1c1d1f"><path d="M20 800V30" stroke-width="11"/><path d="M20 150L230 176M20 250L210 178M60 155V240" stroke-width="5"/><path d="M20 110L226 120" stroke-width="4"/></g>`;

async function prepare({ seed }: Frame): Promise<Shade> {
  const noise = makeNoise(seed);
  const { next } = makeRandom(seed);
  const trees = await Promise.all([1, 2, 3, 4].map((k) => paintCard(512, 704, tree(seed + k))));
  const mast = await paintCard(256, 804, MAST);
  const cards: Card[] = [];
  for (let z = 26; z < 330; z += 50) cards.push({ z, x: -3.4, y: -0.35, width: 2.75, height: 8.6, picture: mast });
  for (let i = 0; i < 46; i++) {
    const picture = trees[i % 4];
    const side = i % 2 ? 1 : -1;
    const size = 7 + 8 * next();
    const z = 22 + i * 5.5 + 8 * next();
    const x = side * (7.5 + 11 * next() ** 1.3 + (side > 0 ? 0 : 2.5));
    if (picture) cards.push({ z, x: x - size * 0.36, y: -0.8, width: size * 0.73, height: size, picture });
  }
  cards.sort((a, b) => b.z - a.z);

  const aim = makeCamera({ eye: EYE, target: { x: 0.16, y: 2.05, z: 20 }, fov: 42 });
  const cell: Cell = { nearest: 0, second: 0, id: 0, x: 0, y: 0 };
  const d: Vec = { x: 0, y: 0, z: 0 };
  const n: Vec = { x: 0, y: 0, z: 0 };
  const p: Vec = { x: 0, y: 0, z: 0 };
  const fog: Pixel = { r: 0, g: 0, b: 0, depth: 0 };
  const paint: Pixel = { r: 0, g: 0, b: 0, depth: 0 };

  /** Broken stone between the sleepers, shouldering off to grass. */
  const ballast = (x: number, z: number, isNear: boolean): number => {
    const shoulder =
      -0.62 * smooth(1.75, 3.1, Math.abs(x)) - 0.1 * smooth(0.25, 0.6, Math.abs(Math.abs(x) - HALF_GAUGE)) * 0.2;
    if (!isNear) return shoulder - 0.02;
    cells(x / 0.062, z / 0.062 + 0.2 * noise.at(x * 3, z * 3), seed, cell);
    const stone =
      (0.5 - cell.nearest) * 0.05 +
      (cell.id - 0.5) * 0.03 +
      0.02 * (cell.x * (cell.id - 0.5) + cell.y * (((cell.id * 9) % 1) - 0.5));
    const edge = smooth(3.3, 2.5, Math.abs(x));
    return (
      shoulder - 0.025 + stone * edge + (1 - edge) * 0.1 * noise.fbm(x * 5, z * 5, 3) + 0.02 * noise.at(x * 2, z * 2)
    );
  };
  const steel = (x: number, y: number): number => {
    const ax = Math.abs(Math.abs(x) - HALF_GAUGE - 0.036);
    const top = roundBox(ax, y - 0.185, 0, 0.036, 0.022, 1, 0.012);
    const web = roundBox(ax, y - 0.1, 0, 0.011, 0.09, 1, 0.002);
    const foot = roundBox(ax, y - 0.03, 0, 0.072, 0.012, 1, 0.006);
    return Math.min(top, web, foot);
  };
  const concrete = (x: number, y: number, z: number): number => {
    const cz = z - Math.round(z / SLEEPERS) * SLEEPERS;
    const dip = 0.03 * smooth(0.6, 0.1, Math.abs(x));
    return Math.min(
      roundBox(x, y + 0.08 + dip, cz, 1.37, 0.1, 0.125, 0.025),
      roundBox(Math.abs(Math.abs(x) - HALF_GAUGE - 0.036) - 0.115, y - 0.045, cz, 0.035, 0.03, 0.05, 0.012),
    );
  };
  const shape = (x: number, y: number, z: number): number => {
    const ground = (y - ballast(x, z, z < 20 && y < 0.1)) * 0.75;
    if (y > 0.4) return Math.min(ground, y - 0.25);
    return Math.min(ground, steel(x, y), concrete(x, y, z));
  };

  /** What the fog itself sends: brightest round the sun, which it hides. */
  const glow = (out: Pixel): void => {
    const k = clamp(d.x * SUN.x + d.y * SUN.y + d.z * SUN.z);
    const warm = 0.5 * k ** 14 + 0.9 * k ** 90 + 1.3 * k ** 900;
    const bank = 1 + 0.12 * noise.fbm(d.x * 3, d.y * 9, 4);
    const high = smooth(-0.1, 0.45, d.y);
    out.r = bank * (mix(0.5, 0.33, high) + warm * 1.15);
    out.g = bank * (mix(0.525, 0.385, high) + warm * 0.74);
    out.b = bank * (mix(0.56, 0.475, high) + warm * 0.36);
  };
  const thick = (t: number, y: number): number => 1 - Math.exp(-t * FOG * (1 + 0.5 * Math.exp(-Math.max(y, 0) / 2.2)));

  /** Share of a film point that a wire covers: the wires run along the track, so a point and a slope tell. */
  const wire = (x: number, y: number, width: number): number => {
    const t = ((x - EYE.x) * d.x + (y - EYE.y) * d.y) / (d.x * d.x + d.y * d.y);
    if (t < 2 || t > 300) return 0;
    const off = Math.hypot(EYE.x + d.x * t - x, EYE.y + d.y * t - y);
    const blur = t * 0.0005;
    return smooth(width + blur, width - blur, off) * clamp(width / blur) * (1 - thick(t, 5));
  };

  return (u, v, out) => {
    aim(u, v, d);
    glow(fog);
    let t = d.y < 0.02 ? trace(shape, EYE, d, 1, 260, 150) : -1;
    if (t > 260) t = -1;
    out.r = fog.r;
    out.g = fog.g;
    out.b = fog.b;
    out.depth = t > 0 ? t : 300;
    if (t > 0) {
      p.x = EYE.x + d.x * t;
      p.y = EYE.y + d.y * t;
      p.z = EYE.z + d.z * t;
      facing(shape, p, 0.002 + t * 0.0006, n);
      const open = openness(shape, p, n, 0.16) * (0.45 + 0.55 * n.y);
      const lit = clamp(n.x * SUN.x + n.y * SUN.y + n.z * SUN.z) * softShadow(shape, p, SUN, 0.01, 0.8, 0.3);
      const isSteel = steel(p.x, p.y) < 0.004 + t * 0.0008;
      const isConcrete = concrete(p.x, p.y, p.z) < 0.004 + t * 0.0004;
      const stone = 0.5 + 0.9 * cell.id * (t < 20 ? 1 : 0.6);
      const grass = smooth(2.4, 3.2, Math.abs(p.x) + 0.5 * noise.fbm(p.x * 2, p.z * 2, 3));
      let r = mix(0.17 * stone, 0.075, grass);
      let g = mix(0.15 * stone, 0.095, grass);
      let b = mix(0.135 * stone, 0.045, grass);
      // Oil and rust lie along the middle and beside the rails.
      const rust = smooth(0.3, 0.02, Math.abs(Math.abs(p.x) - HALF_GAUGE)) * 0.55;
      r = mix(r, 0.15, rust);
      g = mix(g, 0.085, rust);
      b = mix(b, 0.055, rust);
      if (isConcrete) {
        const worn = 0.8 + 0.5 * noise.fbm(p.x * 6, p.z * 9, 4);
        r = 0.27 * worn;
        g = 0.255 * worn;
        b = 0.235 * worn;
      }
      let shine = 0;
      if (isSteel) {
        const polished = p.y > 0.198 && n.y > 0.55 ? 1 : 0;
        r = mix(0.1, 0.16, polished);
        g = mix(0.055, 0.16, polished);
        b = mix(0.035, 0.165, polished);
        shine = polished * (0.55 + gloss(d, n, SUN, 30) * 0.25);
      }
      const wet = 0.06 * (1 - grass) * (1 - clamp(-d.y)) ** 4 * n.y;
      out.r = r * (open * 0.78 + lit * 1.15) + (shine + wet) * 0.9;
      out.g = g * (open * 0.82 + lit * 0.9) + (shine + wet) * 0.86;
      out.b = b * (open * 0.9 + lit * 0.6) + (shine + wet) * 0.82;
      cover(out, fog, thick(t, 0));
    }
    for (const card of cards) {
      const away = card.z / d.z;
      if (t > 0 && away > t) continue;
      const share = lookAtCard(card, EYE, d, paint);
      if (share <= 0) continue;
      cover(paint, fog, thick(away, EYE.y + d.y * away));
      cover(out, paint, share);
    }
    const lines = Math.max(wire(0, 5.55, 0.012), wire(0, 6.75, 0.01));
    if (d.y > 0) cover(out, { r: 0.03, g: 0.03, b: 0.032 }, lines * 0.9);
    // A signal at caution, far off; the mist makes a halo of it.
    const sx = d.x / d.z - (3.1 - EYE.x) / 74;
    const sy = d.y / d.z - (3.9 - EYE.y) / 74;
    const off = Math.hypot(sx, sy);
    const lamp = smooth(0.0026, 0.0016, off) * 2.6 + 0.16 * Math.exp(-off * 130) + 0.07 * Math.exp(-off * 34);
    out.r += lamp;
    out.g += lamp * 0.4;
    out.b += lamp * 0.06;
  };
}

/** A line into morning mist, with a signal at yellow. */
export const scene: Scene = {
  film: {
    exposure: 1.25,
    contrast: 1.6,
    saturation: 1.1,
    bloom: 0.08,
    vignette: 0.3,
    grain: 1.8,
    sharpen: 0.35,
    lens: { focus: 9, aperture: 0.0016 },
  },
  resolution: 0.6,
  samples: 2,
  prepare,
};
