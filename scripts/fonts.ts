// Makes assets/fonts/, and src/photos/fonts/ for social cards, from the packages that docs/decisions/0002-fonts.md names. Run by hand when a face or a character
// set changes, never by a build:
//   mkdir /tmp/fonts && cd /tmp/fonts && npm i subset-font@2.9.0 @fontsource-variable/newsreader@5.3.0 \
//     @fontsource-variable/noto-serif-devanagari@5.3.0 @fontsource/noto-serif-devanagari@5.3.0 @fontsource/noto-nastaliq-urdu@5.3.0
//   node scripts/fonts.ts /tmp/fonts
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

type Axes = Record<string, number | { min: number; max: number }>;

type Subset = (
  font: Buffer,
  text: string,
  options: { targetFormat: "woff2" | "truetype"; variationAxes?: Axes; keepFeatures?: string[] },
) => Promise<Buffer>;

interface Face {
  /** File under assets/fonts/ or src/photos/fonts/, without its ending. */
  name: string;
  /** Path under node_modules of the working folder. */
  source: string;
  characters: string;
  /** Axes to pin, or to cut: `wght` 200–800, `opsz` in points. */
  axes?: Axes;
  /** OpenType features to keep; default: all, which scripts that join or stack need. */
  features?: string[];
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join("");

const english = `${range(0x20, 0x5d)}_${range(0x61, 0x7a)}\u00a0£§©°·½ÀÇÉÖÜàáâãäçèéêëíîïñóôöøúûü–—‘’“”•…€−×`;
// What Indian copy needs beyond that: the rupee, and the letters of transliteration. A file of its own, fetched where used.
const indic = "₹āēīōūĀĪŪṅñṇṭḍśṣḥṃṛŚṢṬḌ";
// Hindi's letters, with the nukta forms of Urdu words; no Vedic accents, no letters of Marathi or Sindhi.
const hindi = `ँंःअआइईउऊऋऍएऐऑओऔ${range(0x915, 0x928)}${range(0x92a, 0x930)}लवशषसह़ऽ${range(0x93e, 0x943)}ॅेैॉोौ्ॐ${range(0x958, 0x95f)}।॥${range(0x966, 0x96f)}॰\u200c\u200d\u25cc`;
// Digits and punctuation, which stand on every Hindi page, and plain letters, which stand on some.
const signs = `${range(0x20, 0x40)}[\\]_\u00a0–—‘’“”…₹×`;
const letters = `${range(0x41, 0x5a)}${range(0x61, 0x7a)}`;
// Both, for cards.
const latin = `${range(0x20, 0x5d)}_${range(0x61, 0x7a)}\u00a0–—‘’“”…₹×`;
const urdu = `${range(0x600, 0x603)}${range(0x60c, 0x615)}؛؟${range(0x621, 0x63a)}ـ${range(0x640, 0x656)}${range(0x660, 0x66c)}ٰٱٹپچڈڑژکگںھہۂۃیۓے۔ە${range(0x6f0, 0x6f9)}ﷲﷺ \u00a0\u200c\u200d\u200e\u200f.`;

const newsreader = "@fontsource-variable/newsreader/files/newsreader-";
const devanagari = "@fontsource/noto-serif-devanagari/files/noto-serif-devanagari-";
const devanagariVariable = "@fontsource-variable/noto-serif-devanagari/files/noto-serif-devanagari-";
const latinFeatures = ["kern", "liga"];
const text = { wght: 410, opsz: 13 };
const display = { wght: 600, opsz: 40 };
const weights = { wght: { min: 400, max: 600 } };
const italic = { wght: 410, opsz: 20 };

const faces: Face[] = [
  {
    name: "newsreader-text",
    source: `${newsreader}latin-standard-normal.woff2`,
    characters: english,
    axes: text,
    features: latinFeatures,
  },
  {
    name: "newsreader-display",
    source: `${newsreader}latin-standard-normal.woff2`,
    characters: english,
    axes: display,
    features: latinFeatures,
  },
  {
    name: "newsreader-italic",
    source: `${newsreader}latin-standard-italic.woff2`,
    characters: english,
    axes: italic,
    features: latinFeatures,
  },
  {
    name: "newsreader-text-indic",
    source: `${newsreader}latin-ext-standard-normal.woff2`,
    characters: indic,
    axes: text,
    features: latinFeatures,
  },
  {
    name: "newsreader-display-indic",
    source: `${newsreader}latin-ext-standard-normal.woff2`,
    characters: indic,
    axes: display,
    features: latinFeatures,
  },
  // Both weights in one file: a sixth smaller than two files.
  { name: "devanagari", source: `${devanagariVariable}devanagari-wght-normal.woff2`, characters: hindi, axes: weights },
  {
    name: "devanagari-signs",
    source: `${devanagariVariable}latin-wght-normal.woff2`,
    characters: signs,
    axes: weights,
    features: latinFeatures,
  },
  {
    name: "devanagari-letters",
    source: `${devanagariVariable}latin-wght-normal.woff2`,
    characters: letters,
    axes: weights,
    features: latinFeatures,
  },
  {
    name: "nastaliq",
    source: "@fontsource/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-400-normal.woff2",
    characters: urdu,
  },
];

// Faces of social cards, which stay in the house: headlines may hold any letter of the Latin languages, and Marathi's.
const latinMore = `${range(0x100, 0x17f)}ȘșȚț${indic}`;
const cardFaces: Face[] = [
  {
    name: "card-serif",
    source: `${newsreader}latin-standard-normal.woff2`,
    characters: `${english}${range(0xa1, 0xff)}`,
    axes: display,
    features: latinFeatures,
  },
  {
    name: "card-serif-more",
    source: `${newsreader}latin-ext-standard-normal.woff2`,
    characters: latinMore,
    axes: display,
    features: latinFeatures,
  },
  {
    name: "card-text",
    source: `${newsreader}latin-standard-normal.woff2`,
    characters: `${english}${range(0xa1, 0xff)}`,
    axes: { wght: 500, opsz: 14 },
    features: latinFeatures,
  },
  { name: "card-devanagari", source: `${devanagari}devanagari-700-normal.woff2`, characters: `${hindi}ऩऱळऴॲ` },
  {
    name: "card-devanagari-latin",
    source: `${devanagari}latin-700-normal.woff2`,
    characters: latin,
    features: latinFeatures,
  },
  {
    name: "card-nastaliq",
    source: "@fontsource/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-400-normal.woff2",
    characters: urdu,
  },
];

const licences = {
  "newsreader-OFL.txt": "@fontsource-variable/newsreader/LICENSE",
  "devanagari-OFL.txt": "@fontsource/noto-serif-devanagari/LICENSE",
  "nastaliq-OFL.txt": "@fontsource/noto-nastaliq-urdu/LICENSE",
};

const folder = resolve(process.argv[2] ?? ".");
const subset = createRequire(join(folder, "package.json"))("subset-font") as Subset;

await write("assets/fonts", faces, "woff2");
await write("src/photos/fonts", cardFaces, "ttf");

async function write(place: string, list: readonly Face[], ending: "woff2" | "ttf"): Promise<void> {
  const output = join(import.meta.dirname, "..", place);
  for (const { name, source, characters, axes, features } of list) {
    const font = await subset(readFileSync(join(folder, "node_modules", source)), characters, {
      targetFormat: ending === "ttf" ? "truetype" : "woff2",
      ...(axes && { variationAxes: axes }),
      ...(features && { keepFeatures: features }),
    });
    writeFileSync(join(output, `${name}.${ending}`), font);
    console.log(`${place}/${name}.${ending} ${font.length}`);
  }
  for (const [name, source] of Object.entries(licences)) {
    copyFileSync(join(folder, "node_modules", source), join(output, name));
  }
}
