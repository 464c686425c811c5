import { type Cell, cells, makeNoise, smooth } from "../../noise.ts";
import { makeTerrain, type Terrain } from "../../terrain.ts";

/** Centimetres: a bowl and the box that holds seven. */
export const BOWL = { radius: 3.42, wall: 0.13, height: 4.3 };
export const BOX = { radius: 11.35, wall: 0.16, height: 5.4 };

type Kind = "powder" | "round" | "long";
interface Spice {
  kind: Kind;
  colour: readonly [number, number, number];
}

/** Turmeric in the middle, then round from the right: chilli, coriander, mustard, garam masala, cumin, fenugreek. */
export const SPICES: readonly Spice[] = [
  { kind: "powder", colour: [0.72, 0.34, 0.012] },
  { kind: "powder", colour: [0.47, 0.038, 0.012] },
  { kind: "powder", colour: [0.36, 0.25, 0.1] },
  { kind: "round", colour: [0.04, 0.026, 0.02] },
  { kind: "powder", colour: [0.17, 0.075, 0.032] },
  { kind: "long", colour: [0.29, 0.185, 0.08] },
  { kind: "round", colour: [0.5, 0.33, 0.1] },
];
/** Where the bowls stand: one in the middle, six round it. */
export const PLACES = SPICES.map((_, i) => {
  const turn = ((i - 1) * Math.PI) / 3 + 0.22;
  return i === 0 ? { x: 0, z: 0 } : { x: Math.cos(turn) * 7.25, z: Math.sin(turn) * 7.25 };
});

/** Which bowl a place lies in, or −1. */
export const bowlAt = (x: number, z: number): number => {
  for (let i = 0; i < PLACES.length; i++) {
    const place = PLACES[i];
    if (place && Math.hypot(x - place.x, z - place.z) < BOWL.radius) return i;
  }
  return -1;
};

/** Box, bowls, their heaps and the cloth below as one height field. */
export function makeSpiceBox(seed: number): Terrain {
  const noise = makeNoise(seed);
  const cell: Cell = { nearest: 0, second: 0, id: 0, x: 0, y: 0 };

  /** The heap in a bowl: a cone that was shaken flat, with a dent where a spoon went in. */
  const heap = (i: number, dx: number, dz: number): number => {
    const spice = SPICES[i];
    const r = Math.hypot(dx, dz) / BOWL.radius;
    const turn = i * 2.1 + 0.6;
    const dent = Math.exp(-(((dx - Math.cos(turn) * 1.1) / 1.0) ** 2) - ((dz - Math.sin(turn) * 1.1) / 0.75) ** 2);
    let h =
      3.0 +
      1.15 * (1 - r * r) +
      0.35 * noise.fbm(dx * 0.5 + i * 9, dz * 0.5, 3) -
      (spice?.kind === "powder" ? 0.85 : 0.35) * dent;
    if (spice?.kind === "powder") {
      cells(dx * 2.3 + i * 31, dz * 2.3, seed, cell);
      const lump = cell.id > 0.66 ? smooth(0.4, 0.05, cell.nearest) * (cell.id - 0.6) * 0.4 : 0;
      h += lump + 0.1 * noise.fbm(dx * 2.4 + i * 5, dz * 2.4, 5) + 0.028 * noise.fbm(dx * 14, dz * 14 + i, 3);
    } else if (spice?.kind === "round") {
      for (const [pitch, layer] of [
        [4.6, 0],
        [4.1, 50],
      ] as const) {
        cells(dx * pitch + layer, dz * pitch + i * 7, seed + layer, cell);
        const bead = 0.11 * Math.sqrt(Math.max(0, 1 - (cell.nearest / 0.56) ** 2)) + 0.09 * cell.id;
        h = Math.max(
          h,
          2.98 + 1.15 * (1 - r * r) + 0.3 * noise.fbm(dx * 0.5 + i * 9, dz * 0.5, 3) - 0.35 * dent + bead,
        );
      }
    } else {
      for (let layer = 0; layer < 4; layer++) {
        const turned = layer * 0.83 + 0.9 * noise.at(dx * 0.7 + layer * 3, dz * 0.7);
        const a = dx * Math.cos(turned) + dz * Math.sin(turned);
        const b = -dx * Math.sin(turned) + dz * Math.cos(turned);
        cells(a * 1.75 + layer * 17, b * 5.6, seed + layer, cell);
        const seedShape = Math.hypot(cell.x / 0.5, cell.y / 0.42);
        const ridge = 0.012 * Math.cos(cell.y * 30);
        if (seedShape < 1)
          h = Math.max(
            h,
            2.98 +
              1.1 * (1 - r * r) -
              0.3 * dent +
              0.12 * Math.sqrt(1 - seedShape * seedShape) +
              0.14 * cell.id +
              ridge,
          );
      }
    }
    return h;
  };

  return makeTerrain({ size: 1900, span: 27, near: -13.5 }, (x, z) => {
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
}
