import { problem } from "../base/problem.ts";
import { lineOf } from "../content/key-lines.ts";
import { aliasRemoval } from "../content/story-key-edits.ts";
import { normalisePath } from "../model/addresses.ts";
import type { Rule } from "./rule.ts";
import { targetsOf } from "./site-targets.ts";

/** A story's old addresses are others than its present one. The page wins; the alias means nothing. */
export const redirectToItself: Rule = {
  code: "redirect/to-itself",
  run(context) {
    const targets = targetsOf(context);
    return context.content.stories.flatMap(({ id, file, frontMatter, lines }) => {
      const own = targets.pathOf(id);
      return (frontMatter.aliases ?? []).flatMap((alias, index) => {
        if (own === undefined || normalisePath(alias) !== own) return [];
        const key = `aliases.${index}`;
        const text = context.sourceOf(file);
        const fix = text === undefined ? undefined : aliasRemoval(text, alias);
        return [
          problem({
            code: "redirect/to-itself",
            file,
            line: lineOf(lines, key),
            column: 1,
            story: id,
            key,
            message: "This alias is the story's present address, so that it sends nobody anywhere.",
            found: alias,
            hint: "Take it out.",
            ...(fix && { fix }),
          }),
        ];
      });
    });
  },
};
