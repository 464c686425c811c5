import { places } from "../model/addresses.ts";
import { groupStories } from "../model/group-stories.ts";
import type { Language } from "../model/languages.ts";
import type { Story } from "../model/story.ts";
import { type ListingSubject, lightListing, listingPath, listingView, sectionSubject } from "./listing-view.ts";
import { paginate } from "./listings.ts";
import { archiveView, calendarOf } from "./other-views.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { AddPage } from "./planned-page-input.ts";
import type { ViewContext } from "./view-context.ts";

/** Stories on one page of a month's archive. */
const perMonthPage = 100;

/** Listings of a language: sections, topics, contributors, agencies. */
export function planListings(language: Language, context: ViewContext, base: PageBaseFactory, add: AddPage): void {
  const { newsroom } = context;
  const stories = newsroom.byLanguage.get(language.code) ?? [];
  const listing = (subject: ListingSubject, listed: readonly Story[]) => {
    for (const page of paginate(listed, newsroom.outlet.perPage)) {
      add({
        path: listingPath(subject, page.number),
        layout: "listing",
        language: language.code,
        light: () => lightListing(listingView(subject, page, context, base), context),
        view: () => listingView(subject, page, context, base),
      });
    }
  };
  for (const section of newsroom.sections.keys()) {
    const listed = newsroom.bySection.get(`${language.code} ${section}`);
    if (listed) listing(sectionSubject(section, language, context), listed);
  }
  for (const [slug, listed] of groupStories(stories, (story) => story.topics)) {
    const description = context.newsroom.topics.descriptionOf(slug, language.code);
    listing(
      {
        kind: "topic",
        language,
        path: places.topic(language, slug),
        feedsAt: places.topic(language, slug),
        heading: newsroom.topics.nameOf(slug, language.code),
        kicker: context.words(language, "listing-topic"),
        description,
      },
      listed,
    );
  }
  const contributorsOf = (story: Story) =>
    story.byline.map((entry) => entry.contributor).filter((key) => key !== undefined);
  for (const [key, listed] of groupStories(stories, contributorsOf)) {
    listing(
      {
        kind: "contributor",
        language,
        path: places.contributor(language, key),
        feedsAt: places.contributor(language, key),
        heading: context.localized(newsroom.contributors[key]?.name, language) ?? key,
        kicker: context.words(language, "listing-contributor"),
        description: context.localized(newsroom.contributors[key]?.bio, language),
        contributor: key,
      },
      listed,
    );
  }
  for (const [key, listed] of groupStories(stories, (story) => (story.agency === undefined ? [] : [story.agency]))) {
    listing(
      {
        kind: "agency",
        language,
        path: places.agency(language, key),
        heading: context.localized(newsroom.agencies[key]?.name, language) ?? key,
        kicker: context.words(language, "listing-agency"),
      },
      listed,
    );
  }
}

/** The archive of a language: all years, each year, each month. */
export function planArchive(language: Language, context: ViewContext, base: PageBaseFactory, add: AddPage): void {
  const { newsroom } = context;
  const calendar = calendarOf(newsroom.byLanguage.get(language.code) ?? [], newsroom.outlet.timeZone);
  const code = language.code;
  add({
    path: places.archive(language),
    layout: "archive",
    language: code,
    view: () => archiveView(language, calendar, undefined, context, base),
  });
  const archive = { name: context.words(language, "archive-heading"), url: context.url(places.archive(language)) };
  for (const [year, months] of calendar) {
    add({
      path: places.archiveYear(language, year),
      layout: "archive",
      language: code,
      view: () => archiveView(language, calendar, year, context, base),
    });
    for (const [month, listed] of months) {
      const subject: ListingSubject = {
        kind: "month",
        language,
        path: places.archiveMonth(language, year, month),
        heading: context.moment(Date.UTC(year, month - 1, 15), "month", language),
        kicker: archive.name,
        breadcrumbs: [archive, { name: String(year), url: context.url(places.archiveYear(language, year)) }],
      };
      for (const page of paginate(listed, perMonthPage)) {
        add({
          path: listingPath(subject, page.number),
          layout: "listing",
          language: code,
          light: () => lightListing(listingView(subject, page, context, base), context),
          view: () => listingView(subject, page, context, base),
        });
      }
    }
  }
}
