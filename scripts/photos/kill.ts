import { resolve } from "node:path";
import { formatProblems, problemsJson, visible } from "../../src/base/format-problems.ts";
import { isError } from "../../src/base/problem.ts";
import { type KillPhotoResult, killPhoto } from "../../src/kill-photo.ts";
import { type Command, foldersOf, type Given, sharedOptions, UsageError } from "../command.ts";
import { showProgress } from "../progress.ts";
import { beyondReach, killReport } from "./kill-report.ts";

export const command: Command = {
  summary:
    "Takes a photo down: writes the kill into its sidecar, builds without it, clears the cache, and searches everything for what is left.",
  arguments: "PHOTO",
  options: {
    reason: { type: "string", value: "TEXT", help: "why; private, never published; required" },
    notice: { type: "string", value: "TEXT", help: "what readers are told where the photo stood (default: nothing)" },
    "supplier-ref": {
      type: "string",
      value: "REF",
      help: "the supplier's reference: another file with it is refused (default: the embedded one)",
    },
    "replaced-by": { type: "string", value: "ID", help: "the id or address of what takes its place" },
    at: { type: "string", value: "ISO", help: "when it was decided (default: --now)" },
    search: { type: "string", value: "DIR", help: "a folder more to search: a copy of the host, editions" },
    "no-build": { type: "boolean", help: "do not build: the output stays as it is, and is only searched" },
    "allow-removed": { type: "boolean", help: "let addresses of other stories vanish, where that stops the build" },
    ...sharedOptions,
    json: { type: "boolean", help: "print what was found, and what to purge, as JSON" },
  },
  async run(given) {
    const query = oneArgument(given);
    const folders = foldersOf(given);
    const isJson = given.values.json === true;
    const progress = showProgress(isJson);
    const search = textOf(given, "search");
    const result = await killPhoto({
      ...folders,
      query,
      from: process.cwd(),
      kill: {
        reason: textOf(given, "reason") ?? "",
        notice: textOf(given, "notice"),
        supplierRef: textOf(given, "supplier-ref"),
        replacedBy: textOf(given, "replaced-by"),
      },
      at: textOf(given, "at"),
      isBuilding: given.values["no-build"] !== true,
      allowRemoved: given.values["allow-removed"] === true,
      search: search && resolve(search),
      onProgress: progress.report,
    });
    progress.end();
    if ("refusal" in result) throw new UsageError(visible(result.refusal));
    const isGone = result.isBuilt && result.after.found.length === 0 && result.after.unopened.length === 0;
    const git = gitCommands(folders.site, result);
    if (isJson) {
      const { problems, ...rest } = result;
      const purge = result.purge.flatMap(({ addresses }) => addresses);
      const beyond = { gitCommands: git, others: beyondReach };
      console.log(JSON.stringify({ isGone, ...rest, purge, ...problemsJson(problems), beyondReach: beyond }, null, 2));
      return isGone ? 0 : 1;
    }
    const errors = result.problems.filter(isError);
    if (errors.length > 0) console.error(formatProblems(errors, { colour: process.stderr.isTTY === true }));
    console.log(killReport(result, git, isGone));
    return isGone ? 0 : 1;
  },
};

function oneArgument(given: Given): string {
  const [query, ...more] = given.positionals;
  if (query === undefined) throw new UsageError("Which photo? Give its file, its id, or an address of it.");
  if (more.length > 0) {
    throw new UsageError(`One photo at a time; "${more[0]}" is too much. Put what holds blanks between quotes.`);
  }
  if (textOf(given, "reason") === undefined) throw new UsageError("Say why: --reason “…”. It stays in the sidecar.");
  return query;
}

function textOf({ values }: Given, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** Commands that show the commits which hold a photo's file. */
function gitCommands(site: string, { photos }: KillPhotoResult): string[] {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  return photos.map(({ id }) => `git -C ${quoted(site)} log --all --oneline -- ${quoted(`articles/${id}`)}`);
}
