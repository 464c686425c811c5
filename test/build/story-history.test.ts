import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { type BuildResult, build } from "../../src/build.ts";
import { visibilityAt } from "../../src/model/visibility.ts";
import { caseOptions } from "../support/cases.ts";
import { differences, plainPhoto, readFolder } from "../support/site-folder.ts";
import { SiteRepository } from "../support/site-repository.ts";

const day = 86_400_000;
const start = Date.parse("2026-05-01T12:00:00Z");
const at = (days: number) => new Date(start + days * day).toISOString();
const now = start + 30 * day;

const repositories: SiteRepository[] = [];
afterEach(() => {
  for (const each of repositories.splice(0)) each.close();
});

/** A site that shows the history of its stories, in a repository of its own. */
function repository(features: Record<string, boolean> = { history: true }): SiteRepository {
  const made = new SiteRepository();
  repositories.push(made);
  const outlet = (readFolder(made.site).get("_data/outlet.yaml") ?? "").toString();
  made.folder.write("_data/outlet.yaml", `${outlet}features: ${JSON.stringify({ search: false, ...features })}\n`);
  return made;
}

function buildOf(repo: SiteRepository, more: { output?: string; site?: string; cache?: string; now?: number } = {}) {
  const { output = "out", cache = "cache", site = repo.site } = more;
  const { folder } = repo;
  return build({
    site,
    output: folder.path(output),
    cache: folder.path(cache),
    now: more.now ?? now,
    allowRemoved: true,
  });
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
    expect(codes(await buildOf(repo))).toEqual([0]);
    const text = page(repo, "world/talks") ?? "";
    for (const line of [
      "Talks begin on [-Sunday-]{+Monday+}",
      "{+At last.+}",
      "On [-Sunday-]{+Monday+}.",
      "{+Correction, 3 May 2026: The day was wrong.+}",
      "[-ANI-]\n{+PTI+}",
      "\nThe day.\n",
      "First version on record 2 May 2026 at 5:30\u00a0pm\nTalks begin on Sunday",
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
    expect(codes(await buildOf(repo))).toEqual([0]);
    expect(page(repo, "world/talks")).toBeUndefined();
  });

  test("says nothing of what is not committed", async () => {
    const repo = repository();
    twoVersions(repo);
    repo.folder.writeStory("world/talks", { ...front, headline: "Uncommitted" }, "Uncommitted.\n");
    expect(codes(await buildOf(repo))).toEqual([0]);
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
    const result = await buildOf(repo);
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
    await buildOf(repo);
    expect(page(repo, "world/talks")).toBeDefined();
    repo.folder.writeStory("world/talks", { ...front, kill: { at: at(3), reason: "Wrong" } });
    expect(codes(await buildOf(repo))).toEqual([0]);
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
    expect(codes(await buildOf(repo))).toEqual([0]);
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
    const result = await buildOf(repo, { site: clone });
    expect(codes(result)).toEqual([1, "history/shallow-clone"]);
    expect(result.problems[0]?.hint).toContain("fetch-depth: 0");
    expect(existsSync(repo.folder.path("out"))).toBe(false);
    execFileSync("git", ["fetch", "--quiet", "--unshallow"], { cwd: clone });
    expect(codes(await buildOf(repo, { site: clone }))).toEqual([0]);
  });

  test("no repository, or one without a commit, is an error and not a crash", async () => {
    const repo = repository();
    repo.folder.writeStory("world/talks", front);
    expect(codes(await buildOf(repo))).toEqual([1, "history/unavailable"]);
    rmSync(join(repo.site, ".git"), { recursive: true });
    expect(codes(await buildOf(repo))).toEqual([1, "history/unavailable"]);
  });
});

describe("the same commit gives the same bytes", () => {
  test("after commit upon commit as in a clean build of a clone; a build without changes makes nothing", async () => {
    const repo = repository();
    twoVersions(repo);
    await buildOf(repo);
    repo.folder.writeStory(
      "world/talks",
      { ...front, headline: "Talks begin on Tuesday" },
      "They begin on Monday.\n\nThis goes.\n",
    );
    repo.folder.writeStory("world/apart", { ...front, headline: "Apart" });
    repo.commit(at(3));
    await buildOf(repo);
    expect((await buildOf(repo)).figures.pagesMade).toBe(0);
    const clone = repo.folder.path("clone");
    execFileSync("git", ["clone", "--quiet", repo.root, clone]);
    await buildOf(repo, { site: clone, output: "clean", cache: "clean-cache" });
    expect(differences(repo.folder.path("out"), repo.folder.path("clean"))).toEqual([]);
    expect(page(repo, "world/talks")).toContain("Talks begin on [-Monday-]{+Tuesday+}");
  });

  test("an emptied cache costs time, nothing else", async () => {
    const repo = repository();
    twoVersions(repo);
    await buildOf(repo);
    await buildOf(repo, { output: "again", cache: "other" });
    expect(differences(repo.folder.path("out"), repo.folder.path("again"))).toEqual([]);
  });
});

// What an editor may do with a story, commit by commit.
interface Step {
  status: "ready" | "draft" | "withheld";
  /** Days after the commit. */
  embargo?: number;
  isKilled: boolean;
  act: "write" | "write badly" | "delete" | "nothing";
}

const step: fc.Arbitrary<Step> = fc.record(
  {
    status: fc.constantFrom(
      "ready" as const,
      "ready" as const,
      "ready" as const,
      "draft" as const,
      "withheld" as const,
    ),
    embargo: fc.constantFrom(-1, 0.5, 1.5, 2.5),
    isKilled: fc.integer({ max: 9, min: 0 }).map((dice) => dice === 0),
    act: fc.constantFrom(
      "write" as const,
      "write" as const,
      "write" as const,
      "write badly" as const,
      "delete" as const,
      "nothing" as const,
    ),
  },
  { requiredKeys: ["status", "isKilled", "act"] },
);

const stories = 5;
const commits = 7;

/** A word that stands in one version of one story only. */
const word = (story: number, commit: number, field: string) =>
  `mark${"abcdefghij"[story]}${"abcdefghij"[commit]}${field}q`;

function matterOf(story: number, commit: number, { status, embargo, isKilled }: Step): Record<string, unknown> {
  return {
    headline: `Story ${word(story, commit, "headline")}`,
    standfirst: `Standfirst ${word(story, commit, "standfirst")}`,
    section: "world",
    published: at(0),
    status,
    corrections: [{ kind: "clarification", date: at(commit), text: word(story, commit, "correction") }],
    changeNote: word(story, commit, "note"),
    edNote: word(story, commit, "ednote"),
    redacted: ["/mark..redacted\\w*q/"],
    ...(embargo !== undefined && { embargo: at(commit + embargo) }),
    ...(isKilled && { kill: { at: at(commit), reason: word(story, commit, "reason") } }),
  };
}

const publicFields = ["headline", "standfirst", "correction", "note", "copy"];

/** By looking at the site every few hours, as a reader would: the words that were ever there, unless a take-down came after. */
function wordsSeen(story: number, steps: readonly Step[]): Set<string> {
  let seen = new Set<string>();
  let commit: number | undefined;
  for (let tick = 0; tick <= 30; tick += 0.25) {
    const step = Number.isInteger(tick) ? steps[tick - 1] : undefined;
    if (step && step.act !== "nothing") {
      commit = step.act === "delete" ? undefined : tick - 1;
      if (step.act === "delete" || (step.isKilled && step.act === "write")) seen = new Set();
    }
    const current = commit === undefined ? undefined : steps[commit];
    if (commit === undefined || !current || current.act === "write badly") continue;
    const facts = {
      status: current.status,
      published: start,
      ...(current.embargo !== undefined && { embargo: start + (commit + 1 + current.embargo) * day }),
      ...(current.isKilled && { kill: { at: start, reason: "" } }),
    };
    if (visibilityAt(facts, start + tick * day) !== "public") continue;
    for (const field of publicFields) seen.add(word(story, commit + 1, field));
  }
  return seen;
}

describe("any series of commits", () => {
  test("brings no word into a page that readers never saw, or that was redacted, or that a take-down ended", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: commits, maxLength: commits }), {
          minLength: stories,
          maxLength: stories,
        }),
        async (plans) => {
          const repo = repository();
          for (let commit = 1; commit <= commits; commit += 1) {
            for (const [story, steps] of plans.entries()) {
              const each = steps[commit - 1];
              // A story that can't be read would stop the last build: the last step writes well, or nothing.
              const act = commit === commits && each?.act === "write badly" ? "write" : each?.act;
              if (each && act) each.act = act;
              const file = `world/story-${story}`;
              if (!each || act === "nothing") continue;
              if (act === "delete") repo.folder.remove(`articles/${file}.md`);
              else {
                const matter = {
                  ...matterOf(story, commit, each),
                  ...(act === "write badly" && { section: undefined, sektion: "x" }),
                };
                const copy = `Copy ${word(story, commit, "copy")} and ${word(story, commit, "redacted")}.\n\nThis stays.\n`;
                repo.folder.write(`articles/${file}.md`, `---\n${stringify(matter)}---\n\n${copy}`);
              }
            }
            repo.commit(at(commit));
          }
          for (const story of plans.keys()) mend(repo, story, plans[story] ?? []);
          const result = await buildOf(repo);
          expect(result.problems.filter(({ severity }) => severity === "error")).toEqual([]);
          const seen = new Set(plans.flatMap((steps, story) => [...wordsSeen(story, steps)]));
          for (const [name, bytes] of readFolder(repo.folder.path("out"))) {
            if (!name.includes("/history/")) continue;
            const words = new Set(bytes.toString().match(/mark[a-z]+q/g));
            for (const each of words) expect(seen, `${name}: ${each}`).toContain(each);
            const story = Number(/story-(\d)/.exec(name)?.[1]);
            // And all that readers saw is there, but for what no change touched.
            for (const each of wordsSeen(story, plans[story] ?? [])) {
              if (!/correctionq|noteq/.test(each)) expect(words, `${name} lacks ${each}`).toContain(each);
            }
          }
          repo.close();
          repositories.splice(repositories.indexOf(repo), 1);
        },
      ),
      // Shrinking would build the site some hundred times.
      { ...caseOptions(3, 150), endOnFailure: true },
    );
  }, 600_000);
});

/** A story whose last version is faulty would stop the build: in the work tree, uncommitted, it is right again. */
function mend(repo: SiteRepository, story: number, steps: readonly Step[]): void {
  const last = steps.findLastIndex(({ act }) => act !== "nothing");
  const each = steps[last];
  if (each?.act !== "write badly") return;
  const path = `articles/world/story-${story}.md`;
  const text = readFolder(repo.site).get(path)?.toString() ?? "";
  repo.folder.write(path, text.replace("sektion: x", "section: world"));
}
