import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SiteRepository } from "../support/site-repository.ts";

const project = join(import.meta.dirname, "../..");
let repository: SiteRepository;
beforeEach(() => {
  repository = new SiteRepository("papers/the test");
});
afterEach(() => repository.close());

function hook(...args: string[]): { status: number | null; text: string } {
  const command = [join(project, "scripts/broadsheet.mjs"), "hook", "--site", repository.site, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  return { status, text: stdout + stderr };
}

/** Commits what is staged, as somebody at a terminal does, from the repository's root. */
function commit(...args: string[]): { status: number | null; text: string } {
  const nobody = ["-c", "user.name=Desk", "-c", "user.email=desk@test.example", "-c", "commit.gpgsign=false"];
  const { status, stdout, stderr } = spawnSync("git", [...nobody, "commit", "-m", "A change", ...args], {
    cwd: repository.root,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: repository.folder.base, GIT_CONFIG_NOSYSTEM: "1" },
  });
  return { status, text: stdout + stderr };
}

const good = { headline: "Harbour", standfirst: "A port.", section: "world", published: "2025-05-10T10:00" };
const file = () => join(repository.root, ".git/hooks/pre-commit");

describe("the pre-commit hook", () => {
  test("stops a commit for errors of staged files alone, in a site below the repository's root", () => {
    expect(hook()).toMatchObject({ status: 0 });
    repository.folder.writeStory("world/good", good);
    repository.folder.writeStory("world/bad", { ...good, section: "nowhere" });
    repository.git("add", "papers/the test/articles/world/good.md", "papers/the test/_data");
    expect(commit()).toMatchObject({ status: 0 });
    repository.git("add", "--all");
    const refused = commit();
    expect(refused.status).toBe(1);
    expect(refused.text).toContain("articles/world/bad.md:4:10  error  reference/section");
    expect(refused.text).toContain("git commit --no-verify");
    // `git commit FILE` has an index of its own, named from the repository's root.
    expect(commit("--", "papers/the test/articles/world/bad.md").status).toBe(1);
    expect(commit("--no-verify")).toMatchObject({ status: 0 });
    writeFileSync(join(repository.root, "notes.txt"), "Of no site.\n");
    repository.git("add", "--all");
    expect(commit()).toMatchObject({ status: 0 });
  });

  test("works in a linked worktree", () => {
    hook();
    repository.folder.writeStory("world/good", good);
    repository.git("add", "--all");
    commit();
    const other = join(repository.folder.base, "other tree");
    repository.git("worktree", "add", "--quiet", "-b", "other", other);
    writeFileSync(join(other, "papers/the test/articles/world/bad.md"), "---\nheadline: Bad\n---\n\nWords.\n");
    execFileSync("git", ["add", "--all"], { cwd: other });
    const run = spawnSync("git", ["-c", "user.name=D", "-c", "user.email=d@test.example", "commit", "-m", "x"], {
      cwd: other,
      encoding: "utf8",
    });
    expect(run.stderr).toContain("articles/world/bad.md");
    expect(run.status).toBe(1);
  });

  test("leaves another's hook as it is, and says what to add to it", () => {
    mkdirSync(join(repository.root, ".git/hooks"), { recursive: true });
    writeFileSync(file(), "#!/bin/sh\nexit 0\n");
    const { status, text } = hook();
    expect(status).toBe(1);
    expect(text).toContain("check --staged");
    expect(hook("--remove").status).toBe(1);
    expect(readFileSync(file(), "utf8")).toBe("#!/bin/sh\nexit 0\n");
  });

  test("goes where core.hooksPath says, may be made twice, and is taken away", () => {
    repository.git("config", "core.hooksPath", "hooks of ours");
    expect([hook().status, hook().status]).toEqual([0, 0]);
    const own = join(repository.root, "hooks of ours/pre-commit");
    expect([existsSync(own), existsSync(file())]).toEqual([true, false]);
    expect(hook("--remove")).toMatchObject({ status: 0 });
    expect(existsSync(own)).toBe(false);
    expect(hook("--remove")).toMatchObject({ status: 0 });
  });
});
