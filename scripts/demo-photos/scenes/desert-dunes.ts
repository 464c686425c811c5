import { dot, makeCamera } from "../camera.ts";
import { clamp, makeNoise, mix, smooth } from "../noise.ts";
import { makeSky } from "../sky.ts";
import { makeTerrain, march, normalAt, sunlit } from "../terrain.ts";
import type { Frame, Rgb, Scene, Shade, Vec } from "../types.ts";

const EYE: Vec = { x: 0, y: 104, z: 0 };

/** A dune's section over one wavelength: a long windward slope, a crest, a slip face at sand's angle of repose. */
const section = (t: number): number => {
  const f = t - Math.floor(t);
  return f < 0.7 ? 0.5 - 0.5 * Math.cos((f / 0.7) * Math.PI * 0.93) : clamp((1 - f) / 0.3) ** 1.15 * 0.98;
};

function prepare({ seed }: Frame): Shade {
  const noise = makeNoise(seed);
  const terrain = makeTerrain({ size: 1900, span: 2600, near: 4 }, (x, z) => {
    const bend = noise.fbm(x / 520, z / 520, 3);
    const swell = 0.35 + 0.9 * smooth(-0.4, 0.5, noise.fbm(x / 700 + 8, z / 500, 2));
    const great = section((z * 0.8 + x * 0.42) / 330 + bend * 1.15) * 64 * swell;
    const small = section((z * 0.9 - x * 0.5) / 74 + 0.9 * noise.fbm(x / 130, z / 130 + 3, 2) + bend) * 5.5;
    return great + small * smooth(0.1, 0.8, great / 60) + 6 * bend + 20 * smooth(900, 2400, z);
  });
  const aim = makeCamera({ eye: EYE, target: { x: 40, y: 65, z: 300 }, fov: 25 });
  const sky = makeSky({ elevation: 15, azimuth: 82, haze: 2, fill: 0.6 });
  const d: Vec = { x: 0, y: 0, z: 0 };
  const n: Vec = { x: 0, y: 0, z: 0 };
  const p: Vec = { x: 0, y: 0, z: 0 };
  const far: Rgb = { r: 0, g: 0, b: 0 };

  return (u, v, out, random) => {
    aim(u, v, d);
    const hit = march(terrain, EYE, d, 4200, 0.4);
    sky.look(d.x, Math.max(d.y, 0.012), d.z, far);
    if (hit < 0) {
      out.r = far.r;
      out.g = far.g;
      out.b = far.b;
      return;
    }
    p.x = d.x * hit;
    p.y = EYE.y + d.y * hit;
    p.z = d.z * hit;
    normalAt(terrain, p.x, p.z, 1.1 + hit * 0.0012, n);
    // Wind ripples: a hand's breadth apart, here three, so that the film can hold them; none on the slip face.
    const still = smooth(0.8, 0.93, n.y);
    const near = 1 - smooth(120, 520, hit);
    const wave = p.x * 0.55 + p.z * 1.5 + 1.6 * noise.fbm(p.x / 9, p.z / 9, 3) + 6 * noise.at(p.x / 60, p.z / 60);
    const ripple = Math.cos(wave * 3.1) * 0.13 * near * still;
    const fine = 0.05 * noise.fbm(p.x * 1.6, p.z * 1.6, 3) * (1 - smooth(60, 400, hit));
    n.x += 0.36 * ripple + fine;
    n.z += ripple + fine;
    const k = 1 / Math.hypot(n.x, n.y, n.z);
    n.x *= k;
    n.y *= k;
    n.z *= k;
    p.y += 0.12 + hit * 0.0004;
    const lit = sunlit(terrain, p, sky.sun, 900, 0.014) * clamp(dot(n, sky.sun));
    const hue = 0.5 + 0.5 * noise.fbm(p.x / 160, p.z / 160, 4);
    const speck = 1 + 0.07 * (random() - 0.5);
    const bounce = 0.16 * clamp(0.7 - 0.5 * n.y + 0.3 * n.x);
    const r = mix(0.62, 0.7, hue) * speck;
    const g = mix(0.4, 0.44, hue) * speck;
    const b = mix(0.215, 0.25, hue) * speck;
    const open = 0.55 + 0.45 * n.y;
    const air = 1 - Math.exp(-((hit / 5200) ** 1.2));
    sky.look(d.x, 0.02, d.z, far);
    out.r = mix(r * (lit * sky.light.r + open * sky.ambient.r * 1.15 + bounce * sky.light.r * 0.62), far.r * 0.85, air);
    out.g = mix(g * (lit * sky.light.g + open * sky.ambient.g * 1.15 + bounce * sky.light.g * 0.44), far.g * 0.85, air);
    out.b = mix(
      b * (lit * sky.light.b + open * sky.ambient.b * 1.25 + bounce * sky.light.b * 0.26),
      far.b * 0.9,
      air * 1.0,
    );
    out.depth = hit;
  };
}

/** Dunes an hour before sunset, lit from the right. */
export const scene: Scene = {
  film: {
    exposure: 1.2,
    contrast: 1.75,
    saturation: 1.2,
    balance: [1.03, 0.97, 1.05],
    bloom: 0.04,
    vignette: 0.3,
    grain: 1.5,
    sharpen: 0.4,
  },
  resolution: 0.6,
  samples: 2,
  prepare,
};
