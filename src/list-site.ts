import type { Problem } from "./base/problem.ts";
import type { PlannedFile } from "./pages/planned-file.ts";
import type { Layout } from "./pages/views.ts";
import { type PlanSiteInput, planOrList } from "./plan-site.ts";

/** One address of the site, without what stands at it. */
export type ListedFile = Pick<PlannedFile, "kind" | "file" | "story" | "alias"> & {
  layout?: Layout;
  /** Where a page comes from: a story's file. */
  origin?: string;
};

/** Where everything of the site stands, and what is wrong with that. */
export interface SiteList {
  files: ListedFile[];
  problems: Problem[];
}

/**
 * The site's addresses and the plan's problems, for a check: no view is made, which is most of what a plan costs. Pictures,
 * the parts of the search index and those of the sitemap are not among them: nobody links to them.
 */
export async function listSite(input: Omit<PlanSiteInput, "engine">): Promise<SiteList> {
  const { files, problems } = await planOrList({ ...input, engine: "" }, true);
  return { files: files.filter(({ kind }) => kind !== "rendition"), problems };
}
