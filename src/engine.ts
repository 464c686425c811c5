import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { digestOf } from "./base/digest.ts";
import { walkFiles } from "./base/files.ts";

/** The project's own folder: where its templates, strings, agencies and fonts stand. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** Digest of what makes the bytes: the source, the lock file and Node. Every planned file depends on it. */
export function engineDigest(): string {
  const source = join(projectFolder, "src");
  const parts = walkFiles(source).flatMap((name) => [name, readFileSync(join(source, name), "utf8")]);
  const lock = readFileSync(join(projectFolder, "package-lock.json"), "utf8");
  const config = readFileSync(join(projectFolder, "eleventy.config.ts"), "utf8");
  return digestOf(...parts, lock, config, process.versions.node, process.versions.icu ?? "");
}
