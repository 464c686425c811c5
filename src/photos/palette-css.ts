import { colourClass, palette } from "./palette.ts";

const tenths = Array.from({ length: 11 }, (_, tenth) => tenth);

// The classes that photos name: what a `style` attribute would say where it may.

/** Colours of the palette, painted until the photo is there. */
export const colourCss: string = palette
  .map(({ id, hex }) => `.${colourClass(id)} { background-color: ${hex}; }`)
  .join("\n");

/** Focus in tenths: of no use where nothing is cropped. */
export const focusCss: string = [
  ...tenths.map((tenth) => `.focus-x-${tenth} { --focus-x: ${tenth * 10}%; }`),
  ...tenths.map((tenth) => `.focus-y-${tenth} { --focus-y: ${tenth * 10}%; }`),
  '[class*="focus-x-"] { object-position: var(--focus-x) var(--focus-y, 50%); }',
].join("\n");
