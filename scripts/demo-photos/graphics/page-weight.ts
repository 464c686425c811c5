import { ACCENT, box, GREY, HAIR, INK, rule, sheet, text } from "./sheet.ts";

const ROWS = [
  { name: "HTML and CSS here, budget", kilobytes: 14, colour: ACCENT },
  { name: "All but photos here, budget", kilobytes: 60, colour: ACCENT },
  { name: "Median news page", kilobytes: 2500, colour: "#8f887e" },
] as const;

/** A plain bar chart from zero: the point is how short the first two bars are. */
export function draw(): string {
  const left = 96;
  const span = 1900;
  const x = (kilobytes: number): number => left + (kilobytes / 2500) * span;
  return sheet(
    {
      width: 2400,
      height: 1350,
      title: "What one page may weigh",
      standfirst: ["Kilobytes over the wire, compressed. The first two are the budgets that this site sets itself."],
      source: "Broadsheet’s budgets; median: rounded, over 2,500 KB",
    },
    [
      ...[0, 500, 1000, 1500, 2000, 2500].flatMap((tick) => [
        rule(x(tick), 340, x(tick), 1130, { colour: tick === 0 ? INK : HAIR, width: tick === 0 ? 3 : 2 }),
        text(x(tick), 1185, tick.toLocaleString("en-GB"), {
          size: 36,
          colour: GREY,
          anchor: tick === 0 ? "start" : "middle",
        }),
      ]),
      ...ROWS.flatMap(({ name, kilobytes, colour }, i) => {
        const y = 430 + i * 250;
        const isLong = kilobytes > 1000;
        return [
          text(left + 14, y - 12, name, { size: 46, isCleared: true }),
          box(left, y + 16, x(kilobytes) - left, 110, colour),
          text(isLong ? x(kilobytes) + 20 : x(kilobytes) + 24, y + 96, `${kilobytes.toLocaleString("en-GB")} KB`, {
            size: 62,
            face: "serif",
            colour: isLong ? INK : ACCENT,
            isCleared: true,
          }),
        ];
      }),
    ],
  );
}
