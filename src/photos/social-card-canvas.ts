import type { Size } from "./crop.ts";
import type { SetText } from "./social-card-text.ts";

/** Where something goes, in px from the canvas's upper left corner. */
export interface Spot {
  left: number;
  top: number;
}

/** A sheet of paper in sRGB, three bytes a pixel. Blended here rather than by sharp's composite, which works through the whole sheet for every line that is laid on it. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;

  /** `paper`: a hexadecimal colour. */
  constructor({ width, height }: Size, paper: string) {
    this.width = width;
    this.height = height;
    this.data = Buffer.alloc(width * height * 3, Buffer.from(rgb(paper)));
  }

  /** A filled rectangle. */
  fill({ left, top, width, height }: Spot & Size, colour: string): void {
    const row = Buffer.alloc(width * 3, Buffer.from(rgb(colour)));
    for (let y = 0; y < height; y++) row.copy(this.data, this.#at(left, top + y));
  }

  /** An opaque picture, three bytes a pixel. Throws RangeError where it does not lie on the canvas. */
  paste(picture: Buffer, { left, top, width, height }: Spot & Size): void {
    this.#hold({ left, top, width, height });
    for (let y = 0; y < height; y++)
      picture.copy(this.data, this.#at(left, top + y), y * width * 3, (y + 1) * width * 3);
  }

  /** Ink with transparency. Throws RangeError where it does not lie on the canvas: nothing that is printed is cut off. */
  print({ data, width, height }: SetText, { left, top }: Spot): void {
    this.#hold({ left, top, width, height });
    for (let y = 0; y < height; y++) {
      let to = this.#at(left, top + y);
      for (let from = y * width * 4; from < (y + 1) * width * 4; from += 4) {
        const cover = data[from + 3] ?? 0;
        if (cover > 0) {
          for (let band = 0; band < 3; band++) {
            const under = this.data[to + band] ?? 0;
            this.data[to + band] = Math.round(under + (((data[from + band] ?? 0) - under) * cover) / 255);
          }
        }
        to += 3;
      }
    }
  }

  #at(left: number, top: number): number {
    return (top * this.width + left) * 3;
  }

  #hold({ left, top, width, height }: Spot & Size): void {
    if (left < 0 || top < 0 || left + width > this.width || top + height > this.height) {
      throw new RangeError(`${width} × ${height} px at ${left}, ${top} do not lie on a card`);
    }
  }
}

function rgb(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}
