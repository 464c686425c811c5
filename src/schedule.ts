import { isoMoment, type Moment, nextDay } from "./base/dates.ts";
import { digestOf } from "./base/digest.ts";
import { encodePath } from "./base/urls.ts";
import type { OpenedSite } from "./build.ts";
import { frontMoments } from "./model/explain-front.ts";
import { feedLists } from "./model/feed-lists.ts";
import { type Front, isListLayout } from "./model/fronts.ts";
import { type Newsroom, openNewsroom } from "./model/newsroom.ts";
import { correctionsStandFor, recentCorrections } from "./model/recent-corrections.ts";
import type { Story } from "./model/story.ts";
import { visibilityAt, visibleFrom } from "./model/visibility.ts";
import { liteSectionItems } from "./pages/lite-views.ts";
import { leavesNews, newsRefusal } from "./syndication/news-sitemap.ts";
import { expiryOf } from "./syndication/well-known.ts";

/** What time alone brings about. */
export const changeKinds = {
  story: "a story appears",
  expiry: "a story leaves fronts and feeds",
  notice: "a notice of a story that was taken down",
  entry: "a live entry appears",
  update: "a story's update is told",
  correction: "a correction appears",
  photo: "the use of a photo changes",
  pin: "a pin of a front begins or ends",
  banner: "a breaking banner begins or ends",
  age: "a story grows too old for its place on a front",
  "old-correction": "a correction leaves the fronts",
  "news-sitemap": "a story leaves the news sitemap",
  "security-txt": "security.txt says its next end",
  day: "a new day: the fronts' date",
} as const;
export type ChangeKind = keyof typeof changeKinds;

/** One thing that happens; ids and file names are for editors alone. */
export interface ScheduledChange {
  kind: ChangeKind;
  story?: string;
  /** A front's file, or a photo. */
  file?: string;
}

export interface ScheduledMoment {
  at: Moment;
  changes: ScheduledChange[];
}

type Settled = Pick<OpenedSite, "content" | "readings" | "faults">;

/**
 * Every moment after `after` at which the site changes by itself, the earliest first, without end: a day always comes. All
 * that an output takes from the clock has its candidates here; each is then tried, and told only where what readers get
 * differs from the moment before. test/build/schedule.test.ts holds that between two of them nothing changes.
 */
export function* scheduledMoments(site: Settled, after: Moment): Generator<ScheduledMoment, never> {
  const zone = site.content.outlet.timeZone;
  const candidates = new Candidates(site, after);
  let now = after;
  let newsroom = openNewsroom({ ...site, now });
  let before = readersSee(newsroom);
  for (;;) {
    candidates.addPhotos(newsroom);
    now = Math.min(candidates.next(now), nextDay(now, zone), nextMonth(now));
    newsroom = openNewsroom({ ...site, now });
    const seen = readersSee(newsroom);
    if (seen !== before) yield { at: now, changes: changesAt(now, candidates, newsroom) };
    before = seen;
  }
}

function changesAt(at: Moment, candidates: Candidates, newsroom: Newsroom): ScheduledChange[] {
  const { timeZone, securityTxt } = newsroom.outlet;
  const isNewDay = nextDay(at - 1, timeZone) === at;
  const isNewEnd = nextMonth(at - 1) === at && securityTxt !== undefined && securityTxt.expires === undefined;
  return [
    ...candidates.at(at),
    ...(isNewEnd ? [{ kind: "security-txt" as const }] : []),
    ...(isNewDay ? [{ kind: "day" as const }] : []),
  ];
}

/** security.txt goes by months of UTC. */
function nextMonth(moment: Moment): Moment {
  const date = new Date(moment);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

/** Moments at which something may change, whether or not readers will see it. */
class Candidates {
  readonly #after: Moment;
  readonly #changes = new Map<Moment, Map<string, ScheduledChange>>();
  #sorted: Moment[] | undefined;

  constructor({ content }: Settled, after: Moment) {
    this.#after = after;
    for (const { id: story, frontMatter: front, entries = [] } of content.stories) {
      const { kill, expires, updated, corrections = [] } = front;
      if (front.status !== "ready") continue;
      const from = visibleFrom(front);
      this.#add(from, { kind: kill ? "notice" : "story", story });
      if (kill) {
        this.#add(kill.at, { kind: "notice", story });
        continue;
      }
      this.#add(leavesNews({ published: from }), { kind: "news-sitemap", story });
      if (expires !== undefined) this.#add(expires, { kind: "expiry", story });
      if (updated !== undefined) this.#add(updated, { kind: "update", story });
      for (const { date } of corrections) {
        this.#add(date, { kind: "correction", story });
        this.#add(date + correctionsStandFor, { kind: "old-correction", story });
      }
      for (const { at, status } of entries) if (status === "ready") this.#add(at, { kind: "entry", story });
    }
    for (const { at, kind, file, story } of frontMoments({ content, now: after }))
      this.#add(at, { kind, file, ...(story !== undefined && { story }) });
  }

  /** Leases and agencies' terms of all photos that this newsroom knows of: later ones may know of more. */
  addPhotos({ photoChanges }: Newsroom): void {
    for (const { at, photo, story } of photoChanges)
      this.#add(at, { kind: "photo", file: photo, ...(story !== undefined && { story }) });
  }

  /** The first one after a moment; ∞ where there is none. */
  next(moment: Moment): Moment {
    this.#sorted ??= [...this.#changes.keys()].sort((a, b) => a - b);
    return this.#sorted.find((each) => each > moment) ?? Number.POSITIVE_INFINITY;
  }

  at(moment: Moment): ScheduledChange[] {
    return [...(this.#changes.get(moment)?.values() ?? [])];
  }

  #add(at: Moment, change: ScheduledChange): void {
    if (at <= this.#after) return;
    let there = this.#changes.get(at);
    if (!there) {
      there = new Map();
      this.#changes.set(at, there);
      this.#sorted = undefined;
    }
    there.set(JSON.stringify(change), change);
  }
}

/** Equal for two moments of one site where readers get the same, and only there. */
function readersSee(newsroom: Newsroom): string {
  const { now, outlet, stories, notices, fronts, withdrawnPhotos, contributorPhotos, byLanguage, bySection } = newsroom;
  const origin = outlet.url.replace(/\/+$/, "");
  const absolute = (path: string) => origin + encodePath(path);
  const lists = [...byLanguage.values(), ...bySection.values()];
  const feeds = feedLists(newsroom).map((list) => idsOf(list.stories));
  const fed = new Set(feeds.flat());
  const mayBeFed = ({ id, type }: Story) => fed.has(id) || (outlet.features.ninjs && type !== "sponsored");
  return digestOf(
    isoMoment(now, outlet.timeZone).slice(0, 10),
    outlet.securityTxt ? String(expiryOf(newsroom)) : "",
    json(stories.filter(mayBeFed)),
    json(
      stories.filter((story) => !mayBeFed(story)),
      ["feeds"],
    ),
    json(notices),
    json([...fronts].map(shownOf), ["feeds"]),
    json(withdrawnPhotos),
    json([...contributorPhotos], ["feeds"]),
    json(
      lists.map((listed) => recentCorrections(listed, now).map(({ story, correction }) => [story.id, correction.date])),
    ),
    json(lists.map((listed) => idsOf(listed.filter(({ isExpired }) => !isExpired).slice(0, liteSectionItems)))),
    json(feeds),
    json(idsOf(stories.filter((story) => newsRefusal(story, now, absolute) === undefined))),
  );
}

/** Without the photos that a slot names and its layout does not show. */
function shownOf([key, front]: [string, Front]): [string, Front] {
  if (!isListLayout(front.layout)) return [key, front];
  return [key, { ...front, second: front.second.map(({ photo: _unshown, ...item }) => item) }];
}

function idsOf(stories: readonly Story[]): string[] {
  return stories.map(({ id }) => id);
}

// What only editors are told of: that a story is pinned, and how long. Of a story that has expired its lists tell.
const untold = ["pinned", "isExpired"];

function json(value: unknown, without: readonly string[] = []): string {
  const left = new Set([...untold, ...without]);
  return JSON.stringify(value, (key, inner) => (left.has(key) ? undefined : inner)) ?? "";
}

/** Whether readers may know a story's name at a moment. */
export function isPublicName({ content }: Pick<Settled, "content">, id: string, now: Moment): boolean {
  const record = content.stories.find((story) => story.id === id);
  return record !== undefined && visibilityAt(record.frontMatter, now) === "public";
}
