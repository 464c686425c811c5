import { problem } from "../base/problem.ts";
import { visibilityAt } from "../model/visibility.ts";
import type { Rule } from "./rule.ts";

const year = 366 * 24 * 60 * 60 * 1000; // ms

/**
 * Two stories of one language that were published within a year of each other have different headlines. Told at the later;
 * where the earlier alone is hidden, at that one, so that nothing said of a public story names a hidden one.
 */
export const headlineTwice: Rule = {
  code: "story/headline-twice",
  run({ content, now }) {
    const first = content.outlet.languages[0]?.code ?? "";
    const stories = content.stories.filter(({ frontMatter }) => !frontMatter.kill);
    const groups = Map.groupBy(stories, ({ frontMatter }) =>
      [frontMatter.language ?? first, foldedHeadline(frontMatter.headline)].join("\0"),
    );
    return [...groups.values()].flatMap((group) => {
      if (group.length < 2) return [];
      const inOrder = group.toSorted(
        (a, b) => a.frontMatter.published - b.frontMatter.published || (a.id < b.id ? -1 : 1),
      );
      return inOrder.flatMap((later, index) => {
        const earlier = inOrder[index - 1];
        if (!earlier || later.frontMatter.published - earlier.frontMatter.published > year) return [];
        const isHidden = visibilityAt(later.frontMatter, now) !== "public";
        const isEarlierHidden = visibilityAt(earlier.frontMatter, now) !== "public";
        const [told, other] = isEarlierHidden && !isHidden ? [earlier, later] : [later, earlier];
        return [
          problem({
            code: "story/headline-twice",
            file: told.file,
            line: told.lines.headline ?? 1,
            column: 1,
            story: told.id,
            key: "headline",
            message: `The story ${other.id} has the same headline.`,
            hint: "Say what is new in this one.",
          }),
        ];
      });
    });
  },
};

/** Letters, marks and digits, small: what is left of a headline that readers take for the same. */
function foldedHeadline(headline: string): string {
  const folded = headline
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
  return folded === "" ? headline : folded;
}
