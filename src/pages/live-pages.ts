import type { Moment } from "../base/dates.ts";
import { digestOf } from "../base/digest.ts";
import type { LiveEntry } from "../model/live-entries.ts";
import { entriesPerPage, lastOlderPage, pageCount, pagePath } from "../model/live-paging.ts";
import type { Story } from "../model/story.ts";

// A live story's pages: what each of them shows, and which entries its links lead to.

/** Entries that the fragment brings which an open page fetches. */
const entriesInFragment = 20;

/** Links to older pages at the story's address, newest first; the first page has one however many there are. */
const mostOlderPages = 40;

/** Where a page stands among a live story's pages. */
export interface LivePlace {
  /** Of the story. */
  path: string;
  /** 1-based from the oldest; undefined: the story's own address. */
  number?: number;
  /** Whether its entries stand at the story's address too: then that is the page to find, and this one the lasting address. */
  isShownAtAddress: boolean;
  /** Path of the page before it in time. */
  older?: string;
  /** Path of the page after it in time. */
  newer?: string;
  /** At the story's address: the pages of what is not shown there, newest first. */
  olderPages: OlderPage[];
  /** At the story's address: of all pages, pinned or key events, newest first. */
  marked: LiveEntry[];
  /** At the story's address: how many there are on all pages. */
  total?: number;
  /** The permanent address (a path, and a page's own as the empty text) of an entry. */
  pathOf: (id: string) => string;
}

export interface OlderPage {
  path: string;
  /** Of its oldest and its newest entry. */
  from: Moment;
  to: Moment;
  /** Anchors that once were at the story's address as lasting ones, and still lead on from there. */
  anchors: string[];
}

export interface LivePage {
  /** The story with this page's entries alone. */
  story: Story;
  place: LivePlace;
}

/**
 * The pages of a live story, that at its own address first; undefined for other stories. While a story has few entries, its
 * address is theirs; the anchors of those first ones are kept there for ever. Each later entry stands on a numbered page from
 * the start, so nobody is ever given an address that will move.
 */
export function livePages(story: Story): [LivePage, ...LivePage[]] | undefined {
  if (story.type !== "live") return undefined;
  const entries = story.entries ?? [];
  const count = pageCount(entries.length);
  const pages = Array.from({ length: count }, (_unused, index) => ({
    number: index + 1,
    path: pagePath(story.path, index + 1),
    entries: entries.slice(index * entriesPerPage, (index + 1) * entriesPerPage),
  }));
  const pageOf = new Map(pages.flatMap(({ path, entries }) => entries.map(({ id }) => [id, path])));
  const pathOf = (own: string) => (id: string) => {
    const path = pageOf.get(id) ?? story.path;
    return path === own ? "" : path;
  };
  const last = lastOlderPage(entries.length);
  const older = pages.slice(0, last).reverse();
  const shown = entries.slice(-entriesPerPage);
  const [nearest] = older;
  return [
    {
      story: count === 0 ? story : withEntries(story, shown),
      place: {
        path: story.path,
        isShownAtAddress: true,
        ...(nearest && { older: nearest.path }),
        olderPages: older
          .filter(({ number }, index) => index < mostOlderPages || number === 1)
          .map(({ number, path, entries: held }) => ({
            path,
            from: held[0]?.at ?? story.published,
            to: held.at(-1)?.at ?? story.published,
            anchors: number === 1 ? held.map(({ id }) => id) : [],
          })),
        marked: entries.filter(({ isPinned, isKey }) => isPinned || isKey).reverse(),
        total: entries.length,
        pathOf: pathOf(story.path),
      },
    },
    ...pages.map(
      ({ number, path, entries: held }): LivePage => ({
        story: { ...olderStory(withEntries(story, held)), path },
        place: {
          path: story.path,
          number,
          isShownAtAddress: number > last,
          ...(number > 1 && { older: pagePath(story.path, number - 1) }),
          ...(number < count && { newer: pagePath(story.path, number + 1) }),
          olderPages: [],
          marked: [],
          pathOf: pathOf(path),
        },
      }),
    ),
  ];
}

/** The newest entries alone: what an open page asks for, and what stands in lists of one story. */
export function newestEntries(story: Story): Story {
  const newest = (story.entries ?? []).toReversed().slice(0, entriesInFragment);
  return olderStory(withEntries(story, newest));
}

/** The story with some of its entries, and the photos that go with them. */
function withEntries(story: Story, chosen: readonly LiveEntry[]): Story {
  const ids = new Set(chosen.map(({ id }) => id));
  const all = story.entries ?? [];
  let from = story.copyPhotos.length - all.reduce((sum, entry) => sum + entry.photos, 0);
  const indexes = Array.from({ length: from }, (_unused, index) => index);
  for (const entry of all) {
    if (ids.has(entry.id)) for (let use = 0; use < entry.photos; use += 1) indexes.push(from + use);
    from += entry.photos;
  }
  const entries = all.filter(({ id }) => ids.has(id));
  const { photoNotes } = story;
  return {
    ...story,
    entries,
    digest: digestOf(story.copyDigest ?? story.digest, JSON.stringify(story.tables ?? {}), JSON.stringify(entries)),
    copyPhotos: indexes.map((index) => story.copyPhotos[index]),
    ...(photoNotes && { photoNotes: { ...photoNotes, copy: indexes.map((index) => photoNotes.copy[index]) } }),
  };
}

/** What an older page says of the story: its name, its writers, its entries. All else stands at the story's address, and changes there. */
function olderStory(story: Story): Story {
  const own = story.copyPhotos.length - (story.entries ?? []).reduce((sum, entry) => sum + entry.photos, 0);
  const { photo: _photo, photoNotes, series: _series, lag: _lag, methodology: _methodology, ...rest } = story;
  const { updated: _updated, changeNote: _changeNote, standfirst: _standfirst, dateline: _dateline, ...facts } = rest;
  return {
    ...facts,
    isWithoutCopy: true,
    gallery: [],
    copyPhotos: story.copyPhotos.slice(own),
    ...(photoNotes && { photoNotes: { gallery: [], copy: photoNotes.copy.slice(own) } }),
    corrections: [],
    sources: [],
    topics: [],
    translations: {},
    words: 0,
  };
}
