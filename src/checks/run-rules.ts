import { inOneGo, type Steps } from "../base/pace.ts";
import type { Problem } from "../base/problem.ts";
import { applyChecks } from "../content/apply-checks.ts";
import { engineVersion } from "../content/engine-version.ts";
import { splitFrontMatter } from "../content/front-matter.ts";
import type { Outlet } from "../content/outlet-schema.ts";
import { storyDigest } from "../content/read-story.ts";
import type { SiteContent, StoryInPart, StoryRecord } from "../content/site-content.ts";
import { certainOf } from "../content/story-in-part.ts";
import { judgedLinks } from "./judged-links.ts";
import type { CheckContext, NeededOfStory, Rule, StoryContext, StoryRule } from "./rule.ts";
import { type Findings, rememberFindings } from "./rule-memory.ts";
import { rules, storyRules } from "./rules.ts";
import { targetsOf } from "./site-targets.ts";

/** What a rule for single stories is run with. */
type StoryRulesContext = Pick<CheckContext, "content" | "blocksOf" | "sourceOf" | "memory">;

const isOn = (outlet: Outlet) => (rule: Rule | StoryRule) => outlet.checks[rule.code] !== "off";

/**
 * What the rules find that `check` and the preview alone run, lowered, raised or left out as the outlet's `checks:` has it;
 * unsorted. Rules `everywhere` have been run when the site was opened.
 */
export function runRules(context: CheckContext): Problem[] {
  return inOneGo(runningRules(context));
}

/** The same in steps, for a preview that answers meanwhile. */
export function* runningRules(context: CheckContext): Steps<Problem[]> {
  const { outlet, stories } = context.content;
  const chosen = rules.filter(({ everywhere }) => !everywhere).filter(isOn(outlet));
  const chosenForStories = storyRules.filter(({ everywhere }) => !everywhere).filter(isOn(outlet));
  const found: Problem[] = [];
  // What rules on links share takes longer than any rule: it is looked up in steps of its own.
  if (chosen.some(({ code }) => code === "link/broken")) {
    targetsOf(context);
    yield;
    judgedLinks(context);
    yield;
  }
  for (const rule of chosen) {
    found.push(...rule.run(context));
    yield;
  }
  found.push(...runOnParts(chosen, context));
  found.push(...(yield* runStoryRules(context, chosenForStories, "check")));
  return applyChecks(found, outlet, stories);
}

/** What the rules find in single stories that every opening of a site runs, a build's too; before the outlet's `checks:`. */
export function* findEverywhere(context: StoryRulesContext): Steps<Problem[]> {
  const chosen = storyRules.filter(({ everywhere }) => everywhere).filter(isOn(context.content.outlet));
  return yield* runStoryRules(context, chosen, "everywhere");
}

/** The same of rules that look at the whole newsroom. */
export function findEverywhereInNewsroom(context: CheckContext): Problem[] {
  return rules
    .filter(({ everywhere }) => everywhere)
    .filter(isOn(context.content.outlet))
    .flatMap((rule) => rule.run(context));
}

/** What rules that look at the whole newsroom find in stories that were read in part, each with as much as it needs. */
function runOnParts(chosen: readonly Rule[], context: CheckContext): Problem[] {
  const { inPart = [] } = context.content;
  const run = (parts: readonly StoryInPart[], meant: readonly Rule[]) => {
    if (parts.length === 0) return [];
    const stories = parts.map(({ record }) => record);
    const ids = new Set(stories.map(({ id }) => id));
    const alone: CheckContext = { ...context, content: { ...context.content, stories }, whole: context };
    const found = meant.flatMap((rule) => rule.run(alone));
    return certainOf(
      found.filter(({ story }) => story !== undefined && ids.has(story)),
      parts,
    );
  };
  const needs = (need: NeededOfStory) => chosen.filter((rule) => rule.needs === need);
  return [
    ...run(inPart, needs("copy")),
    ...run(
      inPart.filter(({ isCopyOnly }) => !isCopyOnly),
      needs("front matter"),
    ),
  ];
}

/** Of a site, what rules for single stories may look at: all of it is part of the key under which findings are kept. */
function sharedBy({ outlet, style }: SiteContent): Pick<StoryContext, "outlet" | "style"> {
  return { outlet, style };
}

function* runStoryRules(context: StoryRulesContext, chosen: readonly StoryRule[], name: string): Steps<Problem[]> {
  if (chosen.length === 0) return [];
  const { content, memory } = context;
  const { inPart = [] } = content;
  const parts = new Map(inPart.map((part) => [part.record, part]));
  const stories = inPart.length === 0 ? content.stories : [...content.stories, ...parts.keys()];
  const shared = sharedBy(content);
  const [zone, first] = [content.outlet.timeZone, content.outlet.languages[0]?.code ?? "en"];
  const runOn = (story: StoryRecord): Findings => {
    const { file } = story;
    const source = context.sourceOf(file);
    if (source === undefined) return { problems: [], isLasting: false };
    // A file that was saved since it was read must not lend its faults to the text that it had.
    const now = storyDigest({ text: source, file, zone, language: first, engine: engineVersion() });
    const { bodyLine } = splitFrontMatter(source, story.file);
    const language = story.frontMatter.language ?? first;
    const blocks = context.blocksOf(story);
    const at = { story, language, blocks, source, bodyLine, ...shared };
    const part = parts.get(story);
    const fit = part
      ? chosen.filter(({ needs }) => needs === "copy" || (needs === "front matter" && !part.isCopyOnly))
      : chosen;
    const found = fit.flatMap((rule) => rule.runOnStory(at));
    return { problems: part ? certainOf(found, [part]) : found, isLasting: now === story.digest };
  };
  if (!memory) return stories.flatMap((story) => runOn(story).problems);
  const codes = chosen.map(({ code }) => code);
  return yield* rememberFindings({ memory, stories, name, shared: { codes, shared }, run: runOn });
}
