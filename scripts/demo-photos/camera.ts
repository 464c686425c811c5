import type { Vec } from "./types.ts";

/** A vector of length 1 in the same direction. */
export function unit(x: number, y: number, z: number): Vec {
  const length = Math.hypot(x, y, z) || 1;
  return { x: x / length, y: y / length, z: z / length };
}

/** Scalar product. */
export function dot(a: Readonly<Vec>, b: Readonly<Vec>): number {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

/** Where the photographer stands and looks; `fov` is the frame's height in degrees. */
export interface View {
  eye: Readonly<Vec>;
  target: Readonly<Vec>;
  fov: number;
}

/** Writes the unit direction through a film point into `out`. */
export type Aim = (u: number, v: number, out: Vec) => void;

/** A camera held level (no roll). */
export function makeCamera({ eye, target, fov }: View): Aim {
  const ahead = unit(target.x - eye.x, target.y - eye.y, target.z - eye.z);
  const right = unit(ahead.z, 0, -ahead.x);
  const up = {
    x: ahead.y * right.z - ahead.z * right.y,
    y: ahead.z * right.x - ahead.x * right.z,
    z: ahead.x * right.y - ahead.y * right.x,
  };
  const reach = Math.tan((fov * Math.PI) / 360);
  return (u, v, out) => {
    const a = u * reach;
    const b = v * reach;
    const x = ahead.x + right.x * a + up.x * b;
    const y = ahead.y + right.y * a + up.y * b;
    const z = ahead.z + right.z * a + up.z * b;
    const k = 1 / Math.sqrt(x * x + y * y + z * z);
    out.x = x * k;
    out.y = y * k;
    out.z = z * k;
  };
}
