import { dayLength, type Moment } from "../base/dates.ts";
import type { Story } from "./story.ts";

/** ms: how long a correction stands on the fronts that its story stood on. */
export const correctionsStandFor = 14 * dayLength;
const shown = 3;

/** The corrections of the last fortnight stand on the front: a correction must not be quieter than the mistake. Newest first. */
export function recentCorrections(
  stories: readonly Story[],
  now: Moment,
): { story: Story; correction: Story["corrections"][number] }[] {
  return stories
    .flatMap((story) =>
      story.corrections
        .filter(({ date }) => date + correctionsStandFor > now)
        .map((correction) => ({ story, correction })),
    )
    .sort((a, b) => b.correction.date - a.correction.date)
    .slice(0, shown);
}
