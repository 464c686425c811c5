import type { Moment } from "../base/dates.ts";
import { isError, type Problem, sortProblems } from "../base/problem.ts";
import type { SiteContent, StoryRecord } from "../content/site-content.ts";
import type { StoryType } from "../content/story-schema.ts";
import { storyPath } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import { nextChange, type Visibility, visibilityAt, visibleFrom } from "../model/visibility.ts";

/** What a story is to an editor, in the order in which the desk counts them. */
export const deskStates = ["published", "scheduled", "embargoed", "draft", "withheld", "killed"] as const;
export type DeskState = (typeof deskStates)[number];

/** One story of any state, as the desk's lists show it. */
export interface DeskStory {
  id: string;
  /** Under the site folder. */
  file: string;
  headline: string;
  language: Language;
  type: StoryType;
  section: string;
  state: DeskState;
  /** The later of `published` and `embargo`. */
  from: Moment;
  /** When readers come to see it by themselves; only where the state is `scheduled` or `embargoed`. */
  due?: Moment;
  /** Published, but off fronts and feeds. */
  isExpired?: true;
  /** A kill: when, and whether readers had seen the story before, so that its address tells them. */
  kill?: { at: Moment; wasPublic: boolean };
  /** When its visibility or expiry changes next by itself. */
  next?: Moment;
  /** Decoded, site-relative; what readers find there is the story or a notice. */
  path: string;
  translationOf?: string;
  errors: number;
  warnings: number;
}

const stateOf: Record<Visibility, DeskState> = {
  public: "published",
  scheduled: "scheduled",
  embargoed: "embargoed",
  draft: "draft",
  withheld: "withheld",
  notice: "killed",
  gone: "killed",
};

/** All stories at a moment, whatever hides them; the newest first, equal moments by id. */
export function deskStories(input: {
  content: SiteContent;
  languages: readonly Language[];
  /** By story's id. */
  problems: ReadonlyMap<string, readonly Problem[]>;
  now: Moment;
}): DeskStory[] {
  const { content, languages, problems, now } = input;
  const known = new Map(languages.map((language) => [language.code, language]));
  return content.stories
    .flatMap((record) => {
      const language = known.get(record.frontMatter.language ?? languages[0]?.code ?? "");
      return language ? [deskStory({ record, language, content, problems: problems.get(record.id) ?? [], now })] : [];
    })
    .sort((a, b) => b.from - a.from || (a.id < b.id ? -1 : 1));
}

function deskStory(input: {
  record: StoryRecord;
  language: Language;
  content: SiteContent;
  problems: readonly Problem[];
  now: Moment;
}): DeskStory {
  const { record, language, content, problems, now } = input;
  const { frontMatter: front, id, slug, file } = record;
  const visibility = visibilityAt(front, now);
  const state = stateOf[visibility];
  const from = visibleFrom(front);
  const next = nextChange(front, now);
  const errors = problems.filter(isError).length;
  return {
    id,
    file,
    headline: front.headline,
    language,
    type: front.type,
    section: front.section,
    state,
    from,
    ...((state === "scheduled" || state === "embargoed") && { due: from }),
    ...(state === "published" && front.expires !== undefined && front.expires <= now && { isExpired: true as const }),
    ...(front.kill && { kill: { at: front.kill.at, wasPublic: visibility === "notice" } }),
    ...(next !== undefined && { next }),
    path: storyPath({ ...front, id, slug }, content.outlet, language),
    ...(front.translationOf !== undefined && { translationOf: front.translationOf }),
    errors,
    warnings: problems.length - errors,
  };
}

/** Problems by the id of the story that they belong to: by what they say themselves, else by the story's file. */
export function problemsByStory(problems: readonly Problem[], content: SiteContent): Map<string, Problem[]> {
  const idOf = new Map(content.stories.map(({ file, id }) => [file, id]));
  const grouped = new Map<string, Problem[]>();
  for (const problem of sortProblems(problems)) {
    const id = problem.story ?? idOf.get(problem.file ?? "");
    if (id === undefined) continue;
    const group = grouped.get(id);
    if (group) group.push(problem);
    else grouped.set(id, [problem]);
  }
  return grouped;
}
