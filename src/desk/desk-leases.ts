import { daysAfter, type Moment } from "../base/dates.ts";
import type { PhotoScope } from "../content/photo-schema.ts";
import type { Newsroom } from "../model/newsroom.ts";
import type { DeskStory } from "./desk-story.ts";

/** A photo whose use ends soon, in one place. */
export interface EndingLease {
  photo: string;
  at: Moment;
  scopes: PhotoScope[];
  /** Where it is used. */
  file: string;
  line?: number;
  story?: DeskStory;
}

/** What ends within the outlet's `photos.leaseWarning` days, the earliest first; of hidden stories too. */
export function endingLeases(
  newsroom: Pick<Newsroom, "photoChanges" | "outlet" | "now">,
  stories: readonly DeskStory[],
): EndingLease[] {
  const { photoChanges, outlet, now } = newsroom;
  const last = daysAfter(now, outlet.photos.leaseWarning, outlet.timeZone);
  const byFile = new Map(stories.map((story) => [story.file, story]));
  const byId = new Map(stories.map((story) => [story.id, story]));
  const ending = photoChanges.filter(({ at, isAllowed }) => !isAllowed && at <= last);
  const places = Map.groupBy(ending, ({ at, photo, file, line }) => JSON.stringify([at, photo, file, line]));
  return [...places.values()].flatMap((ends) => {
    const [first] = ends;
    if (!first) return [];
    const story = byId.get(first.story ?? "") ?? byFile.get(first.file);
    return [
      {
        photo: first.photo,
        at: first.at,
        scopes: [...new Set(ends.map(({ scope }) => scope))],
        file: first.file,
        ...(first.line !== undefined && { line: first.line }),
        ...(story && { story }),
      },
    ];
  });
}
