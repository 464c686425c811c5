import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "../../src/base/digest.ts";
import { makeRenditions } from "../../src/photos/make-renditions.ts";
import { planRenditions } from "../../src/photos/plan-renditions.ts";
import { readPhoto } from "../../src/photos/read-photo.ts";
import { sharp } from "../../src/photos/sharp.ts";
import { table } from "./compare-outputs.ts";
import { randomFrom } from "./generate-site.ts";
import { median } from "./measure.ts";

/** What a photo's full set takes. */
export interface PhotoBench {
  placement: "inline" | "lead";
  files: number;
  /** Of all files. */
  bytes: number;
  /** s, user and system; median of the runs. */
  cpu: number;
}

const size = { width: 3000, height: 2000 };

/** Reads and renders a 6-megapixel photo as a build would, in this process, so that all CPU is counted. */
export async function benchPhotos({ runs }: { runs: number }): Promise<{ read: number; sets: PhotoBench[] }> {
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
        const files: number[] = [];
        await makeRenditions({ path, plan, onMade: (_rendition, bytes) => void files.push(bytes.length) });
        return files;
      });
      sets.push({ placement, files: made.length, bytes: made.reduce((sum, each) => sum + each, 0), cpu: cost });
    }
    return { read, sets };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
export function photosReport({ read, sets }: Awaited<ReturnType<typeof benchPhotos>>): string {
  return [
    `A photo of ${size.width} × ${size.height} px: ${read.toFixed(2)} s CPU to read.`,
    "",
    table(
      ["full set", "files", "KB", "CPU s"],
      sets.map(({ placement, files, bytes, cpu }) => [
        placement,
        String(files),
        (bytes / 1000).toFixed(0),
        cpu.toFixed(2),
      ]),
    ),
  ].join("\n");
}
