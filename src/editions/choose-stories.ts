import { daysAfter, type Moment, startOfDay } from "../base/dates.ts";
import type { Front, FrontItem } from "../model/fronts.ts";
import { lastChange } from "../model/last-change.ts";
import { type Carriage, mayCarry } from "../model/may-carry.ts";
import type { Newsroom } from "../model/newsroom.ts";
import type { Notice, Story } from "../model/story.ts";
import type { EditionKind } from "./edition-record.ts";

export interface EditionChoice {
  kind: EditionKind;
  /** BCP 47. */
  language: string;
  /** Of a section's edition. */
  section?: string | undefined;
  /** Of a range: its beginning. */
  from?: Moment | undefined;
  /** And its end, the first moment outside. */
  to?: Moment | undefined;
  /** Begin with the first day's beginning: for lists of the site, which change at midnight and at no odd moment. Default: no. */
  isByDay?: boolean;
  /** When the previous edition of this kind was made: corrections are told of from there. */
  since?: Moment | undefined;
}

/** One story with how much of it the edition may hold; `none` is in no edition. */
export interface ChosenStory {
  story: Story;
  carriage: Exclude<Carriage, "none">;
}

export interface EditionMatter {
  /** The earliest moment that it covers; undefined: from the beginning. */
  from?: Moment;
  /**
   * What leads the front (`isTop`), then by section in the outlet's order: in each what stands on the front in the front's own
   * order, then the newest. No story is in two; what no section holds comes last, without a name.
   */
  groups: { section?: string; isTop?: true; stories: ChosenStory[] }[];
  /** Newest first. */
  corrections: { story: Story; correction: Story["corrections"][number] }[];
  withdrawn: Notice[];
}

const days: Partial<Record<EditionKind, number>> = { daily: 1, weekly: 7 };

/**
 * What an edition holds. In plain words: a daily what came or was updated in the last twenty-four hours, a weekly in seven days,
 * and both all that stands on the front now, as a reader of today's paper would expect; a section's all that it has of the last
 * thirty days and its front; `all` everything; a range what came or was updated from its first day on, and came
 * before its end. Words that their agency lets nowhere
 * are not there, not even by name.
 */
export function chooseStories(newsroom: Newsroom, choice: EditionChoice): EditionMatter {
  const { kind, language, section, to = Number.POSITIVE_INFINITY } = choice;
  const { now, outlet } = newsroom;
  const back = kind === "section" ? 30 : days[kind];
  const { timeZone } = outlet;
  const begin = back === undefined ? undefined : daysAfter(now, -back, timeZone);
  const backTo = begin !== undefined && choice.isByDay ? startOfDay(begin, timeZone) : begin;
  const from = kind === "range" ? choice.from : backTo;
  const name = section === undefined ? "home" : section;
  const listed =
    (section === undefined ? newsroom.byLanguage.get(language) : newsroom.bySection.get(`${language} ${section}`)) ??
    [];
  const front = kind === "range" ? undefined : newsroom.fronts.get(`${language} ${name}`);
  const isIn = (story: Story) => (from === undefined || lastChange(story) >= from) && story.published < to;

  const taken = new Set<string>();
  const take = (stories: readonly Story[]): ChosenStory[] =>
    stories.flatMap((story) => {
      const carriage = mayCarry(story, newsroom);
      if (carriage === "none" || taken.has(story.id) || story.language !== language) return [];
      taken.add(story.id);
      return [{ story, carriage }];
    });
  const rest = [...frontStories(front), ...listed.filter(isIn)];
  const bySection = Map.groupBy(rest, (story) => groupOf(story, section, newsroom));
  const groups = [
    { isTop: true as const, stories: take(topStories(front)) },
    ...[...newsroom.sections.keys()].map((key) => ({ section: key, stories: take(bySection.get(key) ?? []) })),
    { stories: take(rest) },
  ].filter(({ stories }) => stories.length > 0);

  // What was corrected is told of whether or not the story is in this edition: an earlier one had it.
  const since = choice.since ?? from ?? Number.NEGATIVE_INFINITY;
  const corrections = listed
    .filter((story) => mayCarry(story, newsroom) !== "none")
    .flatMap((story) => story.corrections.map((correction) => ({ story, correction })))
    .filter(({ correction }) => correction.date > since)
    .sort((a, b) => b.correction.date - a.correction.date || (a.story.id < b.story.id ? -1 : 1));
  const withdrawn = newsroom.notices
    .filter((notice) => notice.language === language && notice.at > since)
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  return { ...(from !== undefined && { from }), groups, corrections, withdrawn };
}

/** What a front begins with: its lead, and what stands below that as of one matter. */
function topStories(front: Front | undefined): Story[] {
  return front?.lead ? storiesOf([front.lead, ...front.leadRelated]) : [];
}

/** All that a front shows, in the order in which it is read. */
function frontStories(front: Front | undefined): Story[] {
  if (!front) return [];
  const items = [
    ...front.second,
    front.feature,
    ...front.opinion,
    front.photoOfTheDay,
    ...front.latest,
    ...front.blocks.flatMap((block) => block.items),
  ];
  return [...topStories(front), ...storiesOf(items), ...front.live];
}

function storiesOf(items: readonly (FrontItem | undefined)[]): Story[] {
  return items.flatMap((item) => (item ? [item, ...(item.more ?? [])].map(({ story }) => story) : []));
}

/** The section below whose name a story stands: its top section; in a section's edition the part of that section. */
function groupOf(story: Story, edition: string | undefined, { sections }: Newsroom): string {
  const line = sections.get(story.section)?.line ?? [story.section];
  const at = edition === undefined ? -1 : line.indexOf(edition);
  return at >= 0 ? (line[Math.max(0, at - 1)] ?? story.section) : (line.at(-1) ?? story.section);
}
