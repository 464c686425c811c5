export interface PaletteColour {
  /** `PhotoReading.colour`; the CSS class is `colour-<id>`. */
  id: string;
  /** What a person would call it. */
  name: string;
  /** sRGB, `#rrggbb`. */
  hex: string;
}

// Muted on purpose: the colour stands for a second where the photo will be, and must not shout. Ids are permanent, for
// stored readings hold them; a new colour goes to the end.
const colours = [
  ["black", "#1b1b1d"],
  ["charcoal", "#3a3a3d"],
  ["grey", "#6f7073"],
  ["silver", "#a9abae"],
  ["white", "#e2e2e0"],
  ["navy", "#1c2a44"],
  ["blue", "#3d648f"],
  ["sky", "#8fb3d4"],
  ["petrol", "#1f4a4d"],
  ["teal", "#5b9a97"],
  ["forest", "#2b4226"],
  ["green", "#5f7f45"],
  ["sage", "#a9bd8f"],
  ["olive", "#7d7448"],
  ["sand", "#d2bf98"],
  ["umber", "#4a3223"],
  ["brown", "#8a6242"],
  ["orange", "#cf8540"],
  ["yellow", "#e0bd4f"],
  ["maroon", "#6b1f23"],
  ["red", "#b8413a"],
  ["rose", "#d9a58f"],
  ["purple", "#59406b"],
  ["mauve", "#b07a9e"],
] as const;

/** The fixed palette of dominant colours: a rule a class, so that a strict policy needs no `style` attribute. */
export const palette: readonly PaletteColour[] = colours.map(([name, hex], index) => ({
  id: String(index),
  name,
  hex,
}));

/** The CSS class of a reading's colour: `colour-7`. */
export function colourClass(id: string): string {
  return `colour-${id}`;
}

type Lab = readonly [number, number, number];

/** OKLab (Björn Ottosson, 2020), in which distance is about what the eye sees. */
function oklab(red: number, green: number, blue: number): Lab {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function linear(byte: number): number {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

const labs = palette.map(({ hex }) =>
  oklab(
    Number.parseInt(hex.slice(1, 3), 16),
    Number.parseInt(hex.slice(3, 5), 16),
    Number.parseInt(hex.slice(5, 7), 16),
  ),
);

/**
 * The palette's id that most pixels are nearest to; of two with equal votes the earlier. `pixels` is 8-bit sRGB, three
 * bytes each, of a picture made small first (32 × 32 says enough).
 */
export function dominantColour(pixels: Uint8Array): string {
  const votes = palette.map(() => 0);
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const nearest = nearestIndex(oklab(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0));
    votes[nearest] = (votes[nearest] ?? 0) + 1;
  }
  return String(votes.indexOf(Math.max(...votes)));
}

function nearestIndex([l, a, b]: Lab): number {
  let nearest = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (const [index, [pl, pa, pb]] of labs.entries()) {
    const distance = (l - pl) ** 2 + (a - pa) ** 2 + (b - pb) ** 2;
    if (distance < smallest) [smallest, nearest] = [distance, index];
  }
  return nearest;
}
