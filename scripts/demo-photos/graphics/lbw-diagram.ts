import { ACCENT, arrow, box, disc, GREY, HAIR, INK, lines, ring, rule, sheet, stroke, text } from "./sheet.ts";

const TOP = 420;
const MIDDLE = 700;
/** Half the width of the wicket as drawn; the pitch is stretched across so that the line can be seen. */
const HALF = 62;
const STUMPS = 2080;

const wicket = (x: number): string => [-1, 0, 1].map((i) => disc(x, MIDDLE + i * (HALF - 12), 13, INK)).join("");

const question = (x: number, number: string, name: string, detail: readonly string[]): string =>
  text(x, 1140, number, { size: 76, face: "serif", colour: ACCENT }) +
  text(x + 60, 1136, name, { size: 52, face: "serif" }) +
  lines(x + 60, 1194, detail, { size: 38, colour: GREY });

const mark = (x: number, y: number, number: string): string =>
  ring(x, y, 40, { colour: ACCENT, width: 4, fill: "#ffffff" }) +
  text(x, y + 16, number, { size: 48, face: "bold", colour: ACCENT, anchor: "middle" });

/** Law 36 seen from above: where the ball pitched, where it struck, where it would have gone. */
export function draw(): string {
  return sheet(
    {
      width: 2400,
      height: 1600,
      title: "Three questions before the finger goes up",
      standfirst: [
        "Leg before wicket, seen from above, for a right-handed batter. Not to scale. The bat must not touch the ball first.",
      ],
      source: "MCC, Laws of Cricket, Law 36; shortened",
    },
    [
      box(160, TOP, 2080, 560, "#efe6d3"),
      box(220, MIDDLE - HALF, STUMPS - 220, HALF * 2, "#e2cdb9"),
      rule(220, MIDDLE - HALF, STUMPS, MIDDLE - HALF, { colour: "#b98f7a", width: 2 }),
      rule(220, MIDDLE + HALF, STUMPS, MIDDLE + HALF, { colour: "#b98f7a", width: 2 }),
      rule(STUMPS, TOP + 60, STUMPS, TOP + 500, { colour: "#ffffff", width: 8 }),
      rule(1880, TOP, 1880, TOP + 560, { colour: "#ffffff", width: 8 }),
      rule(220, TOP + 60, 220, TOP + 500, { colour: "#ffffff", width: 8 }),
      text(1010, TOP + 70, "OFF SIDE", { size: 34, face: "bold", colour: GREY, anchor: "middle" }),
      text(1010, TOP + 520, "LEG SIDE", { size: 34, face: "bold", colour: GREY, anchor: "middle" }),
      wicket(220),
      wicket(STUMPS),
      text(290, MIDDLE + 14, "Bowler", { size: 38, colour: GREY }),
      stroke(`M470 ${MIDDLE - 130}L1260 ${MIDDLE - 34}`, { colour: ACCENT, width: 6 }),
      stroke(`M1260 ${MIDDLE - 34}L1790 ${MIDDLE - 4}`, { colour: ACCENT, width: 6 }),
      `<rect x="1770" y="${MIDDLE - 26}" width="42" height="104" rx="18" fill="#ffffff" stroke="${INK}" stroke-width="3"/>`,
      text(1700, MIDDLE + 130, "Pad", { size: 36, colour: GREY }),
      arrow(1816, MIDDLE - 3, STUMPS - 14, MIDDLE + 12, { colour: ACCENT, width: 5, dash: "14 12" }),
      disc(470, MIDDLE - 130, 15, ACCENT),
      disc(1260, MIDDLE - 34, 15, ACCENT),
      disc(1776, MIDDLE - 5, 15, ACCENT),
      mark(1260, MIDDLE - 130, "1"),
      mark(1776, MIDDLE - 130, "2"),
      mark(1980, MIDDLE - 130, "3"),
      rule(96, 1050, 2304, 1050, { colour: HAIR, width: 2 }),
      question(96, "1", "Where did it pitch?", ["In line with the wickets or outside", "off. Outside leg: not out."]),
      question(850, "2", "Where did it strike?", [
        "In line; or outside off, if no real",
        "attempt was made to play it.",
      ]),
      question(1604, "3", "Was it going on to hit?", ["The wicket, had nothing", "been in the way."]),
    ],
  );
}
