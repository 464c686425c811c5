import type { Moment } from "./base/dates.ts";
import { digestOf } from "./base/digest.ts";
import type { Pace } from "./base/pace.ts";
import { hasErrors, type Problem, sortProblems } from "./base/problem.ts";
import type { Store } from "./base/store.ts";
import { type OpenedSite, openSite, type Progress } from "./build.ts";
import type { StoryRecord } from "./content/site-content.ts";
import { heldBack } from "./hold-back.ts";
import { nextEntry } from "./model/live-entries.ts";
import { nextChange } from "./model/visibility.ts";
import { layouts } from "./plan-looks.ts";
import { planOrList } from "./plan-site.ts";
import type { PreviewFiles } from "./preview-files.ts";
import type { Look, PreviewState } from "./preview-state.ts";
import { readSiteConfig } from "./site-config.ts";

export interface ReadPreviewInput {
  site: string;
  store: Store;
  /** Of the code. */
  engine: string;
  clock: Moment;
  look: Look;
  /** Stories as they were when nothing was wrong with them. */
  good: readonly StoryRecord[];
  pace: Pace;
  onProgress: Progress;
}

/** The whole, read and planned. */
export interface PreviewReading {
  problems: Problem[];
  /** Of the stories, and of photos' leases; undefined: none. */
  nextChange: Moment | undefined;
  /** Absent where errors that belong to no story stand in the way. */
  shown?: { state: PreviewState; renderer: Parameters<PreviewFiles["show"]>[1] };
}

/** Reads and plans the whole: a faulty story in its last good form, or without it. */
export async function readPreview(input: ReadPreviewInput): Promise<PreviewReading> {
  const { site, store, look, clock, pace } = input;
  const now = look.at ?? clock;
  const { opened, problems: found } = await openWithoutFaults(input, now);
  const reading = { problems: found, nextChange: nextChangeOf(opened, now) };
  if (hasErrors(opened.problems)) return reading;
  await pace.pause();
  const config = await readSiteConfig(site);
  const engine = digestOf(input.engine, config.digest);
  const plan = await planOrList({ site, store, opened, engine, pace }, true);
  const problems = [...found, ...plan.problems];
  if (hasErrors(plan.problems)) return { ...reading, problems };
  const templates = digestOf(config.digest, ...layouts.map((layout) => plan.folders.graph(layout).digest));
  const state: PreviewState = { opened, plan, problems: sortProblems(problems), now, look };
  return { ...reading, problems, shown: { state, renderer: { config, templates } } };
}

/** `problems`: of the faulty stories too, which `opened` no longer has. */
async function openWithoutFaults(
  { site, store, look, good, pace, onProgress }: ReadPreviewInput,
  now: Moment,
): Promise<{ opened: OpenedSite; problems: Problem[] }> {
  const options = { site, now, audience: look.audience, onProgress, pace };
  const first = await openSite(options, store);
  const { problems } = first;
  if (!hasErrors(problems)) return { opened: first, problems };
  const faulty = new Set(problems.flatMap(({ severity, story }) => (severity === "error" && story ? [story] : [])));
  const held = heldBack({ problems, content: first.content, site, last: new Map() });
  const kept = good.filter(({ id }) => faulty.has(id));
  const reopen = (more: readonly StoryRecord[]) =>
    openSite(options, store, (content) => {
      const right = held.replace(content);
      const there = new Set(right.stories.map(({ id }) => id));
      return { ...right, stories: [...right.stories, ...more.filter(({ id }) => !there.has(id))] };
    });
  let opened = await reopen(kept);
  // A last form that what is there now has made faulty too, by a photo that went: then without it.
  if (kept.length > 0 && hasErrors(held.remaining(opened.problems))) opened = await reopen([]);
  opened.problems = held.remaining(opened.problems);
  return { opened, problems: [...held.problems, ...opened.problems] };
}

/** When the site changes by itself next. */
function nextChangeOf({ content, newsroom }: OpenedSite, now: Moment): Moment | undefined {
  const moments = content.stories.flatMap((story) => [nextChange(story.frontMatter, now), nextEntry(story, now)]);
  return [...moments, newsroom.photoChanges[0]?.at].filter((each) => each !== undefined).sort((a, b) => a - b)[0];
}
