import { splitFrontMatter } from "../content/front-matter.ts";
import type { StoryRecord } from "../content/site-content.ts";
import type { Rule, StoryRule } from "./rule.ts";

/**
 * A rule on a story's words, for the entries of live stories that have files of their own: each is read as a story would be,
 * and what is found is told in the entry's file.
 */
export function inLiveEntries({ code, everywhere, needs, runOnStory }: StoryRule): Rule {
  return {
    code,
    ...(everywhere === undefined ? {} : { everywhere }),
    ...(needs && { needs }),
    run({ content, sourceOf }) {
      const { outlet, style } = content;
      return content.stories.flatMap((story) => {
        const { entries = [], frontMatter } = story;
        const language = frontMatter.language ?? outlet.languages[0]?.code ?? "en";
        return entries.flatMap(({ file }) => {
          const source = file === undefined ? undefined : sourceOf(file);
          if (file === undefined || source === undefined) return [];
          const { bodyLine } = splitFrontMatter(source, file);
          const record: StoryRecord = { ...story, file };
          return runOnStory({ story: record, language, blocks: [], source, bodyLine, outlet, style });
        });
      });
    },
  };
}
