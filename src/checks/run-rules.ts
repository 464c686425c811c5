import type { Problem } from "../base/problem.ts";
import { applyChecks } from "../content/apply-checks.ts";
import { splitFrontMatter } from "../content/front-matter.ts";
import type { CheckContext, Rule, StoryRule } from "./rule.ts";
import { rules, storyRules } from "./rules.ts";

/** What the rules find, lowered, raised or left out as the outlet's `checks:` has it; unsorted. */
export function runRules(context: CheckContext): Problem[] {
  const { outlet, stories } = context.content;
  const isOn = ({ code }: Rule | StoryRule) => outlet.checks[code] !== "off";
  const found = [...rules.filter(isOn).flatMap((rule) => rule.run(context)), ...runStoryRules(context, isOn)];
  return applyChecks(found, outlet, stories);
}

function runStoryRules(context: CheckContext, isOn: (rule: StoryRule) => boolean): Problem[] {
  const { outlet, stories, style } = context.content;
  const chosen = storyRules.filter(isOn);
  if (chosen.length === 0) return [];
  return stories.flatMap((story) => {
    const source = context.sourceOf(story.file);
    if (source === undefined) return [];
    const { bodyLine } = splitFrontMatter(source, story.file);
    const language = story.frontMatter.language ?? outlet.languages[0]?.code ?? "en";
    const blocks = context.blocksOf(story);
    return chosen.flatMap((rule) => rule.runOnStory({ story, language, blocks, source, bodyLine, outlet, style }));
  });
}
