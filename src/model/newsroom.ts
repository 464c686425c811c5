import type { Moment } from "../base/dates.ts";
import { inOneGo, type Steps } from "../base/pace.ts";
import type { Problem } from "../base/problem.ts";
import type { Agencies, Contributors } from "../content/data-schemas.ts";
import type { Outlet } from "../content/outlet-schema.ts";
import type { PageText, SiteContent } from "../content/site-content.ts";
import { normalisePath, storyPath } from "./addresses.ts";
import { type Front, fillFront } from "./fronts.ts";
import { HiddenAddresses } from "./hidden-addresses.ts";
import { findKilledPhotos, type WithdrawnPhoto } from "./killed-photos.ts";
import { type Language, languagesOf } from "./languages.ts";
import { hiddenLinks, linkStories, linkTranslations, noticeOf, storyOf } from "./open-story.ts";
import type { PhotoReading } from "./rights.ts";
import { type SectionNode, sectionTree } from "./sections.ts";
import { type PhotoChange, type PhotoContext, type PhotoFault, settlePhoto } from "./settle-photo.ts";
import type { Notice, Photo, Story } from "./story.ts";
import { contributorPhotos, findPhoto, type SettledPhotos, settlePhotos } from "./story-photos.ts";
import { TopicIndex } from "./topics.ts";
import { lagOf } from "./translation-lag.ts";
import { visibilityAt, visibleFrom } from "./visibility.ts";

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
  /** Killed photos that were public, for holders of copies. */
  withdrawnPhotos: WithdrawnPhoto[];
  /**
   * When the use of photos changes after now, the earliest first: those of hidden stories too, for the desk must know of
   * them. No page is made from it.
   */
  photoChanges: PhotoChange[];
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

/** Of a story that can't be read whole nobody knows when it comes out: what hangs on the moment is not told. */
function lastingFaults({ problems }: SettledPhotos): Problem[] {
  return problems.filter(({ code }) => code !== "photo/lease-over");
}

/** Settles status, embargo, expiry, leases and kills once, for every output. Pure. */
export function openNewsroom(input: NewsroomInput): Newsroom {
  return inOneGo(openingNewsroom(input));
}

/** The same in steps, for a preview that answers meanwhile. */
export function* openingNewsroom({
  content,
  readings,
  faults,
  now,
  audience = "public",
}: NewsroomInput): Steps<Newsroom> {
  const { outlet } = content;
  const languages = languagesOf(outlet);
  const languageOf = new Map(languages.map((language) => [language.code, language]));
  const tree = sectionTree(content.sections);
  const topics = new TopicIndex(content.topics);
  const problems: Problem[] = [];
  const photoChanges: PhotoChange[] = [];
  const killed = findKilledPhotos({ content, readings, now });
  problems.push(...killed.problems);
  const photoContext: PhotoContext = {
    files: content.photos,
    readings,
    faults,
    killed: killed.byPhoto,
    agencies: content.agencies,
    outlet,
    now,
  };

  // Oldest first, so that a free topic is named by its first spelling for ever.
  const records = [...content.stories].sort(
    (a, b) => visibleFrom(a.frontMatter) - visibleFrom(b.frontMatter) || (a.id < b.id ? -1 : 1),
  );
  const stories: Story[] = [];
  const notices: Notice[] = [];
  const hidden = new HiddenAddresses(outlet);
  for (const record of records) {
    yield;
    const visibility = visibilityAt(record.frontMatter, now);
    const language = languageOf.get(record.frontMatter.language ?? languages[0]?.code ?? "");
    if (!language) continue;
    const path = storyPath({ ...record.frontMatter, id: record.id, slug: record.slug }, outlet, language);
    const isOpen = visibility === "public" || visibility === "notice" || (audience === "desk" && visibility !== "gone");
    if (!isOpen) hidden.add([path, ...(record.frontMatter.aliases ?? [])]);
    if (visibility === "gone") continue;
    if (visibility === "notice") {
      notices.push(noticeOf(record, path, language.code, now));
      continue;
    }
    // A hidden story's photos are settled too, for their problems: the desk should hear before the embargo ends.
    const photos = settlePhotos(record, photoContext);
    problems.push(...photos.problems);
    photoChanges.push(...photos.changes);
    if (visibility !== "public" && audience === "public") continue;
    stories.push(storyOf({ record, path, language, visibility, photos, tree, topics, content, now, audience }));
  }
  for (const { record } of content.inPart ?? []) problems.push(...lastingFaults(settlePhotos(record, photoContext)));
  stories.reverse();

  const byId = new Map(stories.map((story) => [story.id, story]));
  linkTranslations(stories, byId);
  const recordOf = new Map(content.stories.map((record) => [record.id, record]));
  const openPaths = new Set([...stories, ...notices].map((each) => each.path));
  const isOpenPath = (path: string) => openPaths.has(path);
  for (const story of stories) {
    yield;
    linkStories(story, byId);
    // By its address an editor may know a story that readers may not: of such a link its words stay.
    for (const { href } of recordOf.get(story.id)?.copy.links ?? [])
      if (!Object.hasOwn(story.links, href) && hidden.has(href, isOpenPath)) story.links[href] = null;
    const lag = lagOf(story, byId);
    if (lag) story.lag = lag;
    problems.push(...hiddenLinks(story, recordOf.get(story.id), recordOf));
  }
  for (const notice of notices) {
    if (notice.replacedBy === undefined) continue;
    const target = byId.get(notice.replacedBy);
    if (target) notice.replacedBy = target.path;
    else if (!/^(\/|https?:)/.test(notice.replacedBy) || hidden.has(notice.replacedBy, isOpenPath))
      delete notice.replacedBy;
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
      yield;
      const listed = (section ? bySection.get(`${language.code} ${section}`) : byLanguage.get(language.code)) ?? [];
      const name = section ?? "home";
      const filled = fillFront({
        stories: listed.filter((story) => !story.isExpired),
        record: content.fronts[`${name}.${language.code}`],
        ...(section !== undefined && { homeRecord: content.fronts[`home.${language.code}`] }),
        topicSlug: (topic) => topics.slugOf(topic),
        tree,
        byId,
        now,
        ...(section !== undefined && { section }),
        exists: (id) => recordOf.has(id),
        settleSlotPhoto: (file, line, frontFile, { published }) => {
          const id = findPhoto("", file, photoContext);
          if (id === undefined) return undefined;
          const settled = settlePhoto({ record: { file }, file: frontFile, line, published }, id, photoContext);
          problems.push(...settled.problems);
          photoChanges.push(...settled.changes);
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
      story.aliases
        .map((alias) => ({ from: normalisePath(alias), to: story.path, story: story.id, file: story.file }))
        // An alias that is the story's own address sends nobody anywhere; a rule tells of it.
        .filter(({ from, to }) => from !== to),
    ),
    fronts,
    withdrawnPhotos: killed.withdrawn,
    contributorPhotos: contributorPhotos(content, photoContext, { problems, changes: photoChanges }),
    photoChanges: photoChanges.sort((a, b) => a.at - b.at),
    problems,
  };
}
