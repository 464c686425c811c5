import type { Moment } from "../base/dates.ts";
import { linkedIds, readableLink } from "../base/linked-ids.ts";
import { type Problem, problem } from "../base/problem.ts";
import type { Contributors } from "../content/data-schemas.ts";
import type { SiteContent, StoryRecord } from "../content/site-content.ts";
import type { Language } from "./languages.ts";
import { liveFacts } from "./live-entries.ts";
import type { SectionNode } from "./sections.ts";
import type { BylineEntry, Notice, Story } from "./story.ts";
import type { SettledPhotos } from "./story-photos.ts";
import type { TopicIndex } from "./topics.ts";
import { type Visibility, visibleFrom } from "./visibility.ts";

export interface StoryInput {
  record: StoryRecord;
  path: string;
  language: Language;
  visibility: Visibility;
  photos: SettledPhotos;
  tree: Map<string, SectionNode>;
  topics: TopicIndex;
  content: SiteContent;
  now: Moment;
  audience: "public" | "desk";
}

/** A story as readers may see it now. */
export function storyOf(input: StoryInput): Story {
  const { record, path, language, visibility, photos, tree, topics, content, now } = input;
  const front = record.frontMatter;
  const listed = [front.section, ...(front.alsoIn ?? [])].flatMap((key) => tree.get(key)?.line ?? []);
  // A change that is to come, and what it will have been, are not told yet.
  const isUpdated = front.updated !== undefined && front.updated <= now;
  const optional = {
    shortHeadline: front.shortHeadline,
    kicker: front.kicker,
    standfirst: front.standfirst,
    agency: front.agency,
    dateline: front.dateline,
    updated: isUpdated ? front.updated : undefined,
    changeNote: isUpdated ? front.changeNote : undefined,
    photo: photos.lead,
    photoNotes: photos.notes,
    methodology: front.methodology,
    claim: front.claim,
    aiUse: front.aiUse,
    series: front.series,
    live: front.live,
    sponsor: front.sponsor,
    canonical: front.canonical,
    translationOf: front.translationOf,
    hiddenAs: visibility === "public" ? undefined : visibility,
  };
  return {
    id: record.id,
    file: record.file,
    slug: record.slug,
    digest: record.digest,
    type: front.type,
    language: language.code,
    path,
    headline: front.headline,
    description: front.standfirst ?? record.copy.excerpt,
    section: front.section,
    sections: [...new Set(listed)],
    topics: [
      ...new Set((front.topics ?? []).map((topic) => topics.slugOf(topic)).filter((slug) => slug !== undefined)),
    ],
    byline: (front.byline ?? []).map((entry) => bylineEntry(entry, content.contributors)),
    published: visibleFrom(front),
    isExpired: front.expires !== undefined && front.expires <= now,
    gallery: photos.gallery,
    copyPhotos: photos.copy,
    corrections: (front.corrections ?? [])
      .filter((correction) => correction.date <= now)
      .sort((a, b) => b.date - a.date),
    sources: front.sources ?? [],
    copyStories: record.copyStories.map((each) => each.id),
    links: Object.fromEntries(
      record.copy.links.filter(({ href }) => linkedIds(href, record.file).length > 0).map(({ href }) => [href, null]),
    ),
    translations: {},
    aliases: front.aliases ?? [],
    words: record.copy.words,
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<Story>),
    ...liveFacts(record, photos, input),
  };
}

function bylineEntry(
  entry: { name: string; role?: string | undefined; location?: string | undefined },
  contributors: Contributors,
): BylineEntry {
  return {
    name: entry.name,
    ...(Object.hasOwn(contributors, entry.name) && { contributor: entry.name }),
    ...(entry.role !== undefined && { role: entry.role }),
    ...(entry.location !== undefined && { location: entry.location }),
  };
}

/** A notice holds the address and what readers may know: none of the story's own words. */
export function noticeOf(record: StoryRecord, path: string, language: string, now: Moment): Notice {
  const { kill } = record.frontMatter;
  return {
    id: record.id,
    path,
    language,
    // A kill holds at once, even one that is dated ahead: till then the notice bears the story's own date.
    at: kill !== undefined && kill.at <= now ? kill.at : visibleFrom(record.frontMatter),
    ...(kill?.notice !== undefined && { notice: kill.notice }),
    ...(kill?.replacedBy !== undefined && { replacedBy: kill.replacedBy }),
  };
}

/** Resolves what the copy refers to; a story that is not public now leaves no trace. */
export function linkStories(story: Story, byId: ReadonlyMap<string, Story>): void {
  story.copyStories = story.copyStories.filter((id) => byId.has(id));
  for (const href of Object.keys(story.links)) story.links[href] = storyLinkPath(href, story.file, byId) ?? null;
}

/**
 * The address, with its anchor, of the public story whose file a link of some file names; null where that story is not
 * public or there is none; undefined where the link is none to a story's file.
 */
export function storyLinkPath(href: string, from: string, byId: ReadonlyMap<string, Story>): string | null | undefined {
  if (linkedIds(href, from).length === 0) return undefined;
  const [, anchor] = readableLink(href).split("#");
  const target = linkedStory(href, from, byId);
  return target ? target.path + (anchor ? `#${anchor}` : "") : null;
}

/** What a link to a story's file names, in any table of stories by id. */
function linkedStory<Kind>(href: string, from: string, byId: ReadonlyMap<string, Kind>): Kind | undefined {
  return linkedIds(href, from)
    .map((id) => byId.get(id))
    .find((story) => story !== undefined);
}

/** Tells of links and related stories that were left out, since what they lead to exists but is not public now. */
export function hiddenLinks(
  story: Story,
  record: StoryRecord | undefined,
  records: ReadonlyMap<string, StoryRecord>,
): Problem[] {
  if (!record) return [];
  const shown = new Set(story.copyStories);
  const places = [
    // One that leads to no story at all is an error of its own.
    ...record.copy.links.filter(
      ({ href, file = story.file }) => story.links[href] === null && linkedStory(href, file, records) !== undefined,
    ),
    ...record.copyStories.filter(({ id }) => !shown.has(id) && records.has(id)),
  ];
  return places.map(({ line, file = story.file }) =>
    problem({
      code: "site/link-hidden",
      file,
      line,
      column: 1,
      story: story.id,
      message: "This refers to a story that is not public now; the link was left out.",
    }),
  );
}

/** Links all forms of a story: those that name the same original, and the original where it is public. */
export function linkTranslations(stories: readonly Story[], byId: ReadonlyMap<string, Story>): void {
  const families = new Map<string, Story[]>();
  for (const story of stories) {
    if (story.translationOf === undefined) continue;
    const original = byId.get(story.translationOf)?.translationOf ?? story.translationOf;
    const family = families.get(original);
    if (family) family.push(story);
    else families.set(original, [story]);
  }
  for (const [original, forms] of families) {
    const source = byId.get(original);
    const family = source ? [source, ...forms] : forms;
    for (const story of family) {
      for (const other of family) {
        if (other.language !== story.language) story.translations[other.language] ??= other.id;
      }
    }
  }
}
