/** Linear light, scene-referred: 1 is a white wall in the scene's key light; values above 1 are normal. */
export interface Rgb {
  r: number;
  g: number;
  b: number;
}

/** What one sample on the film gives: light, and the distance that depth of field needs. */
export interface Pixel extends Rgb {
  /** Distance from the lens in the scene's own unit; only read where the film asks for depth of field. */
  depth: number;
}

/** A point or direction; x to the right, y up, z away from the camera. Mutable, because rays are reused per sample. */
export interface Vec {
  x: number;
  y: number;
  z: number;
}

/** A source of numbers in 0–1, restarted for every pixel so that the number of threads can't show. */
export type Random = () => number;

/**
 * Light that falls on one point of the film. `v` is −1 at the foot and 1 at the head of the frame, `u` in the same unit
 * from left to right, so a square frame has u in −1…1.
 */
export type Shade = (u: number, v: number, out: Pixel, random: Random) => void;

/** How the film is developed: what a lens, an emulsion and a printer would do to the light. */
export interface Film {
  /** Stops are too coarse for tuning: a plain factor on the light before the tone curve. */
  exposure: number;
  /** Power on the tone-mapped value; above 1 deepens shadows. */
  contrast?: number;
  /** 1 leaves colour alone. */
  saturation?: number;
  /** White balance: factors on red, green, blue. */
  balance?: readonly [number, number, number];
  /** Share of light scattered in the lens, 0–0.3. */
  bloom?: number;
  /** Share of light lost in the corners, 0–1. */
  vignette?: number;
  /** Standard deviation of the grain in 8-bit steps. Every step costs about a tenth of the file. */
  grain?: number;
  /** Unsharp mask before enlargement, 0–1. */
  sharpen?: number;
  /** Thin lens: focus in the scene's unit, aperture as circle of confusion at infinity, in shares of the frame's height. */
  lens?: { focus: number; aperture: number };
}

/** What a scene is told before it is rendered. Sizes are those of the render, not of the finished file. */
export interface Frame {
  seed: number;
  width: number;
  height: number;
}

/** A picture rendered from a description of a place and its light. */
export interface Scene {
  film: Film;
  /** Rendered share of the finished width: soft pictures are rendered smaller and enlarged under full-size grain. */
  resolution: number;
  /** Samples per rendered pixel. */
  samples: number;
  prepare(frame: Frame): Shade | Promise<Shade>;
}
