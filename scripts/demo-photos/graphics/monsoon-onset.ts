import { ACCENT, disc, GREY, HAIR, head, INK, lines, rule, sheet, stroke, text } from "./sheet.ts";

interface Place {
  name: string;
  north: number;
  east: number;
  date: string;
  /** Which side of the dot the words stand on. */
  side: "left" | "right";
}

/** Normal onset as the India Meteorological Department gives it since 2020, from the years 1961–2019. */
const PLACES: readonly Place[] = [
  { name: "Kerala", north: 8.5, east: 76.9, date: "1 June", side: "right" },
  { name: "Goa", north: 15.5, east: 73.8, date: "5–7 June", side: "right" },
  { name: "Mumbai", north: 19.1, east: 72.9, date: "11 June", side: "right" },
  { name: "Kolkata", north: 22.6, east: 88.4, date: "11 June", side: "left" },
  { name: "Delhi", north: 28.6, east: 77.2, date: "27 June", side: "right" },
];

const x = (east: number): number => 240 + (east - 68) * 70;
const y = (north: number): number => 2140 - (north - 6) * 68;

/** Onset dates on a bare grid of latitude and longitude: no coast, no border. */
export function draw(): string {
  const grid = [
    ...[10, 15, 20, 25, 30].flatMap((north) => [
      rule(x(68), y(north), x(92), y(north), { colour: HAIR, width: 2 }),
      text(x(68) - 20, y(north) + 12, `${north}°N`, { size: 34, colour: GREY, anchor: "end" }),
    ]),
    ...[70, 75, 80, 85, 90].flatMap((east) => [
      rule(x(east), y(31), x(east), y(6), { colour: HAIR, width: 2 }),
      text(x(east), y(6) + 48, `${east}°E`, { size: 34, colour: GREY, anchor: "middle" }),
    ]),
  ];
  const branch = { colour: "#c98f7f", width: 8 };
  return sheet(
    {
      width: 2000,
      height: 2500,
      title: "When the rain is due",
      standfirst: [
        "Mean date on which the south-west monsoon sets in. Places are plotted by",
        "latitude and longitude; the arrows are schematic and there are no borders.",
      ],
      source: "India Meteorological Department; rounded",
    },
    [
      ...grid,
      stroke(`M${x(72.4)} ${y(6.6)}C${x(70.2)} ${y(11)} ${x(70)} ${y(16)} ${x(70.8)} ${y(20.6)}`, branch),
      head(x(71) + 2, y(21.2), -74, "#c98f7f", 54),
      text(x(70.6) - 14, y(9.6), "Arabian Sea branch", { size: 38, colour: ACCENT, turn: -81, isCleared: true }),
      stroke(
        `M${x(84)} ${y(7.6)}C${x(90)} ${y(12)} ${x(91.6)} ${y(17)} ${x(90.6)} ${y(22.6)}C${x(89.6)} ${y(26.2)} ${x(85)} ${y(27)} ${x(80.4)} ${y(27.9)}`,
        branch,
      ),
      head(x(79.7), y(28.04), 190, "#c98f7f", 54),
      text(x(87.2), y(9.7), "Bay of Bengal branch", { size: 38, colour: ACCENT, turn: -56, isCleared: true }),
      ...PLACES.flatMap(({ name, north, east, date, side }) => {
        const anchor = side === "right" ? "start" : "end";
        const dx = side === "right" ? 38 : -38;
        return [
          disc(x(east), y(north), 17, ACCENT),
          text(x(east) + dx, y(north) - 4, date, { size: 62, face: "serif", colour: INK, anchor, isCleared: true }),
          lines(x(east) + dx, y(north) + 48, [name], { size: 44, colour: GREY, anchor, isCleared: true }),
        ];
      }),
    ],
  );
}
