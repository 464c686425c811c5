import { createRequire } from "node:module";
import type { Sharp, SharpInput, SharpOptions } from "sharp";

// The only door to sharp, opened at the first picture: loading libvips takes longer than a check of unchanged photos. Loaders
// are named by operation, for sharp sniffs content: an SVG called harbour.jpg would otherwise be drawn, and may read files
// beside it. HEIF is AVIF's loader; HEIC (HEVC) can't be decoded by it.
const readable = ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadHeif"];

/** Stays blocked but for the moment in which make-drawing.ts draws what our own sanitiser wrote. */
const svgLoader = "VipsForeignLoadSvg";

type Library = typeof import("sharp").default;

const require = createRequire(import.meta.url);
let opened: Library | undefined;

function openSharp(): Library {
  if (opened) return opened;
  const library: Library = require("sharp");
  library.block({ operation: ["VipsForeignLoad"] });
  library.unblock({ operation: readable });
  // The number of threads changes the bytes of an AVIF; photos run beside one another instead.
  library.concurrency(1);
  library.cache(false);
  opened = library;
  return library;
}

/** A picture as sharp takes it: of bytes or pixels, or of nothing but `create` or `text` of the options. */
export function sharp(options: SharpOptions): Sharp;
export function sharp(input: SharpInput | SharpInput[] | undefined, options?: SharpOptions): Sharp;
export function sharp(...given: readonly unknown[]): Sharp {
  return Reflect.apply(openSharp(), undefined, given);
}

/** Lets SVG be drawn while `draw` runs. */
export async function withDrawings<Drawn>(draw: () => Promise<Drawn>): Promise<Drawn> {
  const library = openSharp();
  library.unblock({ operation: [svgLoader] });
  try {
    return await draw();
  } finally {
    library.block({ operation: [svgLoader] });
  }
}

/** Above this a picture may exhaust the machine's memory: 280 megapixels fit into 800 KB of file. */
export const maximumPixels = 120e6;
