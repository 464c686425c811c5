import sharp from "sharp";

// The only door to sharp. Loaders are named by operation, for sharp sniffs content: an SVG called harbour.jpg would
// otherwise be drawn, and may read files beside it. HEIF is AVIF's loader; HEIC (HEVC) can't be decoded by it.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadHeif"],
});
/** Stays blocked but for the moment in which make-drawing.ts draws what our own sanitiser wrote. */
export const svgLoader = "VipsForeignLoadSvg";
// The number of threads changes the bytes of an AVIF; photos run beside one another instead.
sharp.concurrency(1);
sharp.cache(false);

/** What made a rendition: changes with sharp, libvips or the AV1 encoder, and so do the renditions' names. */
export const engineVersion = [
  `sharp ${sharp.versions.sharp}`,
  `vips ${sharp.versions.vips}`,
  `aom ${sharp.versions.aom}`,
].join(", ");

/** Above this a picture may exhaust the machine's memory: 280 megapixels fit into 800 KB of file. */
export const maximumPixels = 120e6;

export { sharp };
