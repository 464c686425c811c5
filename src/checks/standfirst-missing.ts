import { problem } from "../base/problem.ts";
import type { StoryType } from "../content/story-schema.ts";
import { headlinePlace } from "./headline-long.ts";
import type { StoryRule } from "./rule.ts";

/** Of these the first entry, the pictures or the sponsor say what the story is. */
const without: ReadonlySet<StoryType> = new Set<StoryType>(["live", "gallery", "sponsored"]);

/** Shorter stories (words of the copy) are shorts, which say all in their first lines. */
const fewWords = 150;

/** A story of 150 words or more has a standfirst, unless it is live coverage, a gallery or a sponsor's. A draft may still want one. */
export const standfirstMissing: StoryRule = {
  code: "story/standfirst-missing",
  needs: "front matter",
  runOnStory(context) {
    const { frontMatter, copy } = context.story;
    const { standfirst, type, kill, status } = frontMatter;
    if (standfirst !== undefined || without.has(type) || kill || status === "draft" || copy.words < fewWords) return [];
    return [
      problem({
        code: "story/standfirst-missing",
        ...headlinePlace(context),
        column: 1,
        key: "standfirst",
        message: "The story has no standfirst.",
        hint: "Add `standfirst: …` below the headline.",
      }),
    ];
  },
};
