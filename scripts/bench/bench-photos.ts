import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sha256 } from "../../src/base/digest.ts";
import { makeRenditions } from "../../src/photos/make-renditions.ts";
import { planRenditions } from "../../src/photos/plan-renditions.ts";
import { readPhoto } from "../../src/photos/read-photo.ts";
import { sharp } from "../../src/photos/sharp.ts";
import { table } from "./compare-outputs.ts";
import type { EleventyImgCost } from "./eleventy-img-photo.ts";
import { randomFrom } from "./generate-site.ts";
import type { ManyPhotos } from "./many-photos.ts";
import { measure, median } from "./measure.ts";

/** What a photo's full set takes. */
export interface PhotoBench {
  placement: "inline" | "lead";
  files: number;
  /** Of all files. */
  bytes: number;
  /** s, user and system; median of the runs. */
  cpu: number;
  /** How many of the files say whose photo it is. */
  credited: number;
}

export interface PhotosBench {
  /** s CPU to read one. */
  read: number;
  sets: PhotoBench[];
  /** eleventy-img on the same photo, in a process of its own: its own recipe at our widths, and our formats and settings. */
  eleventyImg: { default: EleventyImgCost; same: EleventyImgCost };
  many: ManyPhotos & {
    photos: number;
    /** s, user and system, of all processes. */
    cpu: number;
    /** 0–1 of all cores for as long as the cold run took. */
    use: number;
    /** How busy the machine was with everything, before. */
    loadBefore: number;
  };
}

export interface PhotosBenchOptions {
  runs: number;
  /** How many to make at once. */
  photos?: number;
}

const size = { width: 3000, height: 2000 };

/**
 * Reads and renders a 6-megapixel photo as a build would, in this process, so that all CPU is counted; has eleventy-img do
 * the same; then makes many photos in processes, with an empty cache and with a full one.
 */
export async function benchPhotos({ runs, photos = 300 }: PhotosBenchOptions): Promise<PhotosBench> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
  try {
    const path = join(folder, "harbour.jpg");
    writeFileSync(path, await generatePhoto());
    const source = { path, sha256: sha256(readFileSync(path)) };
    await readPhoto(source); // sharp's own start is not the photo's
    const { cost: read, value: reading } = await costOf(runs, async () => (await readPhoto(source)).value);
    if (!reading) throw new Error("the generated photo can't be read");
    const sets: PhotoBench[] = [];
    for (const placement of ["inline", "lead"] as const) {
      const plan = planRenditions({
        reading,
        rights: { credit: "The Bench", creator: ["A Photographer"], copyright: "© The Bench" },
        alt: "A generated picture",
        focus: [0.5, 0.4],
        placement,
        stem: "harbour.jpg",
        hasCrops: placement === "lead",
      });
      const { cost, value: made } = await costOf(runs, async () => {
        const files: Buffer[] = [];
        await makeRenditions({ path, plan, onMade: (_rendition, bytes) => void files.push(bytes) });
        return files;
      });
      const credited = made.filter((file) => file.includes("photoshop:Credit")).length;
      const bytes = made.reduce((sum, each) => sum + each.length, 0);
      sets.push({ placement, files: made.length, bytes, cpu: cost, credited });
    }
    const eleventyImg = {
      default: await eleventyImgCost("default", { path, folder, runs }),
      same: await eleventyImgCost("same", { path, folder, runs }),
    };
    return { read, sets, eleventyImg, many: await manyPhotos({ path, folder, photos }) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const runFile = promisify(execFile);
const script = (name: string) => join(import.meta.dirname, name);

/** The median of several runs, each in a process of its own. */
async function eleventyImgCost(
  which: "default" | "same",
  { path, folder, runs }: { path: string; folder: string; runs: number },
): Promise<EleventyImgCost> {
  const costs: EleventyImgCost[] = [];
  for (let run = 0; run < runs; run += 1) {
    const args = [script("eleventy-img-photo.ts"), path, join(folder, `eleventy-img-${which}`), which];
    costs.push(JSON.parse((await runFile(process.execPath, args)).stdout) as EleventyImgCost);
  }
  const [first] = costs;
  if (!first) throw new Error("no runs were asked for");
  return { ...first, cpu: median(costs.map(({ cpu }) => cpu)) };
}

async function manyPhotos({ path, folder, photos }: { path: string; folder: string; photos: number }) {
  const [loadBefore = 0] = loadavg();
  const resultFile = join(folder, "many.json");
  const args = [script("many-photos.ts"), path, join(folder, "cache"), String(photos), resultFile];
  const { cpu } = await measure({ command: process.execPath, args, cwd: folder });
  const result = JSON.parse(readFileSync(resultFile, "utf8")) as ManyPhotos;
  return { ...result, photos, cpu, use: cpu / (availableParallelism() * result.cold), loadBefore };
}

async function costOf<Value>(runs: number, work: () => Promise<Value>): Promise<{ cost: number; value: Value }> {
  const costs: number[] = [];
  let value = await work();
  for (let run = 0; run < runs; run += 1) {
    const before = process.cpuUsage();
    value = await work();
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1e6);
  }
  return { cost: median(costs), value };
}

/** A picture that costs codecs what a press photo does: soft shapes, fine grain, the same bytes at every call. */
async function generatePhoto(): Promise<Buffer> {
  const { width, height } = size;
  const random = randomFrom(11);
  // Noise of several scales, 12 px across the picture to one for every two pixels, each 0.72 times as strong as the one before.
  const octaves: { data: Buffer; weight: number }[] = [];
  for (let scale = 12, weight = 0.32; scale <= width / 2; scale *= 2.5, weight *= 0.72) {
    const small = { width: Math.round(scale), height: Math.round((scale * height) / width) };
    const noise = Buffer.from(Array.from({ length: small.width * small.height * 3 }, () => Math.floor(random() * 256)));
    const data = await sharp(noise, { raw: { ...small, channels: 3 } })
      .resize(width, height, { fit: "fill", kernel: "cubic" })
      .raw()
      .toBuffer();
    octaves.push({ data, weight });
  }
  const pixels = Buffer.alloc(width * height * 3);
  for (let index = 0; index < pixels.length; index += 1) {
    let value = 0;
    for (const { data, weight } of octaves) value += (data[index] ?? 0) * weight;
    pixels[index] = Math.min(255, value);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** For people. */
export function photosReport({ read, sets, eleventyImg, many }: PhotosBench): string {
  const row = (name: string, { files, bytes, cpu, credited }: EleventyImgCost) => [
    name,
    String(files),
    (bytes / 1000).toFixed(0),
    cpu.toFixed(2),
    `${credited} of ${files}`,
  ];
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
  return [
    `A photo of ${size.width} × ${size.height} px: ${read.toFixed(2)} s CPU to read.`,
    "",
    table(
      ["one photo", "files", "KB", "CPU s", "carry the credit"],
      [
        ...sets.map((set) => row(set.placement, set)),
        row("eleventy-img, its own recipe at these widths", eleventyImg.default),
        row("eleventy-img, an inline photo's formats and settings", eleventyImg.same),
      ],
    ),
    "",
    table(
      [`${many.photos} photos`, "files", "wall s", "CPU s", "use of the cores", "memory of all processes, MB"],
      [
        [
          "empty cache",
          String(many.files),
          many.cold.toFixed(1),
          many.cpu.toFixed(1),
          percent(many.use),
          many.memory?.toFixed(0) ?? "?",
        ],
        ["full cache", "0", many.warm.toFixed(2), "", "", ""],
      ],
    ),
    "",
    `Load of the machine before the many: ${many.loadBefore.toFixed(1)} on ${availableParallelism()} cores; the use of the cores tells something where it was near 0.`,
  ].join("\n");
}
