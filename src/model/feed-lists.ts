import { inLanguage } from "../content/schema-parts.ts";
import { places } from "./addresses.ts";
import { groupStories } from "./group-stories.ts";
import type { Language } from "./languages.ts";
import { mayCarry } from "./may-carry.ts";
import type { Newsroom } from "./newsroom.ts";
import type { Story } from "./story.ts";

/** Stories in one feed: what readers' programs fetch anew each time something changed. */
export const itemsInFeed = 30;

/** What there are feeds of: the page that shows it, and the newest of it. */
export interface FeedList {
  kind: "home" | "section" | "topic" | "contributor" | "corrections";
  language: Language;
  /** The page's own address, with a slash at the end; the feeds stand beside it. */
  path: string;
  /** As readers know it; undefined for a language's whole paper and for its corrections. */
  name?: string | undefined;
  description?: string | undefined;
  /** The newest that may go out, at most `itemsInFeed`. Of corrections: all stories that have some. */
  stories: Story[];
  /** How many stories the page lists in all. */
  size: number;
}

/**
 * Every list that has feeds: each language's paper, its corrections, sections, topics and contributors, in the paper's own
 * order. In plain words, a feed leaves out what has expired, what somebody paid for, and what an agency lets nobody carry.
 */
export function feedLists(newsroom: Newsroom): FeedList[] {
  return newsroom.languages.flatMap((language) => listsOf(language, newsroom));
}

function listsOf(language: Language, newsroom: Newsroom): FeedList[] {
  const { sections, topics, contributors } = newsroom;
  const stories = newsroom.byLanguage.get(language.code) ?? [];
  const words = (value: Parameters<typeof inLanguage>[0]) =>
    inLanguage(value, language.code, newsroom.languages[0]?.code);
  const list = (
    facts: Pick<FeedList, "kind" | "path" | "name" | "description">,
    listed: readonly Story[],
  ): FeedList => ({
    ...facts,
    language,
    stories: newest(listed, newsroom),
    size: listed.length,
  });
  const corrected = stories.filter((story) => story.corrections.length > 0 && mayStand(story, newsroom));
  return [
    list({ kind: "home", path: places.home(language) }, stories),
    { kind: "corrections", language, path: places.corrections(language), stories: corrected, size: corrected.length },
    ...[...sections].flatMap(([key, { record }]) => {
      const listed = newsroom.bySection.get(`${language.code} ${key}`);
      const facts = { name: words(record.name) ?? key, description: words(record.description) };
      return listed ? [list({ kind: "section", path: places.section(language, key), ...facts }, listed)] : [];
    }),
    ...[...groupStories(stories, (story) => story.topics)].map(([slug, listed]) => {
      const facts = {
        name: topics.nameOf(slug, language.code),
        description: topics.descriptionOf(slug, language.code),
      };
      return list({ kind: "topic", path: places.topic(language, slug), ...facts }, listed);
    }),
    ...[...groupStories(stories, contributorsOf)].map(([key, listed]) => {
      const record = Object.hasOwn(contributors, key) ? contributors[key] : undefined;
      const facts = { name: words(record?.name) ?? key, description: words(record?.bio) };
      return list({ kind: "contributor", path: places.contributor(language, key), ...facts }, listed);
    }),
  ];
}

function contributorsOf({ byline }: Story): string[] {
  return byline.map((entry) => entry.contributor).filter((key) => key !== undefined);
}

function mayStand(story: Story, newsroom: Newsroom): boolean {
  return story.type !== "sponsored" && mayCarry(story, newsroom) !== "none";
}

function newest(stories: readonly Story[], newsroom: Newsroom): Story[] {
  const found: Story[] = [];
  for (const story of stories) {
    if (found.length === itemsInFeed) break;
    if (!story.isExpired && mayStand(story, newsroom)) found.push(story);
  }
  return found;
}

/** The page of feeds, as in `places.feeds`: a site's own page or section of this name takes its place. */
const feedsSlug = "feeds";

/** Whether we make a language's page of feeds. */
export function hasFeedsPage(language: Language, newsroom: Newsroom): boolean {
  return !hasOwnFeedsPage(language, newsroom) && !newsroom.sections.has(feedsSlug);
}

/** Where readers find the feeds: the page of them, else, where a section has its address, the paper's own feed. */
export function feedsUrlPath(language: Language, newsroom: Newsroom): string {
  const isThere = hasFeedsPage(language, newsroom) || hasOwnFeedsPage(language, newsroom);
  return isThere ? places.feeds(language) : places.feed(places.home(language));
}

function hasOwnFeedsPage(language: Language, { pages }: Newsroom): boolean {
  return pages.some((page) => page.slug === feedsSlug && page.language === language.code);
}
