import { type BuildResult, build } from "../../src/build.ts";
import { readFolder } from "./site-folder.ts";
import { SiteRepository } from "./site-repository.ts";

export const day = 86_400_000;
/** When the stories of these sites are first published, and from which their commits are counted. */
export const start = Date.parse("2026-05-01T12:00:00Z");
const now = start + 30 * day;

/** So many days after the start. */
export const at = (days: number) => new Date(start + days * day).toISOString();

/** A site that shows the history of its stories, in a repository of its own. */
export function historySite(features: Record<string, boolean> = { history: true }): SiteRepository {
  const made = new SiteRepository();
  const outlet = (readFolder(made.site).get("_data/outlet.yaml") ?? "").toString();
  made.folder.write("_data/outlet.yaml", `${outlet}features: ${JSON.stringify({ search: false, ...features })}\n`);
  return made;
}

/** Builds it as it is thirty days after the start. */
export function buildHistorySite(
  { site: own, folder }: SiteRepository,
  { output = "out", cache = "cache", site = own }: { output?: string; site?: string; cache?: string } = {},
): Promise<BuildResult> {
  return build({ site, output: folder.path(output), cache: folder.path(cache), now, allowRemoved: true });
}
