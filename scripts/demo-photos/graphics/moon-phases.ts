import { ACCENT, disc, GREY, HAIR, head, lines, ring, rule, sheet, stroke, text } from "./sheet.ts";

/** Share of the 29.5-day month at which each phase falls, as seen from the northern hemisphere. */
const PHASES = [
  { name: ["New moon"], day: "0" },
  { name: ["Waxing", "crescent"], day: "" },
  { name: ["First", "quarter"], day: "7.4" },
  { name: ["Waxing", "gibbous"], day: "" },
  { name: ["Full moon"], day: "14.8" },
  { name: ["Waning", "gibbous"], day: "" },
  { name: ["Last", "quarter"], day: "22.1" },
  { name: ["Waning", "crescent"], day: "" },
] as const;

const RADIUS = 104;

/** The lit part: half a circle and half an ellipse, whose width is the cosine of the phase angle. */
const moon = (x: number, y: number, phase: number): string => {
  const dark = disc(x, y, RADIUS, "#35322e");
  if (phase === 0) return dark + ring(x, y, RADIUS, { colour: "#35322e", width: 3 });
  if (phase === 4) return disc(x, y, RADIUS, "#f3e9cf") + ring(x, y, RADIUS, { colour: GREY, width: 3 });
  const isWaxing = phase < 4;
  const wide = Math.abs(Math.cos((phase * Math.PI) / 4)) * RADIUS;
  const isGibbous = phase === 3 || phase === 5;
  const outer = isWaxing ? 1 : 0;
  const inner = isGibbous === isWaxing ? 1 : 0;
  const d = `M${x} ${y - RADIUS}A${RADIUS} ${RADIUS} 0 0 ${outer} ${x} ${y + RADIUS}A${wide} ${RADIUS} 0 0 ${inner} ${x} ${y - RADIUS}Z`;
  return dark + stroke(d, { fill: "#f3e9cf", width: 0, colour: "none" });
};

/** Eight phases along one synodic month. */
export function draw(): string {
  const y = 560;
  const at = (i: number): number => 222 + i * 279;
  return sheet(
    {
      width: 2400,
      height: 1200,
      title: "A month of moons",
      standfirst: [
        "The Moon’s phases as seen from the northern hemisphere. From one new moon to the next is 29.5 days on average.",
      ],
    },
    [
      ...PHASES.flatMap(({ name, day }, i) => [
        moon(at(i), y, i),
        lines(at(i), y + 190, name, { size: 42, face: i % 4 === 0 ? "bold" : "sans", anchor: "middle" }),
        rule(at(i), 858, at(i), 888, { width: 3, colour: day ? ACCENT : HAIR }),
        day
          ? text(at(i), 950, day === "0" ? "Day 0" : day, { size: 44, face: "serif", colour: ACCENT, anchor: "middle" })
          : "",
      ]),
      rule(at(0), 873, 2290, 873, { width: 3, colour: ACCENT }),
      head(2304, 873, 0, ACCENT),
      text(2304, 950, "29.5", { size: 44, face: "serif", colour: ACCENT, anchor: "end" }),
    ],
  );
}
