import type { Moment } from "../base/dates.ts";
import { readBlobs } from "./git-history-blobs.ts";
import { type Change, type Commit, readLog } from "./git-history-log.ts";
import { GitError, gitText } from "./git-history-process.ts";

export type { Commit } from "./git-history-log.ts";
export { GitError } from "./git-history-process.ts";

/** A file as one commit left it. */
export interface FileVersion {
  /** Under the site folder, NFC. */
  path: string;
  commit: Commit;
  /** The committer date, but never before that of the version it follows: clocks and rebases go backwards, histories don't. */
  moment: Moment;
  /** Undefined: the file is gone. */
  blob?: string;
}

/** One file through all its names: renames keep it one. A file that comes back after it was deleted goes on. */
export interface FileHistory {
  /** Oldest first; never empty. */
  versions: FileVersion[];
}

/** Why a site has no history that could be counted on. */
export type NoHistory =
  | { kind: "none"; reason: string }
  /** A clone that was cut off: what it says of its beginning is not true. */
  | { kind: "shallow" }
  /** Git refuses, in its own words. */
  | { kind: "refused"; reason: string };

/** What git knows of a site folder: every version of every file, by the main line's commits. */
export interface SiteHistory {
  kind: "history";
  /** What the work tree is compared with. */
  head: Commit;
  /** Commits of the main line that touched the site. */
  commits: number;
  /** All files that ever were, in the order of their first commits. */
  files: readonly FileHistory[];
  /** The file that stands at a path at HEAD, or stood there last. */
  fileAt(path: string): FileHistory | undefined;
  /** Everything that ever stood at a path, oldest first; a file that was renamed away is gone from there. */
  versionsAt(path: string): readonly FileVersion[];
  /** Whether a file of this path is in HEAD. */
  has(path: string): boolean;
  /** Tracked files whose work tree or staged form differs from HEAD, deleted ones too. */
  changed: ReadonlySet<string>;
  /** The bytes of blobs, in the order asked for; undefined for one that the repository does not have. Throws `GitError`. */
  read(blobs: Iterable<string>): AsyncGenerator<Buffer | undefined>;
}

const folders = ["articles", "_data"];

/**
 * Reads what git knows of a site's articles/ and _data/. The site may be the repository or a folder of it. Memory grows with the number
 * of changes, not with their size: texts are read when they are asked for.
 */
export async function openHistory(site: string): Promise<SiteHistory | NoHistory> {
  try {
    const [shallow, prefix = ""] = (
      await gitText(site, ["rev-parse", "--is-shallow-repository", "--show-prefix"])
    ).split("\n");
    if (shallow === "true") return { kind: "shallow" };
    const head = await headOf(site);
    if (!head) return { kind: "none", reason: "The repository has no commit yet." };
    const lines = new Lines();
    for await (const change of readLog({ site, prefix, folders })) lines.add(change);
    lines.finish();
    if (lines.files.length === 0) return { kind: "none", reason: "No file of the site was ever committed." };
    return {
      kind: "history",
      head,
      commits: lines.commits,
      files: lines.files,
      fileAt: (path) => lines.current.get(path) ?? lines.last.get(path),
      versionsAt: (path) => lines.places.get(path) ?? [],
      has: (path) => lines.current.has(path),
      changed: await changedFiles(site, prefix),
      read: (blobs) => readBlobs(site, blobs),
    };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (error.isMissing) return { kind: "none", reason: "Git is not installed." };
    if (/not a git repository/i.test(error.message))
      return { kind: "none", reason: "The site is in no git repository." };
    return { kind: "refused", reason: error.message };
  }
}

async function headOf(site: string): Promise<Commit | undefined> {
  try {
    const [id = "", seconds] = (await gitText(site, ["log", "-1", "--format=%H %ct", "HEAD", "--"])).trim().split(" ");
    return { id, moment: Number(seconds) * 1000 };
  } catch (error) {
    if (error instanceof GitError && /bad revision|unknown revision|does not have any commits/.test(error.message)) {
      return undefined;
    }
    throw error;
  }
}

async function changedFiles(site: string, prefix: string): Promise<Set<string>> {
  const status = ["status", "--porcelain", "-z", "--untracked-files=no", "--no-renames", "--ignore-submodules=all"];
  const printed = await gitText(site, [...status, "--", ...folders]);
  const paths = printed.split("\0").map((line) => line.slice(3));
  return new Set(
    paths
      .filter((path) => path !== "" && path.startsWith(prefix))
      .map((path) => path.slice(prefix.length).normalize("NFC")),
  );
}

/** Puts changes together into files; those of one commit at once, so that two files may swap their names. */
class Lines {
  readonly files: FileHistory[] = [];
  /** By the path at which each stands now. */
  readonly current = new Map<string, FileHistory>();
  /** By the path at which each stood when it went. */
  readonly last = new Map<string, FileHistory>();
  readonly places = new Map<string, FileVersion[]>();
  commits = 0;
  #batch: Change[] = [];

  add(change: Change): void {
    if (this.#batch[0] && this.#batch[0].commit.id !== change.commit.id) this.finish();
    this.#batch.push(change);
  }

  finish(): void {
    if (this.#batch.length === 0) return;
    this.commits += 1;
    const sources = new Map<string, FileHistory>();
    for (const { from, blob, path, commit } of this.#batch) {
      const source = from ?? (blob === undefined ? path : undefined);
      const file = source === undefined ? undefined : this.current.get(source);
      if (source === undefined || !file) continue;
      this.current.delete(source);
      this.#place(source, { path: source, commit, moment: commit.moment });
      if (from === undefined) {
        file.versions.push(version({ path, commit }, file));
        this.last.set(path, file);
      } else sources.set(from, file);
    }
    for (const { from, path, blob, commit } of this.#batch) {
      if (blob === undefined) continue;
      const file =
        (from === undefined ? undefined : sources.get(from)) ?? this.current.get(path) ?? this.#returned(path);
      const next = version({ path, commit, blob }, file);
      file.versions.push(next);
      this.current.set(path, file);
      this.#place(path, next);
    }
    this.#batch = [];
  }

  /** A file that was deleted and is back, else a new one. */
  #returned(path: string): FileHistory {
    const known = this.last.get(path);
    if (known) {
      this.last.delete(path);
      return known;
    }
    const file: FileHistory = { versions: [] };
    this.files.push(file);
    return file;
  }

  #place(path: string, next: FileVersion): void {
    const versions = this.places.get(path);
    if (versions) versions.push({ ...next, moment: Math.max(next.moment, versions.at(-1)?.moment ?? next.moment) });
    else this.places.set(path, [next]);
  }
}

function version(next: Omit<FileVersion, "moment">, { versions }: FileHistory): FileVersion {
  return { ...next, moment: Math.max(next.commit.moment, versions.at(-1)?.moment ?? next.commit.moment) };
}
