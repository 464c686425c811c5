import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomic } from "../base/files.ts";

/**
 * The one record of what an output folder holds; only a complete build has one. Publishing works from it. It is public:
 * nothing in it may depend on what is not (`made-from.ts`).
 */
export interface BuildManifest {
  version: 1;
  /** By path, in order. */
  files: ManifestFile[];
}

export interface ManifestFile {
  path: string;
  sha256: string;
  /** Bytes. */
  size: number;
  /** Id of the story whose address this is. */
  story?: string;
  /** Id of the story to which this old address leads. */
  alias?: string;
}

export const manifestName = "build-manifest.json";

/** The manifest of an output folder; undefined where it has none, or one that this version can't read. */
export function readManifest(output: string): BuildManifest | undefined {
  const path = join(output, manifestName);
  if (!existsSync(path)) return undefined;
  try {
    const manifest = JSON.parse(readFileSync(path, "utf8")) as BuildManifest;
    return manifest.version === 1 && Array.isArray(manifest.files) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** A file a line, so that a difference of two manifests reads like a list of changes. */
export function manifestText(manifest: BuildManifest): string {
  const files = [...manifest.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return `{"version":1,"files":[\n${files.map((file) => JSON.stringify(file)).join(",\n")}\n]}\n`;
}

/** Writes the build manifest of an output folder, whole or not at all. */
export function writeManifest(output: string, text: string): void {
  writeFileAtomic(join(output, manifestName), text);
}
