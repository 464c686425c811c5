import { posix } from "node:path";
import type { Moment } from "./base/dates.ts";
import { digestOf } from "./base/digest.ts";
import { type Problem, problem } from "./base/problem.ts";
import type { Store } from "./base/store.ts";
import { applyChecks } from "./content/apply-checks.ts";
import type { NoHistory } from "./content/git-history.ts";
import { redactionPattern } from "./content/redaction-pattern.ts";
import type { SiteContent, StoryRecord } from "./content/site-content.ts";
import { readStoryVersions, type StoryVersions } from "./content/story-versions.ts";
import {
  correctionsSeen,
  distinctVersions,
  type PublicHistory,
  type PublicVersion,
  publicVersions,
  type ShownVersion,
  shownVersion,
} from "./model/history.ts";
import type { Newsroom } from "./model/newsroom.ts";

export interface StoryHistories {
  /** By the story's id; only stories that changed since they were first public. */
  histories: ReadonlyMap<string, PublicHistory>;
  problems: Problem[];
}

const none: StoryHistories = { histories: new Map(), problems: [] };

/**
 * The histories of all stories that are public now, where the outlet wants them. A no-change build reads no version: what
 * each history shows is remembered by what decides it.
 */
export async function storyHistories(input: {
  site: string;
  store: Store;
  content: SiteContent;
  newsroom: Newsroom;
  /** In the place of what is redacted, by language. */
  mark: (language: string) => string;
}): Promise<StoryHistories> {
  const { site, store, content, newsroom, mark } = input;
  const { outlet, now } = newsroom;
  if (!outlet.features.history) return none;
  const versions = await readStoryVersions({ site, store, outlet });
  if ("kind" in versions) return { ...none, problems: applyChecks([noHistory(versions)], outlet, []) };

  const records = new Map(content.stories.map((record) => [record.id, record]));
  const hiddenPhotos = withdrawnNames(content);
  const histories = new Map<string, PublicHistory>();
  const problems: Problem[] = [];
  for (const story of newsroom.stories) {
    const known = versions.byFile.get(story.file);
    const record = records.get(story.id);
    if (!known || !record || story.hiddenAs !== undefined) continue;
    const redactions = record.frontMatter.redacted ?? [];
    const shown = publicVersions(known, story.id, now);
    if (shown.length < 2) continue;
    const digest = digestOf(
      story.id,
      mark(story.language),
      JSON.stringify([redactions, [...hiddenPhotos].sort()]),
      ...shown.map((each) => `${each.version.key} ${each.from} ${correctionsSeen(each, now)}`),
    );
    const read = () => settle({ shown, versions, now, mark: mark(story.language), hiddenPhotos, redactions });
    const summary = remembered(store, digest, read);
    problems.push(...summary.unused.map((index) => unusedRedaction(record, index)));
    if (summary.count < 2) continue;
    histories.set(story.id, { digest, versions: () => read().versions, hasRedactions: redactions.length > 0 });
  }
  return { histories, problems: applyChecks(problems, outlet, content.stories) };
}

interface SettleInput {
  shown: readonly PublicVersion[];
  versions: StoryVersions;
  now: Moment;
  mark: string;
  hiddenPhotos: ReadonlySet<string>;
  redactions: readonly string[];
}

function settle({ shown, versions, now, mark, hiddenPhotos, redactions }: SettleInput): {
  versions: ShownVersion[];
  unused: number[];
} {
  const found = new Set<number>();
  const patterns = redactions.map((each) => redactionPattern(each)).filter((each) => each !== undefined);
  const all = shown.map(({ version, from, until }) => {
    const words = versions.words(version);
    const made = shownVersion({ words, from, until, now, redactions: patterns, mark, hiddenPhotos });
    for (const index of made.found) found.add(index);
    return made.shown;
  });
  return { versions: distinctVersions(all), unused: [...patterns.keys()].filter((index) => !found.has(index)) };
}

/** How many versions a history shows, and which redactions found nothing. */
interface Summary {
  count: number;
  unused: number[];
}

function remembered(store: Store, digest: string, read: () => { versions: ShownVersion[]; unused: number[] }): Summary {
  const key = `history ${digest}`;
  const known = store.get("stories", key);
  if (known !== undefined) return JSON.parse(known) as Summary;
  const { versions, unused: idle } = read();
  const summary: Summary = { count: versions.length, unused: idle };
  store.set("stories", key, JSON.stringify(summary));
  return summary;
}

/** File names of photos that were taken down, wherever they lie: a story may have named one from another folder. */
function withdrawnNames(content: SiteContent): Set<string> {
  const ofStories = content.stories.flatMap(({ frontMatter, copyPhotos }) =>
    [frontMatter.photo, ...(frontMatter.gallery ?? []), ...copyPhotos.map(({ record }) => record)]
      .filter((photo) => photo?.kill !== undefined)
      .map((photo) => photo?.file ?? ""),
  );
  return new Set([...content.killedPhotos.map(({ id }) => id), ...ofStories].map((file) => posix.basename(file)));
}

function noHistory(reason: NoHistory): Problem {
  const place = { file: "_data/outlet.yaml", line: 1, column: 1, key: "features.history" };
  if (reason.kind === "shallow") {
    return problem({
      code: "history/shallow-clone",
      ...place,
      message: "The repository is a shallow clone, so that the history of stories is cut off.",
      hint: "Run `git fetch --unshallow`; in GitHub Actions give actions/checkout `fetch-depth: 0`.",
    });
  }
  return problem({
    code: "history/unavailable",
    ...place,
    message: "Git has no history of this site that stories could show.",
    found: reason.reason,
    hint: "Commit the site to a git repository, or write `features: { history: false }`.",
  });
}

function unusedRedaction({ id, file, lines }: StoryRecord, index: number): Problem {
  return problem({
    code: "history/redaction-unused",
    file,
    line: lines[`redacted.${index}`] ?? lines.redacted ?? 1,
    column: 1,
    story: id,
    key: "redacted",
    message: `Item ${index + 1} of \`redacted\` is found in no version that readers saw, so nothing is removed by it.`,
  });
}
