import type { Moment } from "../base/dates.ts";
import { digestOf, stableJson } from "../base/digest.ts";
import type { Block } from "../content/blocks.ts";
import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import { lastChange, lastUpdate } from "../model/last-change.ts";
import { hasNinjs } from "../model/may-carry.ts";
import type { Story } from "../model/story.ts";
import { bodyViews } from "./body-views.ts";
import type { LivePlace } from "./live-pages.ts";
import { livePageName, liveView } from "./live-view.ts";
import type { Neighbours } from "./neighbourhood.ts";
import { saveStory } from "./offline-view.ts";
import type { PageBaseFactory } from "./page-base.ts";
import { noteText, withdrawnTexts } from "./photo-note.ts";
import { shareAddress } from "./share-links.ts";
import { storyData } from "./structured-data.ts";
import { translationLagView } from "./translation-lag-view.ts";
import type { ViewContext } from "./view-context.ts";
import type { CorrectionView, FeedLink, LanguageLink } from "./views-parts.ts";
import type { StoryView } from "./views-story.ts";

const wordsPerMinute = 220;

/**
 * A story's page. Without `blocks` the view is light: the body and the stories before it are left out, and all that they
 * show of other stories and photos stands in `references`, so that a digest of the light view changes whenever the page would.
 */
export function storyView(input: {
  story: Story;
  neighbours: Neighbours;
  context: ViewContext;
  base: PageBaseFactory;
  /** Of a live story: which of its pages this is, whose entries alone `story` has. */
  place?: LivePlace;
  blocks?: Block[];
}): StoryView & { references?: object } {
  const { story, neighbours, context, base, place, blocks } = input;
  const language = context.language(story.language);
  const label = context.typeLabel(story, language);
  const photo = story.photo && context.photo(story.photo, "lead");
  const agency = story.agency === undefined ? undefined : context.newsroom.agencies[story.agency];
  const corrections = story.corrections.map((each): CorrectionView & { priority: string } => ({
    kind: each.kind,
    label: context.words(language, each.kind),
    date: context.date(each.date, language, "date"),
    text: each.text,
    priority: each.priority,
  }));
  const section = context.sectionLink(story.section, language);
  const minutes = Math.round(story.words / wordsPerMinute);
  const translations = translationsOf(story, context);
  const pageName = place && livePageName(place, context, language);
  const updated = pageName === undefined ? updatedAt(story) : undefined;
  const page = base.make({
    language,
    path: story.path,
    title: [story.headline, pageName].filter(Boolean).join(", "),
    shortTitle: pageName === undefined ? story.shortHeadline : undefined,
    description: story.description || undefined,
    // What the story's address shows too is found there.
    canonical: story.canonical ?? (place?.isShownAtAddress ? context.absolute(place.path) : undefined),
    hasLite: true,
    saves: saveStory(story, language, context),
    translations: Object.fromEntries(
      Object.entries(story.translations).map(([code, id]) => [code, context.newsroom.byId.get(id)?.path ?? ""]),
    ),
    section: story.section,
    breadcrumbs: context.sectionLine(story.section, language),
    // An older page has no picture of its own, and none of the story's facts but its name.
    story: pageName === undefined ? story : undefined,
    photo: story.photo && photo && { view: photo, social: context.photos.social(story.photo) },
    openGraph: [
      { property: "og:type", content: "article" },
      { property: "article:published_time", content: context.iso(story.published) },
      { property: "article:modified_time", content: context.iso(lastChange(story)) },
      { property: "article:section", content: section.name },
    ],
    structuredData: storyData(story, language, context, blocks, place),
  });
  // A partner's system finds the story as data from its page; an older page of a live story has none of its own.
  const ninjs: FeedLink[] =
    pageName === undefined && hasNinjs(story, context.newsroom)
      ? [{ type: "application/json", title: "IPTC ninjs", url: context.url(places.ninjs(story.path)) }]
      : [];
  return {
    ...page,
    feeds: [...page.feeds, ...ninjs],
    layout: "story",
    ...(photo?.avifSrcset && {
      preload: { imagesrcset: photo.avifSrcset, imagesizes: "(min-width: 1100px) 44rem, 100vw", type: "image/avif" },
    }),
    ...(photo?.drawingSrc && { preload: { href: photo.drawingSrc, type: "image/svg+xml" } }),
    story: {
      type: story.type,
      ...(label !== undefined && { label }),
      headline: story.headline,
      ...(story.kicker !== undefined && { kicker: story.kicker }),
      ...(story.standfirst !== undefined && { standfirst: story.standfirst }),
      section,
      byline: story.byline.map((entry) => context.byline(entry, language)),
      ...(agency && {
        agency: {
          name: context.localized(agency.name, language) ?? "",
          url: context.url(places.agency(language, story.agency ?? "")),
        },
      }),
      ...(story.dateline !== undefined && { dateline: story.dateline }),
      published: context.date(story.published, language),
      ...(updated !== undefined && { updated: context.date(updated, language) }),
      ...(story.changeNote !== undefined && { changeNote: story.changeNote }),
      ...(minutes >= 2 && {
        readingTime: context.words(language, "minutes-read", { count: context.number(minutes, language) }),
      }),
      ...(photo && { photo }),
      ...(story.photoNotes?.lead && { photoNote: noteText(story.photoNotes.lead, context, language) }),
      gallery: story.gallery.map((each) => context.photo(each)),
      ...galleryNotes(story, context, language),
      blocks: blocks ? bodyViews({ blocks, story, context, language, place }) : [],
      corrections: corrections.map(({ priority: _priority, ...view }) => view),
      highCorrections: corrections
        .filter((each) => each.priority === "high")
        .map(({ priority: _priority, ...view }) => view),
      sources: story.sources.map((source) => ({
        title: source.title,
        ...(source.url !== undefined && { url: source.url }),
      })),
      ...(story.methodology !== undefined && { methodology: story.methodology }),
      ...(story.aiUse && {
        aiUse: {
          label: context.words(language, `ai-${story.aiUse.level}`),
          ...(story.aiUse.note !== undefined && { note: story.aiUse.note }),
        },
        ...(story.aiUse.level !== "none" && { aiLabel: context.words(language, `ai-label-${story.aiUse.level}`) }),
      }),
      ...(story.lag && { lag: translationLagView(story.lag, language, context) }),
      ...(pageName === undefined &&
        context.historyOf(story) && { historyUrl: context.url(places.history(story.path)) }),
      topics: story.topics.map((slug) => ({
        name: context.newsroom.topics.nameOf(slug, story.language),
        url: context.url(places.topic(language, slug)),
      })),
      ...(story.series && { series: seriesView(story, neighbours.series, context) }),
      ...(place && story.live && { live: liveView(story, place, context, language) }),
      ...(story.sponsor && {
        sponsor: { name: story.sponsor.name, ...(story.sponsor.url !== undefined && { url: story.sponsor.url }) },
      }),
      translations,
      earlier: blocks ? neighbours.earlier.map((each) => context.card(each)) : [],
      earlierTitle: neighbours.isOnTopic
        ? context.words(language, "earlier-on-this")
        : context.words(language, "earlier", { section: section.name }),
      share: context.newsroom.outlet.share.map((service) => ({
        name: context.words(language, `share-${service}`),
        url: shareAddress(service, { title: story.headline, url: context.absolute(story.path) }),
      })),
    },
    ...(!blocks && { references: references(story, neighbours, context) }),
  };
}

/** What the page calls "Updated": as the newsroom says; of a live story also its newest entry, where that came later. */
function updatedAt(story: Story): Moment | undefined {
  if (story.type !== "live") return story.updated;
  const update = lastUpdate(story);
  return update > story.published ? update : undefined;
}

/** What the page shows of others; the body's own words are in the story's digest. */
function references(story: Story, neighbours: Neighbours, context: ViewContext): object {
  return {
    earlier: neighbours.earlier.map((each) => context.cardDigest(context.card(each))),
    ...bodyReferences(story, context),
  };
}

/** What a body shows of others, and the digest of its own words. */
export function bodyReferences(story: Story, context: ViewContext): object {
  return {
    body: story.digest,
    photos: story.copyPhotos.map((photo) => photo && context.photo(photo)),
    notes: story.photoNotes?.copy,
    stories: story.copyStories.map((id) => context.newsroom.byId.get(id)).map((other) => other && context.card(other)),
    links: story.links,
    prefix: context.prefix,
    // Live entries name their writers, and which of them only the body knows.
    ...(story.type === "live" && { writers: writersDigest(context) }),
  };
}

const writersDigests = new WeakMap<object, string>();

function writersDigest({ newsroom: { contributors } }: ViewContext): string {
  const digest = writersDigests.get(contributors) ?? digestOf(stableJson(contributors));
  writersDigests.set(contributors, digest);
  return digest;
}

function galleryNotes({ photoNotes }: Story, context: ViewContext, language: Language): { galleryNotes?: string[] } {
  const texts = withdrawnTexts(photoNotes?.gallery ?? [], context, language);
  return texts.length > 0 ? { galleryNotes: texts } : {};
}

/** In the outlet's order of languages. */
function translationsOf(story: Story, context: ViewContext): LanguageLink[] {
  return context.newsroom.languages.flatMap(({ code, name, direction }) => {
    const other = context.newsroom.byId.get(story.translations[code] ?? "");
    return other ? [{ name, url: context.url(other.path), language: code, direction }] : [];
  });
}

function seriesView(
  story: Story,
  parts: readonly Story[],
  context: ViewContext,
): NonNullable<StoryView["story"]["series"]> {
  const at = parts.findIndex((each) => each.id === story.id);
  const [previous, next] = [parts[at - 1], parts[at + 1]].map(
    (each) => each && { name: each.headline, url: context.url(each.path) },
  );
  return {
    name: story.series?.name ?? "",
    ...(story.series?.part !== undefined && { part: story.series.part }),
    items: parts.map((each) => ({
      name: each.headline,
      url: context.url(each.path),
      ...(each.series?.part !== undefined && { part: each.series.part }),
      isCurrent: each.id === story.id,
    })),
    ...(previous && { previous }),
    ...(next && { next }),
  };
}
