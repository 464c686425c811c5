import { problem } from "../base/problem.ts";
import { clip } from "../base/text.ts";
import { redirectsOf } from "./redirects.ts";
import type { Rule } from "./rule.ts";

/** What takes a story's place exists. That a story of this id does is checked with all other references. */
export const redirectNowhere: Rule = {
  code: "redirect/nowhere",
  run: (context) =>
    redirectsOf(context)
      .filter(({ end }) => end === "nowhere")
      .map(({ record, line, way }) =>
        problem({
          code: "redirect/nowhere",
          file: record.file,
          line,
          column: 1,
          story: record.id,
          key: "kill.replacedBy",
          message: "What takes this story's place leads to an address that the site does not have.",
          found: clip(way.join(" → "), 160),
          hint: "Correct the address, or write the id of the story in its place.",
        }),
      ),
};
