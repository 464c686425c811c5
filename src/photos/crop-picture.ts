import type { Sharp } from "sharp";
import { cropByFocus, type Size } from "./crop.ts";

/** Made small first and cropped then: a JPEG is decoded at an eighth to a half of its size that way, for a third of the time. */
export function cropPicture(picture: Sharp, source: Size, shape: Size, focus: readonly [number, number]): Sharp {
  const scale = Math.max(shape.width / source.width, shape.height / source.height);
  const width = Math.max(shape.width, Math.round(source.width * scale));
  const height = Math.max(shape.height, Math.round(source.height * scale));
  const { left, top } = cropByFocus({ width, height }, shape, focus);
  return picture.resize(width, height, { fit: "fill" }).extract({ left, top, ...shape });
}
