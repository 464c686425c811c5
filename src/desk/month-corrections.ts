import { dayOf, type Moment } from "../base/dates.ts";
import type { SiteContent, StoryRecord } from "../content/site-content.ts";
import type { DeskStory } from "./desk-story.ts";

export interface MonthCorrection {
  story: DeskStory;
  correction: NonNullable<StoryRecord["frontMatter"]["corrections"]>[number];
}

/** Corrections and clarifications dated in the moment's calendar month, the newest first; none of what is still to come. */
export function monthCorrections(
  { stories: records, outlet }: SiteContent,
  stories: readonly DeskStory[],
  now: Moment,
): MonthCorrection[] {
  const month = (moment: Moment) => {
    const { year, month } = dayOf(moment, outlet.timeZone);
    return year * 12 + month;
  };
  const byId = new Map(stories.map((story) => [story.id, story]));
  return records
    .flatMap(({ id, frontMatter }) => {
      const story = byId.get(id);
      if (!story || !frontMatter.corrections) return [];
      return frontMatter.corrections
        .filter(({ date }) => date <= now && month(date) === month(now))
        .map((correction) => ({ story, correction }));
    })
    .sort((a, b) => b.correction.date - a.correction.date);
}
