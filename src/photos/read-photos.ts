import type { Store } from "../base/store.ts";
import type { PhotoReading } from "../model/rights.ts";
import { isDrawingName, type PhotoSource } from "./open-photo.ts";
import type { PhotoFailure, PhotoResult } from "./photo-failure.ts";
import type { ReadJob } from "./photo-job.ts";
import { readingVersion, readPhoto } from "./read-photo.ts";
import { engineVersion } from "./sharp-version.ts";
import { defaultTimeLimit, runInProcesses } from "./worker-pool.ts";

export interface ReadPhotosOptions {
  store: Store;
  /** After each photo that had to be read; not called where all were known. */
  onProgress?: ((done: number, total: number) => void) | undefined;
  /** ms a photo; default 60,000. */
  timeLimit?: number | undefined;
  /** Default: as many as there are cores. */
  processes?: number | undefined;
}

/** Below that many, reading here is faster than starting processes (120 ms each; a 6-megapixel JPEG takes 15). */
const fewPhotos = 8;

/**
 * Reads photos, each content once: what the store knows by SHA-256 is not opened. The result has one entry for every
 * SHA-256 asked for. A photo that was refused is remembered too; one that failed for want of time or memory, that
 * changed or went away, is tried again by the next build.
 */
export async function readPhotos(
  files: Iterable<PhotoSource>,
  { store, onProgress, timeLimit = defaultTimeLimit, processes }: ReadPhotosOptions,
): Promise<Map<string, PhotoResult<PhotoReading>>> {
  const results = new Map<string, PhotoResult<PhotoReading>>();
  const unknown = new Map<string, PhotoSource>();
  for (const source of files) {
    if (results.has(source.sha256) || unknown.has(source.sha256)) continue;
    const stored = store.get("photos", keyOf(source));
    if (stored === undefined) unknown.set(source.sha256, source);
    else results.set(source.sha256, JSON.parse(stored) as PhotoResult<PhotoReading>);
  }
  let done = 0;
  const keep = (source: PhotoSource, result: PhotoResult<PhotoReading>) => {
    results.set(source.sha256, result);
    if (!result.failure || isLasting(result.failure)) {
      store.set("photos", keyOf(source), JSON.stringify(result));
    }
    done += 1;
    onProgress?.(done, unknown.size);
  };

  const sources = [...unknown.values()];
  if (sources.length === 0) return results;
  const suspects = sources.map((source) => `suspect ${keyOf(source)}`);
  const mark = (text: string) => {
    for (const key of suspects) store.set("photos", key, text);
    store.flush();
  };
  if (sources.length < fewPhotos && !suspects.some((key) => store.get("photos", key))) {
    // One that takes this process down does so once: the next build reads these in processes that can be killed.
    mark("was being read when the build ended");
    for (const source of sources) keep(source, await readPhoto(source));
    mark("");
    return results;
  }
  const jobs = sources.map((source): ReadJob => ({ kind: "read", source }));
  await runInProcesses(jobs, {
    timeLimit,
    processes,
    onResult: (job, result) => {
      if (job.kind !== "read") return;
      if ("reading" in result) keep(job.source, result.reading);
      else if (result.failure) keep(job.source, { failure: result.failure });
    },
  });
  store.flush();
  return results;
}

/** What an earlier build read of a photo whose file is not at hand now; undefined where the store does not know it. */
export function rememberedReading(sha256: string, store: Store): PhotoReading | undefined {
  const keys = ["photo.jpg", "drawing.svg"].map((path) => keyOf({ sha256, path }));
  const stored = keys.map((key) => store.get("photos", key)).find((text) => text !== undefined);
  return stored === undefined ? undefined : (JSON.parse(stored) as PhotoResult<PhotoReading>).value;
}

/** The same bytes are a drawing by one name and a mistake by another. */
function keyOf({ sha256, path }: PhotoSource): string {
  return `${sha256} ${readingVersion} ${engineVersion}${isDrawingName(path) ? " drawing" : ""}`;
}

function isLasting({ code }: PhotoFailure): boolean {
  return !["photo/failed", "photo/changed", "photo/file-missing"].includes(code);
}
