import { problem } from "../base/problem.ts";
import type { Rule } from "./rule.ts";

/**
 * Every picture under articles/ is used by a story, an entry, a front or a contributor: one that nobody uses was forgotten,
 * or the story that wanted it names another. What a take-down remembers counts as used.
 */
export const photoUnused: Rule = {
  code: "photo/unused",
  run: ({ content }) =>
    (content.unusedPhotos ?? []).map((id) =>
      problem({
        code: "photo/unused",
        file: `articles/${id}`,
        message: "No story, front or contributor uses this picture.",
        hint: "Use it, or delete it (and its sidecar); git keeps it.",
      }),
    ),
};
