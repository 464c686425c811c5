import { readdirSync } from "node:fs";
import { join } from "node:path";
import { planRenditions } from "./plan-renditions.ts";
import { readingVersion } from "./read-photo.ts";
import type { Places } from "./rendition-cache.ts";
import { forgetRenditions } from "./rendition-cache.ts";
import { renditionFolder } from "./rendition-path.ts";
import { engineVersion } from "./sharp.ts";

/** The readable beginning of the names of all renditions of a photo: `harbour` of `harbour-3f2a9c0d1e4b5a67-640.avif`. */
export function renditionStem(id: string): string {
  // Asked of the plan itself, so that there is one rule for it.
  const { set } = planRenditions({
    reading: { sha256: "", width: 1, height: 1, colour: "" },
    rights: { credit: "", creator: [] },
    alt: "",
    focus: [0.5, 0.5],
    placement: "inline",
    stem: id,
  });
  return set.jpeg[0]?.name.replace(/-[0-9a-f]+-\d+\.jpg$/, "") ?? "";
}

/** Whether a file's name is that of a rendition with this stem; social cards are named after their story. */
export function isRenditionOf(stem: string, name: string): boolean {
  return name.startsWith(`${stem}-`) && /^[0-9a-f]{16}-\d+(?:x\d+)?\.(?:avif|jpg)$/.test(name.slice(stem.length + 1));
}

/** Names of the renditions in the cache that have a stem, of whatever credit and age; other photos may have the stem too. */
export function cachedRenditions(cache: string, stem: string): string[] {
  const folder = renditionFolder(cache);
  const names: string[] = [];
  for (const part of listed(folder)) {
    for (const name of listed(join(folder, part))) if (isRenditionOf(stem, name)) names.push(name);
  }
  return names.sort();
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // no cache yet, or a file that is none of ours
  }
}

/**
 * Takes a photo out of the cache: its renditions and cards by name, and what was read of its file. What is forgotten of
 * another photo with the same stem is only made again.
 */
export function forgetPhoto(
  { sha256s, names, stems }: { sha256s: readonly string[]; names: readonly string[]; stems: readonly string[] },
  { cache, store }: Places,
): void {
  const all = new Set([...names, ...stems.flatMap((stem) => cachedRenditions(cache, stem))]);
  forgetRenditions([...all], { cache, store });
  const readings = sha256s.map((sha256) => `${sha256} ${readingVersion} ${engineVersion}`);
  store.forget("photos", [...readings, ...readings.map((key) => `${key} drawing`)]);
}
