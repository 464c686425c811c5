import { makeCamera, unit } from "../camera.ts";
import { clamp, makeNoise, mix, smooth } from "../noise.ts";
import { hash } from "../random.ts";
import type { Frame, Rgb, Scene, Shade, Vec } from "../types.ts";

const EYE: Vec = { x: 14, y: 33, z: -104 };
const FIELD = { x: 78, z: 72 };
const TOWERS: readonly Vec[] = [
  { x: -86, y: 60, z: 100 },
  { x: 84, y: 60, z: 104 },
  { x: -112, y: 58, z: -130 },
  { x: 112, y: 58, z: -130 },
];
const LAMP = [1, 0.985, 0.94] as const;

/** Distance from the middle in shares of the field: 1 at the rope's fence. */
const reach = (x: number, z: number): number => Math.hypot(x / FIELD.x, z / FIELD.z);

/** Height of the stands by distance: fence, lower tier, a gangway's step, upper tier. */
function tiers(q: number): number {
  const m = (q - 1.07) * 75;
  if (m < 0) return 0;
  if (m < 17) return 1.6 + Math.floor(m / 0.85) * 0.42;
  if (m < 20) return 10.4;
  if (m < 40) return 15.5 + Math.floor((m - 20) / 0.85) * 0.6;
  return m < 42 ? 33 : 0;
}

function prepare({ seed }: Frame): Shade {
  const noise = makeNoise(seed);
  const aim = makeCamera({ eye: EYE, target: { x: 2, y: 14.5, z: 0 }, fov: 43 });
  const d: Vec = { x: 0, y: 0, z: 0 };
  const faces = TOWERS.map((tower) => unit(-tower.x, -tower.y, -tower.z));

  /** Light from all four towers on a place with a normal, with the stands' roof shading their back rows. */
  const lamplight = (x: number, y: number, z: number, n: Readonly<Vec>): number => {
    let sum = 0;
    for (const tower of TOWERS) {
      const lx = tower.x - x;
      const ly = tower.y - y;
      const lz = tower.z - z;
      const q = lx * lx + ly * ly + lz * lz;
      sum += (clamp((lx * n.x + ly * n.y + lz * n.z) / Math.sqrt(q)) * 15_000) / (q + 4000);
    }
    return sum;
  };

  const turf = (x: number, z: number, t: number, out: Rgb): void => {
    const q = reach(x, z);
    const light = lamplight(x, 0, z, { x: 0, y: 1, z: 0 });
    const soft = clamp(t / 260, 0.04, 0.5);
    // Mown up and down, 5.5 m a swathe, and rings near the rope.
    const swathe = smooth(-soft, soft, Math.sin((x * Math.PI) / 5.5)) - 0.5;
    const cross = smooth(-soft, soft, Math.sin((z * Math.PI) / 11)) - 0.5;
    const blade = 1 + 0.14 * noise.fbm(x * 1.1, z * 1.1, 4) + 0.1 * noise.fbm(x / 9, z / 9, 4);
    const tone = blade * (1 + 0.2 * swathe + 0.07 * cross);
    let r = 0.078 * tone;
    let g = 0.138 * tone;
    let b = 0.04 * tone;
    const paint = (amount: number, pr: number, pg: number, pb: number): void => {
      r = mix(r, pr, amount);
      g = mix(g, pg, amount);
      b = mix(b, pb, amount);
    };
    // The square, its worn neighbours, then the strip itself.
    paint(0.35 * smooth(13, 12.6, Math.abs(x)) * smooth(12.2, 11.8, Math.abs(z)), 0.13, 0.17, 0.055);
    const neighbour = Math.floor((x + 1.5) / 3);
    const worn = hash(neighbour, 3, seed) * 0.5;
    paint(
      worn *
        smooth(1.45, 1.3, Math.abs(x - neighbour * 3)) *
        smooth(10.6, 10.2, Math.abs(z)) *
        (Math.abs(neighbour) < 4 ? 1 : 0),
      0.27,
      0.23,
      0.12,
    );
    paint(
      smooth(1.56, 1.44, Math.abs(x)) * smooth(10.8, 10.5, Math.abs(z)),
      0.4 + 0.05 * noise.fbm(x * 2, z, 3),
      0.335,
      0.21,
    );
    const crease = smooth(0.12, 0.06, Math.abs(Math.abs(z) - 8.84)) * smooth(1.9, 1.8, Math.abs(x));
    const ring = Math.hypot(x, Math.max(0, Math.abs(z) - 10));
    const dots = smooth(0.22, 0.1, Math.abs(ring - 27.4)) * smooth(0.2, 0.6, Math.sin(Math.atan2(z, x) * 34));
    paint(Math.max(crease, dots * 0.8), 0.75, 0.76, 0.74);
    const rope = smooth(0.005, 0.0025, Math.abs(q - 0.93));
    paint(rope, 0.85, 0.85, 0.83);
    const board = smooth(1.0, 1.004, q);
    paint(board, 0.06, 0.07, 0.075);
    out.r = r * light * LAMP[0];
    out.g = g * light * LAMP[1];
    out.b = b * light * LAMP[2];
  };

  const seats = (x: number, y: number, z: number, q: number, isRiser: boolean, out: Rgb): void => {
    const turn = Math.atan2(z, x);
    const wall = q > 1.07 && y < 1.65;
    const inward = unit(-x, isRiser ? 30 : 140, -z);
    const light = lamplight(x, y, z, inward) * (y > 22 ? 0.55 : 1) * (y > 10 && y < 16 ? 0.25 : 1);
    const aisle = Math.abs(((turn * 46) / Math.PI) % 1) < 0.075;
    const block = Math.floor((turn * 23) / Math.PI + 0.5);
    const one = hash(Math.floor(turn * 620), Math.floor(y * 2.4), seed);
    const isUpper = y > 15;
    const isPale = hash(block, isUpper ? 1 : 0, seed + 4) > 0.62;
    let r = isPale ? 0.46 : isUpper ? 0.06 : 0.4;
    let g = isPale ? 0.44 : isUpper ? 0.13 : 0.17;
    let b = isPale ? 0.4 : isUpper ? 0.27 : 0.05;
    const shade = 0.55 + 0.75 * one;
    r *= shade;
    g *= shade;
    b *= shade;
    if (aisle || (y > 10.3 && y < 15.6)) {
      r = 0.2;
      g = 0.2;
      b = 0.2;
    }
    if (wall) {
      // Perimeter boards without a word on them.
      const hue = hash(Math.floor(turn * 22), 9, seed);
      r = mix(0.05, 0.55, hue);
      g = mix(0.12, 0.5, hue);
      b = mix(0.3, 0.45, hue);
    }
    const k = light * (isRiser ? 0.34 : 0.72);
    out.r = r * k;
    out.g = g * k;
    out.b = b * k * 1.02;
  };

  return (u, v, out, random) => {
    aim(u, v, d);
    const high = clamp(d.y * 2.5);
    out.r = mix(0.03, 0.006, high);
    out.g = mix(0.034, 0.0085, high);
    out.b = mix(0.046, 0.018, high);
    const floor = d.y < 0 ? -EYE.y / d.y : 1e9;
    let t = 6;
    let hit = -1;
    for (let i = 0; i < 420 && t < Math.min(floor, 330); i++) {
      const x = EYE.x + d.x * t;
      const y = EYE.y + d.y * t;
      const z = EYE.z + d.z * t;
      const q = reach(x, z);
      if (z > -FIELD.z && q > 1.06 && y < tiers(q)) {
        hit = t;
        break;
      }
      // The roof: a thin ring that leans inwards over the upper tier, with a fascia of lamps.
      const m = (q - 1.07) * 75;
      const roof = 39 - (m - 22) * 0.16;
      if (z > -FIELD.z && m > 22 && m < 46 && Math.abs(y - roof) < 0.5) {
        out.r = m < 23 ? 0.5 : 0.05;
        out.g = m < 23 ? 0.5 : 0.052;
        out.b = m < 23 ? 0.48 : 0.06;
        hit = -2;
        break;
      }
      t += q < 1.0 && z < 40 ? Math.max(0.3, (1.06 - q) * 40) : 0.16 + t * 0.0009;
    }
    if (hit > 0) {
      const x = EYE.x + d.x * hit;
      const z = EYE.z + d.z * hit;
      const y = EYE.y + d.y * hit;
      const isRiser = tiers(reach(x, z)) - y > 0.12;
      seats(x, y, z, reach(x, z), isRiser, out);
    } else if (hit === -1 && floor < 330) turf(EYE.x + d.x * floor, EYE.z + d.z * floor, floor, out);
    const end = hit > 0 ? hit : hit === -2 ? t : Math.min(floor, 900);

    TOWERS.forEach((tower, i) => {
      const face = faces[i] ?? tower;
      const lx = tower.x - EYE.x;
      const ly = tower.y - EYE.y;
      const lz = tower.z - EYE.z;
      const plane = (lx * face.x + ly * face.y + lz * face.z) / (d.x * face.x + d.y * face.y + d.z * face.z);
      if (plane > 0 && plane < end) {
        const side = unit(-face.z, 0, face.x);
        const px = EYE.x + d.x * plane - tower.x;
        const py = EYE.y + d.y * plane - tower.y;
        const pz = EYE.z + d.z * plane - tower.z;
        const a = px * side.x + pz * side.z;
        const b = py;
        // The mast: two tapering legs with cross bracing.
        const legs = 1.5 + (6 - b) * 0.016;
        const brace = Math.abs(((a / legs + 1) / 2 - Math.abs(((b / 5) % 2) + 1 - 0)) % 1);
        if (b < -5 && Math.abs(a) < legs && (Math.abs(a) > legs - 0.35 || brace < 0.05)) {
          out.r = 0.07;
          out.g = 0.072;
          out.b = 0.078;
        }
        if (Math.abs(a) < 8.4 && Math.abs(b) < 6) {
          const cx = a / 1.4 - Math.floor(a / 1.4) - 0.5;
          const cy = b / 1.5 - Math.floor(b / 1.5) - 0.5;
          const bulb = smooth(0.42, 0.26, Math.hypot(cx, cy));
          out.r = 0.12 + 34 * bulb;
          out.g = 0.12 + 33.5 * bulb;
          out.b = 0.12 + 32 * bulb;
        }
      }
      // Light scattered by the night air: the integral of 1/distance² along the ray, in closed form.
      const along = lx * d.x + ly * d.y + lz * d.z;
      const off = Math.sqrt(Math.max(1, lx * lx + ly * ly + lz * lz - along * along));
      const glow = (Math.atan((end - along) / off) + Math.atan(along / off)) / off;
      const motes = 1 + 0.25 * noise.fbm(u * 2 + i, v * 2, 3) + 0.04 * (random() - 0.5);
      out.r += glow * 0.5 * motes;
      out.g += glow * 0.52 * motes;
      out.b += glow * 0.56 * motes;
    });
    out.depth = end;
  };
}

/** A ground an hour before anybody is let in, all lamps on. */
export const scene: Scene = {
  film: {
    exposure: 1.25,
    contrast: 1.6,
    saturation: 1.2,
    balance: [0.99, 1, 1.03],
    bloom: 0.14,
    vignette: 0.3,
    grain: 1.6,
    sharpen: 0.4,
  },
  resolution: 0.55,
  samples: 3,
  prepare,
};
