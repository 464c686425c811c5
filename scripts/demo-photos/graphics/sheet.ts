import { type Outlines, readOutlines } from "../outlines.ts";

/** The desk's few colours: ink, two greys, one accent on a warm white. */
export const INK = "#1d1b19";
export const GREY = "#6a645d";
export const HAIR = "#c8c1b6";
export const ACCENT = "#8a2b1d";
const TINT = "#efe9df";
const GROUND = "#fbfaf7";

const font = (name: string): Outlines => readOutlines(new URL(`../fonts/${name}.ttf`, import.meta.url));
const faces = {
  sans: font("SourceSans3-Regular"),
  bold: font("SourceSans3-SemiBold"),
  serif: font("SourceSerif4-SemiBold"),
};

export interface TextOptions {
  size?: number;
  face?: keyof typeof faces;
  colour?: string;
  anchor?: "start" | "middle" | "end";
  /** Degrees, clockwise, about the anchor. */
  turn?: number;
  /** Paints the ground behind the letters, so that a rule may pass below them. */
  isCleared?: boolean;
}

/** Faces that devices have, beside ours: as wide as ours by `textLength`, so that no word runs into another. */
const letters = {
  sans: `font-family="'Source Sans 3', 'Helvetica Neue', Arial, sans-serif"`,
  bold: `font-family="'Source Sans 3', 'Helvetica Neue', Arial, sans-serif" font-weight="600"`,
  serif: `font-family="'Source Serif 4', Georgia, serif" font-weight="600"`,
};

let isLettered = false;

/** Draws with letters in place of their outlines: for a file that stays SVG, a tenth as large. */
export function withLetters(draw: () => string): string {
  isLettered = true;
  try {
    return draw();
  } finally {
    isLettered = false;
  }
}

/** One line of text, as a path unless letters are asked for; `y` is its baseline. */
export function text(x: number, y: number, words: string, options: TextOptions = {}): string {
  const { size = 40, face = "sans", colour = INK, anchor = "start", turn = 0, isCleared = false } = options;
  const width = faces[face].measure(words) * size;
  const from = anchor === "start" ? x : anchor === "middle" ? x - width / 2 : x - width;
  const d = faces[face].path(words, from, y, size);
  const rotate = turn === 0 ? "" : ` transform="rotate(${turn} ${x} ${y})"`;
  const clear = isCleared ? ` stroke="${GROUND}" stroke-width="14" stroke-linejoin="round" paint-order="stroke"` : "";
  if (isLettered) {
    const plain = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    const fit = `textLength="${width.toFixed(1)}" lengthAdjust="spacingAndGlyphs"`;
    return `<text x="${x}" y="${y}" ${letters[face]} font-size="${size}" text-anchor="${anchor}" ${fit} fill="${colour}"${clear}${rotate}>${plain}</text>`;
  }
  return `<path d="${d}" fill="${colour}"${clear}${rotate}/>`;
}

/** Several lines, the first baseline at `y`; leading is 1.28 of the size. */
export function lines(x: number, y: number, rows: readonly string[], options: TextOptions = {}): string {
  return rows.map((row, i) => text(x, y + i * (options.size ?? 40) * 1.28, row, options)).join("");
}

export interface StrokeOptions {
  colour?: string;
  width?: number;
  dash?: string;
  fill?: string;
}

/** A stroked path. */
export function stroke(d: string, { colour = INK, width = 3, dash, fill = "none" }: StrokeOptions = {}): string {
  const dashes = dash ? ` stroke-dasharray="${dash}"` : "";
  return `<path d="${d}" fill="${fill}" stroke="${colour}" stroke-width="${width}"${dashes}/>`;
}

/** A straight rule. */
export function rule(x1: number, y1: number, x2: number, y2: number, options: StrokeOptions = {}): string {
  return stroke(`M${x1} ${y1}L${x2} ${y2}`, options);
}

/** A filled disc. */
export function disc(x: number, y: number, radius: number, colour = INK): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}"/>`;
}

/** A ring without filling unless one is given. */
export function ring(x: number, y: number, radius: number, options: StrokeOptions = {}): string {
  const { colour = INK, width = 3, dash, fill = "none" } = options;
  const dashes = dash ? ` stroke-dasharray="${dash}"` : "";
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" stroke="${colour}" stroke-width="${width}"${dashes}/>`;
}

/** A filled rectangle. */
export function box(x: number, y: number, width: number, height: number, fill = TINT, edge = "none"): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" stroke="${edge}" stroke-width="2.5"/>`;
}

/** A solid arrowhead whose point is at `x`, `y`; `turn` in degrees, 0 points right. */
export function head(x: number, y: number, turn: number, colour = INK, size = 30): string {
  const d = `M0 0L${-size} ${-size * 0.36}L${-size * 0.8} 0L${-size} ${size * 0.36}Z`;
  return `<path d="${d}" fill="${colour}" transform="translate(${x} ${y}) rotate(${turn})"/>`;
}

/** A straight arrow. */
export function arrow(x1: number, y1: number, x2: number, y2: number, options: StrokeOptions = {}): string {
  const turn = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  const short = Math.hypot(x2 - x1, y2 - y1) - 20;
  const k = short / Math.hypot(x2 - x1, y2 - y1);
  return rule(x1, y1, x1 + (x2 - x1) * k, y1 + (y2 - y1) * k, options) + head(x2, y2, turn, options.colour ?? INK);
}

export interface Sheet {
  width: number;
  height: number;
  title: string;
  /** One or two lines below the title. */
  standfirst: readonly string[];
  /** Where the facts are from, printed before the graphics credit. */
  source?: string;
  /** Type that is read on a phone's whole width, 360 px: for what leads the front. */
  isLarge?: boolean;
}

export const MARGIN = 96;

/** The desk's page: accent bar, title, standfirst, the drawing, and a foot with source and credit. */
export function sheet(
  { width, height, title, standfirst, source, isLarge = false }: Sheet,
  drawing: readonly string[],
) {
  const foot = height - 64;
  const size = isLarge
    ? { title: 132, lines: 76, foot: 64, first: 212, next: 335 }
    : { title: 76, lines: 42, foot: 32, first: 172, next: 240 };
  const left = source ? text(MARGIN, foot, `Source: ${source}`, { size: size.foot, colour: GREY }) : "";
  const credit = text(source ? width - MARGIN : MARGIN, foot, "Graphic: The Indian Statesman", {
    size: size.foot,
    colour: GREY,
    anchor: source ? "end" : "start",
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${box(0, 0, width, height, GROUND)}${box(MARGIN, 72, 120, 12, ACCENT)}
${text(MARGIN, size.first, title, { size: size.title, face: "serif" })}
${lines(MARGIN, size.next, standfirst, { size: size.lines, colour: GREY })}
${drawing.join("\n")}
${rule(MARGIN, foot - size.foot * 1.75, width - MARGIN, foot - size.foot * 1.75, { colour: HAIR, width: 2 })}${left}${credit}
</svg>`;
}
