import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { sha256 } from "../../src/base/digest.ts";
import { openStore } from "../../src/base/store.ts";
import { openSite } from "../../src/build.ts";
import { projectFolder } from "../../src/engine.ts";
import { planPhoto } from "../../src/pages/photo-rack.ts";
import { renditionsOf } from "../../src/photos/plan-renditions.ts";
import { rememberRendition } from "../../src/photos/rendition-cache.ts";
import { renditionPath } from "../../src/photos/rendition-path.ts";
import { generateSite, generateStories, randomFrom } from "./generate-site.ts";

export interface EditionsBench {
  stories: number;
  /** Bytes. */
  zip: number;
  /** Of the edition made a day later, after one story in fifty was changed; bytes. */
  since: number;
  /** The zip alone; s from the command's start to its end, the look at the site before it included. */
  seconds: number;
  /** MB that the process which makes the edition held at the most; undefined where the system doesn't tell. */
  memory: number | undefined;
  /** How busy the machine was with everything, before. */
  loadBefore: number;
}

export interface EditionsBenchOptions {
  /** Where the site and all that is made of it go. */
  folder: string;
  stories: number;
  onStep: (words: string) => void;
}

/** Bytes of a photo's file as an edition holds it. */
const photoBytes = 40_000;

/** Makes the zip of a whole archive, a photo with each story, and the update for those who have yesterday's. */
export async function benchEditions({ folder, stories, onStep }: EditionsBenchOptions): Promise<EditionsBench> {
  const site = join(folder, "site");
  const places = ["--site", site, "--output", join(folder, "output"), "--cache", join(folder, "cache")];
  onStep(`${stories} stories, a photo each`);
  await writeSite(site, stories);
  onStep("their photos' files");
  await fillCache(site, join(folder, "cache"));
  onStep("the site");
  const first = "2026-01-01T00:00Z";
  execFileSync(process.execPath, [join(projectFolder, "scripts/broadsheet.mjs"), "build", ...places, "--now", first], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [loadBefore = 0] = loadavg();
  onStep("the edition");
  const whole = await makeEdition([...places, "--now", first]);
  const all = [...generateStories(stories, photoNames(stories))];
  for (const { section, published, slug } of all.filter((_story, index) => index % 50 === 25))
    appendFileSync(join(site, "articles", section, published.slice(0, 4), `${slug}.md`), "\nA further paragraph.\n");
  onStep("the next");
  await makeEdition([...places, "--now", "2026-01-02T00:00Z"]);
  const size = (name: string) => statSync(join(site, "editions", name)).size;
  return {
    stories,
    zip: size("2026-01-01-all-en.zip"),
    since: size("2026-01-02-all-en-since-2026-01-01-all-en.zip"),
    ...whole,
    loadBefore,
  };
}

const photoNames = (count: number) => Array.from({ length: count }, (_unused, index) => `photos/${index}.jpg`);

/** Each story has a photo of its own: one picture with another comment (JPEG's COM) in each file. */
async function writeSite(site: string, stories: number): Promise<void> {
  const background = { r: 90, g: 120, b: 150 };
  const picture = await sharp({ create: { width: 960, height: 540, channels: 3, background } })
    .jpeg()
    .toBuffer();
  const names = photoNames(stories);
  generateSite({ folder: site, stories, photos: names });
  // Cards for link previews stay on the web; drawing them would be most of the time that this takes.
  appendFileSync(join(site, "_data/outlet.yaml"), "photos: { socialCards: none }\n");
  for (const [index, name] of names.entries()) {
    const text = Buffer.from(String(index).padStart(8, "0"));
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, text.length + 2]), text]);
    const path = join(site, "articles", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.concat([picture.subarray(0, 2), comment, picture.subarray(2)]));
  }
}

/** What encoding ten thousand photos takes is measured by `bench photos`; here noise of a photo's size stands for each. */
async function fillCache(site: string, cache: string): Promise<void> {
  const store = openStore(cache);
  const { newsroom } = await openSite({ site, now: Date.UTC(2026, 0, 1), isBuilt: true }, store);
  const random = randomFrom(3);
  const noise = Buffer.from(Array.from({ length: photoBytes }, () => Math.floor(random() * 256)));
  for (const { photo } of newsroom.stories) {
    if (!photo) throw new Error("a generated story has no photo");
    for (const placement of ["lead", "inline"] as const) {
      for (const { name } of renditionsOf(planPhoto(photo, placement).set)) {
        // No edition takes the others along.
        const bytes = name.endsWith(".avif") ? noise : noise.subarray(0, 500);
        bytes.write(name.slice(-40).padEnd(40));
        const path = renditionPath(cache, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, bytes);
        rememberRendition({ name, bytes: bytes.length, sha256: sha256(bytes) }, { cache, store }, photo.reading.sha256);
      }
    }
  }
  store.close();
}

/** As `npm run editions` runs it, with what package.json tells Node. */
async function makeEdition(args: readonly string[]): Promise<Pick<EditionsBench, "seconds" | "memory">> {
  const { scripts } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const [, ...command] = (scripts.editions ?? "").split(" ");
  const started = performance.now();
  const child = spawn(process.execPath, [...command, "--edition", "all", "--forms", "zip", ...args], {
    cwd: projectFolder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  let memory: number | undefined;
  const watch = setInterval(() => {
    memory = highestMemory(child.pid) ?? memory;
  }, 100);
  const status = await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  clearInterval(watch);
  if (status !== 0) throw new Error(`the edition could not be made: status ${String(status)}`);
  return { seconds: (performance.now() - started) / 1000, memory };
}

/** MB, of the process itself, as Linux counts what it held at the most. */
function highestMemory(pid: number | undefined): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : (Number(kilobytes) * 1024) / 1e6;
  } catch {
    return undefined;
  }
}

/** For people. */
export function editionsReport({ stories, zip, since, seconds, memory, loadBefore }: EditionsBench): string {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  return [
    `the zip of ${stories.toLocaleString("en")} stories, one photo of ${photoBytes / 1000} KB each; load of the machine before: ${loadBefore.toFixed(1)}`,
    `  made in            ${seconds.toFixed(1)} s`,
    `  memory             ${memory === undefined ? "not told by this system" : `${memory.toFixed(0)} MB`}`,
    `  size               ${megabytes(zip)}`,
    `  update, 2 % changed ${megabytes(since)} (${((100 * since) / zip).toFixed(2)} %)`,
  ].join("\n");
}
