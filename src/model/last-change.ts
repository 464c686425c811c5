import type { Moment } from "../base/dates.ts";
import type { Story } from "./story.ts";

type Dated = Pick<Story, "published" | "updated" | "corrections" | "entries">;

/**
 * When a story last changed, for all that machines read: the latest of its publication, its last major change, its newest
 * correction and its newest entry that readers can see. A mended typo is none of them.
 */
export function lastChange(story: Dated): Moment {
  return Math.max(lastUpdate(story), ...story.corrections.map(({ date }) => date));
}

/**
 * The same without corrections, each of which shows its own date: what a page calls "Updated", where it is later than the
 * publication.
 */
export function lastUpdate({ published, updated, entries }: Omit<Dated, "corrections">): Moment {
  const visible = (entries ?? []).filter(({ hiddenAs }) => hiddenAs === undefined);
  return Math.max(published, updated ?? published, ...visible.map(({ at }) => at));
}
