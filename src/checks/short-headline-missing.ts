import { problem } from "../base/problem.ts";
import { headlinePlace } from "./headline-long.ts";
import type { StoryRule } from "./rule.ts";
import { type Limits, limitOf, readerLength } from "./switch-limit.ts";

const limits: Limits = { other: 80 };

/** A headline of more than 80 characters has a short form for cards and link previews. A draft may still want one. */
export const shortHeadlineMissing: StoryRule = {
  code: "story/short-headline-missing",
  needs: "front matter",
  runOnStory(context) {
    const { story, outlet, language } = context;
    const { headline, shortHeadline, kill, status } = story.frontMatter;
    const limit = limitOf({ outlet, code: "story/short-headline-missing", language, limits });
    if (shortHeadline !== undefined || kill || status === "draft" || headline.length <= limit) return [];
    const length = readerLength(headline);
    if (length <= limit) return [];
    return [
      problem({
        code: "story/short-headline-missing",
        ...headlinePlace(context),
        key: "headline",
        message: `The headline has ${length} characters and no short form; cards have room for ${limit}.`,
        hint: "Add `shortHeadline: …`.",
      }),
    ];
  },
};
