import { readdirSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";

// Bursts as a photographer's camera delivers them, drawn from the demonstration paper's photos (articles/photos, credited
// there): one scene a burst; from frame to frame the camera drifts and breathes, a subject moves through the scene, the
// exposure changes by a few hundredths, the sensor adds its noise. The same seed draws the same frames.

const folder = join(import.meta.dirname, "..", "..", "articles", "photos");

/** px: the longer side of a frame. */
const frameSide = 960;

export interface Frame {
  burst: number;
  number: number;
  jpeg: Buffer;
}

/** The scenes: every photo of the paper, then a longer lens on the right half of some, until there are enough. */
function scenes(count: number): { file: string; isTight: boolean }[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".jpg"))
    .sort()
    .map((name) => join(folder, name));
  const wide = files.map((file) => ({ file, isTight: false }));
  const tight = files.map((file) => ({ file, isTight: true }));
  return [...wide, ...tight].slice(0, count);
}

/** `bursts` scenes of `frames` frames each. */
export async function drawBursts(bursts: number, frames: number, seed: number): Promise<Frame[]> {
  const drawn: Frame[] = [];
  for (const [burst, scene] of scenes(bursts).entries()) {
    drawn.push(...(await drawBurst(scene, { burst, frames, random: randomOf(seed * 1000 + burst) })));
  }
  return drawn;
}

async function drawBurst(
  scene: { file: string; isTight: boolean },
  { burst, frames, random }: { burst: number; frames: number; random: () => number },
): Promise<Frame[]> {
  const { data, info } = await sharp(scene.file)
    .resize(scene.isTight ? 2200 : 1200, null, { withoutEnlargement: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const share = scene.isTight ? 0.5 : 0.88;
  const around = (value: number, spread: number) => value + (random() * 2 - 1) * spread;
  const camera = { x: scene.isTight ? 0.42 : 0.06, y: scene.isTight ? 0.25 : 0.06, zoom: 1 };
  const subject = { x: around(0.35, 0.2), y: around(0.55, 0.2), step: around(0.035, 0.015), size: around(0.2, 0.06) };
  const colour = [random() * 255, random() * 255, random() * 255];
  const drawn: Frame[] = [];
  for (let number = 0; number < frames; number += 1) {
    // The hand that holds the camera: at most about a hundredth of the frame between two pictures.
    camera.x = clamp(around(camera.x, 0.012), 0, 1 - share * 1.04);
    camera.y = clamp(around(camera.y, 0.008), 0, 1 - share * 1.04);
    camera.zoom = clamp(around(camera.zoom, 0.01), 0.97, 1.03);
    const width = Math.round(info.width * share * camera.zoom);
    const height = Math.round(info.height * share * camera.zoom);
    const window = {
      left: Math.min(Math.round(info.width * camera.x), info.width - width),
      top: Math.min(Math.round(info.height * camera.y), info.height - height),
      width,
      height,
    };
    const landscape = width >= height;
    const { data: pixels, info: size } = await sharp(data, { raw: { ...info, channels: 3 } })
      .extract(window)
      .resize(landscape ? frameSide : null, landscape ? null : frameSide)
      .raw()
      .toBuffer({ resolveWithObject: true });
    paintSubject(pixels, size, { ...subject, x: subject.x + subject.step * number, colour });
    expose(pixels, around(1, 0.05), random);
    drawn.push({
      burst,
      number,
      jpeg: await sharp(pixels, { raw: { width: size.width, height: size.height, channels: 3 } })
        .jpeg({ quality: 88 })
        .toBuffer(),
    });
  }
  return drawn;
}

/** An ellipse with a lighter side, as large as a person at some metres. */
function paintSubject(
  pixels: Buffer,
  { width, height }: { width: number; height: number },
  { x, y, size, colour }: { x: number; y: number; size: number; colour: readonly number[] },
): void {
  const [radiusX, radiusY] = [(width * size) / 4, (height * size) / 2];
  for (let row = 0; row < height; row += 1) {
    const down = (row - y * height) / radiusY;
    if (Math.abs(down) > 1) continue;
    for (let column = 0; column < width; column += 1) {
      const across = (column - x * width) / radiusX;
      if (across ** 2 + down ** 2 > 1) continue;
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[(row * width + column) * 3 + channel] = (colour[channel] ?? 0) * (0.75 + 0.25 * across);
      }
    }
  }
}

function expose(pixels: Buffer, gain: number, random: () => number): void {
  for (let at = 0; at < pixels.length; at += 1) {
    pixels[at] = clamp((pixels[at] ?? 0) * gain + (random() - 0.5) * 16, 0, 255);
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** mulberry32: 0–1, the same row for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
