import { blurByDepth } from "./lens.ts";
import { clamp } from "./noise.ts";
import { hash } from "./random.ts";
import type { Film } from "./types.ts";

/** Light as rendered: four floats a pixel (red, green, blue, depth), rows from the top. */
export interface Light {
  data: Float32Array;
  width: number;
  height: number;
}

const GRAIN_TILE = 512;

/** Troy Sobotka's AgX curve in Benjamin Wrensch's polynomial fit: log light in, display value out. */
function curve(light: number): number {
  const x = clamp((Math.log2(Math.max(light, 1e-10)) + 12.47393) / 16.5);
  const x2 = x * x;
  const x4 = x2 * x2;
  return 15.5 * x4 * x2 - 40.14 * x4 * x + 31.96 * x4 - 6.868 * x2 * x + 0.4298 * x2 + 0.1191 * x - 0.00232;
}

/** Turns light into display values 0–1 in place: lens fall-off, white balance, exposure, tone curve, colour. */
function print({ data, width, height }: Light, film: Film): void {
  const { exposure, contrast = 1.35, saturation = 1.25, balance = [1, 1, 1], vignette = 0.25 } = film;
  const corner = width * width + height * height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 4;
      const off = ((2 * x - width) ** 2 + (2 * y - height) ** 2) / corner;
      const k = exposure * (1 - vignette * off * (0.6 + 0.4 * off));
      const r = (data[i] ?? 0) * k * balance[0];
      const g = (data[i + 1] ?? 0) * k * balance[1];
      const b = (data[i + 2] ?? 0) * k * balance[2];
      const cr = curve(0.8425 * r + 0.0784 * g + 0.0792 * b);
      const cg = curve(0.0423 * r + 0.8785 * g + 0.0792 * b);
      const cb = curve(0.0424 * r + 0.0784 * g + 0.8791 * b);
      const pr = Math.max(0, 1.1969 * cr - 0.098 * cg - 0.099 * cb) ** contrast;
      const pg = Math.max(0, -0.0529 * cr + 1.1519 * cg - 0.099 * cb) ** contrast;
      const pb = Math.max(0, -0.053 * cr - 0.098 * cg + 1.1511 * cb) ** contrast;
      const grey = 0.2126 * pr + 0.7152 * pg + 0.0722 * pb;
      data[i] = clamp(grey + (pr - grey) * saturation);
      data[i + 1] = clamp(grey + (pg - grey) * saturation);
      data[i + 2] = clamp(grey + (pb - grey) * saturation);
    }
  }
}

/** Running-mean blur of one channel plane along rows or columns; three passes come close to a Gaussian. */
function boxBlur(plane: Float32Array, width: number, height: number, radius: number): void {
  const pass = (count: number, length: number, start: (k: number) => number, step: number): void => {
    const line = new Float32Array(length);
    for (let k = 0; k < count; k++) {
      const base = start(k);
      let sum = 0;
      for (let i = -radius; i <= radius; i++) sum += plane[base + clamp(i, 0, length - 1) * step] ?? 0;
      for (let i = 0; i < length; i++) {
        line[i] = sum / (2 * radius + 1);
        sum += plane[base + Math.min(i + radius + 1, length - 1) * step] ?? 0;
        sum -= plane[base + Math.max(i - radius, 0) * step] ?? 0;
      }
      for (let i = 0; i < length; i++) plane[base + i * step] = line[i] ?? 0;
    }
  };
  for (let i = 0; i < 3; i++) {
    pass(height, width, (k) => k * width, 1);
    pass(width, height, (k) => k, width);
  }
}

/** Mixes each channel with blurred copies of itself: glare of the lens where `amount` is positive, unsharp mask where negative. */
function spread({ data, width, height }: Light, radii: readonly number[], amount: number): void {
  const plane = new Float32Array(width * height);
  for (let c = 0; c < 3; c++) {
    const sum = new Float32Array(width * height);
    for (const radius of radii) {
      for (let i = 0; i < plane.length; i++) plane[i] = data[i * 4 + c] ?? 0;
      boxBlur(plane, width, height, Math.max(1, Math.round(radius)));
      for (let i = 0; i < plane.length; i++) sum[i] = (sum[i] ?? 0) + (plane[i] ?? 0) / radii.length;
    }
    for (let i = 0; i < plane.length; i++) {
      const own = data[i * 4 + c] ?? 0;
      data[i * 4 + c] = own + ((sum[i] ?? 0) - own) * amount;
    }
  }
}

/** A tile of grain with unit deviation, each grain about a pixel and a half wide. */
function grainTile(seed: number): Float32Array {
  const tile = new Float32Array(GRAIN_TILE * GRAIN_TILE);
  const raw = (x: number, y: number): number => {
    const a = x & (GRAIN_TILE - 1);
    const b = y & (GRAIN_TILE - 1);
    return hash(a, b, seed) + hash(a, b, seed + 1) + hash(a, b, seed + 2) - 1.5;
  };
  for (let y = 0; y < GRAIN_TILE; y++) {
    for (let x = 0; x < GRAIN_TILE; x++) {
      const cross = raw(x + 1, y) + raw(x - 1, y) + raw(x, y + 1) + raw(x, y - 1);
      tile[y * GRAIN_TILE + x] = (raw(x, y) + 0.5 * cross) * 1.41;
    }
  }
  return tile;
}

/** Catmull–Rom weights for the four neighbours of a point at `t` between the middle two. */
function weights(t: number): [number, number, number, number] {
  const t2 = t * t;
  const t3 = t2 * t;
  return [(2 * t2 - t - t3) / 2, (3 * t3 - 5 * t2 + 2) / 2, (4 * t2 - 3 * t3 + t) / 2, (t3 - t2) / 2];
}

/** Enlarges display values to the finished size and lays the grain on, giving interleaved 8-bit RGB. */
function enlarge(light: Light, size: { width: number; height: number }, grain: number, seed: number): Uint8Array {
  const { data, width, height } = light;
  const out = new Uint8Array(size.width * size.height * 3);
  const tile = grainTile(seed);
  const rows = new Float32Array(width * 3);
  const columns = Array.from({ length: size.width }, (_, x) => {
    const at = ((x + 0.5) * width) / size.width - 0.5;
    const from = Math.floor(at);
    const w = weights(at - from);
    return { w, i: [-1, 0, 1, 2].map((k) => clamp(from + k, 0, width - 1) * 3) };
  });
  for (let y = 0; y < size.height; y++) {
    const at = ((y + 0.5) * height) / size.height - 0.5;
    const from = Math.floor(at);
    const w = weights(at - from);
    rows.fill(0);
    for (let k = 0; k < 4; k++) {
      const base = clamp(from + k - 1, 0, height - 1) * width * 4;
      const share = w[k] ?? 0;
      for (let x = 0; x < width; x++) {
        for (let c = 0; c < 3; c++) rows[x * 3 + c] = (rows[x * 3 + c] ?? 0) + (data[base + x * 4 + c] ?? 0) * share;
      }
    }
    for (let x = 0; x < size.width; x++) {
      const column = columns[x];
      if (!column) continue;
      const [i0 = 0, i1 = 0, i2 = 0, i3 = 0] = column.i;
      const [w0, w1, w2, w3] = column.w;
      const speck = tile[(y & (GRAIN_TILE - 1)) * GRAIN_TILE + (x & (GRAIN_TILE - 1))] ?? 0;
      const o = (y * size.width + x) * 3;
      for (let c = 0; c < 3; c++) {
        const v =
          (rows[i0 + c] ?? 0) * w0 + (rows[i1 + c] ?? 0) * w1 + (rows[i2 + c] ?? 0) * w2 + (rows[i3 + c] ?? 0) * w3;
        // Grain shows most in the mid tones, as on film, and little in black and white.
        const strength = grain * (0.35 + 2.6 * clamp(v) * (1 - clamp(v)));
        out[o + c] = clamp(Math.round(v * 255 + speck * strength), 0, 255);
      }
    }
  }
  return out;
}

/** Develops rendered light into 8-bit RGB of the finished size. Changes `light` on the way. */
export function develop(light: Light, size: { width: number; height: number }, film: Film, seed: number): Uint8Array {
  if (film.lens) blurByDepth(light, film.lens, seed);
  if (film.bloom) {
    const unit = light.height / 100;
    spread(light, [unit * 0.25, unit * 1, unit * 4], film.bloom);
  }
  print(light, film);
  const { sharpen = 0.35 } = film;
  if (sharpen > 0) spread(light, [1], -sharpen);
  return enlarge(light, size, film.grain ?? 1.6, seed);
}
