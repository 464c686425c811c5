import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { sha256 } from "../../src/base/digest.ts";
import { openStore } from "../../src/base/store.ts";
import { ensureRenditions, type RenditionJob } from "../../src/photos/ensure-renditions.ts";
import { planRenditions } from "../../src/photos/plan-renditions.ts";
import { readPhotos } from "../../src/photos/read-photos.ts";

// Run by bench-photos.ts in a process of its own, whose CPU is counted from outside:
// node many-photos.ts PHOTO CACHE COUNT RESULT

/** What many photos took, first with an empty cache, then with a full one. */
export interface ManyPhotos {
  files: number;
  /** s */
  cold: number;
  /** MB that this process and its workers held at once, at the most; undefined where the system doesn't tell. */
  memory: number | undefined;
  /** s; all of it: opening the store, reading, planning, looking at every file. */
  warm: number;
}

const [, , path = "", cache = "", count = "", resultFile = ""] = process.argv;

let memory: number | undefined;
const watch = setInterval(() => {
  const held = memoryOfTree(process.pid);
  if (held !== undefined) memory = Math.max(memory ?? 0, held);
}, 200);
const cold = await run();
clearInterval(watch);
const warm = await run();
const result: ManyPhotos = { files: cold.made, cold: cold.seconds, memory, warm: warm.seconds };
await wait(300); // the workers are told to go; what they took counts once they are gone
writeFileSync(resultFile, JSON.stringify(result));

/** One photo under many credits: each has files of its own, as so many photos would, without so many megabytes to write first. */
async function run(): Promise<{ made: number; seconds: number }> {
  const started = performance.now();
  const store = openStore(cache);
  const digest = sha256(readFileSync(path));
  const { value: reading } = (await readPhotos([{ path, sha256: digest }], { store })).get(digest) ?? {};
  if (!reading) throw new Error(`${path} can't be read`);
  const jobs = Array.from({ length: Number(count) }, (_, index): RenditionJob => {
    const rights = { credit: `Photographer ${index}`, creator: [], copyright: "© The Bench" };
    const plan = planRenditions({
      reading,
      rights,
      alt: "A generated picture",
      focus: [0.5, 0.4],
      placement: "inline",
      stem: `photo-${index}.jpg`,
    });
    return { id: `photo-${index}.jpg`, path, plan };
  });
  const { made, failures } = await ensureRenditions(jobs, { cache, store });
  store.close();
  if (failures[0]) throw new Error(`${failures[0].id} ${failures[0].failure.message}`);
  return { made, seconds: (performance.now() - started) / 1000 };
}

/** MB of memory of a process and of those that it started, pages that they share counted for each; from /proc. */
function memoryOfTree(root: number): number | undefined {
  try {
    const parents = new Map<number, number>();
    const held = new Map<number, number>();
    for (const name of readdirSync("/proc")) {
      if (!/^\d+$/.test(name)) continue;
      try {
        // `pid (name) state ppid …`, pages of 4 KiB resident as the 22nd field behind the name.
        const fields = readFileSync(`/proc/${name}/stat`, "latin1")
          .replace(/^.*\) /, "")
          .split(" ");
        parents.set(Number(name), Number(fields[1]));
        held.set(Number(name), (Number(fields[21]) * 4096) / 1e6);
      } catch {
        // it has ended
      }
    }
    const belongs = (pid: number): boolean => pid === root || (parents.has(pid) && belongs(parents.get(pid) ?? 0));
    return [...held].filter(([pid]) => belongs(pid)).reduce((sum, [, each]) => sum + each, 0) || undefined;
  } catch {
    return undefined;
  }
}
