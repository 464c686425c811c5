import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { visibilityAt } from "../../src/model/visibility.ts";
import { caseOptions } from "../support/cases.ts";
import { at, buildHistorySite, day, historySite, start } from "../support/history-site.ts";
import { readFolder } from "../support/site-folder.ts";
import type { SiteRepository } from "../support/site-repository.ts";

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

test("any series of commits brings no word into a page that readers never saw, or that was redacted, or that a take-down ended", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: commits, maxLength: commits }), {
        minLength: stories,
        maxLength: stories,
      }),
      async (plans) => {
        const repo = historySite();
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
        const result = await buildHistorySite(repo);
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
      },
    ),
    // Shrinking would build the site some hundred times.
    { ...caseOptions(3, 150), endOnFailure: true },
  );
}, 600_000);

/** A story whose last version is faulty would stop the build: in the work tree, uncommitted, it is right again. */
function mend(repo: SiteRepository, story: number, steps: readonly Step[]): void {
  const last = steps.findLastIndex(({ act }) => act !== "nothing");
  const each = steps[last];
  if (each?.act !== "write badly") return;
  const path = `articles/world/story-${story}.md`;
  const text = readFolder(repo.site).get(path)?.toString() ?? "";
  repo.folder.write(path, text.replace("sektion: x", "section: world"));
}
