import type { Story } from "../model/story.ts";

/** Stories that a page names below its own. */
const count = 4;
/** Newest of a topic that are looked at: more would only be older. */
const depth = 12;

/** What of a story decides where it stands among others. */
export type Placed = Pick<Story, "id" | "type" | "section" | "topics" | "series" | "published">;

/** What stands around a story and comes from other stories: found once for all stories of a language. */
export interface Neighbours<Item extends Placed = Story> {
  /** Stories before this one, newest first. */
  earlier: Item[];
  /** Whether they are of its topics; else they are of its section. */
  isOnTopic: boolean;
  /** All parts of its series, in their order. */
  series: Item[];
}

export const noNeighbours: Neighbours = { earlier: [], isOnTopic: false, series: [] };

/**
 * For each story (newest first): what came before it, and its series. Of one matter with it are stories that share its
 * first topic, which is its main one, or two of its topics: those that share most come first, then the newer. Where there
 * are fewer than two, the section's stand instead. What somebody paid for is never among them, and what is in the same
 * series is left to the series. Only stories before it count: an old page does not change because a new story arrives.
 */
export function neighbourhood<Item extends Placed>(stories: readonly Item[]): Map<string, Neighbours<Item>> {
  const bySection = new Map<string, Item[]>();
  const byTopic = new Map<string, Item[]>();
  const bySeries = new Map<string, Item[]>();
  const found = new Map<string, Neighbours<Item>>();
  for (const story of stories.toReversed()) {
    const inSection = bySection.get(story.section) ?? [];
    const onTopic = related(story, byTopic);
    const isOnTopic = onTopic.length > 1;
    found.set(story.id, {
      earlier: isOnTopic ? onTopic : inSection.filter((each) => !isOneSeries(each, story)).slice(0, count),
      isOnTopic,
      series: [],
    });
    if (story.type !== "sponsored") {
      bySection.set(story.section, [story, ...inSection.slice(0, depth)]);
      for (const topic of story.topics) byTopic.set(topic, [story, ...(byTopic.get(topic) ?? []).slice(0, depth)]);
    }
    if (story.series) bySeries.set(story.series.name, [...(bySeries.get(story.series.name) ?? []), story]);
  }
  for (const parts of bySeries.values()) {
    parts.sort((a, b) => (a.series?.part ?? 0) - (b.series?.part ?? 0) || a.published - b.published);
    for (const story of parts) {
      const neighbours = found.get(story.id);
      if (neighbours) neighbours.series = parts;
    }
  }
  return found;
}

/** What stands around one story of a language. */
export type NeighboursOf = (story: Story) => Neighbours;

/** The same for whoever asks later: found when the first one does, for a list of addresses asks for none. */
export function neighboursIn(stories: readonly Story[]): NeighboursOf {
  let found: Map<string, Neighbours> | undefined;
  return (story) => {
    found ??= neighbourhood(stories);
    return found.get(story.id) ?? noNeighbours;
  };
}

/** The same stories as another newsroom has them, in which only their own words differ. */
export function inNewsroom(around: NeighboursOf, { byId }: { byId: ReadonlyMap<string, Story> }): NeighboursOf {
  const now = (story: Story) => byId.get(story.id) ?? story;
  return (story) => {
    const { earlier, isOnTopic, series } = around(story);
    return { earlier: earlier.map(now), isOnTopic, series: series.map(now) };
  };
}

function related<Item extends Placed>(story: Item, byTopic: ReadonlyMap<string, readonly Item[]>): Item[] {
  const shared = new Map<Item, number>();
  for (const topic of story.topics) {
    for (const other of byTopic.get(topic) ?? []) {
      if (!isOneSeries(other, story)) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
  }
  const [main = ""] = story.topics;
  return [...shared]
    .filter(([other, topics]) => topics > 1 || other.topics.includes(main))
    .sort(([a, sharedByA], [b, sharedByB]) => sharedByB - sharedByA || b.published - a.published)
    .slice(0, count)
    .map(([other]) => other);
}

function isOneSeries(a: Placed, b: Placed): boolean {
  return a.series !== undefined && a.series.name === b.series?.name;
}
