import type { Moment } from "../base/dates.ts";
import type { FrontMatter } from "../content/story-schema.ts";

/** `notice`: killed after it was public, so that its address answers with a notice. `gone`: killed before; nothing is left. */
export type Visibility = "public" | "draft" | "withheld" | "embargoed" | "scheduled" | "notice" | "gone";

type Facts = Pick<FrontMatter, "published" | "embargo" | "status"> & { kill?: { at: Moment } | undefined };

/** When readers first see a story: the later of `published` and `embargo`. */
export function visibleFrom(facts: Facts): Moment {
  return Math.max(facts.published, facts.embargo ?? facts.published);
}

/**
 * What a story is at a moment. A kill holds whatever the moment is; a story was public before its kill if it was ready
 * and its time had come by then.
 */
export function visibilityAt(facts: Facts, now: Moment): Visibility {
  if (facts.kill) {
    const wasPublic = facts.status === "ready" && visibleFrom(facts) <= Math.min(facts.kill.at, now);
    return wasPublic ? "notice" : "gone";
  }
  if (facts.status !== "ready") return facts.status;
  if (visibleFrom(facts) <= now) return "public";
  return facts.embargo !== undefined && facts.embargo > now ? "embargoed" : "scheduled";
}

/**
 * The next moment after `now` at which the story's visibility or expiry changes by itself; undefined: never. When the use
 * of its photos does is in `Newsroom.photoChanges`.
 */
export function nextChange(facts: Facts & Pick<FrontMatter, "expires">, now: Moment): Moment | undefined {
  if (facts.kill || facts.status !== "ready") return undefined;
  const moments = [visibleFrom(facts), facts.expires].filter((each) => each !== undefined && each > now);
  return moments.length > 0 ? Math.min(...(moments as Moment[])) : undefined;
}
