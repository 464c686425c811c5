import { dot, makeCamera, unit } from "../camera.ts";
import { type Cell, cells, clamp, makeNoise, mix, smooth } from "../noise.ts";
import { hash } from "../random.ts";
import { fresnel, gloss } from "../solid.ts";
import { heightAt, makeTerrain, march, normalAt, sunlit } from "../terrain.ts";
import type { Frame, Rgb, Scene, Shade, Vec } from "../types.ts";

/** Centimetres. A masala dabba: a round steel box with seven bowls. */
const EYE: Vec = { x: -1.5, y: 33, z: -27 };
const LIGHT = unit(-0.62, 0.62, 0.5);
const SUN = [3.1, 2.7, 2.15] as const;
const SKY = [0.5, 0.56, 0.66] as const;
const BOWL = { radius: 3.42, wall: 0.13, height: 4.3 };
const BOX = { radius: 11.35, wall: 0.16, height: 5.4 };

type Kind = "powder" | "round" | "long";
interface Spice {
  kind: Kind;
  colour: readonly [number, number, number];
}

/** Turmeric in the middle, then round from the right: chilli, coriander, mustard, garam masala, cumin, asafoetida's pale powder. */
const SPICES: readonly Spice[] = [
  { kind: "powder", colour: [0.72, 0.34, 0.012] },
  { kind: "powder", colour: [0.47, 0.038, 0.012] },
  { kind: "powder", colour: [0.36, 0.25, 0.1] },
  { kind: "round", colour: [0.04, 0.026, 0.02] },
  { kind: "powder", colour: [0.17, 0.075, 0.032] },
  { kind: "long", colour: [0.29, 0.185, 0.08] },
  { kind: "round", colour: [0.5, 0.33, 0.1] },
];
const PLACES = SPICES.map((_, i) => {
  const turn = ((i - 1) * Math.PI) / 3 + 0.22;
  return i === 0 ? { x: 0, z: 0 } : { x: Math.cos(turn) * 7.25, z: Math.sin(turn) * 7.25 };
});

function prepare({ seed }: Frame): Shade {
  const noise = makeNoise(seed);
  const cell: Cell = { nearest: 0, second: 0, id: 0, x: 0, y: 0 };

  const bowlAt = (x: number, z: number): number => {
    for (let i = 0; i < PLACES.length; i++) {
      const place = PLACES[i];
      if (place && Math.hypot(x - place.x, z - place.z) < BOWL.radius) return i;
    }
    return -1;
  };

  /** The heap in a bowl: a cone that was shaken flat, with a dent where a spoon went in. */
  const heap = (i: number, dx: number, dz: number): number => {
    const spice = SPICES[i];
    const r = Math.hypot(dx, dz) / BOWL.radius;
    const turn = i * 2.1 + 0.6;
    const dent = Math.exp(-(((dx - Math.cos(turn) * 1.1) / 1.0) ** 2) - ((dz - Math.sin(turn) * 1.1) / 0.75) ** 2);
    let h = 3.0 + 1.15 * (1 - r * r) + 0.35 * noise.fbm(dx * 0.5 + i * 9, dz * 0.5, 3) - (spice?.kind === "powder" ? 0.85 : 0.35) * dent;
    if (spice?.kind === "powder") {
      cells(dx * 2.3 + i * 31, dz * 2.3, seed, cell);
      const lump = cell.id > 0.66 ? smooth(0.4, 0.05, cell.nearest) * (cell.id - 0.6) * 0.4 : 0;
      h += lump + 0.1 * noise.fbm(dx * 2.4 + i * 5, dz * 2.4, 5) + 0.028 * noise.fbm(dx * 14, dz * 14 + i, 3);
    } else if (spice?.kind === "round") {
      for (const [pitch, layer] of [[4.6, 0], [4.1, 50]] as const) {
        cells(dx * pitch + layer, dz * pitch + i * 7, seed + layer, cell);
        const bead = 0.11 * Math.sqrt(Math.max(0, 1 - (cell.nearest / 0.56) ** 2)) + 0.09 * cell.id;
        h = Math.max(h, 2.98 + 1.15 * (1 - r * r) + 0.3 * noise.fbm(dx * 0.5 + i * 9, dz * 0.5, 3) - 0.35 * dent + bead);
      }
    } else {
      for (let layer = 0; layer < 4; layer++) {
        const turned = layer * 0.83 + 0.9 * noise.at(dx * 0.7 + layer * 3, dz * 0.7);
        const a = dx * Math.cos(turned) + dz * Math.sin(turned);
        const b = -dx * Math.sin(turned) + dz * Math.cos(turned);
        cells(a * 1.75 + layer * 17, b * 5.6, seed + layer, cell);
        const seedShape = Math.hypot(cell.x / 0.5, cell.y / 0.42);
        const ridge = 0.012 * Math.cos(cell.y * 30);
        if (seedShape < 1) h = Math.max(h, 2.98 + 1.1 * (1 - r * r) - 0.3 * dent + 0.12 * Math.sqrt(1 - seedShape * seedShape) + 0.14 * cell.id + ridge);
      }
    }
    return h;
  };

  const terrain = makeTerrain({ size: 1900, span: 27, near: -13.5 }, (x, z) => {
    const r = Math.hypot(x, z);
    const i = bowlAt(x, z);
    const place = PLACES[i];
    if (place) {
      const q = Math.hypot(x - place.x, z - place.z);
      if (q > BOWL.radius - BOWL.wall) {
        const rim = (q - BOWL.radius + BOWL.wall / 2) / (BOWL.wall / 2);
        return BOWL.height + 0.06 * Math.sqrt(Math.max(0, 1 - rim * rim));
      }
      return Math.min(heap(i, x - place.x, z - place.z), BOWL.height + 0.75);
    }
    if (r < BOX.radius && r > BOX.radius - BOX.wall) {
      const rim = (r - BOX.radius + BOX.wall / 2) / (BOX.wall / 2);
      return BOX.height + 0.08 * Math.sqrt(Math.max(0, 1 - rim * rim));
    }
    if (r < BOX.radius) return 0.2;
    // Spilt grains and the weave of the cloth.
    cells(x * 4.2, z * 4.2, seed + 3, cell);
    const spilt = cell.id > 0.965 && r < 13.6 ? smooth(0.35, 0.1, cell.nearest) * 0.1 : 0;
    return 0.03 * Math.cos(x * 15) * Math.cos(z * 15) + 0.05 * noise.fbm(x / 4, z / 4, 3) + spilt;
  });

  const aim = makeCamera({ eye: EYE, target: { x: 0.1, y: 3.0, z: -0.6 }, fov: 31 });
  const d: Vec = { x: 0, y: 0, z: 0 };
  const n: Vec = { x: 0, y: 0, z: 0 };
  const p: Vec = { x: 0, y: 0, z: 0 };
  const back: Rgb = { r: 0, g: 0, b: 0 };

  /** What steel mirrors: a window to the left, a pale ceiling, a dim room, the cook's dark shape. */
  const room = (x: number, y: number, z: number, out: Rgb): void => {
    const window = smooth(0.35, 0.6, x * LIGHT.x + y * LIGHT.y + z * LIGHT.z) * (Math.abs(((x * 2.2 + 9) % 1) - 0.5) > 0.05 ? 1 : 0.25);
    const ceiling = smooth(-0.1, 0.9, y);
    out.r = 0.09 + 0.4 * ceiling + 2.3 * window;
    out.g = 0.085 + 0.41 * ceiling + 2.2 * window;
    out.b = 0.085 + 0.43 * ceiling + 2.0 * window;
    if (z < -0.25) {
      out.r *= 0.45;
      out.g *= 0.45;
      out.b *= 0.5;
    }
  };

  return (u, v, out, random) => {
    aim(u, v, d);
    let t = march(terrain, EYE, d, 90, 0.012);
    if (t < 0) t = -EYE.y / d.y;
    out.depth = t;
    p.x = EYE.x + d.x * t;
    p.z = EYE.z + d.z * t;
    const isInside = Math.abs(p.x) < 13.4 && Math.abs(p.z) < 13.4;
    p.y = isInside ? heightAt(terrain, p.x, p.z) : 0.03 * Math.cos(p.x * 15) * Math.cos(p.z * 15);
    if (isInside) normalAt(terrain, p.x, p.z, 0.018, n);
    else Object.assign(n, { x: 0, y: 1, z: 0 });
    const along = EYE.y + d.y * t;
    const i = bowlAt(p.x, p.z);
    const place = PLACES[i] ?? { x: 0, z: 0 };
    const q = Math.hypot(p.x - place.x, p.z - place.z);
    const r = Math.hypot(p.x, p.z);
    const isBowlSteel = i >= 0 && q > BOWL.radius - BOWL.wall * 1.25;
    const isBoxSteel = i < 0 && r < BOX.radius + 0.02;
    const cast = sunlit(terrain, { x: p.x, y: Math.max(along, p.y) + 0.03, z: p.z }, LIGHT, 16, 0.045);
    const lit = cast * clamp(dot(n, LIGHT));
    // Light from the room: less of it deep between the bowls.
    let shut = 0;
    for (let k = 0; k < 6; k++) {
      const turn = k * 1.047 + 0.4;
      shut += clamp((heightAt(terrain, p.x + Math.cos(turn) * 0.9, p.z + Math.sin(turn) * 0.9) - along) / 1.6);
    }
    const open = (0.55 + 0.45 * n.y) * clamp(1 - shut / 6, 0.08, 1);

    if (isBowlSteel || isBoxSteel) {
      // Walls are steeper than the height field can say: give them the round form's own normal.
      const rim = isBowlSteel ? BOWL.height : BOX.height;
      const ox = isBowlSteel ? (p.x - place.x) / q : p.x / r;
      const oz = isBowlSteel ? (p.z - place.z) / q : p.z / r;
      if (isBoxSteel && along < 0.4) Object.assign(n, { x: 0, y: 1, z: 0 });
      else if (along < rim - 0.08) {
        const outward = ox * d.x + oz * d.z < 0 ? 1 : -1;
        Object.assign(n, unit(ox * outward, 0.06, oz * outward));
      }
      const brushed = 0.05 * (hash(Math.floor(along * 160), 1, seed) - 0.5) + 0.05 * (random() - 0.5);
      const k = unit(n.x + brushed, n.y + brushed, n.z);
      const two = 2 * dot(d, k);
      room(d.x - two * k.x, d.y - two * k.y, d.z - two * k.z, back);
      const f = fresnel(-dot(d, k), 0.6);
      const deep = mix(0.22, 1, open) * (along < rim - 0.1 ? 0.62 : 1);
      const glint = gloss(d, n, LIGHT, 90) * 0.9 * cast;
      out.r = back.r * f * deep + glint * SUN[0];
      out.g = back.g * f * deep + glint * SUN[1];
      out.b = back.b * f * deep + glint * SUN[2];
      return;
    }
    let colour: readonly [number, number, number] = [0.052, 0.075, 0.1];
    let sheen = 0;
    let tone = 0.9 + 0.25 * noise.fbm(p.x * 2, p.z * 2, 3);
    if (i >= 0) {
      const spice = SPICES[i];
      colour = spice?.colour ?? colour;
      const dx = p.x - place.x;
      const dz = p.z - place.z;
      if (spice?.kind === "powder") tone = 0.86 + 0.3 * noise.fbm(dx * 3 + i, dz * 3, 4) + 0.3 * (hash(Math.floor(dx * 34), Math.floor(dz * 34), seed + i) - 0.5);
      else {
        cells(dx * 4.6, dz * 4.6 + i * 7, seed, cell);
        tone = 0.6 + 0.9 * cell.id;
        sheen = gloss(d, n, LIGHT, 40) * (spice?.kind === "round" ? 0.07 : 0.03) * cast;
      }
    } else {
      cells(p.x * 4.2, p.z * 4.2, seed + 3, cell);
      if (cell.id > 0.965 && r < 13.6 && cell.nearest < 0.3) colour = [0.62, 0.28, 0.02];
    }
    // Powders scatter light within: shaded slopes keep some of the colour.
    const wrap = i >= 0 ? 0.16 * cast : 0;
    out.r = colour[0] * tone * ((lit + wrap) * SUN[0] + open * SKY[0] * 1.15) + sheen * SUN[0];
    out.g = colour[1] * tone * ((lit + wrap * 0.8) * SUN[1] + open * SKY[1] * 1.15) + sheen * SUN[1];
    out.b = colour[2] * tone * ((lit + wrap * 0.6) * SUN[2] + open * SKY[2] * 1.15) + sheen * SUN[2];
  };
}

/** A cook's spice box by a window. */
export const scene: Scene = {
  film: { exposure: 0.95, contrast: 1.5, saturation: 1.2, bloom: 0.05, vignette: 0.35, grain: 1.4, sharpen: 0.4, lens: { focus: 41, aperture: 0.022 } },
  resolution: 0.65,
  samples: 3,
  prepare,
};
