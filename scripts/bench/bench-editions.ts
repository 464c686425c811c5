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
  /** The whole edition, as the first that a folder gets. */
  whole: EditionRun;
  /** The next one with its update, from a build of the changed stories. */
  next: EditionRun;
  /** How busy the machine was with everything, before. */
  loadBefore: number;
}

/** One run of the command, for the zip alone. */
interface EditionRun {
  /** s from the command's start to its end, the look at the site before it included. */
  seconds: number;
  /** s of it that went into the edition from a finished build. */
  ofEdition: number;
  /** s of all processors, the build's process included; undefined where the system doesn't tell. */
  processor: number | undefined;
  /** MB that the process which makes the edition held at the most, threads included; undefined where the system doesn't tell. */
  memory: number | undefined;
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
  const next = await makeEdition([...places, "--now", "2026-01-02T00:00Z"]);
  const size = (name: string) => statSync(join(site, "editions", name)).size;
  return {
    stories,
    zip: size("2026-01-01-all-en.zip"),
    since: size("2026-01-02-all-en-since-2026-01-01-all-en.zip"),
    ...{ whole, next, loadBefore },
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
async function makeEdition(args: readonly string[]): Promise<EditionRun> {
  const { scripts } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const [, ...command] = (scripts.editions ?? "").split(" ");
  const started = performance.now();
  const child = spawn(process.execPath, [...command, "--edition", "all", "--forms", "zip", ...args], {
    cwd: projectFolder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let memory: number | undefined;
  let processor: number | undefined;
  let built = started;
  // The site is read twice: the second time from its finished build.
  child.stderr.on("data", (words: Buffer) => {
    if (words.includes("reading the stories")) built = performance.now();
  });
  const watch = setInterval(() => {
    memory = highestMemory(child.pid) ?? memory;
    processor = processorSeconds(child.pid) ?? processor;
  }, 100);
  const status = await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  clearInterval(watch);
  if (status !== 0) throw new Error(`the edition could not be made: status ${String(status)}`);
  const ended = performance.now();
  return { seconds: (ended - started) / 1000, ofEdition: (ended - built) / 1000, processor, memory };
}

/** MB, of the process itself, as Linux counts what it held at the most. */
function highestMemory(pid: number | undefined): number | undefined {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(ofProcess(pid, "status")) ?? [];
  return kilobytes === undefined ? undefined : (Number(kilobytes) * 1024) / 1e6;
}

/** Of the process and of those that it began and that have ended; Linux counts in hundredths. */
function processorSeconds(pid: number | undefined): number | undefined {
  // The second field, the program's name, may hold blanks; from the third on they are numbers: utime is the 14th.
  const fields = ofProcess(pid, "stat").split(") ")[1]?.split(" ").slice(11, 15).map(Number);
  return fields?.reduce((sum, hundredths) => sum + hundredths / 100, 0);
}

/** A file of /proc; empty where there is none. */
function ofProcess(pid: number | undefined, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}

/** For people. */
export function editionsReport({ stories, zip, since, whole, next, loadBefore }: EditionsBench): string {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const told = (value: number | undefined, unit: string) =>
    value === undefined ? "not told by this system" : `${value.toFixed(0)} ${unit}`;
  const lines = (name: string, run: EditionRun) => [
    `  ${name}`,
    `    from a finished build  ${run.ofEdition.toFixed(1)} s`,
    `    with the build before  ${run.seconds.toFixed(1)} s, ${told(run.processor, "s of processors")}`,
    `    memory                 ${told(run.memory, "MB")}`,
  ];
  return [
    `the zip of ${stories.toLocaleString("en")} stories, one photo of ${photoBytes / 1000} KB each; load of the machine before: ${loadBefore.toFixed(1)}`,
    ...lines("the whole, of a site built before", whole),
    ...lines("the next day's with its update, 2 % of the stories changed", next),
    `  size   ${megabytes(zip)}`,
    `  update ${megabytes(since)} (${((100 * since) / zip).toFixed(2)} %)`,
  ].join("\n");
}
