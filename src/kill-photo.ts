import { statSync } from "node:fs";
import { join } from "node:path";
import { bothMoments, type Moment, parseMoment } from "./base/dates.ts";
import { type Problem, ProblemError } from "./base/problem.ts";
import { openStore, type Store } from "./base/store.ts";
import { build, type Progress } from "./build.ts";
import { findOriginal, originalsFolder } from "./content/originals.ts";
import type { PhotoKill } from "./content/photo-schema.ts";
import type { SiteContent } from "./content/site-content.ts";
import { readSiteFiles, type SiteFiles } from "./content/site-files.ts";
import { type WriteKillOutcome, writeKill } from "./content/write-kill.ts";
import { findPhoto, knownIds, sidecarRecord } from "./find-photo.ts";
import { type Copies, copiesOf } from "./photo-copies.ts";
import { readPhotos, rememberedReading } from "./photos/read-photos.ts";
import { planFaultySite } from "./plan-faulty-site.ts";
import { findTraces, type TraceSearch } from "./publish/find-traces.ts";
import {
  clearCache,
  type PurgeGroup,
  purgeList,
  removeCopies,
  searchPlaces,
  takeOut,
  unknownLooks,
} from "./withdraw-files.ts";

export interface KillPhotoOptions {
  /** Absolute. */
  site: string;
  output: string;
  cache: string;
  now: Moment;
  /** A path, an id, or the name or address of a file that was made of the photo. */
  query: string;
  /** Folder from which a relative path counts. */
  from: string;
  kill: Pick<PhotoKill, "reason" | "notice" | "replacedBy" | "supplierRef">;
  /** Date-time as given, in the outlet's zone where it states no offset; default: now. */
  at?: string | undefined;
  /** False: only the sidecar is written and the cache cleared. */
  isBuilding: boolean;
  allowRemoved: boolean;
  /** A folder more to search, absolute: a copy of the host, downloaded editions. */
  search?: string | undefined;
  onProgress: Progress;
}

export interface KilledFile {
  /** Path under articles/. */
  id: string;
  /** Under the site folder. */
  sidecar: string;
  outcome: WriteKillOutcome;
}

export interface KillPhotoResult {
  photos: KilledFile[];
  sha256?: string;
  /** Names of the files that were made of it. */
  renditions: string[];
  before: TraceSearch;
  after: TraceSearch;
  /** Absolute addresses, by kind. */
  purge: PurgeGroup[];
  /** What could not be found out or done, in sentences. */
  doubts: string[];
  /** False where a build was wanted and did not come to its end. */
  isBuilt: boolean;
  /** Of the build. */
  problems: Problem[];
}

/** Why no kill was written; nothing was changed. */
export interface KillRefusal {
  refusal: string;
}

/**
 * Takes a photo down: writes the kill into its sidecar (and into those of files with the same bytes), builds, clears the
 * cache, and searches all that was published before and after. Another story's fault stops none of that.
 */
export async function killPhoto(options: KillPhotoOptions): Promise<KillPhotoResult | KillRefusal> {
  const { site, output, cache, onProgress } = options;
  const store = openStore(cache);
  let found: Found | KillRefusal;
  try {
    onProgress("looking for the photo");
    found = await prepare(options, store);
  } finally {
    store.close();
  }
  if ("refusal" in found) return found;
  const { content, ids, copies, kill, doubts } = found;
  const places = searchPlaces(options);
  onProgress("searching what was published");
  const before = await findTraces(places, copies.target);

  const photos = ids.map((id): KilledFile => {
    const { sidecar, path } = sidecarOf(id, site, found.files);
    const { renditions: _names, digests: _digests, ...unnamed } = kill;
    const own = copies.publicIds.includes(id) ? kill : unnamed;
    return { id, sidecar, outcome: writeKill({ path, zone: content.outlet.timeZone, kill: own }) };
  });
  const built = options.isBuilding ? await buildWithout(copies, options) : { isBuilt: true, problems: [], doubts: [] };
  onProgress("clearing the cache");
  clearCache({ sha256: kill.sha256, names: [...copies.names, ...copies.cached] }, cache);
  onProgress("searching again");
  let after = await findTraces(places, copies.target);
  if (removeCopies(after, cache)) after = await findTraces(places, copies.target);
  return {
    photos,
    ...(kill.sha256 !== undefined && { sha256: kill.sha256 }),
    renditions: copies.names,
    before,
    after,
    purge: purgeList({ url: content.outlet.url, before, after, files: copies.outputFiles, output }),
    doubts: [...doubts, ...built.doubts],
    isBuilt: built.isBuilt,
    problems: built.problems,
  };
}

/** Builds as on a bad night; where even that fails, the photo's files at least leave the output. */
async function buildWithout(
  copies: Copies,
  { site, output, cache, now, allowRemoved, onProgress }: KillPhotoOptions,
): Promise<{ isBuilt: boolean; problems: Problem[]; doubts: string[] }> {
  let problems: Problem[] = [];
  let why = "The site could not be built.";
  try {
    const result = await build({ site, output, cache, now, holdBack: true, allowRemoved, onProgress });
    if (result.status === 0) return { isBuilt: true, problems: result.problems, doubts: [] };
    problems = result.problems;
  } catch (error) {
    // A full disk, a busy output: the kill stands, and what can still be done is done.
    if (error instanceof ProblemError) problems = [...error.problems];
    else why = `The site could not be built: ${error instanceof Error ? error.message : String(error)}.`;
  }
  return { isBuilt: false, problems, doubts: [`${why} ${takeOut(copies.outputFiles, { output, cache })}`] };
}

interface Found {
  content: SiteContent;
  files: SiteFiles;
  ids: string[];
  copies: Copies;
  kill: PhotoKill;
  doubts: string[];
}

async function prepare(options: KillPhotoOptions, store: Store): Promise<Found | KillRefusal> {
  const { site, output, cache, now, query, from } = options;
  const { opened, plan, doubts } = await planFaultySite({ site, output, now }, store);
  const { content } = opened;
  const files = await readSiteFiles(site, ["articles"], store);
  const { ids, near } = findPhoto({ query, files, content, plan, from });
  const first = ids[0];
  if (first === undefined) {
    return {
      refusal: `No photo of the site is, or was made into, "${query}".${near === undefined ? "" : ` Did you mean ${near}?`}`,
    };
  }
  const file = fileOf(first, files, content);
  const sidecar = sidecarRecord(first, content, files);
  const sha256 = file?.sha256() ?? sidecar?.kill?.sha256 ?? sidecar?.original;
  if (ids.some((id) => id !== first && (fileOf(id, files, content)?.sha256() ?? "") !== sha256)) {
    return { refusal: `"${query}" may be any of these: ${ids.join(", ")}. Name one of them.` };
  }
  const all = [...new Set([...ids, ...(sha256 === undefined ? [] : twins(sha256, file?.path, files, content))])].sort();
  if (all.length > ids.length)
    doubts.push(`The same picture stands under several names, and all of them were killed: ${all.join(", ")}.`);
  const copies = copiesOf({
    ids: all,
    sha256,
    file: file?.path,
    remembered: all.flatMap((id) => sidecarRecord(id, content, files)?.kill?.renditions ?? []),
    rememberedDigests: all.flatMap((id) => sidecarRecord(id, content, files)?.kill?.digests ?? []),
    plan,
    known: knownIds(files, content),
    output,
    cache,
    store,
  });
  const read = file && sha256 ? await readPhotos([{ path: file.path, sha256 }], { store }) : undefined;
  const reading = sha256 ? (read?.get(sha256)?.value ?? rememberedReading(sha256, store)) : undefined;
  const perceptualHash = reading?.perceptualHash ?? sidecar?.kill?.perceptualHash;
  if (perceptualHash === undefined) doubts.push(unknownLooks(reading !== undefined, sha256 !== undefined));
  const { timeZone } = content.outlet;
  const at = options.at === undefined ? now : parseMoment(options.at, timeZone);
  if (at === undefined) return { refusal: `--at wants a date-time such as 2026-11-23T18:00, not "${options.at}".` };
  const both = bothMoments(options.at ?? "", timeZone);
  if (both.length > 0) {
    return { refusal: `--at ${options.at}: this hour comes twice that night; write ${both.join(" or ")}.` };
  }
  const { reason, notice, replacedBy, supplierRef: given } = options.kill;
  const supplierRef = given ?? sidecar?.supplierRef ?? reading?.xmp.supplierRef ?? reading?.iim.supplierRef;
  const kill: PhotoKill = {
    at,
    reason,
    notice,
    replacedBy,
    sha256,
    perceptualHash,
    supplierRef,
    renditions: copies.names,
    digests: [...copies.target.digests.keys()].filter((digest) => digest !== sha256).sort(),
  };
  return { content, files, ids: all, copies, kill, doubts: [...doubts, ...copies.doubts] };
}

interface FileAtHand {
  /** Absolute. */
  path: string;
  sha256: () => string;
}

/** A photo's file under articles/, or the original that its sidecar stands for. */
function fileOf(id: string, files: SiteFiles, content: SiteContent): FileAtHand | undefined {
  const path = `articles/${id}`;
  if (files.has(path)) return { path: files.onDisk(path), sha256: () => files.sha256(path) };
  const original = sidecarRecord(id, content, files)?.original;
  const folder = originalsFolder(files.root, content.outlet, process.env);
  const file = original !== undefined && folder !== undefined ? findOriginal(folder, original) : undefined;
  return file === undefined || original === undefined ? undefined : { path: file, sha256: () => original };
}

/** Other pictures of the site with the same bytes: a copy in another folder is the same photo to whoever wants it gone. */
function twins(sha256: string, path: string | undefined, files: SiteFiles, content: SiteContent): string[] {
  const size = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false })?.size;
  return [...knownIds(files, content)].filter((id) => {
    const file = `articles/${id}`;
    if (!files.has(file)) return sidecarRecord(id, content, files)?.original === sha256;
    return (size === undefined || statSync(files.onDisk(file)).size === size) && files.sha256(file) === sha256;
  });
}

/** The sidecar that is there, else the one that is to be made, beside the photo as the disk spells it. */
function sidecarOf(id: string, site: string, files: SiteFiles): { sidecar: string; path: string } {
  const photo = `articles/${id}`;
  const known = [`${photo}.yaml`, `${photo}.yml`].find((name) => files.has(name));
  if (known !== undefined) return { sidecar: known, path: files.onDisk(known) };
  return { sidecar: `${photo}.yaml`, path: `${files.has(photo) ? files.onDisk(photo) : join(site, photo)}.yaml` };
}
