import type { Moment } from "../base/dates.ts";
import type { SiteContent } from "../content/site-content.ts";
import { frontMoments } from "../model/explain-front.ts";
import { nextEntry } from "../model/live-entries.ts";
import type { Newsroom } from "../model/newsroom.ts";
import { visibleFrom } from "../model/visibility.ts";

/** Something that an editor put off, and that will happen to the paper by itself. */
export interface ComingChange {
  at: Moment;
  /** What happens: `embargo ends`. */
  what: string;
  /** The story's id, where one is concerned. */
  story?: string;
  /** What else is concerned: a photo, a front's file. */
  name?: string;
}

/** Where a photo may go, in words. */
export const scopeNames = { web: "the web", feeds: "feeds", offline: "offline editions" } as const;

/**
 * What comes after the newsroom's moment, the earliest first: stories that come out or expire, live entries, leases, pins
 * and banners. What the calendar alone brings (a date on a front, the news sitemap's two days) is `npm run schedule`'s.
 */
export function comingChanges(content: SiteContent, { now, photoChanges }: Newsroom): ComingChange[] {
  const stories = content.stories.flatMap((record): ComingChange[] => {
    const { frontMatter: front, id: story } = record;
    if (front.kill || front.status !== "ready") return [];
    const from = visibleFrom(front);
    const entry = nextEntry(record, now);
    return [
      ...(from > now ? [{ at: from, story, what: front.embargo === from ? "embargo ends" : "comes out" }] : []),
      ...(front.expires !== undefined && front.expires > now
        ? [{ at: front.expires, story, what: "leaves fronts and feeds" }]
        : []),
      ...(entry === undefined ? [] : [{ at: entry, story, what: "live entry" }]),
    ];
  });
  const photos = photoChanges.map(
    ({ at, isAllowed, scope, photo, story }): ComingChange => ({
      at,
      what: `photo ${isAllowed ? "may go to" : "leaves"} ${scopeNames[scope]}`,
      name: photo,
      ...(story !== undefined && { story }),
    }),
  );
  const fronts = frontMoments({ content, now })
    .filter(({ kind }) => kind !== "age")
    .map(
      ({ at, kind, file, story, isEnd }): ComingChange => ({
        at,
        what: `${kind} ${isEnd ? "ends" : "begins"}`,
        name: file,
        ...(story !== undefined && { story }),
      }),
    );
  return [...stories, ...photos, ...fronts].filter(({ at }) => at > now).sort((a, b) => a.at - b.at);
}
