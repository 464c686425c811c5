import { problem } from "../base/problem.ts";
import { judgedLinks, placeOfLink } from "./judged-links.ts";
import type { Rule } from "./rule.ts";

/** A link to a story that was taken down leads readers to its notice. Where another story took its place, that is named. */
export const linkTakenDown: Rule = {
  code: "link/taken-down",
  needs: "copy",
  run(context) {
    const { links, targets } = judgedLinks(context);
    return links.flatMap(({ link, target }) => {
      if (target?.kind !== "notice") return [];
      const replaced = target.record.frontMatter.kill?.replacedBy ?? "";
      const instead = replaced.startsWith("/") ? replaced : targets.publicPathOf(replaced);
      return [
        problem({
          code: "link/taken-down",
          ...placeOfLink(link, context),
          message: "This links to a story that was taken down; readers would find its notice.",
          hint: instead
            ? `In its place stands ${instead}: link to that, or take the link out.`
            : "Take the link out, or link to something else.",
        }),
      ];
    });
  },
};
