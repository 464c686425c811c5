import { problem } from "../base/problem.ts";
import { clip } from "../base/text.ts";
import { redirectsOf } from "./redirects.ts";
import type { Rule } from "./rule.ts";

/** A way from a take-down to what took its place must not come round to where it began. */
export const redirectLoop: Rule = {
  code: "redirect/loop",
  run: (context) =>
    redirectsOf(context)
      .filter(({ end }) => end === "loop")
      .map(({ record, line, written, way }) =>
        problem({
          code: "redirect/loop",
          file: record.file,
          line,
          column: 1,
          story: record.id,
          key: "kill.replacedBy",
          message: "What takes this story's place leads back to it, so that readers go round in circles.",
          found: clip([written, ...way.slice(1)].join(" → "), 160),
          hint: "Name the story that readers should find in the end, or take `replacedBy` out.",
        }),
      ),
};
