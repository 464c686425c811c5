import { ACCENT, arrow, box, GREY, HAIR, INK, lines, rule, sheet, stroke, text } from "./sheet.ts";

const SOURCES = [
  "Front matter",
  "[Photo : …] in the copy",
  "Sidecar file",
  "Embedded XMP",
  "IIM",
  "EXIF",
  "Agency’s default",
] as const;

const OUTPUTS = [
  ["In print, under the photo", "the credit line that readers see"],
  ["In the file", "XMP and IIM, so that a copy keeps it"],
  ["In the data", "JSON-LD, feeds, image sitemap"],
] as const;

/** How one credit line is found, kept and handed on. */
export function draw(): string {
  const top = 400;
  const step = 104;
  const middle = top + step * 3 - 14;
  return sheet(
    {
      width: 2400,
      height: 1350,
      title: "How a credit travels",
      standfirst: [
        "The first source that names a credit wins; a disagreement is reported. Without one, nothing is printed.",
      ],
    },
    [
      ...SOURCES.flatMap((name, i) => {
        const y = top + i * step;
        return [
          text(MARGIN_LEFT, y, String(i + 1), { size: 44, face: "bold", colour: ACCENT }),
          text(MARGIN_LEFT + 56, y, name, { size: 46, face: i === 0 ? "bold" : "sans" }),
          rule(MARGIN_LEFT, y + 32, 700, y + 32, { colour: HAIR, width: 2 }),
          stroke(`M720 ${y - 14}C860 ${y - 14} 820 ${middle} 940 ${middle}`, {
            colour: i === 0 ? ACCENT : HAIR,
            width: i === 0 ? 5 : 3,
          }),
        ];
      }),
      box(940, middle - 170, 520, 340, "#ffffff", INK),
      text(980, middle - 100, "PHOTO RECORD", { size: 32, face: "bold", colour: ACCENT }),
      lines(980, middle - 30, ["credit", "creator, copyright", "source, licence"], { size: 46 }),
      text(980, middle + 140, "one record, every output", { size: 36, colour: GREY }),
      ...OUTPUTS.flatMap(([name, detail], i) => {
        const y = middle + (i - 1) * 250;
        return [
          arrow(1464, middle + (i - 1) * 60, 1640, y - 8, { colour: ACCENT, width: 5 }),
          text(1672, y - 6, name, { size: 50, face: "serif" }),
          text(1672, y + 50, detail, { size: 38, colour: GREY }),
        ];
      }),
    ],
  );
}

const MARGIN_LEFT = 96;
