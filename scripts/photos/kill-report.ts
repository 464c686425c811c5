import { visible } from "../../src/base/format-problems.ts";
import { count } from "../../src/base/text.ts";
import type { KillPhotoResult } from "../../src/kill-photo.ts";
import type { Trace, TraceSearch } from "../../src/publish/find-traces.ts";
import type { PurgeGroup } from "../../src/withdraw-files.ts";

/** What no command of ours can change. */
export const beyondReach = [
  "copies in readers' browsers and apps, until they ask again",
  "editions that were downloaded: withdrawn.json tells their holders what to remove",
  "search engines' and archives' copies: ask each for removal of the addresses above",
  "feed readers, and sites that copied the picture from a feed",
  "copies of this folder on other machines, and the host's own backups",
];

const outcomes = {
  written: "killed; the kill stands in",
  completed: "was killed already; what was missing was added to",
  stood: "was killed already; nothing was to be added to",
};

/** The report on a take-down: the verdict first and last, what was found, what is to be done. `git`: commands to run. */
export function killReport(result: KillPhotoResult, git: readonly string[], isGone: boolean): string {
  const { photos, renditions, before, after, purge, doubts } = result;
  const { files, archives, bytes } = after.searched;
  const size = `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
  const verdict = isGone
    ? "Gone: nothing of the photo was found in anything that was searched."
    : "NOT PROVEN GONE: do what is missing, and run the command again.";
  const lines = [
    verdict,
    "",
    ...photos.map(({ id, sidecar, outcome }) => `${id}: ${outcomes[outcome]} ${sidecar}. Commit that file.`),
    `${count(renditions.length, "file")} had been made of it.`,
    ...doubts,
    "",
    `Before: ${summary(before)}`,
    ...listed(before.found),
    `After:  ${summary(after)}`,
    ...listed(after.found),
    ...after.unopened.map(({ place, why }) => `  ${place}: not proven, could not be opened (${why})`),
    `Searched: ${count(files, "file")}, ${count(archives, "archive")}, ${size}. ${mentions(after)}`.trim(),
    "",
    ...purgeLines(purge),
    "",
    "Out of reach:",
    "  the history of git; these show the commits that hold the file:",
    ...git.map((line) => `    ${line}`),
    ...after.left.map((place) => `  ${place}, which was not searched`),
    ...beyondReach.map((line) => `  ${line}`),
    "",
    verdict,
  ];
  // Names of files come from anywhere, and may hold what moves a terminal's cursor.
  return lines.map(visible).join("\n");
}

/** One address a line, without anything before it: whoever purges copies the lines. */
function purgeLines(purge: readonly PurgeGroup[]): string[] {
  const groups = purge.filter(({ addresses }) => addresses.length > 0);
  const numbers = groups.map(({ name, addresses }) => `${name}: ${addresses.length}`).join(", ");
  return groups.length === 0
    ? ["To purge from a CDN: nothing that is known of."]
    : [`To purge from a CDN (${numbers}):`, ...groups.flatMap(({ addresses }) => addresses)];
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
