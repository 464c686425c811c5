import type { Moment } from "../base/dates.ts";
import { type Problem, problem } from "../base/problem.ts";
import type { SiteContent } from "../content/site-content.ts";
import { photoOf, photoUses } from "./photo-uses.ts";
import { visibleFrom } from "./visibility.ts";

// A kill that `photos kill` wrote holds all that finds the picture again, and the names of its files. One written by hand
// holds a date and a reason; this says what that leaves undone.

/**
 * Killed photos that readers could see before their kill, by what the stories say: one that was out by then names the
 * photo. It comes from the content, so that equal content gives equal lists of what was withdrawn.
 */
export function publicBeforeKill(
  content: SiteContent,
  kills: ReadonlyMap<string, { kill: { at: Moment } }>,
  now: Moment,
): Set<string> {
  const found = new Set<string>();
  if (kills.size === 0) return found;
  const stories = new Map(content.stories.map((story) => [story.id, story.frontMatter]));
  for (const use of photoUses(content)) {
    const front = use.story === undefined ? undefined : stories.get(use.story);
    const id = front?.status === "ready" ? photoOf(use, kills) : undefined;
    const kill = id === undefined ? undefined : kills.get(id)?.kill;
    if (!front || id === undefined || !kill) continue;
    const from = visibleFrom(front);
    if (from < kill.at && from <= now) found.add(id);
  }
  return found;
}

/**
 * Kills in sidecars that say too little. One without `sha256` holds as long as the file is there, whose bytes are known
 * by that; once it is gone they are forgotten, and the same picture would pass under any name. One without `renditions` can't
 * tell holders of copies which files to remove.
 */
export function incompleteKills(content: SiteContent, wasPublic: ReadonlySet<string>): Problem[] {
  return content.killedPhotos.flatMap(({ id, file, kill, sidecar }) => {
    // A kill that can't be read is an error of its own, and its time is 0.
    if (kill.at === 0) return [];
    const isKnown = kill.sha256 !== undefined || sidecar.original !== undefined;
    const command = killCommand(id);
    if (!isKnown && !content.photos.has(id)) {
      return [
        problem({
          code: "photo/kill-incomplete",
          severity: "error",
          file,
          message:
            "This kill names no `sha256` and the photo's file is gone: nothing can tell its bytes when they come back.",
          hint: `Put the file back (git may have it) and run ${command}: then the file may go.`,
        }),
      ];
    }
    const isUnlisted = wasPublic.has(id) && (kill.renditions ?? []).length === 0;
    if (isKnown && !isUnlisted) return [];
    return [
      problem({
        code: "photo/kill-incomplete",
        file,
        message: isKnown
          ? "This kill lists no `renditions`: withdrawn.json can't name the files that were made of the photo."
          : "This kill names no `sha256`: it holds while the photo's file is there, and forgets the picture with it.",
        hint: `Run ${command}: it adds what is missing.`,
      }),
    ];
  });
}

/** Of a kill that no story explains, though the last build had files of the photo. */
export function unlistedKill({ id, file }: { id: string; file: string }): Problem {
  return problem({
    code: "photo/kill-incomplete",
    file,
    message:
      "The last build published files of this photo, and withdrawn.json does not name it: the kill lists no `renditions`.",
    hint: `Run ${killCommand(id)} before the next build: it adds what is missing.`,
  });
}

function killCommand(id: string): string {
  return `\`npm run photos -- kill ${JSON.stringify(id)} --reason …\``;
}
