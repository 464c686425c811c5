import { dot, makeCamera, unit } from "../camera.ts";
import { clamp, makeNoise, mix, smooth } from "../noise.ts";
import { hash } from "../random.ts";
import type { Frame, Rgb, Scene, Shade, Vec } from "../types.ts";

const EYE: Vec = { x: 0, y: 1.7, z: 0 };
/** The dome's middle, its radius and the height of its wall, in metres. */
const DOME = { x: -1.2, y: 9.3, z: 46, radius: 6.4, wall: 6.2 };
/** Pole of the galaxy as it stands that night: the Milky Way is the great circle across it. */
const POLE = unit(0.86, 0.46, -0.3);
const CORE = unit(0.24, 0.18, 0.95);

function prepare({ seed, height }: Frame): Shade {
  const noise = makeNoise(seed);
  const aim = makeCamera({ eye: EYE, target: { x: 0, y: 19.2, z: 46 }, fov: 50 });
  const d: Vec = { x: 0, y: 0, z: 0 };
  const star: Rgb = { r: 0, g: 0, b: 0 };

  /** Stars by cells of the film, few bright and many faint; each keeps to about one pixel. */
  const stars = (u: number, v: number, density: number, out: Rgb): void => {
    out.r = 0;
    out.g = 0;
    out.b = 0;
    for (const [pitch, layer] of [
      [0.0085, 0],
      [0.023, 1],
      [0.07, 2],
    ] as const) {
      const cx = Math.floor(u / pitch);
      const cy = Math.floor(v / pitch);
      const chance = hash(cx, cy, seed + layer * 7);
      if (chance > 0.3 + 0.45 * density) continue;
      const dx = u - (cx + 0.15 + 0.7 * hash(cx, cy, seed + 2 + layer)) * pitch;
      const dy = v - (cy + 0.15 + 0.7 * hash(cx, cy, seed + 3 + layer)) * pitch;
      const size = (0.0007 + layer * 0.0002) * Math.max(1, 1400 / height);
      const faint = hash(cx, cy, seed + 4 + layer) ** (layer === 2 ? 3 : 5);
      const power =
        (layer === 0 ? 0.35 : layer === 1 ? 1.1 : 2.6) *
        (0.08 + faint) *
        Math.exp(-(dx * dx + dy * dy) / (size * size));
      const warm = hash(cx, cy, seed + 5);
      out.r += power * mix(0.75, 1.15, warm);
      out.g += power * 0.92;
      out.b += power * mix(1.25, 0.7, warm);
    }
  };

  const night = (u: number, v: number, out: Rgb): void => {
    const off = dot(d, POLE);
    const band = Math.exp(-((off / 0.15) ** 2));
    const core = Math.exp(-((1 - dot(d, CORE)) / 0.16));
    const a = d.x * 3.4 + d.y * 1.3;
    const b = d.y * 3.4 - d.x * 1.2;
    const cloud = noise.fbm(a * 2.6, b * 2.6, 7);
    const dust = smooth(
      -0.02,
      0.42,
      noise.fbm(a * 2.4 + 9, b * 2.4 + 4, 7) + 0.3 * Math.exp(-((off / 0.05) ** 2)) - 0.02,
    );
    const milk =
      band * (0.32 + 0.85 * core) * (0.75 + 0.9 * cloud) * (1 - 0.86 * dust * Math.exp(-((off / 0.15) ** 2)));
    stars(u, v, band * (1 - 0.7 * dust), star);
    const low = Math.exp(-Math.max(d.y, 0) * 5.5);
    const veil = Math.exp(-0.16 / Math.max(d.y, 0.04));
    // Airglow is green; a far town puts amber on the horizon.
    const town = Math.exp(-Math.max(d.y, 0) * 11) * Math.exp(-(((d.x - 0.22) / 0.3) ** 2));
    out.r = 0.0065 + 0.012 * low + 0.11 * town + milk * mix(0.055, 0.085, core) + star.r * veil;
    out.g = 0.0095 + 0.019 * low + 0.062 * town + milk * mix(0.056, 0.066, core) + star.g * veil;
    out.b = 0.018 + 0.02 * low + 0.032 * town + milk * mix(0.075, 0.058, core) + star.b * veil;
  };

  /** Distance to the dome or its wall; `out` takes its light. */
  const observatory = (out: Rgb): number => {
    const ox = EYE.x - DOME.x;
    const oz = EYE.z - DOME.z;
    const oy = EYE.y - DOME.y;
    const b = ox * d.x + oy * d.y + oz * d.z;
    const c = ox * ox + oy * oy + oz * oz - DOME.radius ** 2;
    const root = b * b - c;
    if (root > 0) {
      const t = -b - Math.sqrt(root);
      const y = EYE.y + d.y * t;
      if (y > DOME.y) {
        const nx = (ox + d.x * t) / DOME.radius;
        const ny = (y - DOME.y) / DOME.radius;
        const nz = (oz + d.z * t) / DOME.radius;
        // The slit looks up to the right of the camera: its plane holds the zenith.
        const across = nx * 0.86 + nz * 0.51;
        const facing = nx * 0.51 - nz * 0.86;
        if (Math.abs(across) < 0.145 && facing > -0.12 && ny > 0.1) {
          const deep = smooth(0.145, 0.02, Math.abs(across));
          const tube = smooth(0.05, 0.035, Math.abs(across + 0.02)) * smooth(0.34, 0.4, ny) * smooth(0.86, 0.8, ny);
          const glow = 0.2 + 0.5 * smooth(0.95, 0.2, ny) * deep;
          out.r = glow * (1 - 0.72 * tube) * 0.62;
          out.g = glow * (1 - 0.72 * tube) * 0.13;
          out.b = glow * (1 - 0.7 * tube) * 0.045;
          return t;
        }
        const turn = Math.atan2(nx, -nz);
        const seam = smooth(0.012, 0.004, Math.abs(((turn * 11) / Math.PI) % 1) - 0) * 0.35;
        const lip = smooth(0.19, 0.17, Math.abs(across)) * (facing > -0.15 ? 1 : 0);
        const sky = 0.5 + 0.5 * ny;
        const moon = clamp(-nx * 0.75 + ny * 0.3 - nz * 0.45) * 0.05;
        const spill = Math.exp(-((Math.abs(across) - 0.145) ** 2) / 0.006) * 0.03 * (facing > 0 ? 1 : 0);
        const k = (1 - seam) * (1 + 0.35 * lip) * (0.94 + 0.1 * noise.fbm(turn * 5, ny * 6, 3));
        out.r = k * (0.02 * sky + moon) + spill;
        out.g = k * (0.024 * sky + moon * 1.02) + spill * 0.2;
        out.b = k * (0.034 * sky + moon * 1.12) + spill * 0.08;
        return t;
      }
    }
    const radius = DOME.radius * 0.97;
    const qa = d.x * d.x + d.z * d.z;
    const qb = ox * d.x + oz * d.z;
    const rest = qb * qb - qa * (ox * ox + oz * oz - radius * radius);
    if (rest <= 0) return -1;
    const t = (-qb - Math.sqrt(rest)) / qa;
    const y = EYE.y + d.y * t;
    if (y > DOME.y || y < DOME.y - DOME.wall - 4) return -1;
    const nx = (ox + d.x * t) / radius;
    const nz = (oz + d.z * t) / radius;
    const moon = clamp(-nx * 0.75 - nz * 0.45) * 0.05;
    const eaves = smooth(DOME.y - 0.1, DOME.y - 0.5, y);
    const stain = 0.85 + 0.25 * noise.fbm(nx * 9, y * 0.5, 4);
    out.r = stain * (0.01 + moon) * (0.4 + 0.6 * eaves);
    out.g = stain * (0.012 + moon) * (0.4 + 0.6 * eaves);
    out.b = stain * (0.018 + moon * 1.1) * (0.4 + 0.6 * eaves);
    const turn = Math.atan2(nx, -nz);
    const door = smooth(0.085, 0.078, Math.abs(turn - 0.42)) * smooth(DOME.y - 3.55, DOME.y - 3.65, y);
    out.r = mix(out.r, 0.5, door);
    out.g = mix(out.g, 0.2, door);
    out.b = mix(out.b, 0.055, door);
    return t;
  };

  /** The hill's back as seen by the lens: a profile, as nothing on it is near enough to turn. */
  const hill = (x: number): number => {
    const across = x * 46;
    return (1.55 - 0.0028 * (across + 4) ** 2 + 0.7 * noise.fbm(across / 9, 0.5, 4)) / 46;
  };

  return (u, v, out) => {
    aim(u, v, d);
    const slope = d.y / d.z;
    const side = d.x / d.z;
    const far = 0.012 + 0.02 * noise.fbm(side * 3.1 + 2, 7, 5);
    night(u, v, out);
    if (slope < far) {
      const air = 0.6;
      out.r = mix(0.004, 0.02, air);
      out.g = mix(0.005, 0.017, air);
      out.b = mix(0.009, 0.019, air);
    }
    const t = observatory(out);
    // Grass and scrub on the near hill, with a little of the sky's light on top.
    const tuft = 0.011 * Math.max(0, noise.fbm(side * 260, slope * 60, 3)) + 0.004 * noise.at(side * 700, 2);
    const ridge = hill(side) + tuft;
    if (slope < ridge) {
      const down = (ridge - slope) * 46;
      const grass = 0.55 + 0.9 * Math.max(0, noise.fbm(side * 120, slope * 300, 4));
      const path = Math.exp(-(((side - 0.035 + slope * 0.35) / (0.012 - slope * 0.1)) ** 2)) * smooth(0, 0.3, down);
      const spill = Math.exp(-(((side - 0.028) / 0.05) ** 2)) * Math.exp(-Math.abs(down - 0.5) / 1.3) * 0.05;
      out.r = grass * 0.0065 + path * 0.012 + spill * grass;
      out.g = grass * 0.0078 + path * 0.013 + spill * 0.42 * grass;
      out.b = grass * 0.0085 + path * 0.017 + spill * 0.12 * grass;
    } else if (t < 0 && slope < far + 0.001) out.depth = 1e5;
  };
}

/** An observatory at work, the dome's slit open and red light within. */
export const scene: Scene = {
  film: { exposure: 6.2, contrast: 1.9, saturation: 1.25, bloom: 0.07, vignette: 0.35, grain: 2, sharpen: 0.3 },
  resolution: 0.6,
  samples: 3,
  prepare,
};
