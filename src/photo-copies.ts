import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { sha256 } from "./base/digest.ts";
import type { Store } from "./base/store.ts";
import { cachedOfPhoto, isRenditionOf, renditionStem } from "./photos/forget-photo.ts";
import { renditionPath } from "./photos/rendition-path.ts";
import type { SitePlan } from "./plan-site.ts";
import { readManifest } from "./publish/build-manifest.ts";
import { sampleOf, type TraceTarget } from "./publish/find-traces.ts";

export interface CopiesInput {
  /** Paths under articles/ of the photos with these bytes. */
  ids: readonly string[];
  /** Of the photo's file, where it or its kill says so. */
  sha256: string | undefined;
  /** The photo's file, absolute, where it is still there. */
  file: string | undefined;
  /** Names that earlier kills wrote down. */
  remembered: readonly string[];
  plan: SitePlan | undefined;
  /** SHA-256 of files made of it, as earlier kills wrote them down: outputs and caches have forgotten them. */
  rememberedDigests: readonly string[];
  /** Every picture of the site: one that shares a name's beginning casts doubt on what goes by names. */
  known: ReadonlySet<string>;
  output: string;
  cache: string;
  store: Store;
}

export interface Copies {
  /** Names of all files that were made of the photo, as far as anything remembers. */
  names: string[];
  /** Names of the cache's files that show it, those of other sites too. */
  cached: string[];
  /** Of the ids, those whose files were published or would be: a copy that never was must not be named to the public. */
  publicIds: string[];
  /** Their paths below the output, of the last build and of this plan. */
  outputFiles: string[];
  target: TraceTarget;
  doubts: string[];
}

/**
 * Everything that was made of a photo: by the plan of the site as it stands, by the last build's manifest and by the cache,
 * where renditions with an earlier credit may lie. The manifest goes by the beginning of the name, and only where no other
 * photo's names begin so; the cache by the bytes that a file was made of, for other sites' files lie there too.
 */
export function copiesOf(input: CopiesInput): Copies {
  const { ids, plan, output, cache, store, sha256: original } = input;
  const doubts: string[] = [];
  const names = new Set(input.remembered.map((name) => basename(name)));
  const planned = plan ? plannedFiles(ids, plan) : [];
  for (const file of planned) names.add(basename(file));
  const manifest = readManifest(output)?.files ?? [];
  const others = new Set(plan ? otherNames(ids, plan) : []);
  const stems = new Set(ids.map(renditionStem));
  const shared = new Map([...input.known].filter((id) => !ids.includes(id)).map((id) => [renditionStem(id), id]));
  const cached = cachedOfPhoto({ stems, sha256: original }, { cache, store });
  for (const stem of stems) {
    const other = shared.get(stem);
    const made = manifest.map(({ path }) => basename(path)).filter((name) => isRenditionOf(stem, name));
    for (const name of made) if (other === undefined && !others.has(name)) names.add(name);
    for (const name of cached.own) if (isRenditionOf(stem, name) && !others.has(name)) names.add(name);
    if (other !== undefined && made.some((name) => !names.has(name) && !others.has(name)))
      doubts.push(`Files of earlier builds were not looked for by name: ${other} has names of the same beginning.`);
  }
  const unsure = cached.unsure.filter((name) => !names.has(name) && !others.has(name));
  if (unsure.length > 0) {
    const files = unsure.length === 1 ? "file of the cache has a name" : "files of the cache have names";
    doubts.push(
      `${unsure.length} ${files} that may be this photo's or another's, and stay: delete the cache to be sure of them.`,
    );
  }
  const built = manifest.map(({ path }) => path).filter((path) => names.has(basename(path)));
  return {
    names: [...names].sort(),
    cached: cached.own,
    publicIds: ids.filter((id) => {
      if (!plan || plannedFiles([id], plan).length > 0) return true;
      const stem = renditionStem(id);
      return !shared.has(stem) && manifest.some(({ path }) => isRenditionOf(stem, basename(path)));
    }),
    outputFiles: [...new Set([...built, ...planned])].sort(),
    target: targetOf(input, names, { manifest, cached: cached.own }),
    doubts,
  };
}

/** Paths below the output of what the plan makes of some photos: renditions, crops and cards. */
function plannedFiles(ids: readonly string[], plan: SitePlan): string[] {
  const renditions = [...plan.rack.renditions()].filter(([, { set }]) => ids.includes(set.photo));
  const cards = [...plan.cards.cards()].filter(([, { photo }]) => photo !== undefined && ids.includes(photo));
  return [...renditions, ...cards].map(([file]) => file);
}

function otherNames(ids: readonly string[], plan: SitePlan): string[] {
  return [...plan.rack.renditions().values()]
    .filter(({ set }) => !ids.includes(set.photo))
    .map(({ rendition }) => rendition.name);
}

function targetOf(
  { ids, sha256: original, file, rememberedDigests, output, cache, store }: CopiesInput,
  names: ReadonlySet<string>,
  { manifest, cached }: { manifest: readonly { path: string; sha256: string }[]; cached: readonly string[] },
): TraceTarget {
  const digests = new Map<string, string>();
  const samples: { bytes: Buffer; what: string }[] = [];
  const look = (path: string | undefined, what: string) => {
    if (path === undefined || !statSync(path, { throwIfNoEntry: false })?.isFile()) return;
    const bytes = readFileSync(path);
    // A file without a byte is equal to every other such file.
    if (bytes.length === 0) return;
    digests.set(sha256(bytes), what);
    const sample = sampleOf(bytes);
    if (sample) samples.push({ bytes: sample, what });
  };
  for (const digest of rememberedDigests) digests.set(digest, "a file made of it");
  if (original !== undefined) digests.set(original, ids[0] ?? "the photo");
  look(file, ids[0] ?? "the photo");
  for (const { path, sha256: made } of manifest) {
    if (!names.has(basename(path))) continue;
    digests.set(made, basename(path));
    look(join(output, path), basename(path));
  }
  for (const name of new Set([...names, ...cached])) {
    const stored = store.get("renditions", name);
    if (stored) digests.set((JSON.parse(stored) as { sha256: string }).sha256, name);
    look(renditionPath(cache, name), name);
  }
  return { digests, names: [...names].sort(), ids, samples };
}
