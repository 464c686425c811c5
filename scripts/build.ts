import { formatProblems, problemsJson } from "../src/base/format-problems.ts";
import { isError } from "../src/base/problem.ts";
import { build } from "../src/build.ts";
import { type Command, cacheLimitOf, cacheLimitOption, foldersOf, sharedOptions } from "./command.ts";
import { showProgress } from "./progress.ts";

export const command: Command = {
  summary: "Builds the site: reads every story and photo, makes what changed, moves it in.",
  options: {
    ...sharedOptions,
    ...cacheLimitOption,
    "hold-back": { type: "boolean", help: "publish all that is right; what is faulty stays as it was published last" },
    "allow-removed": { type: "boolean", help: "let addresses that were public vanish" },
  },
  async run(given) {
    const folders = foldersOf(given);
    const isJson = given.values.json === true;
    const isHeldBack = given.values["hold-back"] === true;
    const progress = showProgress(isJson);
    const { status, problems, figures } = await build({
      ...folders,
      cacheLimit: cacheLimitOf(given),
      holdBack: isHeldBack,
      allowRemoved: given.values["allow-removed"] === true,
      onProgress: progress.report,
    });
    progress.end();
    if (isJson) {
      console.log(JSON.stringify({ status, problems: problemsJson(problems), figures }, null, 2));
      return status;
    }
    if (problems.length > 0) console.error(formatProblems(problems, { colour: process.stderr.isTTY === true }));
    if (figures.held.length > 0) console.error(`Held back: ${figures.held.join(", ")}`);
    if (status === 0) {
      const { stories, files, pagesMade, renditionsMade, removed, duration } = figures;
      console.log(
        `${stories} stories, ${files} files: ${pagesMade} pages and ${renditionsMade} photo files made, ${removed} removed, in ${(duration / 1000).toFixed(1)} s → ${folders.output}`,
      );
    } else {
      const held = new Set(figures.held);
      const others = problems.filter(
        (each) => isError(each) && !held.has(each.story ?? "") && !held.has(each.file ?? ""),
      );
      const files = [...new Set(others.flatMap(({ file }) => (file === undefined ? [] : [file])))];
      if (isHeldBack && files.length > 0) console.error(`--hold-back can't hold ${files.join(", ")}: mend that first.`);
      console.error("Nothing was written: the last good site stays as it was.");
    }
    return status;
  },
};
