import type { Problem } from "./base/problem.ts";
import type { CheckResult } from "./check-site.ts";
import { type Mending, mendFiles } from "./mend-files.ts";

/** One mending may bring another to light, or make room for it; more rounds than these mean that two undo each other. */
const mostRounds = 5;

/**
 * Checks a site, mends what is safe to mend, and checks again until nothing more can be. `result` is what was found last:
 * after a dry run, which writes nothing, all that was found. `isChosen`: whose problems are mended.
 */
export async function mendSite(input: {
  site: string;
  check: () => Promise<CheckResult>;
  isChosen: (problem: Problem) => boolean;
  isDryRun: boolean;
}): Promise<{ result: CheckResult; mending: Mending }> {
  const { site, check, isChosen, isDryRun } = input;
  const mending: Mending = { mended: [], left: [], diff: "" };
  let result = await check();
  for (let round = 0; round < mostRounds; round += 1) {
    const { mended, left, diff } = mendFiles(site, result.problems.filter(isChosen), { isDryRun });
    mending.mended.push(...mended);
    mending.left = left;
    mending.diff += diff;
    if (mended.length === 0 || isDryRun) break;
    result = await check();
  }
  return { result, mending };
}
