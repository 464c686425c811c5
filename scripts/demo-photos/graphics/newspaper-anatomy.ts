import { ACCENT, box, disc, GREY, HAIR, INK, lines, rule, sheet, text } from "./sheet.ts";

const PAGE = { x: 480, y: 360, width: 1040, height: 1980 };
const INSET = 52;
const LEFT = PAGE.x + INSET;
const WIDTH = PAGE.width - 2 * INSET;

/** Greeked text: bars of a column's width, the last one short. */
const greek = (x: number, y: number, width: number, rows: number, height = 9, gap = 22): string =>
  Array.from({ length: rows }, (_, i) =>
    box(x, y + i * gap, i === rows - 1 ? width * 0.6 : width - ((i * 37) % 11), height, "#bdb6ab"),
  ).join("");

const headline = (x: number, y: number, widths: readonly number[], height: number): string =>
  widths.map((width, i) => box(x, y + i * height * 1.5, width, height, INK)).join("");

interface Label {
  y: number;
  side: "left" | "right";
  to: number;
  name: string;
  detail: readonly string[];
}

const LABELS: readonly Label[] = [
  { y: 474, side: "right", to: 1488, name: "Masthead", detail: ["whose paper it is"] },
  { y: 604, side: "left", to: 620, name: "Folio line", detail: ["date, city, price"] },
  { y: 712, side: "right", to: 1180, name: "Lead headline", detail: ["the first judgement", "of the day"] },
  { y: 860, side: "left", to: 560, name: "Standfirst", detail: ["the story in a", "sentence"] },
  { y: 1010, side: "right", to: 1440, name: "Lead photo", detail: ["with caption", "and credit"] },
  { y: 1130, side: "left", to: 560, name: "Byline", detail: ["who wrote it,", "and where"] },
  { y: 1350, side: "right", to: 1500, name: "The fold", detail: ["what is above it", "sells the paper"] },
  { y: 1560, side: "left", to: 904, name: "Column rule", detail: ["a hairline", "between stories"] },
  { y: 1700, side: "right", to: 1380, name: "Single column", detail: ["a story without", "a picture"] },
  { y: 1960, side: "left", to: 600, name: "Box", detail: ["facts or", "background"] },
  { y: 2230, side: "right", to: 1300, name: "Inside", detail: ["what is on", "other pages"] },
];

const label = ({ y, side, to, name, detail }: Label): string => {
  const isLeft = side === "left";
  const x = isLeft ? 96 : 1580;
  return (
    rule(isLeft ? 384 : 1564, y, to, y, { colour: ACCENT, width: 3 }) +
    disc(to, y, 9, ACCENT) +
    text(x, y + 14, name, { size: 42, face: "serif", colour: ACCENT }) +
    lines(x, y + 62, detail, { size: 36, colour: GREY })
  );
};

/** A broadsheet's front page, greeked, with the trade's names for its parts. */
export function draw(): string {
  const column = (WIDTH - 4 * 28) / 5;
  const at = (i: number): number => LEFT + i * (column + 28);
  return sheet(
    {
      width: 2000,
      height: 2600,
      title: "The front page, named",
      standfirst: ["The parts of a broadsheet’s first page, in the words that the trade uses."],
    },
    [
      box(PAGE.x + 14, PAGE.y + 14, PAGE.width, PAGE.height, "#e6dfd3"),
      box(PAGE.x, PAGE.y, PAGE.width, PAGE.height, "#ffffff", "#a59d91"),
      text(PAGE.x + PAGE.width / 2, 508, "The Morning Paper", { size: 98, face: "serif", anchor: "middle" }),
      rule(LEFT, 570, LEFT + WIDTH, 570, { width: 3 }),
      box(LEFT, 599, 170, 10, "#8f887e"),
      box(LEFT + WIDTH / 2 - 80, 599, 160, 10, "#8f887e"),
      box(LEFT + WIDTH - 140, 599, 140, 10, "#8f887e"),
      rule(LEFT, 634, LEFT + WIDTH, 634, { width: 3 }),
      headline(LEFT, 690, [WIDTH * 0.96, WIDTH * 0.72], 44),
      greek(LEFT, 846, column * 1.6, 3, 13, 30),
      box(at(2), 840, column * 3 + 56, 400, "#cfc6b7"),
      `<path d="M${at(2)} 1240L${at(2) + 190} 1010L${at(2) + 300} 1120L${at(2) + 430} 960L${at(2) + column * 3 + 56} 1240Z" fill="#b3a894"/>`,
      disc(at(2) + 130, 930, 34, "#ece5d8"),
      greek(at(2), 1256, column * 2, 1, 9),
      box(LEFT, 1126, 210, 10, ACCENT),
      greek(at(0), 960, column * 2 + 28, 6),
      greek(at(0), 1166, column, 8),
      greek(at(1), 1166, column, 8),
      rule(PAGE.x, 1350, PAGE.x + PAGE.width, 1350, { colour: GREY, width: 2, dash: "16 12" }),
      headline(at(0), 1392, [column * 1.2], 24),
      greek(at(0), 1444, column, 18),
      greek(at(1), 1444, column, 18),
      rule(at(2) - 14, 1392, at(2) - 14, 2150, { colour: HAIR, width: 3 }),
      headline(at(2), 1392, [column * 1.9, column * 1.3], 24),
      box(at(2), 1478, column * 2 + 28, 250, "#cfc6b7"),
      greek(at(2), 1748, column, 18),
      greek(at(3), 1748, column, 18),
      rule(at(4) - 14, 1392, at(4) - 14, 2150, { colour: HAIR, width: 3 }),
      headline(at(4), 1392, [column, column * 0.8, column * 0.9], 22),
      greek(at(4), 1508, column, 29),
      box(at(0), 1870, column * 2 + 14, 276, "#efe6d8", ACCENT),
      greek(at(0) + 24, 1900, column * 2 - 40, 10),
      rule(LEFT, 2180, LEFT + WIDTH, 2180, { width: 3 }),
      ...[0, 1, 2, 3, 4].map((i) => greek(at(i), 2214, column * 0.9, 3)),
      ...LABELS.map(label),
    ],
  );
}
