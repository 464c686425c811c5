import { ACCENT, box, GREY, HAIR, head, INK, rule, sheet, stroke, text } from "./sheet.ts";

/** Gauge: millimetres between the rails' inner faces. */
const GAUGES = [
  { name: "Broad", millimetres: 1676, where: "Indian Railways’ standard" },
  { name: "Standard", millimetres: 1435, where: "Most new metros; half the world" },
  { name: "Metre", millimetres: 1000, where: "Once much of India, now little" },
  { name: "Narrow", millimetres: 762, where: "Kalka–Shimla, for one" },
] as const;

const SCALE = 0.5;

/** A flat-bottomed rail's section, its running face at `x`; `side` 1 stands to the right of the track. */
const rail = (x: number, foot: number, side: 1 | -1): string => {
  const d =
    "M2 -86H38Q40 -86 40 -83V-64L26 -57Q24 -56 24 -53V-22Q24 -16 30 -14L58 -8V0H-18V-8L10 -14Q16 -16 16 -22V-53Q16 -56 14 -57L0 -64V-83Q0 -86 2 -86Z";
  return `<path d="${d}" fill="${INK}" transform="translate(${x} ${foot}) scale(${side} 1)"/>`;
};

/** Sections through four tracks at one scale, on one centre line each. */
export function draw(): string {
  const tracks = GAUGES.map(({ name, millimetres, where }, i) => {
    const centre = 620 + (i % 2) * 1160;
    const foot = 620 + Math.floor(i / 2) * 430;
    const half = (millimetres * SCALE) / 2;
    const y = foot - 130;
    const label = `${millimetres.toLocaleString("en-GB")} mm`;
    return [
      box(centre - half - 96, foot, 2 * half + 192, 46, "#d9d0c1"),
      rule(centre - half - 96, foot + 46, centre + half + 96, foot + 46, { width: 2, colour: HAIR }),
      rail(centre - half, foot, -1),
      rail(centre + half, foot, 1),
      stroke(`M${centre - half} ${foot - 84}V${y - 24}M${centre + half} ${foot - 84}V${y - 24}`, {
        colour: ACCENT,
        width: 2,
      }),
      rule(centre - half + 12, y, centre + half - 12, y, { colour: ACCENT, width: 4 }),
      head(centre - half, y, 180, ACCENT),
      head(centre + half, y, 0, ACCENT),
      text(centre, y - 40, label, { size: 60, face: "serif", colour: ACCENT, anchor: "middle" }),
      text(centre - 16, foot + 108, name, { size: 44, face: "bold", anchor: "end" }),
      text(centre + 4, foot + 108, where, { size: 38, colour: GREY }),
    ].join("");
  });
  return sheet(
    {
      width: 2400,
      height: 1350,
      title: "Four widths of track",
      standfirst: [
        "Distance between the inner faces of the rails; gauges drawn to one scale, rails and sleepers schematic.",
      ],
    },
    tracks,
  );
}
