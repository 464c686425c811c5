import type { Newsroom } from "./newsroom.ts";
import type { Story } from "./story.ts";

/** How much of a story's words may leave its page: for feeds, ninjs and editions. */
export type Carriage = "full" | "summary" | "none";

/** Whether a story goes out as ninjs: where the outlet wants it, and of words that may; what somebody paid for is nobody's news. */
export function hasNinjs(
  story: Pick<Story, "agency" | "type">,
  newsroom: Pick<Newsroom, "agencies" | "outlet">,
): boolean {
  return newsroom.outlet.features.ninjs && story.type !== "sponsored" && mayCarry(story, newsroom) !== "none";
}

/**
 * Words have rights as photos do. In plain words: what the outlet wrote goes whole; what an agency wrote goes as far as
 * agencies.yaml says. `summary`: headline, standfirst or first lines, and the link. `none`: the story is not named at all.
 */
export function mayCarry(story: Pick<Story, "agency">, { agencies }: Pick<Newsroom, "agencies">): Carriage {
  if (story.agency === undefined) return "full";
  return (Object.hasOwn(agencies, story.agency) ? agencies[story.agency]?.text : undefined) ?? "full";
}
