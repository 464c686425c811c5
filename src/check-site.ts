import type { Moment } from "./base/dates.ts";
import { type Problem, sortProblems } from "./base/problem.ts";
import { openStore } from "./base/store.ts";
import { openSite, type Progress } from "./build.ts";
import { runRules } from "./checks/run-rules.ts";
import { applyChecks } from "./content/apply-checks.ts";
import type { SiteContent } from "./content/site-content.ts";
import { listSite } from "./list-site.ts";
import { movedStories, storyMender } from "./moved-stories.ts";
import { readManifest } from "./publish/build-manifest.ts";
import { lostAddresses } from "./publish/lost-addresses.ts";
import { quotableProblems } from "./quotable-problems.ts";
import { ruleAccess } from "./rule-access.ts";
import { readSiteConfig } from "./site-config.ts";
import { unlistedKills } from "./unlisted-kills.ts";
import { withoutUnsureMends } from "./unsure-mends.ts";

export interface CheckResult {
  problems: Problem[];
  /** Story files read, hidden ones too. */
  stories: number;
  /** Whether the words of a problem may stand where anybody reads them: those of hidden stories may not. */
  isQuotable: (problem: Problem) => boolean;
}

/** Finds what a build would refuse or warn of before it makes anything: stories, photos, data, addresses, styles. Writes nothing. */
export async function checkSite(input: {
  site: string;
  /** The last build, whose addresses must not be lost; need not exist. */
  output: string;
  cache: string;
  now: Moment;
  /** Days ahead to warn of leases that end, in place of the outlet's own. */
  leaseWarning?: number | undefined;
  onProgress?: Progress;
}): Promise<CheckResult> {
  const { site, output, cache, now, leaseWarning, onProgress = () => {} } = input;
  const store = openStore(cache);
  try {
    const opened = await openSite({ site, now, onProgress }, store, (content) => warnAhead(content, leaseWarning));
    // A site.config.ts that can't be used throws here, as it would in a build.
    await readSiteConfig(site);
    const plan = await listSite({ site, store, opened });
    const before = readManifest(output);
    const { stories, outlet } = opened.content;
    const moved = await movedStories({ site, store, ...opened, before });
    const lost =
      before && moved.before
        ? [
            ...lostAddresses({
              before: moved.before,
              planned: plan.files,
              stories,
              hidden: new Set(),
              mend: storyMender(site),
            }),
            ...unlistedKills(opened, before),
          ]
        : [];
    const { content, newsroom } = opened;
    const found = sortProblems([
      ...opened.problems,
      ...plan.problems,
      ...moved.problems,
      ...applyChecks(lost, outlet, stories),
      ...runRules({
        content,
        newsroom,
        now,
        addresses: plan.files,
        readings: opened.readings,
        ...ruleAccess(site, store),
      }),
    ]);
    const problems = withoutUnsureMends(found);
    return { problems, stories: stories.length, isQuotable: quotableProblems(opened) };
  } finally {
    store.close();
  }
}

function warnAhead(content: SiteContent, leaseWarning: number | undefined): SiteContent {
  if (leaseWarning === undefined) return content;
  const { outlet } = content;
  return { ...content, outlet: { ...outlet, photos: { ...outlet.photos, leaseWarning } } };
}
