import type { Scene } from "./types.ts";

/** One picture of the demo outlet: a rendered scene (JPEG) or a drawing of the graphics desk (PNG, or SVG as it was drawn). */
export interface Picture {
  name: string;
  kind: "scene" | "graphic" | "drawing";
  /** Pixels of the finished file at scale 1. */
  width: number;
  height: number;
  /** Changing it makes another picture of the same place. */
  seed: number;
  /** Goes into the file as dc:description. */
  description: string;
}

type Row = readonly [name: string, width: number, height: number, seed: number, description: string];

const SCENES: readonly Row[] = [
  ["himalaya-dawn", 3600, 2400, 11, "High snow peaks at first light, seen over a valley filled with mist."],
  ["monsoon-delta", 3200, 2134, 23, "Monsoon cloud over the channels of a river delta, seen from the air."],
  ["harbour-morning", 3000, 2000, 31, "Fishing boats and cranes in a harbour on a still, hazy morning."],
  ["city-dusk", 3600, 2026, 47, "A city's skyline at dusk with its windows lit, across water."],
  ["dry-reservoir", 2400, 3000, 53, "The cracked bed of a dry reservoir."],
  ["railway-mist", 2400, 3200, 61, "Railway tracks that run into morning mist."],
  ["stadium-lights", 3600, 2400, 73, "An empty cricket ground under floodlights."],
  ["newspapers", 3000, 2000, 83, "A stack of folded newspapers on a table by a window."],
  ["tea-glass", 2400, 2400, 97, "A glass of milky tea on a wooden table."],
  ["spices", 2400, 2400, 103, "A round spice box with seven bowls of ground spices and seeds."],
  ["cricket-ball", 3000, 2400, 113, "A red cricket ball on a dry pitch, the stumps out of focus behind it."],
  ["telescope-stars", 2400, 3600, 127, "An observatory's dome on a hill under the Milky Way."],
  ["wheat-field", 3200, 2134, 137, "Ripe wheat against a low sun."],
  ["sea-cliff", 3000, 2000, 149, "A lighthouse on a cliff above the sea."],
  ["desert-dunes", 3600, 2026, 165, "Desert dunes in low light."],
  ["night-window", 2400, 2400, 167, "Rain on a window at night, with a street's lights out of focus."],
];

const GRAPHICS: readonly Row[] = [
  ["calls-diagram", 2400, 1600, 1, "Diagram: who spoke with whom, as reported on Saturday 10 May 2025."],
  ["credit-chain", 2400, 1350, 1, "Diagram: how a photo's credit travels from front matter to print, file and data."],
  ["embargo-timeline", 2400, 1200, 1, "Diagram: the life of an embargoed story along a line of time."],
  ["monsoon-onset", 2000, 2500, 1, "Chart: the normal dates of the monsoon's onset at five places in India."],
  ["lbw-diagram", 2400, 1600, 1, "Diagram: the questions an umpire asks about leg before wicket."],
  ["lagrange-points", 2000, 2000, 1, "Diagram: the five Lagrange points of the Sun and the Earth."],
  ["water-cycle", 2400, 1800, 1, "Diagram: the water cycle."],
  ["newspaper-anatomy", 2000, 2600, 1, "Diagram: the parts of a newspaper's front page."],
  ["cricket-field", 2400, 2400, 1, "Diagram: fielding positions in cricket for a right-handed batter."],
];

const DRAWINGS: readonly Row[] = [
  ["moon-phases", 2400, 1200, 1, "Diagram: the phases of the Moon over 29.5 days."],
  ["railway-gauges", 2400, 1350, 1, "Diagram: four railway gauges drawn to one scale."],
  ["page-weight", 2400, 1350, 1, "Chart: what a page weighs here and elsewhere."],
];

const entry =
  (kind: Picture["kind"]) =>
  ([name, width, height, seed, description]: Row): Picture => ({ name, kind, width, height, seed, description });

/** Every picture, in the order in which they are made. */
export const pictures: readonly Picture[] = [
  ...GRAPHICS.map(entry("graphic")),
  ...DRAWINGS.map(entry("drawing")),
  ...SCENES.map(entry("scene")),
];

/** The scene's own module, `scenes/<name>.ts`. */
export async function loadScene(name: string): Promise<Scene> {
  const module: { scene: Scene } = await import(`./scenes/${name}.ts`);
  return module.scene;
}

/** What draws a graphic as SVG, from `graphics/<name>.ts`. */
export async function loadGraphic(name: string): Promise<() => string> {
  const module: { draw: () => string } = await import(`./graphics/${name}.ts`);
  return module.draw;
}
