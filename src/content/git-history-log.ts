import type { Moment } from "../base/dates.ts";
import { gitPieces } from "./git-history-process.ts";

export interface Commit {
  /** Its hash. */
  id: string;
  /** Committer date. */
  moment: Moment;
}

/** What one commit of the main line did to one file. */
export interface Change {
  commit: Commit;
  /** Under the site folder, NFC. */
  path: string;
  /** Where the file stood before, where git takes it for a rename. */
  from?: string;
  /** The blob's id; undefined: the file is gone (or has become a link or a submodule, which are no files of ours). */
  blob?: string;
}

/**
 * What happened below the given folders of a site, oldest first, along the first parents: a merge counts when it
 * lands, with all that it brings. `prefix` is the site's place in the repository, as `git rev-parse --show-prefix` has it.
 */
export async function* readLog(input: {
  site: string;
  prefix: string;
  folders: readonly string[];
}): AsyncGenerator<Change> {
  const { site, prefix, folders } = input;
  const args = [
    "log",
    "-m",
    "--first-parent",
    "--reverse",
    "--format=format:@%H %ct",
    "--raw",
    "-z",
    "--no-abbrev",
    "--find-renames=50%",
    "--no-ext-diff",
    "--no-notes",
    "--ignore-submodules=all",
    "HEAD",
    "--",
    ...folders,
  ];
  const own = (path: string) => (path.startsWith(prefix) ? path.slice(prefix.length).normalize("NFC") : undefined);
  const tokens = tokensOf(gitPieces(site, args));
  const names = new Map<string, string>();
  // One string a name, however many commits touch the file.
  const name = (path: string) => {
    const known = names.get(path);
    if (known !== undefined) return known;
    names.set(path, path);
    return path;
  };
  let commit: Commit = { id: "", moment: 0 };
  for await (const token of tokens) {
    const header = /^\n?@([0-9a-f]{40,64}) (\d+)/.exec(token);
    if (header) commit = { id: header[1] ?? "", moment: Number(header[2]) * 1000 };
    const entry = /(?:^|\n):\d{6} (\d{6}) [0-9a-f]+ ([0-9a-f]+) ([A-Z])\d*$/.exec(token);
    if (!entry) continue;
    const [, mode = "", id = "", status = ""] = entry;
    // What follows are names, whatever they look like.
    const first = own((await tokens.next()).value ?? "");
    const isMoved = status === "R" || status === "C";
    const path = isMoved ? own((await tokens.next()).value ?? "") : first;
    const isFile = /^100(?:644|755)$/.test(mode);
    if (status === "R" && first !== undefined && (path === undefined || !isFile)) yield { commit, path: name(first) };
    if (path === undefined) continue;
    yield {
      commit,
      path: name(path),
      ...(isFile && { blob: id }),
      ...(isFile && status === "R" && first !== undefined && { from: name(first) }),
    };
  }
}

/** The pieces between NUL bytes, empty ones left out. */
export async function* tokensOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  for await (const piece of pieces) {
    let start = 0;
    for (let end = piece.indexOf(0); end >= 0; end = piece.indexOf(0, start)) {
      rest.push(piece.subarray(start, end));
      const token = Buffer.concat(rest).toString("utf8");
      rest = [];
      start = end + 1;
      if (token !== "") yield token;
    }
    if (start < piece.length) rest.push(piece.subarray(start));
  }
  const last = Buffer.concat(rest).toString("utf8");
  if (last !== "") yield last;
}
