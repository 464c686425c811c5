import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "./base/problem.ts";
import type { SiteContent, StoryRecord } from "./content/site-content.ts";

export interface HeldBack {
  /** Ids of the stories that are held, in order. */
  stories: string[];
  /** Of these, the ones that are taken off the site. */
  hidden: string[];
  /** The held stories' problems, to be told as they are. */
  problems: Problem[];
  /**
   * The problems that are left once the faulty forms are held. Killed pictures stand in nobody's way any more: what is one
   * is left out of whatever names it, and what only looks like one was public in the held form already. Else a kill could
   * not go out before a person has been through all its look-alikes.
   */
  remaining: (problems: readonly Problem[]) => Problem[];
  /** The site without the faulty forms: each held story as it was published last, or not at all. */
  replace: (content: SiteContent) => SiteContent;
}

export interface HoldBackInput {
  problems: readonly Problem[];
  content: SiteContent;
  /** The site's folder. */
  site: string;
  /** By id, the faulty stories as they were published last (`lastPublished`). */
  last: ReadonlyMap<string, StoryRecord>;
}

/** Keys whose fault could make a hidden story public: such a story is hidden, not kept. */
const hidingKeys = /^(status|embargo|kill)\b/;

/**
 * For the night when an error must not wait for its writer: a story with errors keeps the form in which it was published
 * last, and a new one stays out; one whose fault is in `status`, `embargo` or `kill`, or that was being taken off when
 * another key went wrong, is hidden; a killed one leaves its notice; and everything else goes. Faulty
 * files of _data/ are held before this (`HeldFiles`), stories that moved or went after it (`holdMoves`).
 */
export function heldBack({ problems, content, site, last: published }: HoldBackInput): HeldBack {
  const faulty = new Map<string, Problem[]>();
  for (const each of problems) {
    if (each.severity !== "error" || each.story === undefined) continue;
    faulty.set(each.story, [...(faulty.get(each.story) ?? []), each]);
  }
  const fresh = new Map(content.stories.map((story) => [story.id, story]));
  const hidden: string[] = [];
  const kept: StoryRecord[] = [];
  const notices: StoryRecord[] = [];
  const stories = [...faulty.keys()].sort();
  for (const id of stories) {
    const faults = faulty.get(id) ?? [];
    const record = fresh.get(id);
    const last = published.get(id);
    if (record?.frontMatter.kill && !faults.some((each) => hidingKeys.test(each.key ?? ""))) notices.push(record);
    else if (faults.some((each) => hidingKeys.test(each.key ?? "")) || isTakenOff(site, faults, last)) hidden.push(id);
    else if (last) kept.push(last);
  }
  return {
    stories,
    hidden,
    problems: [...faulty.values()].flat(),
    remaining: (again) =>
      again.flatMap((each) => {
        const isTold = each.story !== undefined && faulty.has(each.story);
        if (isTold && (each.code === "photo/killed-again" || each.code === "photo/killed-lookalike")) return [];
        const isHarmless =
          each.code === "photo/kill-incomplete" || (each.code === "photo/killed-again" && each.story === undefined);
        return [isHarmless ? { ...each, severity: "warning" as const } : each];
      }),
    replace: (again) => ({
      ...again,
      stories: [...again.stories.filter((story) => !faulty.has(story.id)), ...kept, ...notices],
      problems: again.problems.filter((each) => each.story === undefined || !faulty.has(each.story)),
    }),
  };
}

/** Whether a file that can't be read as it should says, in a line of its own, that the story is not (or no more) for readers. */
function isTakenOff(site: string, faults: readonly Problem[], last: StoryRecord | undefined): boolean {
  const file = faults.find((each) => each.file !== undefined)?.file;
  if (file === undefined || !existsSync(join(site, file))) return false;
  return saysTakenOff(readFileSync(join(site, file), "utf8"), last);
}

/** Whether a story's text says in a line of its own that it is not for readers, or not any more, by what it was published as. */
export function saysTakenOff(text: string, last: StoryRecord | undefined): boolean {
  if (/^\s*kill\s*:/m.test(text) || /^\s*status\s*:\s*["'“]?(?!ready\b)\w/m.test(text)) return true;
  return /^\s*embargo\s*:/m.test(text) && last?.frontMatter.embargo === undefined;
}
