import { ACCENT, disc, GREY, HAIR, head, INK, lines, ring, rule, sheet, stroke, text } from "./sheet.ts";

interface Person {
  y: number;
  country: string;
  name: string;
  role: string;
}

const HERE = { x: 884, y: 820 };
const THERE = 1260;

/** Stacked by country; heights stand for nothing, and there are no borders to draw. */
const PEOPLE: readonly Person[] = [
  { y: 480, country: "PAKISTAN", name: "Gen. Asim Munir", role: "Army chief" },
  { y: 820, country: "PAKISTAN", name: "Ishaq Dar", role: "Foreign Minister, Deputy PM" },
  { y: 1206, country: "INDIA", name: "S. Jaishankar", role: "External Affairs Minister" },
];

const call = ({ y }: Person): string => {
  const { x, y: from } = HERE;
  const bend = (x + THERE) / 2;
  return (
    stroke(`M${x + 50} ${from}C${bend} ${from} ${bend} ${y} ${THERE - 70} ${y}`, { colour: ACCENT, width: 8 }) +
    head(THERE - 40, y, 0, ACCENT, 50)
  );
};

const person = ({ y, country, name, role }: Person): string =>
  disc(THERE, y, 24, INK) +
  text(THERE + 64, y - 60, country, { size: 66, face: "bold", colour: ACCENT }) +
  text(THERE + 64, y + 42, name, { size: 112, face: "serif" }) +
  text(THERE + 64, y + 134, role, { size: 78, colour: GREY });

/** Who spoke with whom, as reported on 10 May 2025. What the drawing leaves out stands in its caption. */
export function draw(): string {
  return sheet({ width: 2400, height: 1600, title: "Three conversations", standfirst: [], isLarge: true }, [
    ...PEOPLE.map(call),
    ...PEOPLE.map(person),
    rule(THERE, 1030, 2304, 1030, { colour: HAIR, width: 3 }),
    disc(HERE.x, HERE.y, 28, ACCENT),
    ring(HERE.x, HERE.y, 50, { colour: ACCENT, width: 6 }),
    text(96, 720, "UNITED STATES", { size: 66, face: "bold", colour: ACCENT }),
    text(96, 830, "Marco Rubio", { size: 112, face: "serif" }),
    lines(96, 924, ["Secretary of State"], { size: 78, colour: GREY }),
  ]);
}
