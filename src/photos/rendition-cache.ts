import { type Dirent, readdirSync, readFileSync, rmSync, type Stats, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../base/digest.ts";
import type { Store } from "../base/store.ts";
import type { MadeRendition } from "./photo-job.ts";
import { renditionFolder, renditionPath } from "./rendition-path.ts";

// What the cache holds of renditions: files named after all that their bytes depend on, and in the store what their bytes
// were. Sites, branches and builds that run at once share both, so that a file may go between any two lines here.

/** A rendition in the cache. */
export interface CachedRendition {
  name: string;
  /** In the cache; hand it to `copyRendition`, never write to it. */
  path: string;
  sha256: string;
  bytes: number;
}

export interface Places {
  /** The cache folder. */
  cache: string;
  store: Store;
}

/** What the store remembers of a rendition. */
interface Remembered {
  sha256: string;
  bytes: number;
  /** ms, as stat() gives it; a file with another is read and hashed again. */
  mtime: number;
  /** SHA-256 of the photo that it shows; missing where it shows none, or an earlier version made it. */
  source?: string;
  /** The last day on which a build with a limit used it, in days since 1970. */
  day?: number;
}

/** A rendition that is in the cache with the bytes that were put there, as far as size and time tell; `copyRendition` looks at the bytes. */
export function findRendition(name: string, { cache, store }: Places): CachedRendition | undefined {
  const remembered = recall(name, store);
  if (!remembered) return undefined;
  const path = renditionPath(cache, name);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.size !== remembered.bytes) return undefined;
  if (stats.mtimeMs !== remembered.mtime) {
    // Another build may have written the same bytes; a disk or a hand, others.
    if (sha256(readFileSync(path)) !== remembered.sha256) return undefined;
    keep(name, { ...remembered, mtime: stats.mtimeMs }, store);
  }
  return { name, path, sha256: remembered.sha256, bytes: remembered.bytes };
}

/**
 * Notes a rendition that was just made; undefined where another build has cleared it away since. `source`: SHA-256 of the
 * photo that it shows, by which a take-down finds it: names alone may be those of another site's photos.
 */
export function rememberRendition(
  made: MadeRendition,
  { cache, store }: Places,
  source?: string,
): CachedRendition | undefined {
  const { name, bytes } = made;
  const path = renditionPath(cache, name);
  const stats: Stats | undefined = statSync(path, { throwIfNoEntry: false });
  if (!stats) return undefined;
  keep(name, { sha256: made.sha256, bytes, mtime: stats.mtimeMs, ...(source !== undefined && { source }) }, store);
  return { name, path, sha256: made.sha256, bytes };
}

/**
 * Copies a rendition out of the cache, its bytes hashed on the way, for a disk may flip one without a word. False, and
 * nothing is written, where they are not what was made or are gone: forget it and make it again.
 */
export function copyRendition({ path, sha256: expected }: CachedRendition, to: string): boolean {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return false;
  }
  if (sha256(bytes) !== expected) return false;
  writeFileSync(to, bytes);
  return true;
}

/** SHA-256 of the photo that a rendition or a card shows, where it is known. */
export function renditionSource(name: string, store: Store): string | undefined {
  return recall(name, store)?.source;
}

/** Notes of what photo a rendition is, where an earlier version did not. */
export function noteSource(name: string, source: string, store: Store): void {
  const remembered = recall(name, store);
  if (remembered && remembered.source === undefined) keep(name, { ...remembered, source }, store);
}

/** Removes renditions from the cache, files and all that is remembered of them. */
export function forgetRenditions(names: readonly string[], { cache, store }: Places): void {
  store.forget("renditions", names);
  for (const name of names) rmSync(renditionPath(cache, name), { force: true });
}

export interface TrimInput extends Places {
  /** Bytes of renditions that may stay. */
  limit: number;
  /** Names that the present build uses, whether it made them or not: never removed. */
  used: Iterable<string>;
  /** Bytes that this build added. */
  added: number;
  /** Whose renditions these are: the output folder. Each marks its own, once a day. */
  user: string;
}

/** ms; to write a rendition takes a thousandth of it, so that whoever began a file that old is gone. */
const leftoverAge = 10 * 60_000;

/**
 * Keeps the cache below its limit: what no build used for longest goes first. Days are counted, not uses, so that all but
 * the first build of a day look at no file, as long as the cache has room. Leftovers of builds that were killed go too.
 * Gives the names that were removed.
 */
export function trimRenditions({ cache, store, limit, used, added, user }: TrimInput): string[] {
  const today = Math.floor(Date.now() / dayLength);
  const lookKey = `looked ${user}`;
  const known = store.get("renditions", totalKey);
  const guess = known === undefined ? Number.POSITIVE_INFINITY : Number(known) + added;
  if (guess <= limit && store.get("renditions", lookKey) === String(today)) {
    if (added > 0) store.set("renditions", totalKey, String(guess));
    store.flush();
    return [];
  }
  const names = new Set(used);
  const files = listFiles(cache, names, { store, today });
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const removed: string[] = [];
  for (const { name, bytes } of files.filter((file) => !names.has(file.name)).sort(byLastUse)) {
    if (total <= limit) break;
    removed.push(name);
    total -= bytes;
  }
  if (removed.length > 0) forgetRenditions(removed, { cache, store });
  store.set("renditions", totalKey, String(total));
  store.set("renditions", lookKey, String(today));
  store.flush();
  return removed;
}

const dayLength = 24 * 3_600_000;

/** Where the store keeps the bytes of all renditions as they were counted last, and added since. */
const totalKey = "total";

interface StoredFile {
  name: string;
  bytes: number;
  /** Days since 1970. */
  day: number;
  /** ms */
  mtime: number;
}

function byLastUse(one: StoredFile, other: StoredFile): number {
  return one.day - other.day || one.mtime - other.mtime || (one.name < other.name ? -1 : 1);
}

/** All renditions on the disk, known to the store or not; those in use are marked with today, leftovers removed. */
function listFiles(
  cache: string,
  used: ReadonlySet<string>,
  { store, today }: { store: Store; today: number },
): StoredFile[] {
  const files: StoredFile[] = [];
  for (const folder of entriesOf(renditionFolder(cache)).filter((entry) => entry.isDirectory())) {
    for (const { name, parentPath } of entriesOf(join(renditionFolder(cache), folder.name))) {
      const path = join(parentPath, name);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (!stats) continue;
      if (name.endsWith(".tmp")) {
        if (Date.now() - stats.mtimeMs > leftoverAge) rmSync(path, { force: true });
        continue;
      }
      const remembered = recall(name, store);
      if (used.has(name) && remembered && remembered.day !== today) keep(name, { ...remembered, day: today }, store);
      const made = Math.floor(stats.mtimeMs / dayLength);
      files.push({ name, bytes: stats.size, day: Math.max(remembered?.day ?? 0, made), mtime: stats.mtimeMs });
    }
  }
  return files;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // nothing was ever made
  }
}

function recall(name: string, store: Store): Remembered | undefined {
  const stored = store.get("renditions", name);
  return stored === undefined ? undefined : (JSON.parse(stored) as Remembered);
}

function keep(name: string, remembered: Remembered, store: Store): void {
  store.set("renditions", name, JSON.stringify(remembered));
}
