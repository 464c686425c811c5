import type { Problem } from "./base/problem.ts";
import type { Store } from "./base/store.ts";
import { storyReading } from "./content/read-site.ts";
import type { SiteContent, StoryRecord } from "./content/site-content.ts";

export interface HeldBack {
  /** Ids of the stories that are held, in order. */
  stories: string[];
  /** Of these, the ones that a fault in status, embargo or kill takes off the site. */
  hidden: string[];
  /** The held stories' problems, to be told as they are. */
  problems: Problem[];
  /** The site without the faulty forms: each held story as it was published last, or not at all. */
  replace: (content: SiteContent) => SiteContent;
}

/** Keys whose fault could make a hidden story public: such a story is hidden, not kept. */
const hidingKeys = /^(status|embargo|kill)\b/;

export interface HoldBackInput {
  problems: readonly Problem[];
  store: Store;
  /** The output folder, whose last published forms count. */
  output: string;
}

/**
 * For the night when an error must not wait for its writer: a story with errors keeps the form in which it was published
 * last, a new one stays out, one whose fault is in `status`, `embargo` or `kill` is hidden, and everything else goes.
 * Errors that belong to no story can't be held.
 */
export function heldBack({ problems, store, output }: HoldBackInput): HeldBack {
  const faulty = new Map<string, Problem[]>();
  for (const each of problems) {
    if (each.severity !== "error" || each.story === undefined) continue;
    faulty.set(each.story, [...(faulty.get(each.story) ?? []), each]);
  }
  const stories = [...faulty.keys()].sort();
  const hidden = stories.filter((id) => faulty.get(id)?.some((each) => hidingKeys.test(each.key ?? "")));
  const published = JSON.parse(store.get("files", `published:${output}`) ?? "{}") as Record<string, string>;
  const lastForms = stories
    .filter((id) => !hidden.includes(id) && published[id] !== undefined)
    .map((id) => storyReading(store, published[id] ?? ""))
    .filter((record): record is StoryRecord => record !== undefined);
  return {
    stories,
    hidden,
    problems: [...faulty.values()].flat(),
    replace: (fresh) => ({
      ...fresh,
      stories: [...fresh.stories.filter((story) => !faulty.has(story.id)), ...lastForms],
      problems: fresh.problems.filter((each) => each.story === undefined || !faulty.has(each.story)),
    }),
  };
}
