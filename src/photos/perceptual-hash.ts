import { hashFrequencies } from "../model/look-alike.ts";

export { hashDistance } from "../model/look-alike.ts";

/** px: the side of the square sample that the hash is taken from; `read-photo.ts` makes it for the dominant colour anyway. */
export const sampleSide = 32;

/**
 * Coefficients (of luminance 0–255, orthonormal) below this are the sample's own rounding. A picture with fewer than a
 * quarter above it shows too little to be known again: one colour, an empty sky.
 */
const noise = 1;
const leastShare = 0.25;

// cos(π (2x + 1) u / 2n), n = sampleSide; the scale of u = 0 is left out with the mean that it stands for.
// Half of the frequencies that the sample holds: the finer ones change with every encoder.
const cosines = Array.from({ length: hashFrequencies }, (_, u) =>
  Float64Array.from({ length: sampleSide }, (_, x) => {
    const scale = Math.sqrt((u === 0 ? 1 : 2) / sampleSide);
    return scale * Math.cos((Math.PI * (2 * x + 1) * u) / (2 * sampleSide));
  }),
);

/**
 * What a picture looks like, in 288 bits as hexadecimal: the sign of each low frequency of its luminance (a DCT, as
 * pHash and PDQ take it), all but the mean. Copies in other sizes, formats and qualities differ in few bits
 * (`hashDistance`); its mirror image has every odd horizontal frequency the other way round, and is known by that.
 * Undefined where there is too little to see. `sample`: 32 × 32 px of sRGB, three bytes each; `orientation`: EXIF's 1–8.
 */
export function perceptualHash(sample: Uint8Array, orientation = 1): string | undefined {
  const luminance = upright(luminanceOf(sample), orientation);
  // Rows first: by[u][y], then down the columns.
  const rows = cosines.map((wave) =>
    Float64Array.from({ length: sampleSide }, (_, y) => {
      let sum = 0;
      for (let x = 0; x < sampleSide; x += 1) sum += (luminance[y * sampleSide + x] ?? 0) * (wave[x] ?? 0);
      return sum;
    }),
  );
  const bits: number[] = [];
  let audible = 0;
  for (const [v, wave] of cosines.entries()) {
    for (const [u, row] of rows.entries()) {
      if (u === 0 && v === 0) continue;
      let sum = 0;
      for (let y = 0; y < sampleSide; y += 1) sum += (row[y] ?? 0) * (wave[y] ?? 0);
      bits.push(sum > 0 ? 1 : 0);
      if (Math.abs(sum) > noise) audible += 1;
    }
  }
  return audible < bits.length * leastShare ? undefined : hexadecimal(bits);
}

function luminanceOf(sample: Uint8Array): Float64Array {
  // Rec. 709 weights on the coded values: the eye's own scale, near enough.
  return Float64Array.from(
    { length: sampleSide * sampleSide },
    (_, at) => 0.2126 * (sample[at * 3] ?? 0) + 0.7152 * (sample[at * 3 + 1] ?? 0) + 0.0722 * (sample[at * 3 + 2] ?? 0),
  );
}

/** The square as a viewer shows it, by EXIF's Orientation: turned here, where it is small, and not in the decoder. */
function upright(square: Float64Array, orientation: number): Float64Array {
  if (orientation < 2 || orientation > 8) return square;
  const last = sampleSide - 1;
  // Where the pixel of the upright picture stands in the stored one.
  const sources: Record<number, (x: number, y: number) => [number, number]> = {
    2: (x, y) => [last - x, y],
    3: (x, y) => [last - x, last - y],
    4: (x, y) => [x, last - y],
    5: (x, y) => [y, x],
    6: (x, y) => [y, last - x],
    7: (x, y) => [last - y, last - x],
    8: (x, y) => [last - y, x],
  };
  const source = sources[orientation] ?? ((x: number, y: number): [number, number] => [x, y]);
  return square.map((_, at) => {
    const [x, y] = source(at % sampleSide, Math.floor(at / sampleSide));
    return square[y * sampleSide + x] ?? 0;
  });
}

function hexadecimal(bits: readonly number[]): string {
  let digits = "";
  for (let at = 0; at < bits.length; at += 4) {
    digits += Number.parseInt(bits.slice(at, at + 4).join(""), 2).toString(16);
  }
  return digits;
}
