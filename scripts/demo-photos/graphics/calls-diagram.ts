import { ACCENT, disc, GREY, HAIR, head, INK, lines, ring, rule, sheet, stroke, text } from "./sheet.ts";

interface Person {
  y: number;
  country: string;
  name: string;
  role: string;
}

const HERE = { x: 560, y: 860 };
const THERE = 1560;

/** Stacked by country; heights stand for nothing, and there are no borders to draw. */
const PEOPLE: readonly Person[] = [
  { y: 500, country: "PAKISTAN", name: "Gen. Asim Munir", role: "Army chief" },
  { y: 800, country: "PAKISTAN", name: "Ishaq Dar", role: "Foreign Minister and Deputy PM" },
  { y: 1220, country: "INDIA", name: "S. Jaishankar", role: "External Affairs Minister" },
];

const call = ({ y }: Person): string => {
  const { x, y: from } = HERE;
  const bend = (x + THERE) / 2;
  return (
    stroke(`M${x + 44} ${from}C${bend} ${from} ${bend - 60} ${y} ${THERE - 44} ${y}`, { colour: ACCENT, width: 5 }) +
    head(THERE - 30, y, 0, ACCENT, 34)
  );
};

const person = ({ y, country, name, role }: Person): string =>
  disc(THERE, y, 17, INK) +
  text(THERE + 52, y - 36, country, { size: 32, face: "bold", colour: ACCENT }) +
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
    },
    [
      ...PEOPLE.map(call),
      ...PEOPLE.map(person),
      rule(1520, 1010, 2304, 1010, { colour: HAIR, width: 2 }),
      disc(HERE.x, HERE.y, 20, ACCENT),
      ring(HERE.x, HERE.y, 38, { colour: ACCENT, width: 4 }),
      text(96, 800, "UNITED STATES", { size: 32, face: "bold", colour: ACCENT }),
      text(96, 862, "Marco Rubio", { size: 56, face: "serif" }),
      lines(96, 916, ["US Secretary of State"], { size: 40, colour: GREY }),
    ],
  );
}
