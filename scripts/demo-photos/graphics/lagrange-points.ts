import { ACCENT, disc, GREY, HAIR, INK, lines, ring, rule, sheet, text } from "./sheet.ts";

/** The Sun–Earth points, not to scale: L1 and L2 lie a hundredth of the Sun's distance from the Earth. */
export function draw(): string {
  const x = 900;
  const y = 1080;
  const orbit = 560;
  const earth = x + orbit;
  const sixty = { x: x + orbit * 0.5, up: orbit * Math.sin(Math.PI / 3) };
  const point = (px: number, py: number): string =>
    rule(px - 18, py, px + 18, py, { colour: ACCENT, width: 6 }) +
    rule(px, py - 18, px, py + 18, { colour: ACCENT, width: 6 });
  const label = (
    px: number,
    py: number,
    name: string,
    detail: readonly string[],
    anchor: "start" | "middle" | "end",
  ): string =>
    text(px, py, name, { size: 56, face: "serif", colour: ACCENT, anchor, isCleared: true }) +
    lines(px, py + 48, detail, { size: 36, colour: GREY, anchor, isCleared: true });
  return sheet(
    {
      width: 2000,
      height: 2000,
      title: "Five places to stay put",
      standfirst: [
        "At a Lagrange point a spacecraft keeps its station with the Earth on its way",
        "round the Sun. Not to scale; the Earth moves anticlockwise as drawn.",
      ],
    },
    [
      ring(x, y, orbit, { colour: HAIR, width: 3 }),
      rule(x - orbit - 90, y, earth + 330, y, { colour: HAIR, width: 2, dash: "4 12" }),
      rule(x, y, sixty.x, y - sixty.up, { colour: HAIR, width: 2, dash: "4 12" }),
      rule(x, y, sixty.x, y + sixty.up, { colour: HAIR, width: 2, dash: "4 12" }),
      rule(earth, y, sixty.x, y - sixty.up, { colour: HAIR, width: 2, dash: "4 12" }),
      rule(earth, y, sixty.x, y + sixty.up, { colour: HAIR, width: 2, dash: "4 12" }),
      disc(x, y, 74, "#e0a63a"),
      text(x, y + 134, "Sun", { size: 46, face: "bold", anchor: "middle", isCleared: true }),
      disc(earth, y, 30, "#3c5a73"),
      text(earth, y + 88, "Earth", { size: 46, face: "bold", anchor: "middle", colour: INK, isCleared: true }),
      point(earth - 170, y),
      label(earth - 170, y - 96, "L1", ["1.5 million km"], "middle"),
      point(earth + 170, y),
      label(earth + 190, y - 96, "L2", ["1.5 million km"], "middle"),
      point(x - orbit, y),
      label(x - orbit + 40, y - 70, "L3", [], "start"),
      lines(x - orbit + 40, y + 62, ["beyond", "the Sun"], { size: 36, colour: GREY }),
      point(sixty.x, y - sixty.up),
      label(sixty.x + 50, y - sixty.up - 24, "L4", ["60° ahead of the Earth"], "start"),
      point(sixty.x, y + sixty.up),
      label(sixty.x + 50, y + sixty.up + 34, "L5", ["60° behind"], "start"),
      lines(1130, 1722, ["Aditya-L1 and SOHO circle L1;", "the James Webb telescope circles L2."], { size: 38 }),
    ],
  );
}
