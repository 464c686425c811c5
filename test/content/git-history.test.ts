import { execFileSync } from "node:child_process";
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { openHistory, type SiteHistory } from "../../src/content/git-history.ts";
import { smallSite } from "../support/site-folder.ts";
import { SiteRepository } from "../support/site-repository.ts";

const opened: { close: () => void }[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

function repository(within?: string): SiteRepository {
  const made = new SiteRepository(within);
  opened.push(made);
  return made;
}

async function historyOf(site: string): Promise<SiteHistory> {
  const history = await openHistory(site);
  if (history.kind !== "history") throw new Error(`no history: ${JSON.stringify(history)}`);
  return history;
}

/** A file's versions as `path day`, with `–` where it is gone. */
function told(history: SiteHistory, path: string): string[] {
  return (history.fileAt(path)?.versions ?? []).map(
    (each) => `${each.path} ${new Date(each.moment).getUTCDate()}${each.blob === undefined ? " –" : ""}`,
  );
}

const day = (number: number) => `2026-10-${String(number).padStart(2, "0")}T10:00:00Z`;

describe("versions", () => {
  test("stand oldest first, at the committer's date, with their bytes", async () => {
    const { folder, site, ...repo } = withSite();
    folder.write("articles/a.md", "one\r\n");
    repo.commit(day(1));
    folder.write("articles/a.md", "two");
    repo.commit(day(2));
    const history = await historyOf(site);
    expect(told(history, "articles/a.md")).toEqual(["articles/a.md 1", "articles/a.md 2"]);
    const texts: (string | undefined)[] = [];
    const blobs = history.fileAt("articles/a.md")?.versions.map(({ blob }) => blob ?? "") ?? [];
    for await (const bytes of history.read([...blobs, "0".repeat(40), blobs[0] ?? ""])) texts.push(bytes?.toString());
    expect(texts).toEqual(["one\r\n", "two", undefined, "one\r\n"]);
    expect(history.commits).toBe(2);
  });

  test("follow a file through renames; names that two files swap stay with the path", async () => {
    const { folder, site, ...repo } = withSite();
    folder.write("articles/a.md", "the first story, of some words\n".repeat(5));
    folder.write("articles/b.md", "another one, of which nothing is alike\n".repeat(5));
    repo.commit(day(1));
    renameSync(join(site, "articles/a.md"), join(site, "articles/c.md"));
    repo.commit(day(2));
    renameSync(join(site, "articles/c.md"), join(site, "articles/x"));
    renameSync(join(site, "articles/b.md"), join(site, "articles/c.md"));
    renameSync(join(site, "articles/x"), join(site, "articles/b.md"));
    repo.commit(day(3));
    const history = await historyOf(site);
    // Git shows a swap as two changed files: each path keeps its own line.
    expect(told(history, "articles/c.md").at(-1)).toBe("articles/c.md 3");
    expect(told(history, "articles/c.md")).toContain("articles/a.md 1");
    expect(history.versionsAt("articles/a.md").map(({ blob }) => blob !== undefined)).toEqual([true, false]);
  });

  test("end where a file was deleted, and go on where it comes back", async () => {
    const { folder, site, ...repo } = withSite();
    folder.write("articles/a.md", "one");
    repo.commit(day(1));
    folder.remove("articles/a.md");
    repo.commit(day(2));
    folder.write("articles/a.md", "two");
    repo.commit(day(3));
    const history = await historyOf(site);
    expect(told(history, "articles/a.md")).toEqual(["articles/a.md 1", "articles/a.md 2 –", "articles/a.md 3"]);
    expect(history.files.filter(({ versions }) => versions[0]?.path === "articles/a.md")).toHaveLength(1);
  });

  test("of a branch count when it lands", async () => {
    const { folder, site, ...repo } = withSite();
    repo.commit(day(1));
    repo.git("checkout", "--quiet", "-b", "desk");
    folder.write("articles/a.md", "one");
    repo.commit(day(2));
    folder.write("articles/a.md", "two");
    repo.commit(day(3));
    repo.git("checkout", "--quiet", "main");
    repo.merge("desk", day(9));
    const history = await historyOf(site);
    expect(told(history, "articles/a.md")).toEqual(["articles/a.md 9"]);
  });

  test("never go back in time, whatever the clocks did", async () => {
    const { folder, site, ...repo } = withSite();
    folder.write("articles/a.md", "one");
    repo.commit(day(5));
    folder.write("articles/a.md", "two");
    repo.commit(day(2));
    expect(told(await historyOf(site), "articles/a.md")).toEqual(["articles/a.md 5", "articles/a.md 5"]);
  });

  test("are found under names of any script, with quotes, line feeds and colons", async () => {
    const { folder, site, ...repo } = withSite();
    const names = ["चाय का सफ़र", 'a "quote" here', "line\nfeed", ":100644 100644", "@0123456789 1"];
    for (const name of names) folder.write(`articles/${name}.md`, name);
    repo.git("config", "core.quotePath", "true");
    repo.commit(day(1));
    const history = await historyOf(site);
    for (const name of names) expect(told(history, `articles/${name.normalize("NFC")}.md`), name).toHaveLength(1);
  });

  test("leave out links, and say what the work tree has changed", async () => {
    const { folder, site, ...repo } = withSite();
    folder.write("articles/a.md", "one");
    folder.write("articles/b.md", "one");
    execFileSync("ln", ["-s", "a.md", join(site, "articles/link.md")]);
    repo.commit(day(1));
    folder.write("articles/a.md", "changed");
    folder.remove("articles/b.md");
    folder.write("articles/new.md", "new");
    const history = await historyOf(site);
    expect(history.has("articles/link.md")).toBe(false);
    expect([...history.changed].sort()).toEqual(["articles/a.md", "articles/b.md"]);
    expect(history.has("articles/new.md")).toBe(false);
  });
});

describe("a site", () => {
  test("may be a folder of its repository", async () => {
    const { folder, site, ...repo } = withSite("papers/चाय");
    folder.write("articles/a.md", "one");
    repo.commit(day(1));
    folder.write("articles/a.md", "two");
    const history = await historyOf(site);
    expect(told(history, "articles/a.md")).toEqual(["articles/a.md 1"]);
    expect([...history.changed]).toEqual(["articles/a.md"]);
  });

  test("may be in no repository, in one without a commit, or in one that never had its files", async () => {
    const plain = smallSite();
    opened.push(plain);
    expect(await openHistory(plain.site)).toMatchObject({ kind: "none" });
    const { site, ...repo } = withSite();
    expect(await openHistory(site)).toMatchObject({ kind: "none", reason: "The repository has no commit yet." });
    repo.git("commit", "--quiet", "--allow-empty", "--message", "nothing");
    expect(await openHistory(site)).toMatchObject({ kind: "none" });
  });

  test("in a shallow clone has no history to count on", async () => {
    const { folder, site, ...repo } = withSite();
    folder.write("articles/a.md", "one");
    repo.commit(day(1));
    folder.write("articles/a.md", "two");
    repo.commit(day(2));
    const clone = folder.path("clone");
    repo.git("clone", "--quiet", "--depth", "1", `file://${site}`, clone);
    expect(await openHistory(clone)).toEqual({ kind: "shallow" });
  });

  test("whose repository is damaged gets git's own words, never an empty history", async () => {
    const { folder, site, ...repo } = withSite();
    folder.write("articles/a.md", "one");
    repo.commit(day(1));
    rmSync(join(site, ".git/objects"), { recursive: true });
    folder.write(".git/objects/info/x", "");
    expect(await openHistory(site)).toMatchObject({ kind: "refused" });
  });
});

function withSite(within?: string) {
  const repo = repository(within);
  return {
    folder: repo.folder,
    site: repo.site,
    commit: repo.commit.bind(repo),
    merge: repo.merge.bind(repo),
    git: repo.git.bind(repo),
  };
}
