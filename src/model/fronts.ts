import type { Moment } from "../base/dates.ts";
import { type Problem, problem } from "../base/problem.ts";
import type { FrontRecord } from "../content/data-schemas.ts";
import { type FrontSlot, frontSlots } from "../content/front-slots.ts";
import type { StoryType } from "../content/story-schema.ts";
import type { SectionNode } from "./sections.ts";
import type { Photo, Story } from "./story.ts";

/** A story in one place of a front, with that place's own words and photo. */
export interface FrontItem {
  story: Story;
  headline?: string;
  kicker?: string;
  /** Another photo for this place; null: none. */
  photo?: Photo | null;
}

export interface Front {
  lead?: FrontItem;
  leadRelated: FrontItem[];
  second: FrontItem[];
  opinion: FrontItem[];
  feature?: FrontItem;
  photoOfTheDay?: FrontItem;
  latest: FrontItem[];
  blocks: { section: string; items: FrontItem[] }[];
}

export interface FrontInput {
  /** The section's key; undefined: the home front. */
  section?: string;
  /** Public, not expired, of the front's language, newest first; for a section, its own. */
  stories: readonly Story[];
  record?: (FrontRecord & { file: string; lines: Record<string, number> }) | undefined;
  tree: ReadonlyMap<string, SectionNode>;
  byId: ReadonlyMap<string, Story>;
  now: Moment;
  /** Whether there is a story of this id at all, hidden or not. */
  exists: (id: string) => boolean;
  /** `story`: the one that the slot pins. */
  settleSlotPhoto: (photo: string, line: number | undefined, file: string, story: Story) => Photo | undefined;
}

// How many stories a place holds that no slot pins.
const places = { leadRelated: 3, block: 4 };

const softTypes = new Set<StoryType>(["opinion", "sponsored", "obituary", "gallery"]);
const featureTypes = new Set<StoryType>(["explainer", "background", "analysis", "review"]);

/**
 * Fills a front: pinned slots first, each place then backfilled with the newest stories that fit it. A story stands on a
 * front once. In plain words: the lead is the newest news, or, in a section without any, the newest that
 * nobody paid for; opinion the newest opinions; the feature the newest explainer,
 * background, analysis or review with a photo; the photo of the day the newest gallery;
 * "latest" the newest that are left; a section's block what is newest in it and stands nowhere above.
 */
export function fillFront(input: FrontInput): { front: Front; problems: Problem[] } {
  const problems: Problem[] = [];
  const used = new Set<string>();
  const pinned = new Map<FrontSlot, FrontItem[]>();

  for (const [index, slot] of (input.record?.slots ?? []).entries()) {
    if (!slot.story || (slot.until !== undefined && slot.until <= input.now)) continue;
    const line = input.record?.lines[`slots.${index}`];
    const at = { file: input.record?.file ?? "", ...(line !== undefined && { line }) };
    const story = input.byId.get(slot.story);
    if (!story && !input.exists(slot.story)) continue; // content has reported it
    if (!story || story.isExpired) {
      problems.push(
        problem({
          ...at,
          code: "front/pin-hidden",
          message: `The slot ${slot.name} pins a story that is not public now; it was filled with the newest.`,
        }),
      );
      continue;
    }
    if (used.has(story.id)) {
      problems.push(
        problem({
          ...at,
          code: "front/pin-twice",
          message: `The slot ${slot.name} pins a story that stands on this front already.`,
        }),
      );
      continue;
    }
    const pins = pinned.get(slot.name) ?? [];
    if (pins.length >= frontSlots[slot.name]) {
      problems.push(
        problem({
          ...at,
          code: "front/pin-too-many",
          message: `The place ${slot.name} is full; this pin was passed over, and the story stands where it falls.`,
          expected: `at most ${frontSlots[slot.name]}`,
        }),
      );
      continue;
    }
    used.add(story.id);
    const photo =
      typeof slot.photo === "string"
        ? input.settleSlotPhoto(slot.photo, line, at.file, story)
        : slot.photo === false
          ? null
          : undefined;
    const item: FrontItem = {
      story,
      ...(slot.headline !== undefined && { headline: slot.headline }),
      ...(slot.kicker !== undefined && { kicker: slot.kicker }),
      ...(photo !== undefined && { photo }),
    };
    pinned.set(slot.name, [...pins, item]);
  }

  const take = (count: number, fits: (story: Story) => boolean): FrontItem[] => {
    const taken: FrontItem[] = [];
    for (const story of input.stories) {
      if (taken.length >= count) break;
      if (used.has(story.id) || !fits(story)) continue;
      used.add(story.id);
      taken.push({ story });
    }
    return taken;
  };
  const fill = (name: FrontSlot, fits: (story: Story) => boolean) => {
    const pins = pinned.get(name) ?? [];
    return [...pins, ...take(frontSlots[name] - pins.length, fits)];
  };

  // The order is that of the page's weight: what is filled first has the first choice.
  const [news] = fill("lead", (story) => !softTypes.has(story.type));
  const [lead] = news ? [news] : take(1, (story) => story.type !== "sponsored");
  const isSmall = input.stories.length < 8;
  const opinion = fill("opinion", (story) => story.type === "opinion");
  const [photoOfTheDay] = fill(
    "photo-of-the-day",
    (story) => !isSmall && story.type === "gallery" && story.photo !== undefined,
  );
  const [feature] = fill("feature", (story) => !isSmall && featureTypes.has(story.type) && story.photo !== undefined);
  const second = fill("second", (story) => !softTypes.has(story.type));
  const leadStory = lead?.story;
  const leadRelated = leadStory
    ? take(
        places.leadRelated,
        (story) => story.topics.some((topic) => leadStory.topics.includes(topic)) && story.type !== "sponsored",
      )
    : [];
  const latest = fill("latest", (story) => story.type !== "sponsored");
  const blocks = blockSections(input)
    .map((section) => ({
      section,
      items: take(places.block, (story) => story.type !== "sponsored" && story.sections.includes(section)),
    }))
    .filter(({ items }) => items.length > 0);

  return {
    front: {
      ...(lead && { lead }),
      leadRelated,
      second,
      opinion,
      ...(feature && { feature }),
      ...(photoOfTheDay && { photoOfTheDay }),
      latest,
      blocks,
    },
    problems,
  };
}

/** Home: every top section; a section's front: its subsections. */
function blockSections({ section, tree }: FrontInput): string[] {
  if (section !== undefined) return tree.get(section)?.children ?? [];
  return [...tree.values()].filter((node) => node.parent === undefined).map((node) => node.key);
}
