import { execFileSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { toPosix } from "../../src/base/files.ts";
import type { Problem } from "../../src/base/problem.ts";
import { UsageError } from "../command.ts";

/** Whose problems are shown. */
export type IsChosen = (problem: Problem) => boolean;

/** By files or folders as somebody names them: from where they stand, or from the site's folder. Throws UsageError. */
export function chosenByName(site: string, names: readonly string[]): IsChosen {
  return chosen(names.map((name) => pathInSite(site, name)));
}

/** By paths under the site's folder. */
export function chosen(paths: readonly string[]): IsChosen {
  const files = new Set(paths.map((path) => path.normalize("NFC")));
  const folders = [...files].map((path) => (path === "" ? "" : `${path.replace(/\/$/, "")}/`));
  return ({ file }) => file !== undefined && (files.has(file) || folders.some((folder) => file.startsWith(folder)));
}

/** Paths under the site's folder that are staged for the next commit, deleted ones too. Throws UsageError without git. */
export function stagedFiles(site: string): string[] {
  try {
    const listed = git(site, "diff", "--cached", "--name-only", "--no-renames", "--relative", "-z");
    return listed.split("\0").filter((path) => path !== "");
  } catch {
    throw new UsageError("--staged asks git what is staged, and there is no git repository here.");
  }
}

/** The site's folder in its repository, with `/` at the end; empty at its root, and without git. */
export function sitePrefix(site: string): string {
  try {
    return git(site, "rev-parse", "--show-prefix").trimEnd();
  } catch {
    return "";
  }
}

function git(site: string, ...args: string[]): string {
  return execFileSync("git", args, {
    cwd: site,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, GIT_OPTIONAL_LOCKS: "0" },
  });
}

function pathInSite(site: string, name: string): string {
  const candidates = isAbsolute(name) ? [name] : [resolve(name), join(site, name)];
  for (const path of candidates) {
    if (!existsSync(path)) continue;
    const inside = relative(realpathSync(site), realpathSync(path));
    if (inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)) return toPosix(inside);
  }
  throw new UsageError(
    candidates.some((path) => existsSync(path))
      ? `${name} is no file of the site ${site}.`
      : `There is no file ${name}.`,
  );
}
