import { problem } from "../base/problem.ts";
import { clip } from "../base/text.ts";
import { redirectsOf } from "./redirects.ts";
import type { Rule } from "./rule.ts";

/** What takes a story's place is named itself: each step on the way is a page that a reader waits for, and some give up. */
export const redirectChain: Rule = {
  code: "redirect/chain",
  run: (context) =>
    redirectsOf(context)
      .filter(({ end, way }) => end === "page" && way.length > 1)
      .map(({ record, line, way }) =>
        problem({
          code: "redirect/chain",
          file: record.file,
          line,
          column: 1,
          story: record.id,
          key: "kill.replacedBy",
          message: "What takes this story's place sends readers on in its turn.",
          found: clip(way.join(" → "), 160),
          expected: `replacedBy: ${way.at(-1)}`,
          hint: "Name the last of them, or its id.",
        }),
      ),
};
