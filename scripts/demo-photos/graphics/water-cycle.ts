import { ACCENT, arrow, GREY, head, INK, lines, sheet, stroke, type TextOptions, text } from "./sheet.ts";

const SEA = "#c9d6dc";
const LAND = "#e4dac6";
const ROCK = "#d3c5ab";
const CLOUD = "#e6e5e2";
const WATER = "#4a6f86";

const cloud = (x: number, y: number, k: number): string =>
  `<path transform="translate(${x} ${y}) scale(${k})" fill="${CLOUD}" stroke="${GREY}" stroke-width="${3 / k}" d="M-150 40C-215 40 -220 -40 -150 -46C-150 -120 -50 -140 -18 -88C20 -140 120 -116 116 -50C190 -56 200 40 140 40Z"/>`;

const name = (
  x: number,
  y: number,
  word: string,
  detail: readonly string[],
  anchor: TextOptions["anchor"] = "start",
): string =>
  text(x, y, word, { size: 50, face: "serif", colour: ACCENT, anchor: anchor ?? "start" }) +
  lines(x, y + 48, detail, { size: 38, colour: GREY, anchor: anchor ?? "start" });

/** A wavy rise of vapour. */
const vapour = (x: number, y: number): string =>
  stroke(`M${x} ${y}C${x - 40} ${y - 60} ${x + 40} ${y - 110} ${x} ${y - 170}S${x + 30} ${y - 280} ${x} ${y - 330}`, {
    colour: WATER,
    width: 5,
  }) + head(x, y - 350, -92, WATER, 34);

/** Sea, air, hills and ground water in one section. */
export function draw(): string {
  const rain = Array.from({ length: 13 }, (_, i) => {
    const x = 1570 + i * 34;
    const y = 640 + (i % 3) * 26;
    return stroke(`M${x} ${y}l-34 110M${x - 48} ${y + 150}l-22 70`, { colour: WATER, width: 4 });
  });
  return sheet(
    {
      width: 2400,
      height: 1800,
      title: "Where the water goes",
      standfirst: [
        "The water cycle in section; nothing is to scale. The sea gives about nine tenths of the vapour in the air.",
      ],
    },
    [
      stroke(
        "M0 1300H860C1010 1290 1080 1230 1190 1180C1330 1110 1450 1110 1560 1010C1680 900 1760 820 1850 850C1960 890 2010 960 2120 940C2230 920 2300 830 2400 850V1660H0Z",
        { fill: LAND, width: 0, colour: "none" },
      ),
      stroke("M860 1300C1100 1420 1500 1440 2400 1330V1660H0V1560C300 1520 560 1440 860 1300Z", {
        fill: ROCK,
        width: 0,
        colour: "none",
      }),
      stroke("M0 1300H860C640 1420 340 1500 0 1540Z", { fill: SEA, width: 0, colour: "none" }),
      stroke(
        "M0 1300H860C1010 1290 1080 1230 1190 1180C1330 1110 1450 1110 1560 1010C1680 900 1760 820 1850 850C1960 890 2010 960 2120 940C2230 920 2300 830 2400 850",
        { colour: INK, width: 3 },
      ),
      stroke("M1840 870C1700 950 1640 1060 1480 1110C1330 1160 1210 1210 1060 1265C980 1292 920 1300 850 1302", {
        colour: WATER,
        width: 11,
      }),
      stroke("M1060 1410C1400 1480 1900 1450 2400 1400", { colour: WATER, width: 4, dash: "18 14" }),
      arrow(1420, 1462, 1010, 1398, { colour: WATER, width: 5 }),
      arrow(2110, 1020, 2080, 1400, { colour: WATER, width: 5 }),
      vapour(240, 1260),
      vapour(420, 1260),
      vapour(600, 1260),
      stroke("M1290 1090C1270 1030 1320 990 1300 930", { colour: WATER, width: 5 }),
      head(1298, 908, -98, WATER, 34),
      cloud(560, 620, 0.9),
      cloud(1720, 520, 1.15),
      cloud(2050, 560, 0.95),
      arrow(860, 600, 1380, 540, { colour: ACCENT, width: 5 }),
      ...rain,
      name(96, 400, "Condensation", ["vapour turns to droplets"]),
      name(690, 1120, "Evaporation", ["from the sea"], "start"),
      name(900, 420, "Wind", ["carries cloud inland"]),
      name(1160, 800, "Transpiration", ["from leaves"], "start"),
      name(2304, 760, "Rain, snow", [], "end"),
      text(1300, 1300, "Rivers and run-off", { size: 50, face: "serif", colour: ACCENT }),
      text(2040, 1160, "Seepage", { size: 50, face: "serif", colour: ACCENT, anchor: "end" }),
      name(1480, 1540, "Ground water", ["slowly back to the sea"]),
      text(96, 1400, "Sea", { size: 50, face: "serif", colour: INK }),
    ],
  );
}
