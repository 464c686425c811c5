import { join } from "node:path";
import { sha256 } from "../base/digest.ts";

/** Where the cache keeps a rendition: 256 folders, so that none holds more files than people and tools can list. */
export function renditionPath(cache: string, name: string): string {
  return join(cache, "renditions", sha256(name).slice(0, 2), name);
}
