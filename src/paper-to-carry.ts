import type { OpenedSite } from "./build.ts";
import type { StoryRecord } from "./content/site-content.ts";
import { mayCarry } from "./model/may-carry.ts";
import { openNewsroom } from "./model/newsroom.ts";
import { visibilityAt } from "./model/visibility.ts";

/**
 * The newsroom as editions may know it: stories whose agency lets their words leave the web in no form (`text: none`) are hidden
 * as an unfinished one is, so that no list, link, front or search of an edition names them. A site without any is given back
 * as it came. What was killed is told of all the same: holders of earlier copies must hear it.
 */
export function paperToCarry(opened: OpenedSite): OpenedSite {
  const { content, readings, faults, newsroom } = opened;
  const { now } = newsroom;
  const isWithheld = ({ frontMatter }: StoryRecord) =>
    mayCarry({ ...(frontMatter.agency !== undefined && { agency: frontMatter.agency }) }, newsroom) === "none" &&
    visibilityAt(frontMatter, now) === "public";
  if (!content.stories.some(isWithheld)) return opened;
  const stories = content.stories.map((story) =>
    isWithheld(story) ? { ...story, frontMatter: { ...story.frontMatter, status: "draft" as const } } : story,
  );
  const carried = { ...content, stories };
  return { ...opened, content: carried, newsroom: openNewsroom({ content: carried, readings, faults, now }) };
}
