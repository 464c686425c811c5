import { ACCENT, box, disc, GREY, INK, ring, rule, sheet, text } from "./sheet.ts";

type Position = readonly [name: string, x: number, y: number, anchor: "start" | "middle" | "end"];

const CENTRE = { x: 1200, y: 1270 };

/** Offsets from the middle of the pitch; the striker stands at the upper end and faces down the page, so off is left. */
const POSITIONS: readonly Position[] = [
  ["Wicketkeeper", 0, -330, "middle"],
  ["Slips", -78, -322, "end"],
  ["Gully", -190, -268, "end"],
  ["Third", -430, -760, "end"],
  ["Fine leg", 420, -770, "start"],
  ["Point", -400, -130, "end"],
  ["Deep point", -850, -150, "end"],
  ["Cover point", -430, 20, "end"],
  ["Cover", -370, 130, "end"],
  ["Extra cover", -300, 260, "end"],
  ["Deep cover", -800, 290, "end"],
  ["Mid-off", -170, 400, "end"],
  ["Mid-on", 170, 400, "start"],
  ["Long-off", -330, 810, "end"],
  ["Long-on", 330, 810, "start"],
  ["Midwicket", 350, 150, "start"],
  ["Deep midwicket", 800, 300, "start"],
  ["Square leg", 400, -130, "start"],
  ["Deep square leg", 850, -150, "start"],
  ["Short leg", 95, -80, "start"],
  ["Silly point", -95, -80, "end"],
  ["Silly mid-off", -105, 30, "end"],
  ["Silly mid-on", 105, 30, "start"],
  ["Leg gully", 190, -268, "start"],
];

/** The named places on a field, for a right-handed batter. */
export function draw(): string {
  const { x, y } = CENTRE;
  return sheet(
    {
      width: 2400,
      height: 2400,
      title: "Where fielders stand",
      standfirst: [
        "Fielding positions for a right-handed batter; the names change sides for a left-hander. Not to scale.",
      ],
    },
    [
      `<ellipse cx="${x}" cy="${y}" rx="1060" ry="940" fill="#e9eadb" stroke="${INK}" stroke-width="4"/>`,
      `<rect x="${x - 690}" y="${y - 600}" width="1380" height="1200" rx="600" fill="none" stroke="${GREY}" stroke-width="3" stroke-dasharray="16 14"/>`,
      box(x - 38, y - 210, 76, 420, "#e0cfae"),
      rule(x - 60, y - 150, x + 60, y - 150, { colour: "#ffffff", width: 6 }),
      rule(x - 60, y + 150, x + 60, y + 150, { colour: "#ffffff", width: 6 }),
      ...[-1, 0, 1].flatMap((i) => [disc(x + i * 11, y - 192, 5), disc(x + i * 11, y + 192, 5)]),
      disc(x + 22, y - 156, 13, ACCENT),
      text(x + 66, y - 158, "Striker", { size: 34, face: "bold", colour: ACCENT }),
      disc(x + 30, y + 196, 13, ACCENT),
      text(x + 66, y + 230, "Bowler", { size: 34, face: "bold", colour: ACCENT }),
      text(x - 790, y - 330, "OFF SIDE", { size: 44, face: "bold", colour: ACCENT, anchor: "middle" }),
      text(x + 790, y - 330, "LEG SIDE", { size: 44, face: "bold", colour: ACCENT, anchor: "middle" }),
      ...POSITIONS.flatMap(([name, dx, dy, anchor]) => {
        const isDeep = Math.abs(dx) >= 800;
        const shift = anchor === "middle" ? 0 : (anchor === "start" ? 26 : -26) * (isDeep ? 0 : 1);
        const drop = anchor === "middle" ? -32 : isDeep ? 56 : 13;
        const middle = isDeep ? "middle" : anchor;
        return [
          ring(x + dx, y + dy, 14, { fill: INK, width: 0 }),
          text(x + dx + shift, y + dy + drop, name, { size: 40, anchor: middle, isCleared: false }),
        ];
      }),
    ],
  );
}
