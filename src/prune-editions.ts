import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Moment } from "./base/dates.ts";
import { hasErrors, isError, ProblemError } from "./base/problem.ts";
import { openStore } from "./base/store.ts";
import { openSite } from "./build.ts";
import type { SignSums } from "./editions/add-sums.ts";
import { writeSums } from "./editions/folder-sums.ts";
import { readEditions } from "./editions/previous-edition.ts";
import { withdrawalContext, withdrawalOf } from "./editions/withdrawal.ts";
import { editionsFolder } from "./model/published-edition.ts";
import { clearMaking } from "./place-edition.ts";
import { newestOf } from "./plan-editions.ts";
import { lockOutput } from "./publish/lock.ts";

export interface PruneEditionsInput {
  /** Absolute. */
  site: string;
  cache: string;
  now: Moment;
  sign?: SignSums | undefined;
}

export interface PrunedEditions {
  /** Names of files that were there. */
  removed: string[];
  /** Whether the signature of all that lies in the folder was deleted, since there is no key to sign the new list with. */
  isSignatureGone: boolean;
}

/**
 * Deletes the files of editions that a build publishes no more: withdrawn ones, and those older than outlet.yaml keeps of each
 * series. Of a withdrawn one the record stays while it is among those, for the page and `withdrawn.json` go on telling of it.
 * Throws ProblemError where the site has errors: what is hidden can't be known then.
 */
export async function pruneEditions({ site, cache, now, sign }: PruneEditionsInput): Promise<PrunedEditions> {
  const folder = join(site, editionsFolder);
  if (!existsSync(folder)) return { removed: [], isSignatureGone: false };
  const unlock = lockOutput(cache, folder);
  const store = openStore(cache);
  try {
    const { newsroom, problems } = await openSite({ site, now }, store);
    if (hasErrors(problems)) throw new ProblemError(problems.filter(isError));
    clearMaking(folder);
    const records = readEditions(folder);
    const kept = new Set(newestOf(records, newsroom.outlet.editions.keep).map(({ id }) => id));
    const context = withdrawalContext(newsroom);
    const removed = records.flatMap((record) => {
      const isKept = kept.has(record.id);
      if (isKept && !withdrawalOf(record, context)) return [];
      const names = [...record.files.map(({ name }) => name), ...(isKept ? [] : [`${record.id}.json`])];
      return names.filter((name) => existsSync(join(folder, name)));
    });
    for (const name of removed) rmSync(join(folder, name), { force: true });
    const { isSignatureGone } = removed.length > 0 ? await writeSums(folder, sign) : { isSignatureGone: false };
    return { removed, isSignatureGone };
  } finally {
    store.close();
    unlock();
  }
}
