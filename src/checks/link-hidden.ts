import { problem } from "../base/problem.ts";
import { judgedLinks, placeOfLink } from "./judged-links.ts";
import type { Rule } from "./rule.ts";

/**
 * A link by address to what readers can't see now would lead nowhere, and its address tells of the story. Nothing of that
 * story is said here. Links to stories' files are left out of the page by themselves (`site/link-hidden`), and two stories
 * that come out together may link each other.
 */
export const linkHidden: Rule = {
  code: "link/hidden",
  run(context) {
    const { links, targets } = judgedLinks(context);
    return links.flatMap(({ link, target }) => {
      if (target?.kind !== "hidden" || targets.comesWith(link.story, target.record)) return [];
      const isOwn = target.record !== undefined && target.record.id === link.story?.id;
      if (isOwn) return [];
      const message = target.record
        ? "This links by its address to a story that is not public now: readers would find nothing there, and the address tells of it."
        : "This links to a list that has no public story now, so that readers would find nothing there.";
      const hint = target.record
        ? "Link to the story's file in its place (`/world/the-story.md`): the link then appears when the story does."
        : "Nothing, if stories for it come before this one; else take the link out.";
      return [problem({ code: "link/hidden", ...placeOfLink(link, context), message, hint })];
    });
  },
};
