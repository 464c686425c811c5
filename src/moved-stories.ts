import { type Edit, type Problem, type ProblemInput, problem } from "./base/problem.ts";
import type { Store } from "./base/store.ts";
import { clip } from "./base/text.ts";
import { applyChecks } from "./content/apply-checks.ts";
import type { NoHistory } from "./content/git-history.ts";
import { readStoryEnds } from "./content/git-story-ends.ts";
import type { SiteContent } from "./content/site-content.ts";
import { storyKeyEdits } from "./content/story-key-edits.ts";
import { type LostStory, lostStories, publishedOf } from "./model/former-stories.ts";
import type { Newsroom } from "./model/newsroom.ts";
import type { BuildManifest } from "./publish/build-manifest.ts";
import { siteSource } from "./site-source.ts";

export interface MovedStoriesInput {
  /** The site's folder, absolute. */
  site: string;
  store: Store;
  content: SiteContent;
  newsroom: Pick<Newsroom, "byId" | "now">;
  /** The last build's, where there is one. */
  before: BuildManifest | undefined;
}

/** What was found, and what of the last build's manifest it accounts for: nothing is told twice. */
export interface MovedStories {
  problems: Problem[];
  /** The manifest without what `problems` tell of. */
  before: BuildManifest | undefined;
  /** The stories that errors among `problems` are of. */
  lost: LostStory[];
}

/** How `check --fix` puts old addresses and an old id into the stories of a site; for `lostAddresses`. */
export function storyMender(site: string) {
  return (file: string, keys: { id?: string; aliases?: string[] }): Edit[] | undefined => {
    const text = siteSource(site, file);
    return text === undefined ? undefined : storyKeyEdits(text, keys);
  };
}

/**
 * Stories that were public and that git shows renamed, moved or deleted without a trace for readers and feeds. It needs no
 * build before, so a clean checkout knows as much as the editor's machine. Problems are as the outlet's `checks:` has them.
 */
export async function movedStories(input: MovedStoriesInput): Promise<MovedStories> {
  const { site, store, content, before } = input;
  const { byId: known, now } = input.newsroom;
  const { outlet, stories, pages } = content;
  const present = new Set(stories.map(({ file }) => file));
  const history = await readStoryEnds({ site, store, outlet, present, now });
  if (history.kind !== "ends") {
    // Where there is a last build, its manifest holds the addresses; where stories have histories, those ask for the same.
    const isSaid = before !== undefined || outlet.features.history;
    const problems = isSaid ? [] : unknownRenames(history);
    return { problems: applyChecks(problems, outlet, stories), before, lost: [] };
  }
  const lost = lostStories({ ends: history.ends, stories, pages, outlet, known });
  const problems = lost.map((each) => (each.heir ? moved(each, site) : deleted(each)));
  const files = new Set(lost.flatMap(({ addresses }) => addresses.map((path) => path.replace(/^\//, ""))));
  const ids = new Set(lost.map(({ id }) => id).filter((id) => id !== undefined));
  const rest = before?.files.filter(
    ({ path, story }) => !files.has(path.replace(/index\.html$/, "")) && !(story !== undefined && ids.has(story)),
  );
  const told = applyChecks(problems, outlet, [...stories, ...lost.filter(({ heir }) => !heir).map(publishedOf)]);
  const faulty = new Set(told.flatMap(({ severity, story }) => (severity === "error" ? [story] : [])));
  return {
    problems: told,
    before: before && { ...before, files: rest ?? [] },
    lost: lost.filter(({ heir, former }) => faulty.has((heir ?? former).id)),
  };
}

function moved({ heir, id, addresses, former, end }: LostStory, site: string): Problem {
  const file = heir?.file ?? "";
  const fix = storyMender(site)(file, { ...(id !== undefined && { id }), aliases: addresses });
  const lines = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(addresses.length === 0 ? [] : [`aliases: [${addresses.join(", ")}]`]),
  ];
  const commit = end.commit === undefined ? "" : ` until commit ${end.commit.slice(0, 10)}`;
  const what = [
    ...(id === undefined ? [] : [`its id ${clip(id, 100)}`]),
    ...(addresses.length === 0 ? [] : [`its address ${addresses.map((each) => clip(each, 100)).join(", ")}`]),
  ].join(" and ");
  return problem({
    code: "site/story-moved",
    file,
    line: 1,
    column: 1,
    ...(heir && { story: heir.id }),
    message: `This story was public as ${end.path}${commit}, and lost ${what} when it moved.`,
    found: former.id === heir?.id ? file : `${former.id} → ${heir?.id ?? ""}`,
    expected: lines.join(" · "),
    hint: fix
      ? "Run `npm run check -- --fix`, which writes these lines into the front matter."
      : "Write these lines into the front matter.",
    ...(fix && { fix }),
  });
}

function deleted({ former, end, addresses }: LostStory): Problem {
  const { path, commit } = end;
  const back =
    commit === undefined ? `git restore --source=HEAD ${path}` : `git checkout ${commit.slice(0, 10)}^ -- ${path}`;
  return problem({
    code: "site/story-deleted",
    file: path,
    story: former.id,
    message: `This story was public at ${addresses.map((each) => clip(each, 100)).join(", ")}, and its file was deleted${commit === undefined ? "" : ` in commit ${commit.slice(0, 10)}`} without a take-down.`,
    expected: "kill: { at: …, reason: … } in the file, or its address among another story's `aliases`",
    hint: `Bring it back with \`${back}\` and take it down with \`kill\`; if another story took its place, write \`aliases: [${addresses.join(", ")}]\` there.`,
  });
}

function unknownRenames(reason: NoHistory): Problem[] {
  if (reason.kind === "none") return [];
  const input: Omit<ProblemInput, "message"> = { code: "site/renames-unknown" };
  if (reason.kind === "shallow") {
    const message =
      "The repository is a shallow clone and there is no earlier build here, so nobody can tell whether an address was lost.";
    const hint = "In GitHub Actions give actions/checkout `fetch-depth: 0`; elsewhere run `git fetch --unshallow`.";
    return [problem({ ...input, message, hint })];
  }
  const message = "Git does not tell the history of the site, so nobody can tell whether an address was lost.";
  return [problem({ ...input, message, found: clip(reason.reason, 160) })];
}
