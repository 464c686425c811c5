import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { toPosix, writeFileAtomic } from "../src/base/files.ts";
import { projectFolder } from "../src/engine.ts";
import { type Command, foldersOf, type Given, sharedOptions, UsageError } from "./command.ts";

export const command: Command = {
  summary: "Has git check a site's staged files before each commit; `git commit --no-verify` commits all the same.",
  options: {
    site: sharedOptions.site,
    remove: { type: "boolean", help: "take the hook away again" },
  },
  run: hook,
};

/** By this line a hook is known to be ours. */
const mark = "# Broadsheet checks the staged files of a site before each commit.";

async function hook(given: Given): Promise<number> {
  const { site } = foldersOf(given);
  const root = git(site, "rev-parse", "--show-toplevel");
  if (root === undefined)
    throw new UsageError(`${site} is in no git repository, so that there is nothing to hook into.`);
  // Follows core.hooksPath, and in a linked worktree leads to the hooks that all worktrees share.
  const folder = resolve(site, git(site, "rev-parse", "--git-path", "hooks") ?? "");
  const file = join(folder, "pre-commit");
  const known = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  const isOurs = known?.includes(mark) ?? false;
  if (given.values.remove === true) return remove(file, known !== undefined, isOurs);

  const text = hookText({ root: realpathSync(root), site: realpathSync(site), project: realpathSync(projectFolder) });
  if (known !== undefined && !isOurs) {
    console.error(
      `There is another hook already, and it stays as it is: ${file}\nTo have both, add this line to it:\n\n  ${checkLine(text)}\n`,
    );
    return 1;
  }
  mkdirSync(folder, { recursive: true });
  writeFileAtomic(file, text);
  chmodSync(file, 0o755);
  console.log(
    `Before each commit the staged files of ${site} are checked now: ${file}\nTo commit all the same: git commit --no-verify. To take it away: npm run hook -- --remove`,
  );
  return 0;
}

function remove(file: string, isThere: boolean, isOurs: boolean): number {
  if (isThere && !isOurs) {
    console.error(`This hook is not Broadsheet's, and it stays: ${file}`);
    return 1;
  }
  if (isThere) rmSync(file);
  console.log(isThere ? `Taken away: ${file}` : "There was no hook to take away.");
  return 0;
}

interface HookPlaces {
  /** Of the work tree. */
  root: string;
  site: string;
  /** Broadsheet's own folder. */
  project: string;
}

/**
 * The hook, for any POSIX shell: Git for Windows brings one. In plain words: only errors of the content stop a commit; where
 * Broadsheet is not installed or could not check, the commit goes on, and is told so.
 */
function hookText({ root, site, project }: HookPlaces): string {
  return `#!/bin/sh
${mark}
# Made by \`npm run hook\`; \`npm run hook -- --remove\` takes it away. To commit all the same: git commit --no-verify

root=$(pwd)
project=${place(root, project)}
site=${place(root, site)}

if [ ! -e "$project/scripts/broadsheet.mjs" ] || [ ! -d "$project/node_modules" ]; then
  echo "Broadsheet is not installed in $project (npm ci): nothing was checked." >&2
  exit 0
fi
# git names the index from the top of the work tree, and its folder for itself alone.
case "$GIT_INDEX_FILE" in
  "" | /* | ?:*) ;;
  *) export GIT_INDEX_FILE="$root/$GIT_INDEX_FILE" ;;
esac
unset GIT_DIR GIT_WORK_TREE GIT_PREFIX

cd "$project" || exit 0
PATH="$project/node_modules/.bin:$PATH" node scripts/broadsheet.mjs check --staged --site "$site" >&2
status=$?
if [ "$status" -eq 1 ]; then
  echo "Nothing was committed. To commit all the same: git commit --no-verify" >&2
  exit 1
fi
[ "$status" -eq 0 ] || echo "The staged files could not be checked; the commit goes on." >&2
exit 0
`;
}

function checkLine(text: string): string {
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(text)?.[1] ?? '""';
  return `(root=$(pwd); cd ${value("project")} && node scripts/broadsheet.mjs check --staged --site ${value("site")}) || exit 1`;
}

/** A folder as the shell names it: below the work tree from there, so that it may be moved and each worktree has its own. */
function place(root: string, folder: string): string {
  const inside = relative(root, folder);
  if (inside === "") return '"$root"';
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return quoted(toPosix(folder));
  return `"$root"/${quoted(toPosix(inside))}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function git(folder: string, ...args: string[]): string | undefined {
  try {
    const printed = execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return printed.replace(/\r?\n$/, "");
  } catch {
    return undefined;
  }
}
