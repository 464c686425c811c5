import { appendFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { annotationsOf, type PublicReport, summaryOf } from "../src/base/annotations.ts";
import { writeFileAtomic } from "../src/base/files.ts";
import { formatProblems, problemsJson } from "../src/base/format-problems.ts";
import { hasErrors, type Problem } from "../src/base/problem.ts";
import { sarifLog } from "../src/base/sarif.ts";
import { count } from "../src/base/text.ts";
import { type CheckResult, checkSite } from "../src/check-site.ts";
import { projectFolder } from "../src/engine.ts";
import type { Mending } from "../src/mend-files.ts";
import { mendSite } from "../src/mend-site.ts";
import { chosen, chosenByName, type IsChosen, sitePrefix, stagedFiles } from "./check/chosen-files.ts";
import { mendingJson, mendingReport } from "./check/mending-report.ts";
import { type Command, foldersOf, type Given, sharedOptions, UsageError } from "./command.ts";
import { showProgress } from "./progress.ts";

export const command: Command = {
  summary: "Checks stories, photos and data without building: every problem at once, with file, line and remedy.",
  arguments: "[FILE …]",
  options: {
    ...sharedOptions,
    output: { ...sharedOptions.output, help: "the last build, whose addresses must not be lost (default: _site)" },
    fix: { type: "boolean", help: "mend what only one thing can be meant by, and touch nothing else" },
    "dry-run": { type: "boolean", help: "with --fix: show what would change, and write nothing" },
    staged: { type: "boolean", help: "show only problems of files that are staged in git" },
    annotations: {
      type: "boolean",
      help: "print annotations for a pull request; words of hidden stories are left out",
    },
    sarif: {
      type: "string",
      value: "FILE",
      help: "write a SARIF log for code scanning, `-` to standard output; words of hidden stories are left out",
    },
    private: { type: "boolean", help: "quote hidden stories too: only where nobody else reads the log" },
    leases: {
      type: "string",
      value: "DAYS",
      help: "warn of photos whose use ends within so many days (default: photos.leaseWarning of outlet.yaml)",
    },
  },
  run: check,
};

async function check(given: Given): Promise<number> {
  const { values } = given;
  const folders = foldersOf(given);
  const { site } = folders;
  const leaseWarning = daysOf(values.leases);
  const [isFix, isDryRun] = [values.fix === true, values["dry-run"] === true];
  if (isDryRun && !isFix) throw new UsageError("--dry-run goes with --fix: npm run check -- --fix --dry-run");
  const isStaged = values.staged === true;
  if (isStaged && given.positionals.length > 0) throw new UsageError("Name files, or write --staged; not both.");
  const staged = isStaged ? stagedFiles(site) : [];
  if (isStaged && staged.length === 0) {
    console.log("Nothing of the site is staged.");
    return 0;
  }
  const isChosen: IsChosen = isStaged
    ? chosen(staged)
    : given.positionals.length > 0
      ? chosenByName(site, given.positionals)
      : () => true;

  const isForMachines = values.json === true || values.sarif === "-" || values.annotations === true;
  const progress = showProgress(isForMachines || isStaged);
  const run = () => checkSite({ ...folders, leaseWarning, onProgress: progress.report });
  const { result, mending } = isFix
    ? await mendSite({ site, check: run, isChosen, isDryRun })
    : { result: await run(), mending: undefined };
  progress.end();

  const problems = result.problems.filter(isChosen);
  const status = hasErrors(problems) ? 1 : 0;
  const report = publicReport(site, result, values.private === true);
  if (typeof values.sarif === "string")
    writeSarif(values.sarif, problems, { ...report, pageOf: report.pageOf ?? localPage });
  if (values.sarif === "-") return status;
  if (values.annotations === true) {
    for (const line of annotationsOf(problems, report)) console.log(line);
    const summary = process.env.GITHUB_STEP_SUMMARY;
    if (summary) appendFileSync(summary, summaryOf(problems, report));
  } else if (values.json === true) {
    const figures = { stories: result.stories };
    const mended = mending && mendingJson(mending, isDryRun);
    console.log(
      JSON.stringify({ status, ...problemsJson(problems), figures, ...(mended && { mending: mended }) }, null, 2),
    );
  } else printForPeople({ problems, result, mending, isDryRun });
  return status;
}

interface Outcome {
  /** Those that are shown. */
  problems: readonly Problem[];
  result: CheckResult;
  mending: Mending | undefined;
  isDryRun: boolean;
}

function printForPeople({ problems, result, mending, isDryRun }: Outcome): void {
  const isTerminal = process.stdout.isTTY === true;
  if (mending) console.log(mendingReport(mending, { isDryRun, isTerminal }));
  if (problems.length > 0) console.log(formatProblems(problems, { colour: isTerminal }));
  else console.log(`${count(result.stories, "story", "stories")}, no problems.`);
  const others = result.problems.length - problems.length;
  if (others > 0) console.log(`${count(others, "problem")} of other files ${others === 1 ? "is" : "are"} not shown.`);
  const fixable = problems.filter(({ fix }) => fix !== undefined).length;
  if (fixable > 0 && !mending) {
    console.log(`${count(fixable, "problem")} of these can be mended at once: npm run check -- --fix`);
  }
}

function publicReport(site: string, { isQuotable }: CheckResult, isPrivate: boolean): PublicReport {
  const prefix = sitePrefix(site);
  const pages = site === projectFolder ? hostedPages(prefix) : undefined;
  return { isQuotable: isPrivate ? () => true : isQuotable, prefix, ...(pages && { pageOf: pages }) };
}

const pagePath = (code: Problem["code"]) => `docs/reference/problems/${code.replace("/", "-")}.md`;

/** The pages of codes at the git host, where the site is the project's own; elsewhere they stand in another repository. */
function hostedPages(prefix: string): ((code: Problem["code"]) => string) | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit = "HEAD" } = process.env;
  if (!server || !repository) return undefined;
  return (code) => `${server}/${repository}/blob/${commit}/${prefix}${pagePath(code)}`;
}

/** The page on this machine. */
function localPage(code: Problem["code"]): string {
  return pathToFileURL(join(projectFolder, pagePath(code))).href;
}

function writeSarif(file: string, problems: readonly Problem[], report: PublicReport): void {
  const text = `${JSON.stringify(sarifLog(problems, report), null, 2)}\n`;
  if (file === "-") process.stdout.write(text);
  else writeFileAtomic(resolve(file), text);
}

function daysOf(value: string | boolean | undefined): number | undefined {
  if (typeof value !== "string") return undefined;
  if (!/^\d{1,5}$/.test(value)) throw new UsageError(`--leases wants a number of days, not "${value}".`);
  return Number(value);
}
