import type { Moment } from "./base/dates.ts";
import { digestOf } from "./base/digest.ts";
import { hasErrors, isError, ProblemError } from "./base/problem.ts";
import type { Store } from "./base/store.ts";
import { type OpenedSite, openSite } from "./build.ts";
import { heldBack } from "./hold-back.ts";
import { lastPublished } from "./last-published.ts";
import { planSite, type SitePlan } from "./plan-site.ts";
import { readSiteConfig } from "./site-config.ts";

export interface FaultySitePlan {
  opened: OpenedSite;
  plan?: SitePlan;
  /** Why there is no plan, or not a whole one; empty where nothing is wrong. */
  doubts: string[];
}

/**
 * The site's plan for work that can't wait for somebody else's fault: as `--hold-back` would build it, and as much of it as
 * there is where even that can't be built.
 */
export async function planFaultySite(
  { site, output, now }: { site: string; output: string; now: Moment },
  store: Store,
): Promise<FaultySitePlan> {
  const doubts: string[] = [];
  let opened = await openSite({ site, now }, store);
  if (hasErrors(opened.problems)) {
    const { problems, content } = opened;
    const last = await lastPublished({ problems, content, store, site, output });
    const held = heldBack({ problems, content, site, last });
    if (held.stories.length > 0) {
      opened = await openSite({ site, now }, store, held.replace);
      doubts.push(`Stories with errors count as they were published last: ${held.stories.join(", ")}.`);
    }
    const left = opened.problems.filter(isError);
    const files = [...new Set(left.map(({ file }) => file ?? "the site"))];
    if (files.length > 0) doubts.push(`Errors stand in ${files.join(", ")}.`);
  }
  try {
    const config = await readSiteConfig(site);
    const engine = digestOf(config.digest);
    const plan = await planSite({ site, store, opened, engine });
    return { opened, plan, doubts };
  } catch (error) {
    const why = error instanceof ProblemError ? error.problems.map(({ message }) => message).join(" ") : String(error);
    return { opened, doubts: [...doubts, `The site can't be planned: ${why}`] };
  }
}
