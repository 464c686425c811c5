import { dayLength, type Moment } from "../base/dates.ts";
import type { Problem } from "../base/problem.ts";
import type { FillFilters, FrontRecord } from "../content/front-schema.ts";
import type { FrontLayout, FrontPlace, FrontSlot } from "../content/front-slots.ts";
import type { StoryType } from "../content/story-schema.ts";
import { type Banner, type BannerOutcome, settleBanners } from "./front-banner.ts";
import { type PinOutcome, settlePins, sizeOf } from "./front-pins.ts";
import type { SectionNode } from "./sections.ts";
import type { Photo, Story } from "./story.ts";

/** A story in one place of a front, with that place's own words and photo. */
export interface FrontItem {
  story: Story;
  headline?: string;
  kicker?: string;
  /** Another photo for this place; null: none. */
  photo?: Photo | null;
  /** Where an editor put it here, and for how long. */
  pinned?: { from?: Moment; until?: Moment };
  /** The other stories of its package, below it. */
  more?: FrontItem[];
  /** A breaking banner would only say its headline again: the lead says the word. */
  isBreaking?: true;
}

export interface Front {
  layout: FrontLayout;
  breaking: Banner[];
  /** Live stories that run now and stand neither in a banner nor at the top. */
  live: Story[];
  lead?: FrontItem;
  /** What no package of the lead's own gives: stories on its topics. */
  leadRelated: FrontItem[];
  second: FrontItem[];
  opinion: FrontItem[];
  feature?: FrontItem;
  photoOfTheDay?: FrontItem;
  latest: FrontItem[];
  blocks: { section: string; items: FrontItem[] }[];
}

/** Layouts whose second row is a list without photos. */
export function isListLayout(layout: FrontLayout): boolean {
  return layout === "text" || layout === "lead-and-list";
}

/** A front's file as it was read. */
export type ReadFront = FrontRecord & { file: string; lines: Record<string, number> };

export interface FrontInput {
  /** The section's key; undefined: the home front. */
  section?: string;
  /** Public, not expired, of the front's language, newest first; for a section, its own. */
  stories: readonly Story[];
  record?: ReadFront | undefined;
  /** Of a section's front: its language's home, which may have a banner for all fronts. */
  homeRecord?: ReadFront | undefined;
  tree: ReadonlyMap<string, SectionNode>;
  byId: { get(id: string): Story | undefined };
  now: Moment;
  /** Whether there is a story of this id at all, hidden or not. */
  exists: (id: string) => boolean;
  /** A topic's slug, as stories have it. */
  topicSlug: (topic: string) => string | undefined;
  /** `story`: the one that the slot pins. */
  settleSlotPhoto: (photo: string, line: number | undefined, file: string, story: Story) => Photo | undefined;
}

// How many stories a place holds that no slot pins.
const places = { related: 3, block: 4 };

const softTypes = new Set<StoryType>(["opinion", "sponsored", "obituary", "gallery"]);
const featureTypes = new Set<StoryType>(["explainer", "background", "analysis", "review"]);

/**
 * Fills a front: pinned slots first, each place then backfilled with the newest stories that fit it. A story stands on a
 * front once. In plain words: the lead is the newest news, or, in a section without any, the newest that
 * nobody paid for; opinion the newest opinions; the feature the newest explainer,
 * background, analysis or review with a photo; the photo of the day the newest gallery;
 * "latest" the newest that are left; a section's block what is newest in it and stands nowhere above. The front's file may
 * narrow each, leave it empty, or say how many.
 */
export function fillFront(input: FrontInput): {
  front: Front;
  problems: Problem[];
  pins: PinOutcome[];
  banners: BannerOutcome[];
} {
  const { record } = input;
  const used = new Set<string>();
  const { pinned, pins, problems } = settlePins(input, used);

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
  /** `byItself`: the types that the place takes where the file names none; `demand`: what holds whatever the file says. */
  const fill = (
    name: FrontSlot,
    byItself: (story: Story) => boolean,
    demand: (story: Story) => boolean = () => true,
  ) => {
    const pins = pinned.get(name) ?? [];
    const rule = record?.fill?.[name];
    if (rule === "none") return pins;
    const ownTypes = rule?.types === undefined ? byItself : isUnpaid;
    const fits = (story: Story) => demand(story) && ownTypes(story) && passes(story, rule, input);
    return [...pins, ...take(sizeOf(name, record) - pins.length, fits)];
  };

  // The order is that of the page's weight: what is filled first has the first choice.
  const [news] = fill("lead", (story) => !softTypes.has(story.type));
  const [lead] = news || record?.fill?.lead === "none" ? [news] : fill("lead", isUnpaid);
  const isSmall = input.stories.length < 8;
  const byItself = (name: FrontPlace) => record?.fill?.[name] === undefined && isSmall;
  const opinion = fill("opinion", (story) => story.type === "opinion");
  const hasPhoto = (story: Story) => story.photo !== undefined;
  const [photoOfTheDay] = fill(
    "photo-of-the-day",
    (story) => story.type === "gallery",
    (story) => !byItself("photo-of-the-day") && hasPhoto(story),
  );
  const [feature] = fill(
    "feature",
    (story) => featureTypes.has(story.type),
    (story) => !byItself("feature") && hasPhoto(story),
  );
  const second = fill("second", (story) => !softTypes.has(story.type));
  const leadRelated = lead ? related(lead, input, take) : [];
  const latest = fill("latest", isUnpaid);
  const blocks = blockRules(input)
    .map(({ section, stories, ...rule }) => ({
      section,
      items: take(
        stories ?? places.block,
        (story) => isUnpaid(story) && story.sections.includes(section) && passes(story, rule, input),
      ),
    }))
    .filter(({ items }) => items.length > 0);
  const { breaking, live, isLeadBreaking, ...banners } = settleBanners(input, lead);

  return {
    front: {
      layout: record?.layout ?? "standard",
      breaking,
      live,
      ...(lead && { lead: isLeadBreaking ? { ...lead, isBreaking: true } : lead }),
      leadRelated,
      second,
      opinion,
      ...(feature && { feature }),
      ...(photoOfTheDay && { photoOfTheDay }),
      latest,
      blocks,
    },
    problems: [...problems, ...banners.problems],
    pins,
    banners: banners.outcomes,
  };
}

/** Below a lead that is no package: what is on its topics, or what the file asks for. */
function related(
  lead: FrontItem,
  input: FrontInput,
  take: (count: number, fits: (story: Story) => boolean) => FrontItem[],
): FrontItem[] {
  const rule = input.record?.fill?.related;
  if (rule === "none" || lead.more) return [];
  const isNamed = rule?.sections !== undefined || rule?.topics !== undefined;
  const isRelated = (story: Story) => isNamed || story.topics.some((topic) => lead.story.topics.includes(topic));
  return take(
    rule?.stories ?? places.related,
    (story) => isRelated(story) && isUnpaid(story) && passes(story, rule, input),
  );
}

function isUnpaid(story: Story): boolean {
  return story.type !== "sponsored";
}

/** Whether a story is one of those that a rule of the front's file asks for. */
function passes(story: Story, rule: FillFilters | undefined, { now, topicSlug }: FrontInput): boolean {
  if (!rule) return true;
  const { sections, topics, types, maxAge, exclude } = rule;
  return (
    (sections === undefined || sections.some((section) => story.sections.includes(section))) &&
    (topics === undefined || topics.some((topic) => story.topics.includes(topicSlug(topic) ?? ""))) &&
    (types === undefined || types.some((type) => type === story.type)) &&
    (maxAge === undefined || story.published + maxAge * dayLength > now) &&
    !exclude?.includes(story.id)
  );
}

/** What the file asks for; else home: every top section; a section's front: its subsections. */
function blockRules({
  section,
  tree,
  record,
}: FrontInput): ({ section: string; stories?: number | undefined } & FillFilters)[] {
  if (record?.blocks === "none") return [];
  if (record?.blocks) return record.blocks;
  const keys =
    section !== undefined
      ? (tree.get(section)?.children ?? [])
      : [...tree.values()].filter((node) => node.parent === undefined).map((node) => node.key);
  return keys.map((key) => ({ section: key }));
}
