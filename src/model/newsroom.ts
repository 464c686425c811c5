import { posix } from "node:path";
import type { Moment } from "../base/dates.ts";
import type { Problem } from "../base/problem.ts";
import type { Agencies, Contributors, Outlet } from "../content/data-schemas.ts";
import { resolvePhotoId } from "../content/photo-path.ts";
import type { PhotoRecord } from "../content/photo-schema.ts";
import type { PageText, SiteContent, StoryRecord } from "../content/site-content.ts";
import { normalisePath, storyPath } from "./addresses.ts";
import { type Front, fillFront } from "./fronts.ts";
import { type Language, languagesOf } from "./languages.ts";
import type { PhotoReading } from "./rights.ts";
import { type SectionNode, sectionTree } from "./sections.ts";
import { type PhotoContext, type PhotoFault, settlePhoto } from "./settle-photo.ts";
import type { BylineEntry, Notice, Photo, Story } from "./story.ts";
import { TopicIndex } from "./topics.ts";
import { type Visibility, visibilityAt, visibleFrom } from "./visibility.ts";

/** The newsroom at one moment: all that is public, and nothing that is not. Every output is made from this. */
export interface Newsroom {
  now: Moment;
  outlet: Outlet;
  languages: Language[];
  sections: Map<string, SectionNode>;
  topics: TopicIndex;
  contributors: Contributors;
  agencies: Agencies;
  pages: PageText[];
  /** Newest first; equal moments by id. */
  stories: Story[];
  byId: Map<string, Story>;
  /** Stories of a language, newest first. */
  byLanguage: Map<string, Story[]>;
  /** Key `<language> <section>`; newest first. */
  bySection: Map<string, Story[]>;
  notices: Notice[];
  /** Old path → path it leads to. */
  aliases: { from: string; to: string; story: string; file: string }[];
  /** Key `<language> home` or `<language> <section>`. */
  fronts: Map<string, Front>;
  contributorPhotos: Map<string, Photo>;
  problems: Problem[];
}

export interface NewsroomInput {
  content: SiteContent;
  /** By the file's SHA-256. */
  readings: ReadonlyMap<string, PhotoReading>;
  /** By the file's SHA-256. */
  faults: ReadonlyMap<string, PhotoFault>;
  now: Moment;
  /** `desk`: hidden stories are in, each marked with `hiddenAs`; for previews only. */
  audience?: "public" | "desk";
}

/** Settles status, embargo, expiry, leases and kills once, for every output. Pure. */
export function openNewsroom({ content, readings, faults, now, audience = "public" }: NewsroomInput): Newsroom {
  const { outlet } = content;
  const languages = languagesOf(outlet);
  const languageOf = new Map(languages.map((language) => [language.code, language]));
  const tree = sectionTree(content.sections);
  const topics = new TopicIndex(content.topics);
  const problems: Problem[] = [];
  const photoContext: PhotoContext = { files: content.photos, readings, faults, agencies: content.agencies, now };

  // Oldest first, so that a free topic is named by its first spelling for ever.
  const records = [...content.stories].sort(
    (a, b) => visibleFrom(a.frontMatter) - visibleFrom(b.frontMatter) || (a.id < b.id ? -1 : 1),
  );
  const stories: Story[] = [];
  const notices: Notice[] = [];
  for (const record of records) {
    const visibility = visibilityAt(record.frontMatter, now);
    const language = languageOf.get(record.frontMatter.language ?? languages[0]?.code ?? "");
    if (!language || visibility === "gone") continue;
    const path = storyPath({ ...record.frontMatter, id: record.id, slug: record.slug }, outlet, language);
    if (visibility === "notice") {
      notices.push(noticeOf(record, path, language.code));
      continue;
    }
    // A hidden story's photos are settled too, for their problems: the desk should hear before the embargo ends.
    const photos = settlePhotos(record, photoContext);
    problems.push(...photos.problems);
    if (visibility !== "public" && audience === "public") continue;
    stories.push(storyOf({ record, path, language, visibility, photos, tree, topics, content, now }));
  }
  stories.reverse();

  const byId = new Map(stories.map((story) => [story.id, story]));
  linkTranslations(stories, byId);
  for (const story of stories) linkStories(story, byId);
  for (const notice of notices) {
    const target = notice.replacedBy === undefined ? undefined : byId.get(notice.replacedBy);
    if (target) notice.replacedBy = target.path;
    else if (notice.replacedBy && !/^(\/|https?:)/.test(notice.replacedBy)) delete notice.replacedBy;
  }

  const byLanguage = new Map<string, Story[]>(languages.map((language) => [language.code, []]));
  const bySection = new Map<string, Story[]>();
  for (const story of stories) {
    byLanguage.get(story.language)?.push(story);
    for (const section of story.sections) {
      const key = `${story.language} ${section}`;
      const listed = bySection.get(key);
      if (listed) listed.push(story);
      else bySection.set(key, [story]);
    }
  }

  const fronts = new Map<string, Front>();
  for (const language of languages) {
    for (const section of [undefined, ...tree.keys()]) {
      const listed = (section ? bySection.get(`${language.code} ${section}`) : byLanguage.get(language.code)) ?? [];
      const name = section ?? "home";
      const filled = fillFront({
        stories: listed.filter((story) => !story.isExpired),
        record: content.fronts[`${name}.${language.code}`],
        tree,
        byId,
        now,
        ...(section !== undefined && { section }),
        settleSlotPhoto: (file, line, frontFile) => {
          const id = resolvePhotoId(content.photos, "", file);
          if (id === undefined) return undefined;
          const settled = settlePhoto({ record: { file }, file: frontFile, line }, id, photoContext);
          problems.push(...settled.problems);
          return settled.photo;
        },
      });
      problems.push(...filled.problems);
      fronts.set(`${language.code} ${name}`, filled.front);
    }
  }

  return {
    now,
    outlet,
    languages,
    sections: tree,
    topics,
    contributors: content.contributors,
    agencies: content.agencies,
    pages: content.pages.filter((page) => languageOf.has(page.language)),
    stories,
    byId,
    byLanguage,
    bySection,
    notices,
    aliases: stories.flatMap((story) =>
      story.aliases.map((alias) => ({ from: normalisePath(alias), to: story.path, story: story.id, file: story.file })),
    ),
    fronts,
    contributorPhotos: contributorPhotos(content, photoContext, problems),
    problems,
  };
}

interface SettledPhotos {
  lead?: Photo;
  gallery: Photo[];
  copy: (Photo | undefined)[];
  problems: Problem[];
}

function settlePhotos(record: StoryRecord, context: PhotoContext): SettledPhotos {
  const problems: Problem[] = [];
  const settle = (photo: PhotoRecord, copyCredit: string | undefined, line: number | undefined) => {
    const id = resolvePhotoId(context.files, record.file, photo.file);
    if (id === undefined) return undefined;
    const settled = settlePhoto({ record: photo, copyCredit, file: record.file, line, story: record.id }, id, context);
    problems.push(...settled.problems);
    return settled.photo;
  };
  const { photo, gallery = [] } = record.frontMatter;
  const lead = photo && settle(photo, record.copy.leadCredit?.credit, record.lines.photo);
  return {
    ...(lead && { lead }),
    gallery: gallery
      .map((each, index) => settle(each, undefined, record.lines[`gallery.${index}`] ?? record.lines.gallery))
      .filter((each) => each !== undefined),
    copy: record.copyPhotos.map((use) => settle(use.record, use.copyCredit, use.line)),
    problems,
  };
}

interface StoryInput {
  record: StoryRecord;
  path: string;
  language: Language;
  visibility: Visibility;
  photos: SettledPhotos;
  tree: Map<string, SectionNode>;
  topics: TopicIndex;
  content: SiteContent;
  now: Moment;
}

function storyOf({ record, path, language, visibility, photos, tree, topics, content, now }: StoryInput): Story {
  const front = record.frontMatter;
  const listed = [front.section, ...(front.alsoIn ?? [])].flatMap((key) => tree.get(key)?.line ?? []);
  const optional = {
    shortHeadline: front.shortHeadline,
    kicker: front.kicker,
    standfirst: front.standfirst,
    agency: front.agency,
    dateline: front.dateline,
    updated: front.updated !== undefined && front.updated <= now ? front.updated : undefined,
    changeNote: front.changeNote,
    photo: photos.lead,
    methodology: front.methodology,
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
      record.copy.links.filter(({ href }) => storyLink.test(href)).map(({ href }) => [href, null]),
    ),
    translations: {},
    aliases: front.aliases ?? [],
    words: record.copy.words,
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<Story>),
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
function noticeOf(record: StoryRecord, path: string, language: string): Notice {
  const kill = record.frontMatter.kill;
  return {
    id: record.id,
    path,
    language,
    at: kill?.at ?? record.frontMatter.published,
    ...(kill?.notice !== undefined && { notice: kill.notice }),
    ...(kill?.replacedBy !== undefined && { replacedBy: kill.replacedBy }),
  };
}

// A link to another story's file, as editors see it in the folder; the address is ours to know.
const storyLink = /^(?![a-z]+:)[^?#]+\.md(#.*)?$/i;

/** Resolves what the copy refers to; a story that is not public now leaves no trace. */
function linkStories(story: Story, byId: ReadonlyMap<string, Story>): void {
  story.copyStories = story.copyStories.filter((id) => byId.has(id));
  for (const href of Object.keys(story.links)) {
    const [file = "", anchor] = decodeLink(href).replace(/\.md/i, "").split("#");
    const beside = posix.normalize(posix.join(posix.dirname(story.file).replace(/^articles\/?/, ""), file));
    const target = byId.get(beside) ?? byId.get(posix.normalize(file.replace(/^\/?(articles\/)?/, "")));
    story.links[href] = target ? target.path + (anchor ? `#${anchor}` : "") : null;
  }
}

function decodeLink(href: string): string {
  try {
    return decodeURI(href).normalize("NFC");
  } catch {
    return href;
  }
}

/** Links all forms of a story: those that name the same original, and the original where it is public. */
function linkTranslations(stories: readonly Story[], byId: ReadonlyMap<string, Story>): void {
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

function contributorPhotos(content: SiteContent, context: PhotoContext, problems: Problem[]): Map<string, Photo> {
  const photos = new Map<string, Photo>();
  for (const [key, contributor] of Object.entries(content.contributors)) {
    if (contributor.photo === undefined) continue;
    const record: PhotoRecord = typeof contributor.photo === "string" ? { file: contributor.photo } : contributor.photo;
    const id = resolvePhotoId(content.photos, "", record.file);
    if (id === undefined) continue;
    const settled = settlePhoto({ record, file: "_data/contributors.yaml" }, id, context);
    problems.push(...settled.problems);
    if (settled.photo) photos.set(key, settled.photo);
  }
  return photos;
}
