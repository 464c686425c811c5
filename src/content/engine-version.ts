import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../base/digest.ts";

let version: string | undefined;

/**
 * A digest of the code that reads content, and of the lock file that fixes its libraries: a reading remembered by
 * other code is made anew. Computed once a process.
 */
export function engineVersion(): string {
  if (version !== undefined) return version;
  const here = import.meta.dirname;
  const parts: string[] = [];
  for (const folder of [here, join(here, "../base")]) {
    for (const name of readdirSync(folder).sort()) {
      if (name.endsWith(".ts")) parts.push(name, readFileSync(join(folder, name), "utf8"));
    }
  }
  const lock = join(here, "../../package-lock.json");
  parts.push(existsSync(lock) ? readFileSync(lock, "utf8") : "no lock file");
  version = digestOf(...parts);
  return version;
}
