import { readFileSync, type Stats, statSync } from "node:fs";
import { sha256 } from "../base/digest.ts";
import type { Store } from "../base/store.ts";
import type { PhotoFailure } from "./photo-failure.ts";
import { doPhotoJob, type MadeRendition, type MakeJob } from "./photo-job.ts";
import { type RenditionPlan, renditionsOf } from "./plan-renditions.ts";
import { renditionPath } from "./rendition-path.ts";
import { defaultTimeLimit, runInProcesses } from "./worker-pool.ts";

export interface RenditionJob {
  /** The photo's id, for problems. */
  id: string;
  /** The photo file. */
  path: string;
  plan: RenditionPlan;
}

/** A rendition in the cache, verified. */
export interface CachedRendition {
  /** In the cache; copy or link it, never write to it. */
  path: string;
  sha256: string;
  bytes: number;
}

export interface EnsuredRenditions {
  /** By name. Lacks the renditions of photos that failed. */
  renditions: Map<string, CachedRendition>;
  /** One a photo, in the order of the jobs; the caller knows which stories use it (`photoProblem`). */
  failures: { id: string; failure: PhotoFailure }[];
  /** How many files had to be made. */
  made: number;
}

export interface EnsureOptions {
  /** The cache folder. */
  cache: string;
  store: Store;
  /** After each photo of which something had to be made. */
  onProgress?: ((done: number, total: number) => void) | undefined;
  /** ms a photo; default 60,000. */
  timeLimit?: number | undefined;
  /** Default: as many as there are cores. */
  processes?: number | undefined;
  /** For tests. */
  workerFile?: string | undefined;
}

/** What the store remembers of a rendition. */
interface Remembered {
  sha256: string;
  bytes: number;
  /** ms, as stat() gives it; a file with another is read and hashed again. */
  mtime: number;
}

/**
 * Sees to it that every planned rendition stands in the cache, whole: what is there and unchanged costs one stat, what is
 * missing, damaged or unknown is made. Files are written under another name and moved in, and are named after all that
 * their bytes depend on; so builds may run at once, or be killed, and nobody is served half a file.
 */
export async function ensureRenditions(
  jobs: Iterable<RenditionJob>,
  options: EnsureOptions,
): Promise<EnsuredRenditions> {
  const { cache, store, onProgress, timeLimit = defaultTimeLimit, processes, workerFile } = options;
  const renditions = new Map<string, CachedRendition>();
  const failures = new Map<string, PhotoFailure>();
  const toMake = new Map<MakeJob, string>();
  const asked = new Set<string>();
  for (const { id, path, plan } of jobs) {
    const names: string[] = [];
    for (const { name } of renditionsOf(plan.set)) {
      if (asked.has(name)) continue;
      asked.add(name);
      const cached = findRendition(name, { cache, store });
      if (cached) renditions.set(name, cached);
      else names.push(name);
    }
    if (names.length > 0) toMake.set({ kind: "make", path, plan, names, cache }, id);
  }

  let [done, made] = [0, 0];
  const keep = (job: MakeJob, files: readonly MadeRendition[], failure: PhotoFailure | undefined) => {
    for (const file of files) renditions.set(file.name, remember(file, { cache, store }));
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
  if (toMake.size === 1 && only && !store.get("renditions", suspicion(only))) {
    await makeHere(only, store, keep);
  } else {
    await runInProcesses([...toMake.keys()], {
      timeLimit,
      processes,
      workerFile,
      onResult: (job, result) => {
        if (job.kind !== "make") return;
        keep(job, "made" in result ? result.made : [], "failure" in result ? result.failure : undefined);
      },
    });
  }
  const inOrder = [...new Set(toMake.values())].flatMap((id) => {
    const failure = failures.get(id);
    return failure ? [{ id, failure }] : [];
  });
  return { renditions, failures: inOrder, made };
}

/** A single photo is made in this process, which spares the start of another; marked, so that it can take this one down but once. */
async function makeHere(
  job: MakeJob,
  store: Store,
  keep: (job: MakeJob, files: readonly MadeRendition[], failure?: PhotoFailure) => void,
): Promise<void> {
  store.set("renditions", suspicion(job), "was being made when the build ended");
  store.flush();
  const result = await doPhotoJob(job);
  store.set("renditions", suspicion(job), "");
  if (result.kind === "made") keep(job, result.made, result.failure);
}

/** Where the store keeps that a photo hung, or took its process down, while these renditions were made. */
function suspicion(job: MakeJob): string {
  return `suspect ${job.names[0] ?? job.plan.sha256}`;
}

interface Places {
  cache: string;
  store: Store;
}

/** A rendition that is in the cache with the bytes that were put there. */
function findRendition(name: string, { cache, store }: Places): CachedRendition | undefined {
  const stored = store.get("renditions", name);
  if (stored === undefined) return undefined;
  const path = renditionPath(cache, name);
  const stats = statSync(path, { throwIfNoEntry: false });
  const remembered = JSON.parse(stored) as Remembered;
  if (stats?.size !== remembered.bytes) return undefined;
  if (stats.mtimeMs !== remembered.mtime) {
    // Another build may have written the same bytes; a disk or a hand, others.
    if (sha256(readFileSync(path)) !== remembered.sha256) return undefined;
    store.set("renditions", name, JSON.stringify({ ...remembered, mtime: stats.mtimeMs } satisfies Remembered));
  }
  return { path, sha256: remembered.sha256, bytes: remembered.bytes };
}

function remember({ name, sha256, bytes }: MadeRendition, { cache, store }: Places): CachedRendition {
  const path = renditionPath(cache, name);
  const stats: Stats = statSync(path);
  store.set("renditions", name, JSON.stringify({ sha256, bytes, mtime: stats.mtimeMs } satisfies Remembered));
  return { path, sha256, bytes };
}
