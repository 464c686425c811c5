import { hasErrors, type Problem } from "./base/problem.ts";
import type { OpenedSite } from "./build.ts";
import { findLosses, lossCodes } from "./find-losses.ts";
import { holdMoves } from "./hold-moved.ts";
import type { DataPlace } from "./last-data.ts";
import type { HeldSite, OpenSite } from "./open-held-back.ts";
import type { SitePlan } from "./plan-site.ts";
import type { BuildManifest } from "./publish/build-manifest.ts";

export interface PlanHeldInput {
  held: HeldSite;
  open: OpenSite;
  planOf: (opened: OpenedSite) => Promise<SitePlan>;
  place: DataPlace;
  /** The last build's, where there is one. */
  before: BuildManifest | undefined;
  isHeldBack: boolean;
  /** Addresses that were public may vanish. */
  allowRemoved: boolean;
}

/** The site as it will be made. */
export interface PlannedSite {
  opened: OpenedSite;
  plan: SitePlan;
  /** What was held, told as it was found; it stands in the way no more. */
  told: Problem[];
  /** What the public would not find again. */
  lost: Problem[];
  /** Ids of stories, and files of _data/. */
  held: string[];
}

/** Plans a site, and looks for what was public and would be lost; held back, such stories stay where they were. */
export async function planHeld(input: PlanHeldInput): Promise<PlannedSite> {
  const { held, open, planOf, place, before, isHeldBack, allowRemoved } = input;
  const { opened, hidden } = held;
  const plan = await planOf(opened);
  const first: PlannedSite = { opened, plan, told: held.told, lost: [], held: held.held };
  if (allowRemoved) return first;
  const losses = (at: OpenedSite, { files }: SitePlan) =>
    findLosses({ site: place.site, store: place.store, opened: at, before, planned: files, hidden });
  const found = await losses(opened, plan);
  if (!isHeldBack || found.losses.length === 0) return { ...first, lost: found.problems };

  const moves = await holdMoves(found.losses, held, place);
  const again = await open(held.instead, (content) => moves.replace(held.replace(content)));
  const kept = { ...again, problems: [...held.remaining(again.problems)] };
  const next = hasErrors(kept.problems) ? undefined : await planOf(kept);
  // Where another story stands at the old address by now, the moved one is let go.
  const isBetter = next !== undefined && (!hasErrors(next.problems) || hasErrors(plan.problems));
  const settled = isBetter ? { opened: kept, plan: next } : { opened, plan };
  const left = isBetter ? await losses(kept, next) : found;
  return {
    ...settled,
    told: [...held.told, ...found.problems.filter(({ code }) => lossCodes.has(code))],
    lost: left.problems.filter(({ code }) => !lossCodes.has(code)),
    held: [...new Set([...held.held, ...moves.stories])],
  };
}
