import type { Store } from "../base/store.ts";
import type { PhotoFailure } from "./photo-failure.ts";
import { type CardJob, doPhotoJob, type MadeRendition, type MakeJob } from "./photo-job.ts";
import { type RenditionPlan, renditionsOf } from "./plan-renditions.ts";
import { type CachedRendition, findRendition, noteSource, rememberRendition } from "./rendition-cache.ts";
import type { SocialCardPlan } from "./social-card.ts";
import { defaultTimeLimit, runInProcesses } from "./worker-pool.ts";

export interface RenditionJob {
  /** The photo's id, for problems. */
  id: string;
  /** The photo file. */
  path: string;
  plan: RenditionPlan;
}

export interface SocialCardJob {
  /** The photo's id, for problems; the card's name, where it has no photo. */
  id: string;
  /** The photo file, where a photo stands on the card. */
  path?: string | undefined;
  card: SocialCardPlan;
}

export interface EnsuredRenditions {
  /** By name. Lacks the renditions of photos that failed. */
  renditions: Map<string, CachedRendition>;
  /** One a photo, in the order of the jobs; the caller knows which stories use it (`photoProblem`). */
  failures: { id: string; failure: PhotoFailure }[];
  /** How many files had to be made, and their bytes. */
  made: number;
  madeBytes: number;
}

export interface EnsureOptions {
  /** The cache folder. */
  cache: string;
  store: Store;
  /** After each photo of which something had to be made. */
  onProgress?: ((done: number, total: number) => void) | undefined;
  /** ms a photo; default 60,000. */
  timeLimit?: number | undefined;
  /** MB that the work on one photo may take; default 1,500. */
  memoryLimit?: number | undefined;
  /** Default: as many as there are cores. */
  processes?: number | undefined;
  /** For tests. */
  workerFile?: string | undefined;
}

/**
 * Sees to it that every planned rendition stands in the cache, whole: what is there and unchanged costs one stat, what is
 * missing, damaged or unknown is made. What a flipped bit does without a trace is seen by `copyRendition`. Files are
 * written under another name and moved in, and are named after all that their bytes depend on; so builds may run at once,
 * or be killed, and nobody is served half a file.
 */
export async function ensureRenditions(
  jobs: Iterable<RenditionJob | SocialCardJob>,
  options: EnsureOptions,
): Promise<EnsuredRenditions> {
  const { cache, store, onProgress, timeLimit = defaultTimeLimit, memoryLimit, processes, workerFile } = options;
  const renditions = new Map<string, CachedRendition>();
  const failures = new Map<string, PhotoFailure>();
  const toMake = new Map<MakeJob | CardJob, string>();
  const asked = new Set<string>();
  for (const wanted of jobs) {
    const names: string[] = [];
    for (const { name } of "card" in wanted ? [wanted.card] : renditionsOf(wanted.plan.set)) {
      if (asked.has(name)) continue;
      asked.add(name);
      const cached = findRendition(name, { cache, store });
      if (!cached) {
        names.push(name);
        continue;
      }
      renditions.set(name, cached);
      const source = sourceOf("card" in wanted ? wanted.card : wanted.plan);
      if (source !== undefined) noteSource(name, source, store);
    }
    if (names.length === 0) continue;
    const { id } = wanted;
    if ("card" in wanted) toMake.set({ kind: "card", path: wanted.path, plan: wanted.card, cache }, id);
    else toMake.set({ kind: "make", path: wanted.path, plan: wanted.plan, names, cache }, id);
  }

  let [done, made, madeBytes] = [0, 0, 0];
  const keep = (job: MakeJob | CardJob, files: readonly MadeRendition[], failure: PhotoFailure | undefined) => {
    for (const file of files) {
      const cached = rememberRendition(file, { cache, store }, sourceOf(job.plan));
      if (cached) renditions.set(file.name, cached);
      madeBytes += file.bytes;
    }
    made += files.length;
    const id = toMake.get(job);
    if (failure && id !== undefined) failures.set(id, failure);
    // A photo that took its process down is never again worked on in this one.
    if (failure?.code === "photo/failed") store.set("renditions", suspicion(job), failure.message);
    done += 1;
    store.flush(); // a build that is killed loses the photo it was at, no more
    onProgress?.(done, toMake.size);
  };

  const [only] = toMake.keys();
  if (toMake.size === 1 && only && isSmall(only) && !store.get("renditions", suspicion(only))) {
    await makeHere(only, store, keep);
  } else {
    await runInProcesses([...toMake.keys()], {
      timeLimit,
      memoryLimit,
      processes,
      workerFile,
      onResult: (job, result) => {
        if (job.kind === "read") return;
        keep(job, "made" in result ? result.made : [], "failure" in result ? result.failure : undefined);
      },
    });
  }
  const inOrder = [...new Set(toMake.values())].flatMap((id) => {
    const failure = failures.get(id);
    return failure ? [{ id, failure }] : [];
  });
  return { renditions, failures: inOrder, made, madeBytes };
}

/** SHA-256 of the photo that a plan's files show. */
function sourceOf(plan: RenditionPlan | SocialCardPlan): string | undefined {
  return "set" in plan ? plan.sha256 : plan.photo?.sha256;
}

/** Pixels; above that the start of a process is nothing beside the work, and the memory may be more than the build should hold. */
const small = 30e6;

function isSmall(job: MakeJob | CardJob): boolean {
  // SVG is drawn by a loader that is blocked in this process, and stays so.
  if (job.kind === "card" ? job.plan.photo?.isDrawing : job.plan.set.drawing) return false;
  const source = job.kind === "card" ? job.plan.photo?.source : job.plan.source;
  return source === undefined || source.width * source.height <= small;
}

/** A single photo is made in this process, which spares the start of another; marked, so that it can take this one down but once. */
async function makeHere(
  job: MakeJob | CardJob,
  store: Store,
  keep: (job: MakeJob | CardJob, files: readonly MadeRendition[], failure?: PhotoFailure) => void,
): Promise<void> {
  store.set("renditions", suspicion(job), "was being made when the build ended");
  store.flush();
  const result = await doPhotoJob(job);
  store.set("renditions", suspicion(job), "");
  if (result.kind === "made") keep(job, result.made, result.failure);
}

/** Where the store keeps that a photo hung, or took its process down, while these renditions were made. */
function suspicion(job: MakeJob | CardJob): string {
  return `suspect ${job.kind === "card" ? job.plan.name : (job.names[0] ?? job.plan.sha256)}`;
}
