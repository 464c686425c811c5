import type { Moment } from "./base/dates.ts";
import { hasErrors, type Problem } from "./base/problem.ts";
import type { Store } from "./base/store.ts";
import type { OpenedSite } from "./build.ts";
import { readSavedStory } from "./content/read-saved-story.ts";
import { withStory } from "./model/with-story.ts";
import type { SitePlan } from "./plan-site.ts";

/** Who looks, and when: `desk` sees hidden stories too, marked; `public` what readers see at that moment. */
export interface Look {
  /** Default: the clock. */
  at?: Moment;
  audience: "desk" | "public";
}

/** The site as the preview shows it. */
export interface PreviewState {
  opened: OpenedSite;
  plan: SitePlan;
  /** All that is told: what was held, the site's, the plan's and the rules' own. */
  problems: readonly Problem[];
  now: Moment;
  look: Look;
}

/**
 * The site with one story as its file is now, where only words of its own have changed; the same object where nothing has.
 * Undefined where more may hang on it: then the whole must be read. `file`: under the site folder.
 */
export async function withSavedStory(
  state: PreviewState,
  file: string,
  { site, store }: { site: string; store: Store },
): Promise<PreviewState | undefined> {
  const { content, newsroom } = state.opened;
  const index = content.stories.findIndex((story) => story.file === file);
  const before = content.stories[index];
  if (!before) return undefined;
  const reading = await readSavedStory(file, { site, store, outlet: content.outlet });
  // What was faulty, or is, goes with the whole: it knows all that is wrong, and what to show instead.
  const wasFaulty = state.problems.some((each) => each.file === file && each.severity === "error");
  if (!reading?.record || hasErrors(reading.problems) || wasFaulty) return undefined;
  const { record } = reading;
  if (record.digest === before.digest) return state;
  const changed = withStory({ newsroom, content, before, after: record, audience: state.look.audience });
  if (!changed) return undefined;
  const stories = content.stories.with(index, record);
  const opened = { ...state.opened, content: { ...content, stories }, newsroom: changed };
  return { ...state, opened, plan: state.plan.withNewsroom(changed) };
}
