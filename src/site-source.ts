import { readFileSync } from "node:fs";
import { onDisk } from "./base/files.ts";
import { plainText } from "./content/front-matter.ts";

/** The text of a site's file as `plainText` has it; undefined where it can't be read. `file` is relative to the site. */
export function siteSource(site: string, file: string): string | undefined {
  try {
    return plainText(readFileSync(onDisk(site, file), "utf8"));
  } catch {
    return undefined;
  }
}
