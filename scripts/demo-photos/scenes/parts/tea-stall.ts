import { unit } from "../../camera.ts";
import { makeNoise, mix, smooth } from "../../noise.ts";
import { makeRandom } from "../../random.ts";
import type { Rgb } from "../../types.ts";

/** Direction to the key light. */
export const SUN = unit(-0.62, 0.5, 0.62);

/** What stands round the table: dusk through a doorway, lamps out of focus, a warm wall; and the key light, for reflections. */
export function makeStall(seed: number): (x: number, y: number, z: number, out: Rgb) => void {
  const noise = makeNoise(seed);
  const { next } = makeRandom(seed);
  const discs = Array.from({ length: 34 }, () => ({
    x: next() * 1.3 - 0.65,
    y: 0.03 + next() * 0.42,
    radius: 0.022 + 0.024 * next(),
    warm: next(),
    power: 0.12 + 0.9 * next() ** 2.5,
  }));
  return (x, y, z, out) => {
    const door = smooth(-0.08, -0.3, x / Math.max(z, 0.2)) * smooth(-0.02, 0.1, y) * smooth(0.75, 0.45, y);
    const wall = 0.5 + 0.5 * noise.fbm(x * 3, y * 3 + z, 3);
    out.r = mix(0.07, 0.13, wall) + 1.15 * door;
    out.g = mix(0.042, 0.075, wall) + 0.95 * door;
    out.b = mix(0.028, 0.042, wall) + 0.75 * door;
    if (z > 0.1) {
      for (const disc of discs) {
        const off = Math.hypot(x / z - disc.x, y / z - disc.y + 0.12) / disc.radius;
        const k = smooth(1.06, 0.94, off) * (0.75 + 0.3 * off * off) * disc.power;
        out.r += k * 1.1;
        out.g += k * mix(0.5, 0.85, disc.warm);
        out.b += k * mix(0.16, 0.55, disc.warm);
      }
    }
    // The key light as a tall soft window, seen in reflections only.
    const key = smooth(0.82, 0.93, x * SUN.x + y * SUN.y + z * SUN.z);
    out.r += key * 4.6;
    out.g += key * 4.0;
    out.b += key * 3.1;
  };
}
