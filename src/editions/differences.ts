import type { EditionRecord } from "./edition-record.ts";

type Contents = EditionRecord["contents"];

export interface Differences {
  /** Paths that the earlier one had not. */
  added: string[];
  /** Paths whose bytes are others now. */
  changed: string[];
  /** Paths that are no more. */
  removed: string[];
}

/** What tells one edition's files from an earlier one's; each list by path. */
export function differencesOf(before: Contents, now: Contents): Differences {
  const earlier = new Map(before.map(({ path, sha256 }) => [path, sha256]));
  const later = new Set(now.map(({ path }) => path));
  return {
    added: now.flatMap(({ path }) => (earlier.has(path) ? [] : [path])).sort(),
    changed: now
      .flatMap(({ path, sha256 }) => (earlier.has(path) && earlier.get(path) !== sha256 ? [path] : []))
      .sort(),
    removed: before.flatMap(({ path }) => (later.has(path) ? [] : [path])).sort(),
  };
}
