import { dayOf } from "../base/dates.ts";
import type { Language } from "../model/languages.ts";
import { fragmentPath } from "../model/live-paging.ts";
import type { Story } from "../model/story.ts";
import type { LivePlace } from "./live-pages.ts";
import type { ViewContext } from "./view-context.ts";
import type { StoryView } from "./views-story.ts";

type LiveView = NonNullable<StoryView["story"]["live"]>;

/** What stands around the entries of one page of a live story. */
export function liveView(story: Story, place: LivePlace, context: ViewContext, language: Language): LiveView {
  const { live } = story;
  const state = live?.state ?? "ended";
  const isAtAddress = place.number === undefined;
  const isHere = (id: string) => story.entries?.some((entry) => entry.id === id) ?? false;
  // An anchor stands once on a page: at its entry, else at the first link that leads to it.
  const given = new Set<string>();
  const marked = (wanted: "isPinned" | "isKey") =>
    place.marked.flatMap(({ id, at, headline, ...entry }) => {
      if (!entry[wanted] || headline === undefined) return [];
      const isAnchor = isAtAddress && !isHere(id) && !given.has(id);
      if (isAnchor) given.add(id);
      const url = entryUrl(id, isHere(id) ? undefined : place, context);
      return [{ ...(isAnchor && { id }), url, time: context.moment(at, "time", language), headline }];
    });
  const pinned = marked("isPinned");
  const keyEvents = marked("isKey");
  const days = Map.groupBy(place.olderPages, ({ to }) => {
    const { year, month, day } = dayOf(to, context.newsroom.outlet.timeZone);
    return `${year}-${month}-${day}`;
  });
  return {
    state,
    label: context.words(language, `live-${state}`),
    start: context.date(live?.start ?? story.published, language),
    ...(live?.end !== undefined && { end: context.date(live.end, language) }),
    pinned,
    keyEvents,
    ...(!isAtAddress && {
      page: { name: livePageName(place, context, language) ?? "", url: context.url(place.path) },
    }),
    ...(place.older !== undefined && { olderUrl: context.url(place.older) }),
    ...(place.newer !== undefined && { newerUrl: context.url(place.newer) }),
    olderPages: [...days.values()].map((pages) => ({
      day: context.moment(pages[0]?.to ?? 0, "weekday", language),
      items: pages.map(({ path, from, to, anchors }) => ({
        url: context.url(path),
        from: context.moment(from, "time", language),
        to: context.moment(to, "time", language),
        anchors: anchors.filter((id) => !given.has(id)),
      })),
    })),
    ...(isAtAddress &&
      state !== "ended" && {
        updates: {
          url: context.url(place.path),
          fragmentUrl: context.url(fragmentPath(place.path)),
          locale: language.locale,
        },
      }),
  };
}

/** `Page 3`; undefined at the story's own address. */
export function livePageName({ number }: LivePlace, context: ViewContext, language: Language): string | undefined {
  if (number === undefined) return undefined;
  return context.words(language, "page-number", { current: context.number(number, language) });
}

/** The lasting address of an entry: an anchor alone where that is on this page. */
export function entryUrl(id: string, place: LivePlace | undefined, context: ViewContext): string {
  const path = place?.pathOf(id) ?? "";
  return `${path === "" ? "" : context.url(path)}#${encodeURIComponent(id)}`;
}
