import type { Problem } from "./base/problem.ts";
import type { Store } from "./base/store.ts";
import type { OpenedSite } from "./build.ts";
import { applyChecks } from "./content/apply-checks.ts";
import type { FormerStory } from "./content/git-story-ends.ts";
import { movedStories } from "./moved-stories.ts";
import type { PlannedFile } from "./pages/planned-file.ts";
import type { BuildManifest } from "./publish/build-manifest.ts";
import { lostAddresses } from "./publish/lost-addresses.ts";

/** A story that the public would not find again. */
export interface Loss {
  /** The id under which it was published last. */
  id: string;
  /** Where its file stood, if git tells. */
  file?: string;
  /** What its file said last, if git tells. */
  former?: FormerStory;
  /** The story that it has become. */
  heir?: string;
}

export interface LossInput {
  /** The site's folder, absolute. */
  site: string;
  store: Store;
  opened: OpenedSite;
  /** The last build's, where there is one. */
  before: BuildManifest | undefined;
  planned: readonly PlannedFile[];
  /** Stories that a fault takes off on purpose. */
  hidden: ReadonlySet<string>;
}

/** Problem codes of what was public and would be no more. */
export const lossCodes: ReadonlySet<string> = new Set([
  "site/story-moved",
  "site/story-deleted",
  "site/address-lost",
  "site/id-lost",
]);

/** What the public would not find again, by git and by the last build. `losses` are those that are errors. */
export async function findLosses(input: LossInput): Promise<{ problems: Problem[]; losses: Loss[] }> {
  const { site, store, opened, before, planned, hidden } = input;
  const { content, newsroom } = opened;
  const moved = await movedStories({ site, store, content, newsroom, before });
  const lost = moved.before
    ? applyChecks(
        lostAddresses({ before: moved.before, planned, stories: content.stories, hidden }),
        content.outlet,
        content.stories,
      )
    : [];
  const known = new Set(content.stories.map(({ id }) => id));
  return {
    problems: [...moved.problems, ...lost],
    losses: [
      ...moved.lost.map(({ former, end, heir }) => ({
        id: former.id,
        file: end.path,
        former,
        ...(heir && { heir: heir.id }),
      })),
      ...lost.flatMap(({ code, severity, story, expected }): Loss[] => {
        if (severity !== "error" || story === undefined || !lossCodes.has(code)) return [];
        const id = code === "site/id-lost" ? (expected ?? story) : story;
        return [{ id, ...(known.has(story) && { heir: story }) }];
      }),
    ],
  };
}
