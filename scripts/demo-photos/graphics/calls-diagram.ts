import { ACCENT, disc, GREY, HAIR, head, INK, lines, ring, rule, sheet, stroke, text } from "./sheet.ts";

interface Person {
  y: number;
  city: string;
  name: string;
  role: string;
}

const WASHINGTON = { x: 560, y: 860 };
const THERE = 1560;

/** Stacked by place; heights stand for nothing, and there are no borders to draw. */
const PEOPLE: readonly Person[] = [
  { y: 500, city: "RAWALPINDI", name: "Gen. Asim Munir", role: "Chief of Army Staff" },
  { y: 800, city: "ISLAMABAD", name: "Ishaq Dar", role: "Foreign Minister and Deputy PM" },
  { y: 1220, city: "NEW DELHI", name: "S. Jaishankar", role: "External Affairs Minister" },
];

const call = ({ y }: Person): string => {
  const { x, y: from } = WASHINGTON;
  const bend = (x + THERE) / 2;
  return (
    stroke(`M${x + 44} ${from}C${bend} ${from} ${bend - 60} ${y} ${THERE - 44} ${y}`, { colour: ACCENT, width: 5 }) +
    head(THERE - 30, y, 0, ACCENT, 34)
  );
};

const person = ({ y, city, name, role }: Person): string =>
  disc(THERE, y, 17, INK) +
  text(THERE + 52, y - 36, city, { size: 32, face: "bold", colour: ACCENT }) +
  text(THERE + 52, y + 24, name, { size: 56, face: "serif" }) +
  text(THERE + 52, y + 76, role, { size: 40, colour: GREY });

/** Who spoke with whom, as reported on 10 May 2025. */
export function draw(): string {
  return sheet(
    {
      width: 2400,
      height: 1600,
      title: "Three conversations",
      standfirst: [
        "Whom the US secretary of state spoke with, as reported on Saturday, 10 May 2025. The talks with S. Jaishankar and",
        "Gen. Asim Munir came before the one with Ishaq Dar. Schematic: position and distance stand for nothing.",
      ],
      source: "US Department of State",
    },
    [
      ...PEOPLE.map(call),
      ...PEOPLE.map(person),
      rule(1520, 1010, 2304, 1010, { colour: HAIR, width: 2 }),
      disc(WASHINGTON.x, WASHINGTON.y, 20, ACCENT),
      ring(WASHINGTON.x, WASHINGTON.y, 38, { colour: ACCENT, width: 4 }),
      text(96, 800, "WASHINGTON", { size: 32, face: "bold", colour: ACCENT }),
      text(96, 862, "Marco Rubio", { size: 56, face: "serif" }),
      lines(96, 916, ["US Secretary of State"], { size: 40, colour: GREY }),
    ],
  );
}
