/** Part of an oriented picture, in px. */
export interface Crop {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Size {
  /** px */
  width: number;
  height: number;
}

/** The largest part of a picture with the shape of `shape`, its middle as near to the focus (0–1) as the edges allow. */
export function cropByFocus(picture: Size, shape: Size, focus: readonly [number, number]): Crop {
  const isTooWide = picture.width * shape.height > picture.height * shape.width;
  const width = isTooWide ? atLeastOne((picture.height * shape.width) / shape.height) : picture.width;
  const height = isTooWide ? picture.height : atLeastOne((picture.width * shape.height) / shape.width);
  return {
    left: slide(focus[0], picture.width, width),
    top: slide(focus[1], picture.height, height),
    width,
    height,
  };
}

function slide(focus: number, whole: number, part: number): number {
  return Math.min(Math.max(Math.round(focus * whole - part / 2), 0), whole - part);
}

/** A size of the same shape and the given width; at least one px high. */
export function sizeAtWidth(size: Size, width: number): Size {
  return { width, height: atLeastOne((size.height * width) / size.width) };
}

function atLeastOne(length: number): number {
  return Math.max(1, Math.round(length));
}
