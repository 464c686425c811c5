import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { develop } from "./develop.ts";
import { withLetters } from "./graphics/sheet.ts";
import { xmpPacket } from "./metadata.ts";
import { loadGraphic, loadScene, type Picture, pictures } from "./pictures.ts";
import { render } from "./render.ts";

/** A repository carries these for ever, so a picture stays below 900 kB. */
const LIMIT = 890_000;
const QUALITIES = [88, 85, 82, 79, 76, 73, 70, 66, 62, 58, 54, 50];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: "string", default: "1" },
    out: { type: "string", default: new URL("../../articles/photos/", import.meta.url).pathname },
  },
});
const scale = Number(values.scale);
if (!(scale > 0 && scale <= 1)) throw new RangeError(`--scale must lie between 0 and 1, not ${values.scale}`);
const unknown = positionals.filter((name) => !pictures.some((picture) => picture.name === name));
if (unknown.length > 0) throw new RangeError(`no such picture: ${unknown.join(", ")}`);

/** Renders, develops and encodes a scene at the best quality that fits the limit. */
async function photograph(picture: Picture): Promise<Buffer> {
  const scene = await loadScene(picture.name);
  const width = Math.round(picture.width * scale);
  const height = Math.round(picture.height * scale);
  const share = scene.resolution;
  const light = await render(picture.name, picture.seed, Math.round(width * share), Math.round(height * share));
  const raw = develop(light, { width, height }, scene.film, picture.seed);
  let file = Buffer.alloc(0);
  for (const quality of QUALITIES) {
    file = await sharp(raw, { raw: { width, height, channels: 3 } })
      .withXmp(xmpPacket(picture))
      .jpeg({ quality, mozjpeg: scale === 1, chromaSubsampling: "4:2:0" })
      .toBuffer();
    if (file.length <= LIMIT) return file;
  }
  throw new Error(`${picture.name}: ${file.length} bytes at the lowest quality; give it less grain`);
}

/** A drawing that stays one: a few KB of lines and letters. */
async function draw(picture: Picture): Promise<Buffer> {
  return Buffer.from(withLetters(await loadGraphic(picture.name)));
}

/** Rasterises a drawing. Its text is outlines already, so no font of the machine takes part. */
async function plot(picture: Picture): Promise<Buffer> {
  const svg = (await loadGraphic(picture.name))();
  return sharp(Buffer.from(svg), { density: 72 })
    .resize(Math.round(picture.width * scale), Math.round(picture.height * scale))
    .flatten({ background: "#fbfaf7" })
    .withXmp(xmpPacket(picture))
    .png({ palette: true, colours: 128, dither: 0, effort: 9 })
    .toBuffer();
}

const makers = {
  scene: { make: photograph, ending: "jpg" },
  graphic: { make: plot, ending: "png" },
  drawing: { make: draw, ending: "svg" },
};

sharp.concurrency(1);
await mkdir(values.out, { recursive: true });
for (const picture of pictures) {
  if (positionals.length > 0 && !positionals.includes(picture.name)) continue;
  const started = performance.now();
  const { make, ending } = makers[picture.kind];
  const file = await make(picture);
  const path = join(values.out, `${picture.name}.${ending}`);
  await writeFile(path, file);
  console.log(`${path} ${Math.round(file.length / 1024)} KiB ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
