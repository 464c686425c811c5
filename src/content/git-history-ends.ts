import type { Moment } from "../base/dates.ts";
import { tokensOf } from "./git-history-log.ts";
import { gitPieces } from "./git-history-process.ts";

/** A file that was renamed or deleted, as git prints it. */
export interface RawEnd {
  /** The path that it left, under the site folder, NFC. */
  path: string;
  /** Where it went; undefined: it was deleted, or left the folder. */
  to?: string;
  /** The blob that stood at `path` until then. */
  blob: string;
  /** The commit's hash; undefined for what is not committed. */
  commit?: string;
  /** Committer date; 0 for what is not committed. */
  at: Moment;
}

/**
 * Renames and deletions below articles/, oldest first, along the first parents; without a `range`, what the work tree and
 * the index did to HEAD. A file is taken for the same where half of it is (git's own measure).
 */
export async function* readEnds(input: { site: string; prefix: string; range?: string }): AsyncGenerator<RawEnd> {
  const { site, prefix, range } = input;
  const form = ["--raw", "-z", "--no-abbrev", "--find-renames=50%", "-l1000", "--diff-filter=RD", "--no-ext-diff"];
  const log = ["log", "-m", "--first-parent", "--reverse", "--format=format:@%H %ct", "--no-notes"];
  const args = range === undefined ? ["diff", ...form, "HEAD"] : [...log, ...form, range];
  const own = (path: string) => (path.startsWith(prefix) ? path.slice(prefix.length).normalize("NFC") : undefined);
  const tokens = tokensOf(gitPieces(site, [...args, "--ignore-submodules=all", "--", "articles"]));
  let commit: Pick<RawEnd, "commit" | "at"> = { at: 0 };
  for await (const token of tokens) {
    const header = /^\n?@([0-9a-f]{40,64}) (\d+)/.exec(token);
    if (header) commit = { commit: header[1] ?? "", at: Number(header[2]) * 1000 };
    const entry = /(?:^|\n):(\d{6}) \d{6} ([0-9a-f]+) [0-9a-f]+ ([A-Z])\d*$/.exec(token);
    if (!entry) continue;
    const [, mode = "", blob = "", status] = entry;
    // What follows are names, whatever they look like.
    const path = own((await tokens.next()).value ?? "");
    const to = status === "R" ? own((await tokens.next()).value ?? "") : undefined;
    if (path === undefined || !/^100(?:644|755)$/.test(mode)) continue;
    yield { path, blob, ...commit, ...(to !== undefined && { to }) };
  }
}
