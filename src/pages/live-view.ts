import { dayOf } from "../base/dates.ts";
import type { Language } from "../model/languages.ts";
import type { LiveEntry } from "../model/live-entries.ts";
import type { Story } from "../model/story.ts";
import { fragmentPath, type LivePlace } from "./live-pages.ts";
import type { ViewContext } from "./view-context.ts";
import type { StoryView } from "./views.ts";

type LiveView = NonNullable<StoryView["story"]["live"]>;

/** What stands around the entries of one page of a live story. */
export function liveView(story: Story, place: LivePlace, context: ViewContext, language: Language): LiveView {
  const { live } = story;
  const state = live?.state ?? "ended";
  const isAtAddress = place.number === undefined;
  const marked = (wanted: "isPinned" | "isKey") =>
    place.marked.flatMap((entry) =>
      entry[wanted] && entry.headline !== undefined ? [{ ...linkTo(entry), headline: entry.headline }] : [],
    );
  function linkTo(entry: LiveEntry): { url: string; time: string } {
    const isHere = story.entries?.some(({ id }) => id === entry.id) ?? false;
    return {
      url: entryUrl(entry.id, isHere ? undefined : place, context),
      time: context.moment(entry.at, "time", language),
    };
  }
  const days = Map.groupBy(place.elsewhere, ({ at }) => {
    const { year, month, day } = dayOf(at, context.newsroom.outlet.timeZone);
    return `${year}-${month}-${day}`;
  });
  return {
    state,
    label: context.words(language, `live-${state}`),
    start: context.date(live?.start ?? story.published, language),
    ...(live?.end !== undefined && { end: context.date(live.end, language) }),
    pinned: marked("isPinned"),
    keyEvents: marked("isKey"),
    ...(!isAtAddress && {
      page: { name: livePageName(place, context, language) ?? "", url: context.url(place.path) },
    }),
    ...(place.older !== undefined && { olderUrl: context.url(place.older) }),
    ...(place.newer !== undefined && { newerUrl: context.url(place.newer) }),
    elsewhere: [...days.values()].map((entries) => ({
      day: context.moment(entries[0]?.at ?? 0, "weekday", language),
      items: entries.map((entry) => ({ id: entry.id, ...linkTo(entry) })),
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
