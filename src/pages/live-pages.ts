import { digestOf } from "../base/digest.ts";
import type { LiveEntry } from "../model/live-entries.ts";
import type { Story } from "../model/story.ts";
import { paginate } from "./listings.ts";

// How a live story is cut into pages. The story's address shows the newest entries; what is older stands on numbered pages
// that never change again, numbered from the oldest: an entry's permanent address is that of the full page that holds it.

/** Entries on a full page. The story's address has up to twice as many, less one. */
export const entriesPerPage = 25;

/** Entries that the fragment brings which an open page fetches. */
const entriesInFragment = 20;

/** Links to older entries at the story's address, so that an anchor that was once there still leads somewhere. */
const mostElsewhere = 500;

/** Where a page stands among a live story's pages. */
export interface LivePlace {
  /** Of the story. */
  path: string;
  /** 1-based from the oldest; undefined: the story's own address. */
  number?: number;
  /** Path of the page before it in time. */
  older?: string;
  /** Path of the page after it in time. */
  newer?: string;
  /** At the story's address: all that is elsewhere, newest first, at most 500. */
  elsewhere: LiveEntry[];
  /** At the story's address: of all pages, pinned or key events, newest first. */
  marked: LiveEntry[];
  /** At the story's address: how many there are on all pages. */
  total?: number;
  /** The permanent address (a path, and a page's own as the empty text) of an entry. */
  pathOf: (id: string) => string;
}

export interface LivePage {
  /** The story with this page's entries alone. */
  story: Story;
  place: LivePlace;
}

/** The pages of a live story, that at its own address first; undefined for other stories. */
export function livePages(story: Story): [LivePage, ...LivePage[]] | undefined {
  if (story.type !== "live") return undefined;
  const entries = (story.entries ?? []).toReversed();
  const [root, ...rest] = paginate(entries, entriesPerPage);
  const numberOf = new Map(rest.flatMap(({ number, items }) => items.map(({ id }) => [id, number])));
  const pathOfPage = (number: number | "root" | undefined) =>
    number === undefined || number === "root" ? story.path : pagePath(story.path, number);
  const here = new Set(root?.items.map(({ id }) => id));
  const pathOf = (own: number | undefined) => (id: string) => {
    const number = numberOf.get(id);
    return number === own ? "" : pathOfPage(number);
  };
  return [
    {
      story: rest.length === 0 ? story : withEntries(story, root?.items ?? []),
      place: {
        path: story.path,
        ...(root?.older !== undefined && { older: pathOfPage(root.older) }),
        elsewhere: entries.filter(({ id }) => !here.has(id)).slice(0, mostElsewhere),
        marked: entries.filter(({ isPinned, isKey }) => isPinned || isKey),
        total: entries.length,
        pathOf: pathOf(undefined),
      },
    },
    ...rest.map(
      ({ number, items, older, newer }): LivePage => ({
        story: { ...olderStory(withEntries(story, items)), path: pathOfPage(number) },
        place: {
          path: story.path,
          ...(number !== undefined && { number }),
          ...(older !== undefined && { older: pathOfPage(older) }),
          ...(newer !== undefined && { newer: pathOfPage(newer) }),
          elsewhere: [],
          marked: [],
          pathOf: pathOf(number),
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

/** A story as its own address shows it: of a long live story the newest entries, of any other all. */
export function storyAtAddress(story: Story): Story {
  return livePages(story)?.[0].story ?? story;
}

/** `<address>page/7/`. */
export function pagePath(path: string, number: number): string {
  return `${folderOf(path)}page/${number}/`;
}

/** The fragment that open pages fetch: `<address>latest.html`. */
export function fragmentPath(path: string): string {
  return `${folderOf(path)}latest.html`;
}

function folderOf(path: string): string {
  return `${path.replace(/\.html?$/i, "").replace(/\/+$/, "")}/`;
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
