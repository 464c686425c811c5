import { visible } from "../../src/base/format-problems.ts";
import type { Problem } from "../../src/base/problem.ts";
import { problemCodes } from "../../src/base/problem-codes.ts";
import { count } from "../../src/base/text.ts";
import type { LeftProblem, Mending } from "../../src/mend-files.ts";

/** What `--fix` did, or would do, for people; a dry run's difference comes first, as `diff -u` writes it. */
export function mendingReport(
  { mended, left, diff }: Mending,
  options: { isDryRun: boolean; isTerminal: boolean },
): string {
  const { isDryRun, isTerminal } = options;
  const shown = isTerminal ? diff.split("\n").map(visible).join("\n") : diff;
  const files = new Set(mended.map(({ file }) => file)).size;
  const what = `${count(mended.length, "problem")} in ${count(files, "file")}`;
  const first = mended.length === 0 ? "Nothing to mend." : `${isDryRun ? "Would mend" : "Mended"} ${what}:`;
  return [
    ...(isDryRun && diff !== "" ? [shown] : []),
    first,
    ...mended.map((each) => `  ${placeOf(each)}  ${each.code}  ${problemCodes[each.code].title}`),
    ...(left.length > 0 ? ["", `Left as ${left.length === 1 ? "it is" : "they are"}:`] : []),
    ...left.map(({ problem, reason }) => `  ${placeOf(problem)}  ${problem.code}  ${reason}`),
    "",
  ].join("\n");
}

/** The same for machines. */
export function mendingJson({ mended, left, diff }: Mending, isDryRun: boolean): object {
  const plain = ({ code, file, line, column, story, fix }: Problem) => ({ code, file, line, column, story, fix });
  return {
    isDryRun,
    mended: mended.map(plain),
    left: left.map(({ problem, reason }: LeftProblem) => ({ ...plain(problem), reason })),
    ...(isDryRun && { diff }),
  };
}

function placeOf({ file = "", line, column }: Problem): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}
