import { dot, makeCamera, unit } from "../camera.ts";
import { type Cell, cells, clamp, makeNoise, mix, smooth } from "../noise.ts";
import { hash } from "../random.ts";
import { fresnel, gloss } from "../solid.ts";
import { heightAt, normalAt, sunlit } from "../terrain.ts";
import type { Frame, Rgb, Scene, Shade, Vec } from "../types.ts";
import { BOWL, BOX, bowlAt, makeSpiceBox, PLACES, SPICES } from "./parts/spice-box.ts";

/** Centimetres. A masala dabba: a round steel box with seven bowls. */
const EYE: Vec = { x: -1.7, y: 37, z: -30 };
const LIGHT = unit(-0.62, 0.62, 0.5);
const SUN = [3.1, 2.7, 2.15] as const;
const SKY = [0.5, 0.56, 0.66] as const;
/** Centimetres a step: a third of the thinnest wall as the ray crosses it. */
const STRIDE = 0.04;

function prepare({ seed }: Frame): Shade {
  const terrain = makeSpiceBox(seed);
  const noise = makeNoise(seed);
  const cell: Cell = { nearest: 0, second: 0, id: 0, x: 0, y: 0 };

  const aim = makeCamera({ eye: EYE, target: { x: 0.1, y: 3.0, z: -0.6 }, fov: 32.5 });
  const d: Vec = { x: 0, y: 0, z: 0 };
  const n: Vec = { x: 0, y: 0, z: 0 };
  const p: Vec = { x: 0, y: 0, z: 0 };
  const back: Rgb = { r: 0, g: 0, b: 0 };

  /** What steel mirrors: a window to the left, a pale ceiling, a dim room, the cook's dark shape. */
  const room = (x: number, y: number, z: number, out: Rgb): void => {
    const window =
      smooth(0.35, 0.6, x * LIGHT.x + y * LIGHT.y + z * LIGHT.z) *
      (Math.abs(((x * 2.2 + 9) % 1) - 0.5) > 0.05 ? 1 : 0.25);
    const ceiling = smooth(-0.1, 0.9, y);
    const walls = 0.2 + 0.16 * Math.sin(Math.atan2(x, z) * 2 + 0.8);
    out.r = walls + 0.45 * ceiling + 2.3 * window;
    out.g = walls + 0.45 * ceiling + 2.2 * window;
    out.b = walls * 1.05 + 0.46 * ceiling + 2.0 * window;
    if (z < -0.25) {
      out.r *= 0.45;
      out.g *= 0.45;
      out.b *= 0.5;
    }
  };

  /** Distance to the box or the cloth. Rims are thin, so the ray goes in even, short steps from the height of the tallest. */
  const walk = (): number => {
    const cloth = -EYE.y / d.y;
    let before = (BOX.height + 0.3 - EYE.y) / d.y;
    for (let t = before; t < cloth; t += STRIDE) {
      if (EYE.y + d.y * t < heightAt(terrain, EYE.x + d.x * t, EYE.z + d.z * t)) {
        let after = t;
        for (let k = 0; k < 6; k++) {
          const middle = (before + after) / 2;
          if (EYE.y + d.y * middle < heightAt(terrain, EYE.x + d.x * middle, EYE.z + d.z * middle)) after = middle;
          else before = middle;
        }
        return after;
      }
      before = t;
    }
    return cloth;
  };

  return (u, v, out, random) => {
    aim(u, v, d);
    const t = walk();
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
      const brushed =
        0.06 * (random() - 0.5) + (along > 0.4 ? 0.05 * (hash(Math.floor(along * 60), 1, seed) - 0.5) : 0);
      const k = unit(n.x + brushed, n.y + brushed, n.z);
      const two = 2 * dot(d, k);
      room(d.x - two * k.x, d.y - two * k.y, d.z - two * k.z, back);
      const f = fresnel(-dot(d, k), 0.6);
      const deep = mix(0.35, 1, open) * (along < rim - 0.1 ? 0.45 + 0.4 * smooth(0, rim, along) : 1);
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
      if (spice?.kind === "powder")
        tone =
          0.86 +
          0.3 * noise.fbm(dx * 3 + i, dz * 3, 4) +
          0.3 * (hash(Math.floor(dx * 34), Math.floor(dz * 34), seed + i) - 0.5);
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
  film: {
    exposure: 0.95,
    contrast: 1.5,
    saturation: 1.2,
    bloom: 0.05,
    vignette: 0.35,
    grain: 1.4,
    sharpen: 0.4,
    lens: { focus: 46, aperture: 0.022 },
  },
  resolution: 0.65,
  samples: 3,
  prepare,
};
