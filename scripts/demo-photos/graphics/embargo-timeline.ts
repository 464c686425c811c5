import { ACCENT, box, disc, GREY, INK, lines, MARGIN, rule, sheet, text } from "./sheet.ts";

const AXIS = 720;
const EVENTS = [
  { x: 200, time: "09:12", name: "Filed", detail: ["The copy arrives", "with its embargo"] },
  { x: 720, time: "11:40", name: "Edited", detail: ["Ready, and seen", "only in preview"] },
  { x: 1240, time: "18:00", name: "Embargo ends", detail: ["The next build", "carries the story"] },
  { x: 1760, time: "18:01", name: "Published", detail: ["Pages, feeds and", "search, all at once"] },
] as const;

/** An imaginary day in the life of one embargoed story. */
export function draw(): string {
  const lift = 1240;
  return sheet(
    {
      width: 2400,
      height: 1200,
      title: "Nothing before its hour",
      standfirst: [
        "An example: a story held until six in the evening. Until then no byte of it is in any file that leaves the house.",
      ],
    },
    [
      box(200, AXIS - 46, lift - 200, 92, "#e8e1d5"),
      box(lift, AXIS - 46, 2304 - lift, 92, ACCENT),
      text(232, AXIS + 14, "HELD: not in pages, feeds, search, archives or pictures", { size: 36, face: "bold" }),
      text(lift + 32, AXIS + 14, "PUBLIC, at an address that answers for ever", {
        size: 36,
        face: "bold",
        colour: "#ffffff",
      }),
      ...EVENTS.flatMap(({ x, time, name, detail }) => [
        rule(x, AXIS - 170, x, AXIS - 46, { width: 3, colour: x === lift ? ACCENT : INK }),
        disc(x, AXIS - 170, 11, x === lift ? ACCENT : INK),
        text(x, AXIS - 262, time, { size: 40, face: "bold", colour: x === lift ? ACCENT : GREY }),
        text(x, AXIS - 204, name, { size: 54, face: "serif", colour: x === lift ? ACCENT : INK }),
        lines(x, AXIS + 112, detail, { size: 40, colour: GREY }),
      ]),
      rule(MARGIN, AXIS + 46, 2304, AXIS + 46, { width: 3 }),
    ],
  );
}
