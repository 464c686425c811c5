import { problem } from "../base/problem.ts";
import { clip, nearest } from "../base/text.ts";
import { newAnchors } from "../content/copy-anchors.ts";
import { judgedLinks, placeOfLink, storyAnchors } from "./judged-links.ts";
import type { Rule } from "./rule.ts";
import type { SiteLink } from "./site-links.ts";
import type { Target } from "./site-targets.ts";

/** Anchors that pages have whatever their copy says: of their own furniture, and of notes. */
const furniture: ReadonlySet<string> = new Set(newAnchors().taken.keys());
const note = /^fn(?:ref)?[\d:-]/;

/** A link to a part of a story or a page (`#what-changed`) names a heading or an entry that is there; else readers land at the top. */
export const linkAnchor: Rule = {
  code: "link/anchor-missing",
  needs: "copy",
  run(context) {
    const { links, pageAnchors } = judgedLinks(context);
    const anchorsAt = (link: SiteLink, target: Target | undefined): ReadonlySet<string> | undefined => {
      if (target?.kind === "story" || target?.kind === "alias") return storyAnchors(target.record);
      return pageAnchors.get(link.path ?? link.file);
    };
    return links.flatMap(({ link, target }) => {
      const { anchor = "" } = link;
      if (anchor === "" || furniture.has(anchor) || note.test(anchor)) return [];
      const anchors = anchorsAt(link, target);
      // Headings in an entry's own file have its anchor before theirs.
      const isOfEntry = [...(anchors ?? [])].some((each) => anchor.startsWith(`${each}-`));
      if (!anchors || anchors.has(anchor) || isOfEntry) return [];
      const near = nearest(anchor, anchors);
      return [
        problem({
          code: "link/anchor-missing",
          ...placeOfLink(link, context),
          message: "This link names a part of the page that the page does not have; readers would land at its top.",
          found: clip(`#${anchor}`, 80),
          hint:
            near === undefined || target?.kind !== "story"
              ? "An anchor is made of a heading's words: `## What changed` is `#what-changed`."
              : `Did you mean \`#${near}\`?`,
        }),
      ];
    });
  },
};
