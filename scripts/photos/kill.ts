import { resolve } from "node:path";
import { formatProblems, problemsJson } from "../../src/base/format-problems.ts";
import { count } from "../../src/base/text.ts";
import { type KillPhotoResult, killPhoto } from "../../src/kill-photo.ts";
import type { Trace, TraceSearch } from "../../src/publish/find-traces.ts";
import { type Command, foldersOf, type Given, sharedOptions, UsageError } from "../command.ts";
import { showProgress } from "../progress.ts";

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
    if ("refusal" in result) throw new UsageError(result.refusal);
    const isGone = result.isBuilt && result.after.found.length === 0 && result.after.unopened.length === 0;
    const git = gitCommands(folders.site, result);
    if (isJson) {
      const { problems, ...rest } = result;
      const beyond = { gitCommands: git, others: beyondReach };
      console.log(JSON.stringify({ isGone, ...rest, ...problemsJson(problems), beyondReach: beyond }, null, 2));
      return isGone ? 0 : 1;
    }
    const errors = result.problems.filter(({ severity }) => severity === "error");
    if (errors.length > 0) console.error(formatProblems(errors, { colour: process.stderr.isTTY === true }));
    console.log(report(result, git, isGone));
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

/** What no command of ours can change. */
const beyondReach = [
  "copies in readers' browsers and apps, until they ask again",
  "editions that were downloaded: withdrawn.json tells their holders what to remove",
  "search engines' and archives' copies: ask each for removal of the addresses above",
  "feed readers, and sites that copied the picture from a feed",
  "copies of this folder on other machines, and the host's own backups",
];

/** Commands that show the commits which hold a photo's file. */
function gitCommands(site: string, { photos }: KillPhotoResult): string[] {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  return photos.map(({ id }) => `git -C ${quoted(site)} log --all --oneline -- ${quoted(`articles/${id}`)}`);
}

const outcomes = {
  written: "killed; the kill stands in",
  completed: "was killed already; what was missing was added to",
  stood: "was killed already; nothing was to be added to",
};

function report(result: KillPhotoResult, git: readonly string[], isGone: boolean): string {
  const { photos, renditions, before, after, purge, doubts } = result;
  const { files, archives, bytes } = after.searched;
  const size = `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
  return [
    ...photos.map(({ id, sidecar, outcome }) => `${id}: ${outcomes[outcome]} ${sidecar}. Commit that file.`),
    `${count(renditions.length, "file")} had been made of it.`,
    ...doubts,
    "",
    section(`Before: ${summary(before)}`, listed(before.found)),
    section(`After:  ${summary(after)}`, [
      ...listed(after.found),
      ...after.unopened.map(({ place, why }) => `  ${place}: not proven, could not be opened (${why})`),
    ]),
    `Searched: ${count(files, "file")}, ${count(archives, "archive")}, ${size}. ${mentions(after)}`.trim(),
    "",
    section("To purge from a CDN:", purge),
    "",
    section("Out of reach:", [
      "  the history of git; these show the commits that hold the file:",
      ...git.map((line) => `    ${line}`),
      ...after.left.map((place) => `  ${place}, which was not searched`),
      ...beyondReach.map((line) => `  ${line}`),
    ]),
    "",
    isGone
      ? "Gone: nothing of the photo was found in anything that was searched."
      : "NOT PROVEN GONE: see above; do what is missing and run the command again.",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines].join("\n");
}

function summary({ found, unopened }: TraceSearch): string {
  const places = new Set(found.map(({ place }) => place));
  const parts = [places.size === 0 ? "nothing found" : `found in ${count(places.size, "place")}`];
  if (unopened.length > 0) parts.push(`${count(unopened.length, "file")} could not be opened`);
  return parts.join(", ");
}

function mentions({ expected }: TraceSearch): string {
  const lists = [...new Set(expected.map(({ place }) => place))];
  return lists.length === 0 ? "" : `Named, as it should be, in ${lists.join(", ")}.`;
}

/** Lines of a report are read by people: each place once, and not hundreds of them. */
const mostPlaces = 40;

function listed(traces: readonly Trace[]): string[] {
  const places = [...Map.groupBy(traces, ({ place }) => place)];
  const lines = places.slice(0, mostPlaces).map(([place, found]) => {
    const kinds = [...new Set(found.map(({ kind }) => words[kind]))];
    return `  ${place}: ${kinds.join(", ")}`;
  });
  return places.length > mostPlaces ? [...lines, `  and ${places.length - mostPlaces} more; --json lists all`] : lines;
}

const words: Record<Trace["kind"], string> = {
  file: "the file itself",
  base64: "the file as base64",
  bytes: "bytes of the file",
  name: "its name",
  digest: "its SHA-256",
};
