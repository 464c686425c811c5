import { clamp, makeNoise, mix, smooth } from "../noise.ts";
import { makeRandom } from "../random.ts";
import type { Frame, Rgb, Scene, Shade } from "../types.ts";
import { makeBrush } from "./parts/brush.ts";

const SUN = { u: 0.62, v: 0.2 };
const HORIZON = -0.16;
/** The lens: film units per unit of slope, about 27° from foot to head. */
const FOCAL = 4.1;
/** The photographer kneels: the lens is among the ears, in metres. */
const EYE_HEIGHT = 0.87;

/**
 * The one picture that is painted rather than traced: stalk by stalk, from the far rows to the near, into a buffer of
 * light. A stalk's lengths are metres times the size of a metre at its row's distance.
 */
function prepare({ seed, width, height }: Frame): Shade {
  const noise = makeNoise(seed);
  const { next } = makeRandom(seed);
  const film = new Float32Array(width * height * 4);
  const half = height / 2;
  const streak = makeBrush(film, width, height);
  const glow = (u: number, v: number): number => Math.exp(-Math.hypot(u - SUN.u, v - SUN.v) * 1.9);

  const sky = (u: number, v: number, out: Rgb): void => {
    const high = clamp((v - HORIZON) / 0.8);
    const k = glow(u, v);
    const disc = Math.exp(-((Math.hypot(u - SUN.u, v - SUN.v) / 0.055) ** 2));
    out.r = mix(1.0, 0.42, high ** 0.7) + 1.5 * k + 7 * disc;
    out.g = mix(0.74, 0.46, high ** 0.7) + 0.92 * k + 5.4 * disc;
    out.b = mix(0.46, 0.52, high ** 0.7) + 0.35 * k + 2.8 * disc;
    const veil = smooth(0.05, 0.5, noise.fbm(u * 0.9 + 4, v * 5, 5) + 0.08) * 0.28;
    out.r += veil;
    out.g += veil * 0.74;
    out.b += veil * 0.5;
  };

  const ink: Rgb = { r: 0, g: 0, b: 0 };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = (x + 0.5 - width / 2) / half;
      const v = (height / 2 - y - 0.5) / half;
      sky(u, v, ink);
      let depth = 400;
      // Two lines of trees in the haze, then the field as a tone that the stalks cover.
      for (const [base, tall, air, step] of [
        [HORIZON + 0.012, 0.035, 0.72, 3.1],
        [HORIZON, 0.075, 0.45, 1.7],
      ] as const) {
        const crown =
          base + tall * (0.45 + 0.55 * noise.fbm(u * step, air * 9, 2)) * (0.75 + 0.5 * noise.fbm(u * 14, air * 5, 4));
        const share = smooth(0.006, -0.004, v - crown) * (1 - air);
        ink.r = mix(ink.r, 0.1 + 0.5 * glow(u, v), share);
        ink.g = mix(ink.g, 0.09 + 0.26 * glow(u, v), share);
        ink.b = mix(ink.b, 0.06 + 0.08 * glow(u, v), share);
        if (share > 0.3) depth = 120;
      }
      if (v < HORIZON) {
        depth = (0.12 * FOCAL) / Math.max(0.004, HORIZON + 0.004 - v);
        const near = smooth(0, 0.5, HORIZON - v);
        const light = 0.45 + 0.55 * noise.fbm(u * depth * 0.6, depth * 1.1, 3) + 1.3 * glow(u, v);
        ink.r = mix(0.62, 0.07, near) * light;
        ink.g = mix(0.42, 0.045, near) * light;
        ink.b = mix(0.17, 0.018, near) * light;
      }
      const o = (y * width + x) * 4;
      film[o] = ink.r;
      film[o + 1] = ink.g;
      film[o + 2] = ink.b;
      film[o + 3] = depth;
    }
  }

  const stalk = (u: number, depth: number): void => {
    const size = FOCAL / depth;
    const floor = HORIZON - EYE_HEIGHT * size;
    const tall = size * (0.76 + 0.13 * next() + 0.05 * noise.at(u * depth * 0.7, depth));
    const lean = size * (0.09 * (next() - 0.42) + 0.07 * noise.at(u * depth * 0.5 + 5, depth * 0.8));
    const tipU = u + lean;
    const tipV = floor + tall;
    const lit = 0.36 + 2.6 * glow(tipU, tipV) ** 1.2 + 0.6 * next() ** 3;
    const far = smooth(3, 26, depth);
    const tint = next();
    const straw = {
      r: mix(mix(0.46, 0.58, tint) * lit, 0.95, far * 0.5),
      g: mix(mix(0.3, 0.37, tint) * lit, 0.68, far * 0.5),
      b: mix(mix(0.085, 0.115, tint) * lit, 0.36, far * 0.5),
    };
    const dark = { r: straw.r * 0.22, g: straw.g * 0.2, b: straw.b * 0.17 };
    const midU = u + lean * 0.25;
    const midV = floor + tall * 0.55;
    streak([u, floor, midU, midV], [size * 0.0021, size * 0.0019], { colour: dark, depth, round: 0.5 });
    streak([midU, midV, tipU, tipV], [size * 0.0019, size * 0.0015], {
      colour: { r: straw.r * 0.5, g: straw.g * 0.48, b: straw.b * 0.42 },
      depth,
      round: 0.5,
    });
    if (next() < 0.4 && depth < 9) {
      const turn = next() < 0.5 ? -1 : 1;
      const reach = size * (0.07 + 0.1 * next());
      streak([midU, midV, midU + turn * reach, midV + reach * 0.7], [size * 0.0042, size * 0.003], {
        colour: dark,
        depth,
        round: 0.4,
      });
      streak(
        [midU + turn * reach, midV + reach * 0.7, midU + turn * reach * 1.6, midV + reach * 0.2],
        [size * 0.003, size * 0.0005],
        { colour: dark, depth, round: 0.3 },
      );
    }
    // The ear nods to one side; grains sit on it in two rows with their beards.
    const nod = lean > 0 ? 1 : -1;
    const bend = (0.25 + 0.9 * next()) * nod;
    const count = depth < 5 ? 11 : depth < 12 ? 7 : 3;
    const ear = size * (0.085 + 0.025 * next());
    let cu = tipU;
    let cv = tipV;
    let turn = Math.PI / 2 - Math.atan2(lean, tall) - bend * 0.2;
    const isDetailed = depth < 12;
    for (let i = 0; i < count; i++) {
      const step = ear / count;
      const nu = cu + Math.cos(turn) * step;
      const nv = cv + Math.sin(turn) * step;
      turn -= (bend * 0.8) / count;
      const plump = size * 0.0058 * Math.sin(Math.PI * clamp((i + 1.2) / (count + 1.6))) ** 0.6;
      if (isDetailed) {
        for (const side of [-1, 1] as const) {
          const out = turn + side * 0.42;
          const tone = 0.8 + 0.45 * next() + (side === 1 ? 0.25 : -0.1);
          const grain = { r: straw.r * tone, g: straw.g * tone, b: straw.b * tone };
          const du = Math.cos(out);
          const dv = Math.sin(out);
          const su = cu + Math.cos(turn + side * 1.57) * plump * 0.55;
          const sv = cv + Math.sin(turn + side * 1.57) * plump * 0.55;
          const beard = size * (0.06 + 0.04 * next());
          const fan = turn + side * (0.1 + 0.2 * next());
          streak([su, sv, su + du * step * 1.75, sv + dv * step * 1.75], [plump * 0.72, plump * 0.3], {
            colour: grain,
            depth,
            round: 0.55,
          });
          const bright = { r: straw.r * 1.45, g: straw.g * 1.42, b: straw.b * 1.35 };
          streak(
            [su + du * step * 1.5, sv + dv * step * 1.5, su + Math.cos(fan) * beard, sv + Math.sin(fan) * beard],
            [size * 0.0007, size * 0.0003],
            { colour: bright, depth, round: 0 },
          );
        }
      } else streak([cu, cv, nu, nv], [plump * 1.25, plump], { colour: straw, depth, round: 0.5 });
      cu = nu;
      cv = nv;
    }
    if (!isDetailed && depth < 22)
      streak(
        [cu, cv, cu + Math.cos(turn) * size * 0.06, cv + Math.sin(turn) * size * 0.06],
        [size * 0.004, size * 0.0008],
        { colour: straw, depth, round: 0 },
      );
  };

  const wide = width / height;
  for (let depth = 42; depth > 1.15; depth *= 0.977) {
    const count = Math.min(620, Math.round(4 * depth * depth) + 1);
    for (let i = 0; i < count; i++) stalk((next() * 2 - 1) * (wide + 0.2), depth * (0.985 + 0.03 * next()));
  }

  return (u, v, out) => {
    const x = clamp(Math.floor(u * half + width / 2), 0, width - 1);
    const y = clamp(Math.floor(half - v * half), 0, height - 1);
    const o = (y * width + x) * 4;
    out.r = film[o] ?? 0;
    out.g = film[o + 1] ?? 0;
    out.b = film[o + 2] ?? 0;
    out.depth = film[o + 3] ?? 0;
    // Flare: light that the air and the lens scatter round the sun.
    const k = glow(u, v);
    out.r += 0.34 * k * k + 0.012;
    out.g += 0.2 * k * k + 0.008;
    out.b += 0.07 * k * k + 0.005;
  };
}

/** Ripe ears against the evening sun. */
export const scene: Scene = {
  film: {
    exposure: 1,
    contrast: 1.6,
    saturation: 1.1,
    bloom: 0.12,
    vignette: 0.3,
    grain: 1.6,
    sharpen: 0.3,
    lens: { focus: 1.7, aperture: 0.006 },
  },
  resolution: 0.7,
  samples: 1,
  prepare,
};
