import type { Moment } from "../base/dates.ts";
import { places } from "../model/addresses.ts";
import { type Front, type FrontItem, isListLayout } from "../model/fronts.ts";
import type { Language } from "../model/languages.ts";
import { recentCorrections } from "../model/recent-corrections.ts";
import { frontData } from "./collection-data.ts";
import { saveFront } from "./offline-view.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { ViewContext } from "./view-context.ts";
import type { FrontView } from "./views-lists.ts";
import type { BannerItem, CardView } from "./views-parts.ts";

/** The home front (no `section`) or a section's. */
export function frontView(input: {
  language: Language;
  section?: string;
  /** Languages in which this front exists too: code → path. */
  translations: Record<string, string>;
  context: ViewContext;
  base: PageBaseFactory;
}): FrontView {
  const { language, section, translations, context, base } = input;
  const { newsroom } = context;
  const front = newsroom.fronts.get(`${language.code} ${section ?? "home"}`);
  if (!front) throw new Error(`no front of ${section ?? "home"} in ${language.code}`);
  const node = section === undefined ? undefined : newsroom.sections.get(section);
  const heading = section === undefined ? undefined : context.sectionLink(section, language).name;
  const description = context.localized(node?.record.description, language);
  const path = section === undefined ? places.home(language) : places.section(language, section);
  const listed =
    (section === undefined
      ? newsroom.byLanguage.get(language.code)
      : newsroom.bySection.get(`${language.code} ${section}`)) ?? [];
  // A slot's own photo takes the place of the story's here too.
  const first = front.lead?.photo ?? front.lead?.story.photo;
  const leadPhoto = front.lead && card(front.lead, context).photo;
  const { layout: arrangement } = front;
  const isList = isListLayout(arrangement);
  const ancestors = [...(node?.line ?? [])].slice(1).reverse();

  return {
    ...base.make({
      language,
      path,
      ...(heading !== undefined && { title: heading }),
      description,
      translations,
      hasLite: true,
      saves: saveFront(language, section, context),
      section,
      breadcrumbs: ancestors.map((key) => context.sectionLink(key, language)),
      feedsOf: { path, title: heading ?? context.localized(newsroom.outlet.name, language) ?? "" },
      photo: first && leadPhoto && { view: leadPhoto, social: context.photos.social(first) },
      structuredData: frontData(
        language,
        section,
        heading ?? context.localized(newsroom.outlet.name, language) ?? "",
        listed,
        context,
      ),
    }),
    layout: "front",
    kind: section === undefined ? "home" : "section",
    ...(heading !== undefined && { heading }),
    ...(description !== undefined && { headingDescription: description }),
    today: context.moment(newsroom.now, "weekday", language),
    ...(arrangement !== "text" &&
      leadPhoto?.avifSrcset && {
        preload: {
          imagesrcset: leadPhoto.avifSrcset,
          imagesizes: "(min-width: 1100px) 44rem, 100vw",
          type: "image/avif",
        },
      }),
    arrangement,
    banner: bannerItems(front, context, language),
    ...(front.lead && { lead: arrangement === "text" ? wordsOnly(front.lead, context) : card(front.lead, context) }),
    leadRelated: [...(front.lead?.more ?? []), ...front.leadRelated].map((item) => wordsOnly(item, context)),
    second: front.second.map((item) => (isList ? wordsOnly(item, context) : card(item, context))),
    opinion: front.opinion.map((item) => card(item, context)),
    ...(front.feature && { feature: card(front.feature, context) }),
    ...(front.photoOfTheDay && { photoOfTheDay: card(front.photoOfTheDay, context) }),
    latest: front.latest.map((item) => latestCard(item, context, language)),
    blocks: front.blocks.map(({ section: key, items }) => ({
      section: context.sectionLink(key, language),
      cards: items.map((item) => card(item, context)),
    })),
    ...(section !== undefined && { moreUrl: context.url(places.sectionListing(language, section)) }),
    corrections: recentCorrections(listed, newsroom.now).map(({ story, correction }) => ({
      headline: story.headline,
      url: context.url(story.path),
      label: context.words(language, correction.kind),
      date: context.date(correction.date, language, "date"),
    })),
  };
}

/** Under "Latest" a story of today says its time, an older one its day. */
function latestCard(item: FrontItem, context: ViewContext, language: Language): CardView {
  const own = card(item, context);
  if (own.isToday) return own;
  const yearOf = (moment: number) => context.iso(moment).slice(0, 4);
  // Without its year a day of last November is one of the future.
  const format = yearOf(item.story.published) === yearOf(context.newsroom.now) ? "dayMonth" : "shortDate";
  return { ...own, time: context.moment(item.story.published, format, language) };
}

/** The lines above everything else. */
function bannerItems(front: Front, context: ViewContext, language: Language): BannerItem[] {
  const breaking = front.breaking.map(({ text, story, link, from }): BannerItem => {
    const url = story ? context.url(story.path) : link?.startsWith("/") ? context.url(link) : link;
    const isToday = from !== undefined && isOfToday(from, context);
    return {
      headline: text,
      label: context.words(language, "breaking"),
      ...(url !== undefined && { url }),
      ...(story && { isStory: true }),
      ...(from !== undefined && {
        since: isToday
          ? { iso: context.iso(from), text: context.moment(from, "time", language) }
          : context.date(from, language, "date"),
      }),
    };
  });
  const live = front.live.map((story) => ({
    headline: story.headline,
    url: context.url(story.path),
    isStory: true,
    label: context.words(language, "live-active"),
  }));
  return [...breaking, ...live];
}

function isOfToday(moment: Moment, context: ViewContext): boolean {
  return context.iso(moment).slice(0, 10) === context.iso(context.newsroom.now).slice(0, 10);
}

/** A card of a place that shows no photo: none is asked for. */
function wordsOnly(item: FrontItem, context: ViewContext): CardView {
  return card({ ...item, photo: null }, context);
}

function card(item: FrontItem, context: ViewContext): CardView {
  const own = item.photo === undefined ? context.photoCard(item.story) : context.card(item.story);
  return {
    ...own,
    ...(isOfToday(item.story.published, context) && { isToday: true }),
    ...(item.isBreaking && { isBreaking: true }),
    ...(item.more && { more: item.more.map((each) => wordsOnly(each, context)) }),
    ...(item.headline !== undefined && { headline: item.headline }),
    ...(item.kicker !== undefined && { kicker: item.kicker }),
    ...(item.photo && { photo: context.photos.view(item.photo, "inline") }),
  };
}
