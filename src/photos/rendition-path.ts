import { join } from "node:path";
import { sha256 } from "../base/digest.ts";

/** Where the cache keeps renditions, those of all sites and branches. */
export function renditionFolder(cache: string): string {
  return join(cache, "renditions");
}

/** Where the cache keeps a rendition: 256 folders, so that none holds more files than people and tools can list. */
export function renditionPath(cache: string, name: string): string {
  return join(renditionFolder(cache), sha256(name).slice(0, 2), name);
}
