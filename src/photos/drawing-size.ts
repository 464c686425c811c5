import type { XmlTreeElement } from "../base/xml-tree.ts";
import type { Size } from "./crop.ts";

/** px of one unit (CSS Values 3, § 6.2). */
const units: Record<string, number> = {
  "": 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  q: 96 / 101.6,
};

/** px: no drawing is shown narrower, so it is said to be at least that wide. */
const leastWidth = 640;

/** More than any sheet, and as far from a square as a picture of use may be. */
const greatestSide = 100_000;
const greatestRatio = 20;

export interface DrawingSize extends Size {
  viewBox: string;
}

/** A drawing's size in px and its system of coordinates, from `viewBox`, `width` and `height`; undefined where they give none. */
export function drawingSize(root: XmlTreeElement): DrawingSize | undefined {
  const attribute = (name: string) =>
    root.attributes.find(({ uri, local }) => uri === "" && local === name)?.value ?? "";
  const box = attribute("viewBox")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [left = 0, top = 0, boxWidth = 0, boxHeight = 0] = box.length === 4 && box.every(Number.isFinite) ? box : [];
  const hasBox = boxWidth > 0 && boxHeight > 0;
  let width = length(attribute("width"));
  let height = length(attribute("height"));
  if (hasBox) {
    const ratio = boxHeight / boxWidth;
    width ??= height === undefined ? boxWidth : height / ratio;
    height ??= width * ratio;
  }
  if (width === undefined || height === undefined) return undefined;
  if (Math.max(width, height) > greatestSide || Math.max(width / height, height / width) > greatestRatio)
    return undefined;
  const scale = Math.max(1, leastWidth / width);
  return {
    width: Math.round(width * scale),
    height: Math.max(1, Math.round(height * scale)),
    viewBox: hasBox ? `${left} ${top} ${boxWidth} ${boxHeight}` : `0 0 ${width} ${height}`,
  };
}

/** A share of the page (`100%`) is no size. */
function length(text: string): number | undefined {
  const [, number, unit = ""] = /^\s*(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const factor = units[unit.toLowerCase()];
  const value = number === undefined || factor === undefined ? 0 : Number(number) * factor;
  return value > 0 && Number.isFinite(value) ? value : undefined;
}
