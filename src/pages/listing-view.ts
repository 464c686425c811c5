import type { Moment } from "../base/dates.ts";
import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import type { Story } from "../model/story.ts";
import { listingData } from "./collection-data.ts";
import type { ListingPage } from "./listings.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { ViewContext } from "./view-context.ts";
import type { ListingView } from "./views-lists.ts";
import type { LinkView } from "./views-parts.ts";

/** What a listing is of, whatever page of it is shown. */
export interface ListingSubject {
  kind: ListingView["kind"];
  language: Language;
  /** Path of the root page, with a trailing slash. */
  path: string;
  heading: string;
  kicker?: string;
  description?: string | undefined;
  section?: string;
  /** Contributor's key. */
  contributor?: string;
  /** Of the listing whose feeds these are, where it has some. */
  feedsAt?: string;
  breadcrumbs?: LinkView[];
  translations?: Record<string, string>;
}

/** Path of one page of a listing; without a number that of its newest. */
export function listingPath(subject: ListingSubject, number: number | undefined): string {
  return number === undefined ? subject.path : `${subject.path}${number}/`;
}

/** One page of a listing. */
export function listingView(
  subject: ListingSubject,
  page: ListingPage<Story>,
  context: ViewContext,
  base: PageBaseFactory,
): ListingView {
  const { language } = subject;
  const feedUrl = subject.feedsAt === undefined ? undefined : context.url(places.feed(subject.feedsAt));
  const pageName =
    page.number === undefined
      ? undefined
      : context.words(language, "page-number", { current: context.number(page.number, language) });
  const link = (number: number | "root") => context.url(listingPath(subject, number === "root" ? undefined : number));
  const contributor =
    subject.contributor === undefined ? undefined : contributorView(subject.contributor, language, context);
  return {
    ...base.make({
      language,
      path: listingPath(subject, page.number),
      title: [subject.heading, pageName].filter(Boolean).join(", "),
      description: subject.description,
      section: subject.section,
      ...(page.number === undefined && subject.translations && { translations: subject.translations }),
      breadcrumbs: subject.breadcrumbs ?? [],
      structuredData: listingData(subject, listingPath(subject, page.number), page.items, context),
      ...(subject.feedsAt !== undefined && { feedsOf: { path: subject.feedsAt, title: subject.heading } }),
    }),
    layout: "listing",
    kind: subject.kind,
    heading: subject.heading,
    ...(subject.kicker !== undefined && { kicker: subject.kicker }),
    ...(subject.description !== undefined && { headingDescription: subject.description }),
    ...(contributor && { contributor }),
    ...(feedUrl !== undefined && { feedUrl }),
    days: byDay(page.items, language, context),
    ...(page.older !== undefined || page.newer !== undefined
      ? {
          pagination: {
            current: page.number ?? 0,
            ...(page.newer !== undefined && { newer: link(page.newer) }),
            ...(page.older !== undefined && { older: link(page.older) }),
            pages: [],
            label: pageName ?? context.words(language, "latest"),
          },
        }
      : {}),
  };
}

/** A listing with each card by its digest: cards are most of it, and stand in several listings. */
export function lightListing(view: ListingView, context: ViewContext): object {
  const days = view.days.map(({ day, iso, cards }) => [day, iso, ...cards.map((card) => context.cardDigest(card))]);
  return { ...view, days };
}

function byDay(stories: readonly Story[], language: Language, context: ViewContext): ListingView["days"] {
  const days: ListingView["days"] = [];
  for (const story of stories) {
    const card = context.photoCard(story);
    const iso = card.published.iso.slice(0, 10);
    let day = days.at(-1);
    if (day?.iso !== iso) {
      day = { day: context.moment(story.published as Moment, "weekday", language), iso, cards: [] };
      days.push(day);
    }
    day.cards.push(card);
  }
  return days;
}

function contributorView(key: string, language: Language, context: ViewContext): ListingView["contributor"] {
  const record = context.newsroom.contributors[key];
  if (!record) return undefined;
  const role = context.localized(record.role, language);
  const bio = context.localized(record.bio, language);
  const photo = context.newsroom.contributorPhotos.get(key);
  const { email, url, mastodon, x } = record.contacts ?? {};
  const contacts = [
    email && { label: context.words(language, "email"), text: email, url: `mailto:${email}` },
    url && { label: context.words(language, "website"), text: new URL(url).host, url },
    mastodon && { label: "Mastodon", text: new URL(mastodon).host, url: mastodon },
    x && { label: "X", text: `@${x.replace(/^@/, "")}`, url: `https://x.com/${x.replace(/^@/, "")}` },
  ].filter((each) => typeof each === "object");
  return {
    ...(role !== undefined && { role }),
    ...(bio !== undefined && { bio }),
    ...(photo && { photo: context.photo(photo) }),
    contacts,
  };
}

/** The listing of all stories of a section. */
export function sectionSubject(key: string, language: Language, context: ViewContext): ListingSubject {
  return {
    kind: "section",
    language,
    path: places.sectionListing(language, key),
    heading: context.sectionLink(key, language).name,
    kicker: context.words(language, "latest"),
    description: context.localized(context.newsroom.sections.get(key)?.record.description, language),
    section: key,
    feedsAt: places.section(language, key),
    breadcrumbs: context.sectionLine(key, language),
  };
}
