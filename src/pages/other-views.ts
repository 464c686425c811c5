import { dayOf } from "../base/dates.ts";
import type { Outlet } from "../content/outlet-schema.ts";
import type { PageText } from "../content/site-content.ts";
import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import { storyLinkPath } from "../model/open-story.ts";
import type { Notice, Story } from "../model/story.ts";
import { withAddresses } from "./body-views.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { ViewContext } from "./view-context.ts";
import type { ArchiveView, CorrectionsView, NotFoundView, TextPageView } from "./views-lists.ts";
import type { NoticeView, RedirectView } from "./views-story.ts";

/** Months of a language that have stories: year → month (1–12) → stories, newest first. */
export type Calendar = Map<number, Map<number, Story[]>>;

/** Sorts stories (newest first) by the month of their publication in a zone. */
export function calendarOf(stories: readonly Story[], zone: string): Calendar {
  const calendar: Calendar = new Map();
  for (const story of stories) {
    const { year, month } = dayOf(story.published, zone);
    const months = calendar.get(year) ?? new Map<number, Story[]>();
    calendar.set(year, months);
    const listed = months.get(month);
    if (listed) listed.push(story);
    else months.set(month, [story]);
  }
  return calendar;
}

/** The archive's calendar: of all years, or of one. */
export function archiveView(
  language: Language,
  calendar: Calendar,
  year: number | undefined,
  context: ViewContext,
  base: PageBaseFactory,
): ArchiveView {
  const years = [...calendar].filter(([each]) => year === undefined || each === year).sort(([a], [b]) => b - a);
  const heading = context.words(language, "archive-heading");
  const path = year === undefined ? places.archive(language) : places.archiveYear(language, year);
  return {
    ...base.make({
      language,
      path,
      title: year === undefined ? heading : `${heading} ${year}`,
      breadcrumbs: year === undefined ? [] : [{ name: heading, url: context.url(places.archive(language)) }],
    }),
    layout: "archive",
    heading: year === undefined ? heading : `${heading} ${year}`,
    years: years.map(([each, months]) => ({
      year: String(each),
      months: Array.from({ length: 12 }, (_unused, index) => {
        const stories = months.get(index + 1);
        const name = context.moment(Date.UTC(each, index, 15), "monthName", language);
        return stories
          ? {
              name,
              url: context.url(places.archiveMonth(language, each, index + 1)),
              count: context.number(stories.length, language),
            }
          : { name, count: "" };
      }),
    })),
  };
}

/** All corrections and clarifications of a language, by month, newest first. */
export function correctionsView(
  language: Language,
  stories: readonly Story[],
  translations: Record<string, string>,
  context: ViewContext,
  base: PageBaseFactory,
): CorrectionsView {
  const { newsroom } = context;
  const items = stories
    .flatMap((story) => story.corrections.map((correction) => ({ story, correction })))
    .sort((a, b) => b.correction.date - a.correction.date || (a.story.id < b.story.id ? -1 : 1));
  const months: CorrectionsView["months"] = [];
  for (const { story, correction } of items) {
    const name = context.moment(correction.date, "month", language);
    let month = months.at(-1);
    if (month?.name !== name) {
      month = { name, items: [] };
      months.push(month);
    }
    month.items.push({
      kind: correction.kind,
      label: context.words(language, correction.kind),
      date: context.date(correction.date, language, "date"),
      text: correction.text,
      story: { headline: story.headline, url: context.url(story.path) },
    });
  }
  const heading = context.words(language, "corrections-heading");
  const policy = newsroom.outlet.policies?.correctionsPolicy;
  const hasPolicy =
    policy !== undefined && newsroom.pages.some((page) => page.slug === policy && page.language === language.code);
  return {
    ...base.make({
      language,
      path: places.corrections(language),
      title: heading,
      description: context.words(language, "corrections-introduction"),
      feedsOf: { path: places.corrections(language), title: heading },
      translations,
    }),
    layout: "corrections",
    heading,
    introduction: context.words(language, "corrections-introduction"),
    ...(hasPolicy && { policyUrl: context.url(places.page(language, policy)) }),
    months,
  };
}

/** A page of the outlet's own: about, policies, contact. */
export function textPageView(page: PageText, context: ViewContext, base: PageBaseFactory): TextPageView {
  const language = context.language(page.language);
  const { outlet, pages } = context.newsroom;
  const translations = Object.fromEntries(
    pages
      .filter((other) => other.slug === page.slug && other.language !== page.language)
      .map((other) => [other.language, places.page(context.language(other.language), other.slug)]),
  );
  const contacts = page.slug === "contact" ? Object.values(outlet.contacts ?? {}) : [];
  return {
    ...base.make({
      language,
      path: places.page(language, page.slug),
      title: page.title,
      description: page.description,
      translations,
    }),
    layout: "page",
    heading: page.title,
    html: withAddresses(page.html, (href) => storyLinkPath(href, page.file, context.newsroom.byId), context),
    contacts: contacts.map((contact) => contactView(contact, language, context)),
  };
}

/** One of the outlet's contacts, in a page's language. */
export function contactView(
  contact: NonNullable<Outlet["contacts"]>[string],
  language: Language,
  context: ViewContext,
): TextPageView["contacts"][number] {
  const name = context.localized(contact.name, language);
  const address = context.localized(contact.address, language);
  return {
    label: context.localized(contact.label, language) ?? "",
    ...(name !== undefined && { name }),
    ...(contact.email !== undefined && { email: contact.email }),
    ...(contact.phone !== undefined && { phone: contact.phone }),
    ...(address !== undefined && { address }),
  };
}

/** What stands at the address of a story that was taken down. */
export function noticeView(notice: Notice, context: ViewContext, base: PageBaseFactory): NoticeView {
  const language = context.language(notice.language);
  const heading = context.words(language, "notice-heading");
  const target = notice.replacedBy;
  const replacement =
    target === undefined ? undefined : context.newsroom.stories.find((story) => story.path === target);
  return {
    ...base.make({ language, path: notice.path, title: heading, robots: "noindex", hasLite: true }),
    layout: "notice",
    heading,
    notice: notice.notice ?? context.words(language, "notice-default"),
    date: context.date(notice.at, language, "date"),
    ...(target !== undefined && {
      replacedBy: { name: replacement?.headline ?? target, url: target.startsWith("/") ? context.url(target) : target },
    }),
  };
}

/** What stands at an old address. `to`: path of the present one. */
export function redirectView(language: Language, to: string, context: ViewContext): RedirectView {
  return {
    layout: "redirect",
    language: language.code,
    direction: language.direction,
    title: context.localized(context.newsroom.outlet.name, language) ?? "",
    canonical: context.absolute(to),
    url: context.url(to),
  };
}

/** One file serves every language: the address that was not found says nothing of the reader's. */
export function notFoundView(context: ViewContext, base: PageBaseFactory): NotFoundView {
  const [first] = context.newsroom.languages;
  if (!first) throw new Error("an outlet has at least one language");
  const heading = context.words(first, "not-found-heading");
  return {
    ...base.make({ language: first, path: "/404.html", title: heading, robots: "noindex" }),
    layout: "not-found",
    heading,
    texts: context.newsroom.languages.map((language) => ({
      language: language.code,
      direction: language.direction,
      heading: context.words(language, "not-found-heading"),
      text: context.words(language, "not-found-text"),
      home: { name: context.words(language, "home"), url: context.url(places.home(language)) },
    })),
    latest: (context.newsroom.byLanguage.get(first.code) ?? [])
      .filter((story) => !story.isExpired)
      .slice(0, 5)
      .map((story) => context.card(story)),
  };
}
