import { sharp } from "./sharp.ts";

/** An icon as a square PNG of `size` px, whatever it was (SVG, PNG, a photo); on what `colour` says where it is none. */
export async function iconPng(
  source: Uint8Array | undefined,
  { size, colour }: { size: number; colour: string },
): Promise<Buffer> {
  const blank = sharp({ create: { width: size, height: size, channels: 4, background: colour } });
  if (!source) return await blank.png().toBuffer();
  return await sharp(source)
    .resize(size, size, { fit: "contain", background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png()
    .toBuffer();
}
