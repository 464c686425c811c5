import { type Problem, problem } from "../base/problem.ts";
import { otherFiles } from "./other-files.ts";
import { placeAt } from "./passages.ts";
import type { Rule, StoryRule } from "./rule.ts";
import { findSecrets } from "./secret-patterns.ts";

/** No key, token or password stands in a story, its front matter included. What is told names the kind and never the secret. */
export const secret: StoryRule = {
  code: "text/secret",
  everywhere: true,
  needs: "copy",
  runOnStory: ({ story, source }) => secretsOf(source, { file: story.file, story: story.id }),
};

/** The same in sidecars, live entries, pages and data. */
export const secretElsewhere: Rule = {
  code: "text/secret",
  everywhere: true,
  run: (context) => otherFiles(context).flatMap(({ source, ...place }) => secretsOf(source, place)),
};

function secretsOf(source: string, place: { file: string; story?: string }): Problem[] {
  return findSecrets(source).map(({ name, offset }) =>
    problem({
      code: "text/secret",
      ...place,
      ...placeAt(source, offset),
      message: `What looks like ${name} stands here.`,
      hint: "Make it useless where it was issued, then take it out: whoever can read the repository has it.",
    }),
  );
}
