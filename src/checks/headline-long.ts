import { problem } from "../base/problem.ts";
import { passagesOf, placeAt } from "./passages.ts";
import type { StoryContext, StoryRule } from "./rule.ts";
import { type Limits, limitOf, readerLength } from "./switch-limit.ts";

// 110 is what search engines' guides long gave for a news headline. The letters of Hindi and Urdu are as wide, their words shorter.
const limits: Limits = { hi: 100, ur: 100, other: 110 };

/** A headline has at most 110 characters as readers count them, 100 in Hindi and Urdu, or as many as the outlet's switch says. */
export const headlineLong: StoryRule = {
  code: "story/headline-long",
  needs: "front matter",
  runOnStory(context) {
    const { story, outlet, language } = context;
    const { headline, kill } = story.frontMatter;
    const limit = limitOf({ outlet, code: "story/headline-long", language, limits });
    if (kill || headline.length <= limit) return [];
    const length = readerLength(headline);
    if (length <= limit) return [];
    return [
      problem({
        code: "story/headline-long",
        ...headlinePlace(context),
        key: "headline",
        message: `The headline has ${length} characters.`,
        expected: `at most ${limit}`,
        hint: "Shorten it; what it loses can stand in the standfirst.",
      }),
    ];
  },
};

/** Where a story's headline stands. */
export function headlinePlace({ story, source }: Pick<StoryContext, "story" | "source">) {
  const start = passagesOf(source).find(({ key }) => key === "headline")?.start;
  const place = start === undefined ? { line: story.lines.headline ?? 1, column: 1 } : placeAt(source, start);
  return { file: story.file, ...place, story: story.id };
}
