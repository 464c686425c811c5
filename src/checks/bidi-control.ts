import { type Problem, problem } from "../base/problem.ts";
import { type BidiMark, bidiFaults } from "./bidi-marks.ts";
import { otherFiles } from "./other-files.ts";
import { placeAt, shownLine } from "./passages.ts";
import type { Rule, StoryRule } from "./rule.ts";

/**
 * No mark overrides the direction of writing, and each that begins a direction ends it in its paragraph. The plain marks
 * (U+200E, U+200F, U+061C) and pairs that close are part of Urdu and Hindi copy.
 */
export const bidiControl: StoryRule = {
  code: "text/bidi-control",
  everywhere: true,
  needs: "copy",
  runOnStory: ({ story, source }) => faultsOf(source, { file: story.file, story: story.id }),
};

/** The same in sidecars, live entries, pages and data. */
export const bidiControlElsewhere: Rule = {
  code: "text/bidi-control",
  everywhere: true,
  run: (context) => otherFiles(context).flatMap(({ source, ...place }) => faultsOf(source, place)),
};

const whys: Record<BidiMark["why"], string> = {
  overrides: "shows the letters after it in another order than they are written in",
  "never ends": "turns the direction of writing and does not turn it back",
  "ends nothing": "turns back a direction that nothing here turned",
};

/** One problem a line, since one corrected line mends all of its marks. */
function faultsOf(source: string, place: { file: string; story?: string }): Problem[] {
  const faults = bidiFaults(source).map((fault) => ({ ...fault, ...placeAt(source, fault.offset) }));
  return [...Map.groupBy(faults, ({ line }) => line).values()].flatMap((ofLine) => {
    const [first] = ofLine;
    if (!first) return [];
    const { line, column, why } = first;
    const start = first.offset - column + 1;
    const end = source.indexOf("\n", start);
    const places = new Set(ofLine.map((fault) => fault.offset - start));
    const text = source.slice(start, end === -1 ? source.length : end);
    return [
      problem({
        code: "text/bidi-control",
        ...place,
        line,
        column,
        message: `An invisible mark here ${whys[why]}.`,
        found: [...new Set(ofLine.map(({ name }) => name))].join(", "),
        ...shownLine(
          [...text.matchAll(/[\s\S]/g)].map(({ index, 0: unit }) => (places.has(index) ? "" : unit)).join(""),
        ),
        fix: ofLine.map((fault) => ({ line, column: fault.column, found: fault.mark, text: "" })),
        hint: "Delete it. The plain marks, and isolates that are closed (U+2068 … U+2069), may stand.",
      }),
    ];
  });
}
