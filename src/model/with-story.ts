import { stableJson } from "../base/digest.ts";
import type { SiteContent, StoryRecord } from "../content/site-content.ts";
import type { FrontMatter } from "../content/story-schema.ts";
import type { Front } from "./fronts.ts";
import type { Newsroom } from "./newsroom.ts";
import { linkStories, storyOf } from "./open-story.ts";
import type { Story } from "./story.ts";
import { lagOf } from "./translation-lag.ts";
import { visibilityAt } from "./visibility.ts";

// Keys that say something of the story to its readers and decide nothing: not where it stands, not when, not beside what.
const ownWords = [
  "headline", "shortHeadline", "kicker", "standfirst", "dateline", "methodology", "claim", "sources", "aiUse", "sponsor",
  "canonical", "edNote",
] as const satisfies readonly (keyof FrontMatter)[]; // biome-ignore format: a list to scan

export interface WithStoryInput {
  newsroom: Newsroom;
  content: SiteContent;
  /** The record in `content`, and what the file says now. */
  before: StoryRecord;
  after: StoryRecord;
  audience: "public" | "desk";
}

/**
 * The newsroom in which one story has other words of its own: what `openNewsroom` would make of the changed content, but
 * for the lines of problems, in a hundredth of the time. Undefined where more may hang on the change: then open the
 * newsroom anew. Pure: stories and fronts that do not show this one are the same objects.
 */
export function withStory({ newsroom, content, before, after, audience }: WithStoryInput): Newsroom | undefined {
  const old = newsroom.byId.get(before.id);
  if (!old || decidingFacts(before) !== decidingFacts(after)) return undefined;
  const language = newsroom.languages.find(({ code }) => code === old.language);
  if (!language) return undefined;
  const story = storyOf({
    record: after,
    path: old.path,
    language,
    visibility: visibilityAt(after.frontMatter, newsroom.now),
    photos: {
      ...(old.photo && { lead: old.photo }),
      gallery: old.gallery,
      copy: old.copyPhotos,
      ...(old.photoNotes && { notes: old.photoNotes }),
      changes: [],
      problems: [],
    },
    tree: newsroom.sections,
    topics: newsroom.topics,
    content,
    now: newsroom.now,
    audience,
  });
  linkStories(story, newsroom.byId);
  // A link to what is not public, or not there at all, is told of: with its line, by those who open the whole.
  if (story.copyStories.length < after.copyStories.length || Object.values(story.links).includes(null))
    return undefined;
  story.translations = old.translations;
  const lag = lagOf(story, newsroom.byId);
  if (lag) story.lag = lag;

  const fronts = new Map<string, Front>();
  for (const [key, front] of newsroom.fronts) {
    // A banner says the headline in its own way.
    if (front.breaking.some((banner) => holds(banner, old))) return undefined;
    fronts.set(key, holds(front, old) ? replaced(front, old, story) : front);
  }
  const inList = (stories: Story[]) => {
    const index = stories.indexOf(old);
    return index === -1 ? stories : stories.with(index, story);
  };
  const inMap = (lists: ReadonlyMap<string, Story[]>) => new Map([...lists].map(([key, list]) => [key, inList(list)]));
  return {
    ...newsroom,
    stories: inList(newsroom.stories),
    byId: new Map(newsroom.byId).set(story.id, story),
    byLanguage: inMap(newsroom.byLanguage),
    bySection: inMap(newsroom.bySection),
    fronts,
  };
}

/** All of a record by which the newsroom is ordered, and its photos with their words; the lines left out. */
function decidingFacts(record: StoryRecord): string {
  const { id, file, slug, frontMatter, copy, copyPhotos, entries, tables, copyBylines } = record;
  const facts = Object.entries(frontMatter).filter(([key]) => !(ownWords as readonly string[]).includes(key));
  const photos = copyPhotos.map(({ line: _line, ...use }) => use);
  // A live story's entries have records of their own: their whole is compared, and any change is more than words.
  return stableJson([
    id,
    file,
    slug,
    Object.fromEntries(facts),
    copy.leadCredit?.credit,
    photos,
    entries,
    tables,
    copyBylines?.map(({ name }) => name),
  ]);
}

/** Whether a part of a front shows a story. Other stories, and photos, are not looked into. */
function holds(part: unknown, story: Story): boolean {
  if (part === story) return true;
  if (Array.isArray(part)) return part.some((each) => holds(each, story));
  return isPart(part) && Object.values(part).some((each) => holds(each, story));
}

function replaced<Part>(part: Part, old: Story, story: Story): Part {
  if (part === (old as unknown)) return story as unknown as Part;
  if (Array.isArray(part)) return part.map((each: unknown) => replaced(each, old, story)) as unknown as Part;
  if (!isPart(part)) return part;
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, replaced(each, old, story)])) as Part;
}

function isPart(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !("headline" in value && "file" in value) && !("reading" in value)
  );
}
