import { problem } from "../base/problem.ts";
import { clip } from "../base/text.ts";
import { judgedLinks, placeOfLink } from "./judged-links.ts";
import type { Rule } from "./rule.ts";

/** A link to an old address works, by a redirect that readers wait for; `check --fix` writes the present one. */
export const linkMoved: Rule = {
  code: "link/moved",
  needs: "copy",
  run(context) {
    const { links } = judgedLinks(context);
    return links.flatMap(({ link, target }) => {
      if (target?.kind !== "alias") return [];
      return [
        problem({
          code: "link/moved",
          ...placeOfLink(link, context, target.to),
          message: "This links to an old address of a story, which sends readers on.",
          found: clip(link.path ?? "", 80),
          expected: target.to,
          hint: "Write the story's present address.",
        }),
      ];
    });
  },
};
