import type { Moment } from "../base/dates.ts";
import { type Problem, problem } from "../base/problem.ts";
import { isInForce, lineOf } from "./front-pins.ts";
import type { FrontInput, FrontItem } from "./fronts.ts";
import type { Story } from "./story.ts";

/** One line above everything else on a front. */
export interface Banner {
  text: string;
  story?: Story;
  /** A path of this site or an absolute address. */
  link?: string;
  /** Since when it stands there, where the front's file says so. */
  from?: Moment;
}

/** What became of a banner in a front's file; for editors. */
export interface BannerOutcome {
  /** `leads`: its story is the lead, which says the word itself. */
  state: "stands" | "waits" | "over" | "hidden" | "leads" | "no-room";
  story?: string;
  line?: number;
  from?: Moment;
  until?: Moment;
}

// More lines than these are no banner but a list.
const linesAtMost = 2;

/**
 * The banners of a front. In plain words: those in force, the one that began last first; one whose story is not public is
 * left out; one that would only say the lead's headline again is left out too, and the lead is marked. What is left of two
 * lines is for live stories that run now, unless the lead or a banner leads to them.
 */
export function settleBanners(
  input: FrontInput,
  lead: FrontItem | undefined,
): { breaking: Banner[]; live: Story[]; isLeadBreaking: boolean; outcomes: BannerOutcome[]; problems: Problem[] } {
  const { now } = input;
  const problems: Problem[] = [];
  const outcomes: BannerOutcome[] = [];
  const standing: Banner[] = [];
  let isLeadBreaking = false;
  for (const { record, isOwn } of sources(input)) {
    for (const [index, banner] of (record.breaking ?? []).entries()) {
      if (!isOwn && banner.allFronts !== true) continue;
      const line = lineOf(record, `breaking.${index}`, "breaking");
      const tell = (state: BannerOutcome["state"]) =>
        outcomes.push({
          state,
          ...(banner.story !== undefined && { story: banner.story }),
          ...(line !== undefined && { line }),
          ...(banner.from !== undefined && { from: banner.from }),
          ...(banner.until !== undefined && { until: banner.until }),
        });
      const warn = (code: "front/banner-hidden" | "front/pin-too-many", message: string) => {
        // A home's banner for all fronts is told of once.
        if (isOwn) problems.push(problem({ code, file: record.file, ...(line !== undefined && { line }), message }));
      };
      if (!isInForce(banner, now)) {
        tell(banner.until !== undefined && banner.until <= now ? "over" : "waits");
        continue;
      }
      const story = banner.story === undefined ? undefined : input.byId.get(banner.story);
      if (banner.story !== undefined && (!story || story.isExpired)) {
        if (!story && !input.exists(banner.story)) continue; // content has reported it
        tell("hidden");
        warn("front/banner-hidden", "The breaking banner names a story that is not public now; it was left out.");
        continue;
      }
      if (story && banner.text === undefined && story.id === lead?.story.id) {
        tell("leads");
        isLeadBreaking = true;
        continue;
      }
      const text = banner.text ?? story?.headline;
      if (text === undefined) continue; // the schema has reported it
      if (standing.length >= linesAtMost) {
        tell("no-room");
        warn("front/pin-too-many", "There are two breaking banners above this one; a third was passed over.");
        continue;
      }
      tell("stands");
      standing.push({
        text,
        ...(story && { story }),
        ...(banner.link !== undefined && { link: banner.link }),
        ...(banner.from !== undefined && { from: banner.from }),
      });
    }
  }
  const breaking = standing.sort(
    (a, b) => (b.from ?? Number.NEGATIVE_INFINITY) - (a.from ?? Number.NEGATIVE_INFINITY) || 0,
  );
  const said = new Set([
    lead?.story.id,
    ...(lead?.more ?? []).map(({ story }) => story.id),
    ...breaking.map(({ story }) => story?.id),
  ]);
  const live = input.stories
    .filter((story) => story.type === "live" && story.live?.state === "active" && !said.has(story.id))
    .slice(0, linesAtMost - breaking.length);
  return { breaking, live, isLeadBreaking, outcomes, problems };
}

function sources({ record, homeRecord }: FrontInput) {
  return [...(record ? [{ record, isOwn: true }] : []), ...(homeRecord ? [{ record: homeRecord, isOwn: false }] : [])];
}
