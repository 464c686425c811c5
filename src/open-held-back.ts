import { hasErrors, type Problem } from "./base/problem.ts";
import type { OpenedSite } from "./build.ts";
import type { Instead } from "./content/files-instead.ts";
import type { SiteContent } from "./content/site-content.ts";
import { heldBack } from "./hold-back.ts";
import { HeldFiles } from "./hold-files.ts";
import type { DataPlace } from "./last-data.ts";
import { lastPublished } from "./last-published.ts";

/** Reads the site, with files in the place of others and its content changed before it is settled. */
export type OpenSite = (instead: Instead, change?: (content: SiteContent) => SiteContent) => Promise<OpenedSite>;

/** A site with its faulty parts held: `opened.problems` are those that still count. */
export interface HeldSite {
  opened: OpenedSite;
  /** What was held, told as it was found. */
  told: Problem[];
  /** Ids of stories, then files of _data/. */
  held: string[];
  /** Stories that a fault takes off on purpose. */
  hidden: Set<string>;
  instead: Instead;
  /** Puts the held forms of stories in the place of the faulty ones. */
  replace: (content: SiteContent) => SiteContent;
  /** Of the problems of the site read again so, those that still count. */
  remaining: (problems: readonly Problem[]) => readonly Problem[];
}

/** Nothing held. */
export function asItIs(opened: OpenedSite): HeldSite {
  return {
    opened,
    told: [],
    held: [],
    hidden: new Set(),
    instead: new Map(),
    replace: (content) => content,
    remaining: (problems) => problems,
  };
}

/** Holds what is faulty: data files and pages first, for a story may be faulty by them alone, then stories. */
export async function openHeldBack(first: OpenedSite, open: OpenSite, place: DataPlace): Promise<HeldSite> {
  const { site, output, store } = place;
  const files = new HeldFiles(place);
  let opened = first;
  while (await files.hold(opened.problems, opened.content.outlet)) opened = await open(files.instead);
  const found: HeldSite = {
    ...asItIs({ ...opened, problems: files.rest(opened.problems) }),
    told: files.problems,
    held: files.files,
    instead: files.instead,
    remaining: (again) => files.rest(again),
  };
  const { problems, content } = found.opened;
  if (!hasErrors(problems)) return found;
  const last = await lastPublished({ problems, content, store, site, output });
  const stories = heldBack({ problems, content, site, last });
  const again = await open(files.instead, stories.replace);
  return {
    ...found,
    opened: { ...again, problems: stories.remaining(files.rest(again.problems)) },
    told: [...files.problems, ...stories.problems],
    held: [...stories.stories, ...files.files],
    hidden: new Set(stories.hidden),
    replace: stories.replace,
    remaining: (others) => stories.remaining(files.rest(others)),
  };
}
