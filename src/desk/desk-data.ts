import type { Moment } from "../base/dates.ts";
import type { Problem } from "../base/problem.ts";
import type { SiteContent } from "../content/site-content.ts";
import type { Newsroom } from "../model/newsroom.ts";
import { type ComingChange, comingChanges } from "./coming-changes.ts";
import { type EndingLease, endingLeases } from "./desk-leases.ts";
import { type ProblemGroup, problemGroups } from "./desk-problems.ts";
import { type DeskState, type DeskStory, deskStates, deskStories, problemsByStory } from "./desk-story.ts";
import { type LateTranslation, lateTranslations, type Untranslated, untranslated } from "./desk-translations.ts";
import { type MonthCorrection, monthCorrections } from "./month-corrections.ts";

export interface DeskInput {
  content: SiteContent;
  /** Settled for editors, at the moment that is shown: hidden stories are in. */
  editors: Newsroom;
  problems: readonly Problem[];
}

/** What the desk knows of the paper at one moment. */
export interface Desk {
  now: Moment;
  editors: Newsroom;
  content: SiteContent;
  /** Every story, whatever hides it; newest first. */
  stories: DeskStory[];
  byId: ReadonlyMap<string, DeskStory>;
  counts: Record<DeskState, number>;
  problems: ProblemGroup[];
  leases: EndingLease[];
  corrections: MonthCorrection[];
  untranslated: Untranslated[];
  late: LateTranslation[];
  /** The earliest first. */
  changes: ComingChange[];
}

/** Puts together what the desk knows. Pure. */
export function deskOf({ content, editors, problems }: DeskInput): Desk {
  const { now, languages } = editors;
  const stories = deskStories({ content, languages, problems: problemsByStory(problems, content), now });
  const counts = Object.fromEntries(deskStates.map((state) => [state, 0])) as Record<DeskState, number>;
  for (const { state } of stories) counts[state] += 1;
  return {
    now,
    editors,
    content,
    stories,
    byId: new Map(stories.map((story) => [story.id, story])),
    counts,
    problems: problemGroups(problems, stories),
    leases: endingLeases(editors, stories),
    corrections: monthCorrections(content, stories, now),
    untranslated: untranslated(stories, languages),
    late: lateTranslations(stories, editors),
    changes: comingChanges(content, editors),
  };
}
