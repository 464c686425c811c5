import { FileSearch } from "./find-traces-files.ts";
import type { TraceKind, TraceTarget } from "./find-traces-needles.ts";

export { sampleOf, type TraceKind, type TraceTarget } from "./find-traces-needles.ts";

// The proof of a take-down. What is looked for stands in -needles, how bytes are looked through in -scan and -base64, how
// files and archives are in -files and -formats.

/** A folder to look through. */
export interface SearchPlace {
  /** Absolute. */
  folder: string;
  /** What it is called in the report: `output`. */
  name: string;
  /** Whether names, ids and digests count, or the picture alone: a cache may remember what was taken down. */
  hasMentions: boolean;
}

/** One find. */
export interface Trace {
  /** `editions/x.zip › photos/a.jpg` */
  place: string;
  kind: TraceKind;
  /** What was found. */
  what: string;
}

export interface TraceSearch {
  found: Trace[];
  /** Mentions in `withdrawn.json`, which tells holders of copies what to remove. */
  expected: Trace[];
  /** What could not be looked through: nothing is proven of it. */
  unopened: { place: string; why: string }[];
  /** Left out: git's own stores, which keep every earlier version. */
  left: string[];
  searched: { files: number; archives: number; bytes: number };
}

/** What keeps an archive from taking all memory or all night. */
export interface SearchLimits {
  /** Archives within archives. */
  depth: number;
  /** Bytes that one file of a folder may unpack to, all that is in it together. */
  unpacked: number;
}
export const defaultSearchLimits: SearchLimits = { depth: 8, unpacked: 16 * 1024 ** 3 };

/** Looks for a photo and everything that was made of it in all files below some folders, archives opened. */
export async function findTraces(
  places: readonly SearchPlace[],
  target: TraceTarget,
  limits: SearchLimits = defaultSearchLimits,
): Promise<TraceSearch> {
  const search = new FileSearch(target, limits);
  try {
    for (const place of places) await search.folder(place);
  } finally {
    search.close();
  }
  return search.result();
}
