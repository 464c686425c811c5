import { dot, makeCamera, unit } from "../camera.ts";
import { clamp, makeNoise, mix, smooth } from "../noise.ts";
import { makeSky } from "../sky.ts";
import { heightAt, makeTerrain, march, normalAt, sunlit } from "../terrain.ts";
import type { Frame, Rgb, Scene, Shade, Vec } from "../types.ts";

/** Metres. The camera stands on the next headland. */
const EYE: Vec = { x: -150, y: 44, z: -40 };
const TOWER = { x: 92, z: 560, height: 27, foot: 3.7, neck: 2.5 };

function prepare({ seed }: Frame): Shade {
  const noise = makeNoise(seed);
  /** How far inland a place lies; below 0 is sea. */
  const inland = (x: number, z: number): number => {
    const coves = 46 * noise.fbm(x / 190, z / 190, 3) + 9 * noise.ridged(x / 34, z / 34, 3);
    const nose = 150 - Math.hypot((x - 150) * 0.62, (z - 560) * 0.95);
    const coast = (x - 175) * 0.9 + 40 * noise.at(z / 260, 3);
    return Math.max(nose, coast - 40) + coves;
  };
  const terrain = makeTerrain({ size: 1500, span: 1500, near: 60 }, (x, z) => {
    const s = inland(x, z);
    const plateau = 48 + 13 * noise.fbm(x / 260, z / 260, 4) + 0.045 * clamp(s, 0, 400);
    const face = smooth(-4, 24 + 9 * noise.fbm(x / 40, z / 40, 3), s);
    // Beds of rock stand out from the face as ledges.
    const rise = face * plateau;
    const ledge = Math.floor(rise / 5.5) * 5.5 + 5.5 * smooth(0.1, 0.75, (rise / 5.5) % 1);
    const rocks = s < 6 ? 10 * smooth(0.42, 0.85, noise.ridged(x / 46 + 3, z / 46, 4)) * smooth(-46, -8, s) : 0;
    const rough = (1.5 * noise.fbm(x / 8, z / 8, 4) + 3 * noise.fbm(x / 26, z / 26, 3)) * face;
    return (
      -9 +
      mix(rise, ledge, 0.5 * smooth(1, 0.82, face)) +
      rough * smooth(1.0, 0.6, face) +
      0.25 * rough +
      10 * smooth(0, 6, s) * (1 - face) +
      rocks
    );
  });
  const aim = makeCamera({ eye: EYE, target: { x: 24, y: 39, z: 520 }, fov: 22 });
  const sky = makeSky({ elevation: 13, azimuth: -104, haze: 2.4, fill: 0.7 });
  const { sun, light, ambient } = sky;
  const d: Vec = { x: 0, y: 0, z: 0 };
  const n: Vec = { x: 0, y: 0, z: 0 };
  const p: Vec = { x: 0, y: 0, z: 0 };
  const far: Rgb = { r: 0, g: 0, b: 0 };
  const ground = heightAt(terrain, TOWER.x, TOWER.z);

  const above = (x: number, y: number, z: number, out: Rgb): void => {
    sky.look(x, Math.max(y, 0.01), z, out);
    const k = 1 / (Math.max(y, 0) + 0.07);
    const px = x * k * 0.9;
    const pz = z * k * 0.34;
    const body = noise.fbm(px + 1.7, pz + 0.3, 6);
    const edge = noise.fbm(px + 1.7 - 0.14, pz + 0.3, 5);
    const cloud = smooth(-0.02, 0.36, body + 0.06) * smooth(-0.01, 0.06, y);
    const lit = clamp(0.6 + (body - edge) * 2.4) * (1 - 0.35 * smooth(0.2, 0.6, body));
    out.r = mix(out.r, light.r * (0.14 + 0.3 * lit) + 0.16, cloud * 0.85);
    out.g = mix(out.g, light.g * (0.14 + 0.29 * lit) + 0.185, cloud * 0.85);
    out.b = mix(out.b, light.b * (0.16 + 0.28 * lit) + 0.235, cloud * 0.85);
  };

  const sea = (t: number, out: Rgb): void => {
    const x = EYE.x + d.x * t;
    const z = EYE.z + d.z * t;
    const calm = 1 / (1 + t / 1400);
    // Swell comes in obliquely, chop rides on it; far off only the slopes' spread remains.
    const swell = (a: number, b: number): number =>
      0.34 * Math.sin((a * 0.5 + b) / 8 + 2.2 * noise.fbm(a / 60, b / 60, 2)) + 0.75 * noise.fbm(a / 11, b / 7, 5);
    const e = 0.35 + t * 0.0009;
    const sx = ((swell(x + e, z) - swell(x - e, z)) / (2 * e)) * calm * 1.1;
    const sz = ((swell(x, z + e) - swell(x, z - e)) / (2 * e)) * calm * 1.1;
    Object.assign(n, unit(-sx, 1, -sz));
    const cosine = clamp(-dot(d, n), 0.02, 1);
    const f = 0.02 + 0.98 * (1 - cosine) ** 5 * 0.82;
    const two = 2 * dot(d, n);
    above(d.x - two * n.x, Math.abs(d.y - two * n.y), d.z - two * n.z, far);
    const shore = inland(x, z);
    const shallow = smooth(-70, -4, shore);
    const depth = heightAt(terrain, x, z);
    const run = 0.5 + 0.5 * Math.sin(shore / 4.2 + 3 * noise.fbm(x / 18, z / 18, 3));
    const lace = noise.fbm(x / 2.3, z / 2.3, 5);
    const breaking = smooth(-26, -3, shore) * smooth(0.25, 0.9, run) + smooth(-9, -1.2, depth) * 0.9;
    const foam = clamp(
      smooth(0.12, 0.55, breaking * 0.85 + lace * 0.6 - 0.12) +
        smooth(0.5, 0.62, noise.fbm(x / 9, z / 5, 5) + 0.1 * noise.at(x / 160, z / 160)) * 0.75,
    );
    const shade = sunlit(terrain, { x, y: 0.6, z }, sun, 420, 0.02);
    const glint = Math.exp(-((sun.x - d.x) ** 2 + (sun.z - d.z) ** 2) / (0.09 * (sun.y - d.y) ** 2)) * 0.22 * shade;
    out.r = mix(0.012, 0.03, shallow) * (ambient.r + light.r * 0.25) + far.r * f + glint * light.r;
    out.g = mix(0.042, 0.115, shallow) * (ambient.g + light.g * 0.25) + far.g * f + glint * light.g;
    out.b = mix(0.055, 0.11, shallow) * (ambient.b + light.b * 0.25) + far.b * f + glint * light.b;
    const sunOn = shade * (sun.y + 0.2) * 0.72;
    out.r = mix(out.r, 0.72 * (ambient.r * 1.3 + light.r * sunOn), foam);
    out.g = mix(out.g, 0.74 * (ambient.g * 1.3 + light.g * sunOn), foam);
    out.b = mix(out.b, 0.77 * (ambient.b * 1.3 + light.b * sunOn), foam);
  };

  const land = (t: number, out: Rgb): void => {
    Object.assign(p, { x: EYE.x + d.x * t, y: EYE.y + d.y * t, z: EYE.z + d.z * t });
    normalAt(terrain, p.x, p.z, 0.9 + t * 0.0008, n);
    const slope = n.y;
    const crag = noise.fbm(p.x / 3.4, p.y / 1.6 + p.z / 4, 5);
    n.x += 0.5 * crag * (1 - slope);
    n.z += 0.5 * noise.fbm(p.x / 3.4 + 8, p.y / 1.6 + p.z / 4, 4) * (1 - slope);
    n.y += 0.3 * noise.fbm(p.x / 3 + 3, p.y / 0.9, 4) * (1 - slope);
    Object.assign(n, unit(n.x, n.y, n.z));
    const bed = noise.fbm(p.x / 90, p.y / 2.1 + 0.6 * noise.fbm(p.x / 40, p.z / 40, 2), 4);
    const turf = smooth(0.66, 0.86, slope + 0.1 * crag) * smooth(6, 16, p.y);
    const wet = smooth(7, 1, p.y + 2 * crag);
    const rock = (0.75 + 0.7 * bed + 0.35 * crag) * mix(1, 0.36, wet);
    const blade = 0.8 + 0.5 * noise.fbm(p.x / 2.4, p.z / 2.4, 5) + 0.3 * noise.fbm(p.x / 30, p.z / 30, 3);
    const dry = smooth(-0.1, 0.4, noise.fbm(p.x / 46, p.z / 46, 4));
    const path =
      smooth(1.3, 0.5, Math.abs(p.x - TOWER.x - 4 - 14 * noise.at(p.z / 60, 2))) *
      smooth(TOWER.z + 10, TOWER.z - 2, p.z) *
      turf;
    const r = mix(mix(0.24 * rock, mix(0.062, 0.15, dry) * blade, turf), 0.33, path);
    const g = mix(mix(0.19 * rock, mix(0.088, 0.125, dry) * blade, turf), 0.27, path);
    const b = mix(mix(0.145 * rock, mix(0.025, 0.045, dry) * blade, turf), 0.19, path);
    const lit = sunlit(terrain, { x: p.x, y: p.y + 0.7, z: p.z }, sun, 520, 0.016) * clamp(dot(n, sun));
    const open = 0.55 + 0.45 * slope;
    out.r = r * (lit * light.r + open * ambient.r * 1.6);
    out.g = g * (lit * light.g + open * ambient.g * 1.6);
    out.b = b * (lit * light.b + open * ambient.b * 1.6);
  };

  /** Tower, gallery, lantern and keeper's house. Returns the distance, or −1. */
  const tower = (out: Rgb): number => {
    const ox = EYE.x - TOWER.x;
    const oz = EYE.z - TOWER.z;
    const along = -(ox * d.x + oz * d.z) / (d.x * d.x + d.z * d.z);
    const y = EYE.y + d.y * along - ground;
    const off = Math.hypot(ox + d.x * along, oz + d.z * along);
    if (y < -2 || y > TOWER.height + 7.4) return -1;
    const h = TOWER.height;
    const isGallery = y > h && y < h + 0.7;
    const isRail = y >= h + 0.7 && y < h + 1.7;
    const isLantern = y >= h + 0.7 && y < h + 4.2;
    const dome = y >= h + 4.2 ? 2.0 * Math.sqrt(Math.max(0, 1 - ((y - h - 4.2) / 2.2) ** 2)) : 0;
    const spike = y > h + 6 ? 0.12 : 0;
    const radius = isGallery
      ? 3.5
      : isLantern
        ? 1.75
        : y >= h + 4.2
          ? Math.max(dome, spike)
          : mix(TOWER.foot, TOWER.neck, (y / h) ** 0.85);
    const sign = (ox + d.x * along) * d.z - (oz + d.z * along) * d.x > 0 ? 1 : -1;
    if (isRail && off < 3.4 && off > 1.8) {
      if (((y - h) * 2.2) % 1 > 0.22 && Math.abs((off * 3) % 1) > 0.12) return -1;
      out.r = 0.05;
      out.g = 0.045;
      out.b = 0.045;
      return along;
    }
    if (off > radius) return -1;
    const a = off / radius;
    const front = Math.sqrt(1 - a * a);
    // Normal of a round tower from how far beside its axis the ray passes.
    const s = unit(d.z, 0, -d.x);
    const nx = s.x * a * sign - d.x * front;
    const nz = s.z * a * sign - d.z * front;
    const lit = clamp(nx * sun.x + nz * sun.z) * 1.05;
    const band = y < h && y > 9.5 && y < 17.5 ? 1 : 0;
    const stain = 0.9 + 0.16 * noise.fbm(a * sign * 4, y / 5, 4) - 0.12 * smooth(4, 0, y);
    const slit = y < h && ((y - 3) % 6.5) / 6.5 < 0.2 && Math.abs(a * sign - 0.15) < 0.09 ? 0.15 : 1;
    let r = mix(0.74, 0.4, band) * stain * slit;
    let g = mix(0.73, 0.06, band) * stain * slit;
    let b = mix(0.7, 0.045, band) * stain * slit;
    if (isGallery || y >= h + 4.2) {
      r = 0.3;
      g = 0.055;
      b = 0.045;
    }
    out.r = r * (lit * light.r + ambient.r * 1.35);
    out.g = g * (lit * light.g + ambient.g * 1.35);
    out.b = b * (lit * light.b + ambient.b * 1.35);
    if (isLantern) {
      const pane = Math.abs(((a * sign * 2.4 + 9) % 1) - 0.5) > 0.42 ? 0.15 : 1;
      const lamp = Math.exp(-((a / 0.5) ** 2) - ((y - h - 2.4) / 0.9) ** 2);
      out.r = pane * (0.28 + lamp * 7);
      out.g = pane * (0.33 + lamp * 5.4);
      out.b = pane * (0.38 + lamp * 3);
    }
    return along - front * radius;
  };

  return (u, v, out) => {
    aim(u, v, d);
    let t = march(terrain, EYE, d, 2600, 0.8);
    const level = d.y < 0 ? -EYE.y / d.y : -1;
    if (t > 0) {
      const inside = EYE.z + d.z * t < 1555 && EYE.x + d.x * t < 745;
      if (!inside || EYE.y + d.y * t < 0.15) t = -1;
    }
    above(d.x, d.y, d.z, out);
    let hit = 1e9;
    if (t > 0 && (level < 0 || t < level)) {
      land(t, out);
      hit = t;
    } else if (level > 0 && level < 40_000) {
      sea(level, out);
      hit = level;
    }
    const round = tower(back);
    if (round > 0 && round < hit) {
      Object.assign(out, back);
      hit = round;
    }
    if (hit < 1e8) {
      sky.look(d.x, 0.02, d.z, far);
      const air = 1 - Math.exp(-((hit / 7500) ** 1.05));
      out.r = mix(out.r, far.r * 0.9, air * 0.85);
      out.g = mix(out.g, far.g * 0.92, air * 0.92);
      out.b = mix(out.b, far.b, air);
    }
    out.depth = hit;
  };
}

const back: Rgb = { r: 0, g: 0, b: 0 };

/** A headland, its light just lit, an hour before sunset. */
export const scene: Scene = {
  film: { exposure: 0.95, contrast: 1.6, saturation: 1.15, bloom: 0.06, vignette: 0.28, grain: 1.5, sharpen: 0.4 },
  resolution: 0.6,
  samples: 3,
  prepare,
};
