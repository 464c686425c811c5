import { formatProblems, problemsJson } from "../src/base/format-problems.ts";
import { hasErrors } from "../src/build.ts";
import { checkSite } from "../src/check-site.ts";
import { type Command, foldersOf, sharedOptions, UsageError } from "./command.ts";
import { showProgress } from "./progress.ts";

export const command: Command = {
  summary: "Checks stories, photos and data without building: every problem at once, with file, line and remedy.",
  options: {
    ...sharedOptions,
    output: { ...sharedOptions.output, help: "the last build, whose addresses must not be lost (default: _site)" },
    annotations: {
      type: "boolean",
      help: "print annotations for a pull request; words of hidden stories are left out",
    },
    leases: {
      type: "string",
      value: "DAYS",
      help: "warn of photos whose use ends within so many days (default: photos.leaseWarning of outlet.yaml)",
    },
  },
  async run(given) {
    const folders = foldersOf(given);
    const leaseWarning = daysOf(given.values.leases);
    const isJson = given.values.json === true;
    const progress = showProgress(isJson);
    const { problems, stories, annotations } = await checkSite({
      ...folders,
      leaseWarning,
      onProgress: progress.report,
    });
    progress.end();
    const status = hasErrors(problems) ? 1 : 0;
    if (given.values.annotations === true) for (const line of annotations) console.log(line);
    else if (isJson)
      console.log(JSON.stringify({ status, problems: problemsJson(problems), figures: { stories } }, null, 2));
    else if (problems.length > 0) console.log(formatProblems(problems, { colour: process.stdout.isTTY === true }));
    else console.log(`${stories} stories, no problems.`);
    return status;
  },
};

function daysOf(value: string | boolean | undefined): number | undefined {
  if (typeof value !== "string") return undefined;
  if (!/^\d{1,5}$/.test(value)) throw new UsageError(`--leases wants a number of days, not "${value}".`);
  return Number(value);
}
