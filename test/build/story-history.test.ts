import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { BuildResult } from "../../src/build.ts";
import { at, buildHistorySite, historySite } from "../support/history-site.ts";
import { differences, plainPhoto, readFolder } from "../support/site-folder.ts";
import type { SiteRepository } from "../support/site-repository.ts";

const repositories: SiteRepository[] = [];
afterEach(() => {
  for (const each of repositories.splice(0)) each.close();
});

function repository(features?: Record<string, boolean>): SiteRepository {
  const made = historySite(features);
  repositories.push(made);
  return made;
}

const fileOf = (id: string) => `2026/05/01/${id.split("/").at(-1)}/history/index.html`;

/** A built page as one text, with marks for what was taken out and put in; undefined where there is none. */
function page(repo: SiteRepository, id: string, output = "out"): string | undefined {
  const html = readFolder(repo.folder.path(output)).get(fileOf(id))?.toString();
  return html
    ?.replace(/^.*<main[^>]*>|<\/main>.*$/gs, "")
    .replace(/<span class="visually-hidden">[^<]*<\/span>/g, "")
    .replace(/<del[^>]*>(.*?)<\/del>/gs, "[-$1-]")
    .replace(/<ins[^>]*>(.*?)<\/ins>/gs, "{+$1+}")
    .replace(/<[^>]+>/g, "")
    .replace(/\n+/g, "\n");
}

const front = { headline: "Talks begin on Sunday", section: "world", published: at(0) };
const codes = ({ status, problems }: BuildResult) => [status, ...problems.map(({ code }) => code)];

function twoVersions(repo: SiteRepository): void {
  repo.folder.writeStory("world/talks", front, "They begin on Sunday.\n\nThis stays.\n");
  repo.commit(at(1));
  repo.folder.writeStory(
    "world/talks",
    { ...front, headline: "Talks begin on Monday" },
    "They begin on Monday.\n\nThis stays.\n",
  );
  repo.commit(at(2));
}

describe("a story's public history", () => {
  test("shows what changed, word by word, and the story links to it from every form", async () => {
    const repo = repository();
    const { folder } = repo;
    folder.write("articles/world/boat.jpg", await plainPhoto(20, 60, 90));
    folder.writeStory(
      "world/talks",
      { ...front, photo: { file: "boat.jpg", alt: "A boat", credit: "ANI" } },
      "On Sunday.\n",
    );
    folder.writeStory("world/apart", { ...front, headline: "Apart" });
    repo.commit(at(1));
    const corrections = [{ kind: "correction", date: at(2), text: "The day was wrong." }];
    const photo = { file: "boat.jpg", alt: "A boat", credit: "PTI" };
    folder.writeStory(
      "world/talks",
      {
        ...front,
        headline: "Talks begin on Monday",
        standfirst: "At last.",
        photo,
        corrections,
        updated: at(2),
        changeNote: "The day.",
      },
      "On Monday.\n",
    );
    repo.commit(at(2));
    expect(codes(await buildHistorySite(repo))).toEqual([0]);
    const text = page(repo, "world/talks") ?? "";
    for (const line of [
      "Talks begin on [-Sunday-]{+Monday+}",
      "{+At last.+}",
      "On [-Sunday-]{+Monday+}.",
      "{+Correction, 3 May 2026: The day was wrong.+}",
      "[-ANI-]\n{+PTI+}",
      "\nThe day.\n",
      "First version on record 2 May 2026 at 5:30 pm\nTalks begin on Sunday",
    ])
      expect(text).toContain(line);
    const files = readFolder(folder.path("out"));
    const html = (name: string) => files.get(name)?.toString() ?? "";
    const link = 'href="/2026/05/01/talks/history/"';
    expect(html("2026/05/01/talks/index.html")).toContain(link);
    expect(html("lite/2026/05/01/talks/index.html")).toContain(link);
    expect(html(fileOf("world/talks"))).toContain('<meta name="robots" content="noindex">');
    expect(html("2026/05/01/apart/index.html")).not.toContain("/history/");
    expect(files.has(fileOf("world/apart"))).toBe(false);
    expect([...files].filter(([name, bytes]) => /sitemap|feed/.test(name) && bytes.includes("history/"))).toEqual([]);
  });

  test("is off unless the outlet wants it, and then git is not asked", async () => {
    const repo = repository({});
    twoVersions(repo);
    rmSync(join(repo.site, ".git"), { recursive: true });
    expect(codes(await buildHistorySite(repo))).toEqual([0]);
    expect(page(repo, "world/talks")).toBeUndefined();
  });

  test("says nothing of what is not committed", async () => {
    const repo = repository();
    twoVersions(repo);
    repo.folder.writeStory("world/talks", { ...front, headline: "Uncommitted" }, "Uncommitted.\n");
    expect(codes(await buildHistorySite(repo))).toEqual([0]);
    expect(page(repo, "world/talks")).toContain("[-Sunday-]{+Monday+}");
    expect(page(repo, "world/talks")?.match(/Uncommitted/g)).toHaveLength(1); // the link to the story as it is
  });

  test("a redacted passage is gone from it, and a redaction that finds nothing is told of", async () => {
    const repo = repository();
    repo.folder.writeStory("world/talks", front, "A witness, Asha Secret of\nPune, spoke.\n");
    repo.commit(at(1));
    const redacted = ["asha secret of Pune", "Nobody at all"];
    repo.folder.writeStory("world/talks", { ...front, redacted }, "A witness spoke.\n");
    repo.commit(at(2));
    const result = await buildHistorySite(repo);
    expect(codes(result)).toEqual([0, "history/redaction-unused"]);
    expect(result.problems[0]).toMatchObject({
      file: "articles/world/talks.md",
      message: expect.stringContaining("Item 2"),
    });
    expect(page(repo, "world/talks")).toContain("A witness[-, [removed],-] spoke.");
    for (const [name, bytes] of readFolder(repo.folder.path("out"))) {
      expect(bytes.toString().match(/Asha|Secret of|Nobody at all/i), name).toBeNull();
    }
  });

  test("goes when the story is taken down", async () => {
    const repo = repository();
    twoVersions(repo);
    await buildHistorySite(repo);
    expect(page(repo, "world/talks")).toBeDefined();
    repo.folder.writeStory("world/talks", { ...front, kill: { at: at(3), reason: "Wrong" } });
    expect(codes(await buildHistorySite(repo))).toEqual([0]);
    expect(page(repo, "world/talks")).toBeUndefined();
    expect(readFolder(repo.folder.path("out")).get("2026/05/01/talks/index.html")?.toString()).not.toMatch(
      /Sunday|Monday/,
    );
  });

  test("goes on through a rename that keeps the id, and begins anew without", async () => {
    const repo = repository();
    repo.folder.writeStory("world/old", { ...front, id: "world/old" }, "They begin on Sunday.\n\nThis stays.\n");
    repo.folder.writeStory(
      "world/other",
      { ...front, headline: "Other" },
      "Another story altogether, of many words.\n",
    );
    repo.commit(at(1));
    repo.git("mv", "articles/world/old.md", "articles/world/talks.md");
    repo.git("mv", "articles/world/other.md", "articles/world/another.md");
    repo.folder.writeStory("world/talks", { ...front, id: "world/old" }, "They begin on Monday.\n\nThis stays.\n");
    repo.commit(at(2));
    expect(codes(await buildHistorySite(repo))).toEqual([0]);
    expect(page(repo, "world/talks")).toContain("[-Sunday-]{+Monday+}");
    expect(page(repo, "world/another")).toBeUndefined();
  });
});

describe("where git does not know the history", () => {
  test("a shallow clone is an error that says how to mend it", async () => {
    const repo = repository();
    twoVersions(repo);
    const clone = repo.folder.path("clone");
    execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${repo.root}`, clone]);
    const result = await buildHistorySite(repo, { site: clone });
    expect(codes(result)).toEqual([1, "history/shallow-clone"]);
    expect(result.problems[0]?.hint).toContain("fetch-depth: 0");
    expect(existsSync(repo.folder.path("out"))).toBe(false);
    execFileSync("git", ["fetch", "--quiet", "--unshallow"], { cwd: clone });
    expect(codes(await buildHistorySite(repo, { site: clone }))).toEqual([0]);
  });

  test("no repository, or one without a commit, is an error and not a crash", async () => {
    const repo = repository();
    repo.folder.writeStory("world/talks", front);
    expect(codes(await buildHistorySite(repo))).toEqual([1, "history/unavailable"]);
    rmSync(join(repo.site, ".git"), { recursive: true });
    expect(codes(await buildHistorySite(repo))).toEqual([1, "history/unavailable"]);
  });
});

describe("the same commit gives the same bytes", () => {
  test("after commit upon commit as in a clean build of a clone; a build without changes makes nothing", async () => {
    const repo = repository();
    twoVersions(repo);
    await buildHistorySite(repo);
    repo.folder.writeStory(
      "world/talks",
      { ...front, headline: "Talks begin on Tuesday" },
      "They begin on Monday.\n\nThis goes.\n",
    );
    repo.folder.writeStory("world/apart", { ...front, headline: "Apart" });
    repo.commit(at(3));
    await buildHistorySite(repo);
    expect((await buildHistorySite(repo)).figures.pagesMade).toBe(0);
    const clone = repo.folder.path("clone");
    execFileSync("git", ["clone", "--quiet", repo.root, clone]);
    await buildHistorySite(repo, { site: clone, output: "clean", cache: "clean-cache" });
    expect(differences(repo.folder.path("out"), repo.folder.path("clean"))).toEqual([]);
    expect(page(repo, "world/talks")).toContain("Talks begin on [-Monday-]{+Tuesday+}");
  });

  test("an emptied cache costs time, nothing else", async () => {
    const repo = repository();
    twoVersions(repo);
    await buildHistorySite(repo);
    await buildHistorySite(repo, { output: "again", cache: "other" });
    expect(differences(repo.folder.path("out"), repo.folder.path("again"))).toEqual([]);
  });
});
