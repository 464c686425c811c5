import { digestOf } from "../base/digest.ts";
import { outputFileOf } from "../base/urls.ts";
import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import type { Story } from "../model/story.ts";
import { frontView } from "./front-view.ts";
import { type ListingSubject, listingPath, listingView, sectionSubject } from "./listing-view.ts";
import { paginate } from "./listings.ts";
import {
  archiveView,
  calendarOf,
  correctionsView,
  notFoundView,
  noticeView,
  redirectView,
  textPageView,
} from "./other-views.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { PlannedPage } from "./planned-file.ts";
import { neighbourhood, storyView } from "./story-view.ts";
import type { ViewContext } from "./view-context.ts";
import type { Layout, PageView } from "./views.ts";

export interface PlanPagesInput {
  context: ViewContext;
  base: PageBaseFactory;
  /** Digest of a layout's templates and styles. */
  layoutDigest: (layout: Layout) => string;
  /** Digest of a language's strings. */
  stringsDigest: (language: string) => string;
  /** Digest of the engine and of what every page depends on. */
  engineDigest: string;
}

interface PageInput {
  path: string;
  layout: Layout;
  language: string;
  /** What the digest is of, where that is not the whole view. */
  light?: () => object;
  view: () => PageView;
  story?: string;
  origin?: string;
}

/** Lists every page of the site with its digest. Nothing is rendered, and no story's body is opened. */
export function planPages(input: PlanPagesInput): PlannedPage[] {
  const { context, base, layoutDigest, stringsDigest, engineDigest } = input;
  const pages: PlannedPage[] = [];
  const add = ({ path, layout, language, light, view, story, origin }: PageInput) => {
    const seen = (light ?? view)();
    pages.push({
      kind: "page",
      file: outputFileOf(path),
      layout,
      language,
      digest: digestOf(base.digest(seen), layoutDigest(layout), stringsDigest(language), engineDigest),
      view,
      ...(story !== undefined && { story }),
      ...(origin !== undefined && { origin }),
    });
  };

  for (const language of context.newsroom.languages) {
    planStories(language, context, base, add);
    planFronts(language, context, base, add);
    planListings(language, context, base, add);
    planArchive(language, context, base, add);
  }
  planCorrections(context, base, add);
  planRest(context, base, add);
  return pages;
}

type Add = (page: PageInput) => void;

function planStories(language: Language, context: ViewContext, base: PageBaseFactory, add: Add): void {
  const stories = context.newsroom.byLanguage.get(language.code) ?? [];
  const around = neighbourhood(stories);
  for (const story of stories) {
    const neighbours = around.get(story.id) ?? { earlier: [], series: [] };
    add({
      path: story.path,
      layout: "story",
      language: language.code,
      light: () => storyView({ story, neighbours, context, base }),
      view: () => storyView({ story, neighbours, context, base, blocks: context.blocksOf(story) }),
      story: story.id,
      origin: story.file,
    });
  }
}

function planFronts(language: Language, context: ViewContext, base: PageBaseFactory, add: Add): void {
  const { newsroom } = context;
  const home = Object.fromEntries(newsroom.languages.map((each) => [each.code, places.home(each)]));
  add({
    path: places.home(language),
    layout: "front",
    language: language.code,
    view: () => frontView({ language, translations: home, context, base }),
  });
  for (const section of newsroom.sections.keys()) {
    const having = newsroom.languages.filter((each) => newsroom.bySection.has(`${each.code} ${section}`));
    if (!having.includes(language)) continue;
    const translations = Object.fromEntries(having.map((each) => [each.code, places.section(each, section)]));
    add({
      path: places.section(language, section),
      layout: "front",
      language: language.code,
      view: () => frontView({ language, section, translations, context, base }),
    });
  }
}

function planListings(language: Language, context: ViewContext, base: PageBaseFactory, add: Add): void {
  const { newsroom } = context;
  const stories = newsroom.byLanguage.get(language.code) ?? [];
  const listing = (subject: ListingSubject, listed: readonly Story[]) => {
    for (const page of paginate(listed, newsroom.outlet.perPage)) {
      add({
        path: listingPath(subject, page.number),
        layout: "listing",
        language: language.code,
        view: () => listingView(subject, page, context, base),
      });
    }
  };
  for (const section of newsroom.sections.keys()) {
    const listed = newsroom.bySection.get(`${language.code} ${section}`);
    if (listed) listing(sectionSubject(section, language, context), listed);
  }
  for (const [slug, listed] of grouped(stories, (story) => story.topics)) {
    const description = context.newsroom.topics.descriptionOf(slug, language.code);
    listing(
      {
        kind: "topic",
        language,
        path: places.topic(language, slug),
        heading: newsroom.topics.nameOf(slug, language.code),
        kicker: context.words(language, "listing-topic"),
        description,
      },
      listed,
    );
  }
  const contributorsOf = (story: Story) =>
    story.byline.map((entry) => entry.contributor).filter((key) => key !== undefined);
  for (const [key, listed] of grouped(stories, contributorsOf)) {
    listing(
      {
        kind: "contributor",
        language,
        path: places.contributor(language, key),
        heading: context.localized(newsroom.contributors[key]?.name, language) ?? key,
        kicker: context.words(language, "listing-contributor"),
        description: context.localized(newsroom.contributors[key]?.bio, language),
        contributor: key,
      },
      listed,
    );
  }
  for (const [key, listed] of grouped(stories, (story) => (story.agency === undefined ? [] : [story.agency]))) {
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

function planArchive(language: Language, context: ViewContext, base: PageBaseFactory, add: Add): void {
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
      for (const page of paginate(listed, 100)) {
        add({
          path: listingPath(subject, page.number),
          layout: "listing",
          language: code,
          view: () => listingView(subject, page, context, base),
        });
      }
    }
  }
}

function planCorrections(context: ViewContext, base: PageBaseFactory, add: Add): void {
  const { newsroom } = context;
  const translations = Object.fromEntries(newsroom.languages.map((each) => [each.code, places.corrections(each)]));
  for (const language of newsroom.languages) {
    const stories = newsroom.byLanguage.get(language.code) ?? [];
    add({
      path: places.corrections(language),
      layout: "corrections",
      language: language.code,
      view: () => correctionsView(language, stories, translations, context, base),
    });
  }
}

function planRest(context: ViewContext, base: PageBaseFactory, add: Add): void {
  const { newsroom } = context;
  for (const page of newsroom.pages) {
    const language = context.language(page.language);
    add({
      path: places.page(language, page.slug),
      layout: "page",
      language: page.language,
      view: () => textPageView(page, context, base),
      origin: page.file,
    });
  }
  for (const notice of newsroom.notices) {
    add({
      path: notice.path,
      layout: "notice",
      language: notice.language,
      view: () => noticeView(notice, context, base),
      story: notice.id,
    });
  }
  for (const alias of newsroom.aliases) {
    const language = context.language(newsroom.byId.get(alias.story)?.language ?? "");
    add({
      path: alias.from,
      layout: "redirect",
      language: language.code,
      view: () => redirectView(language, alias.to, context),
      origin: alias.file,
    });
  }
  const [first] = newsroom.languages;
  if (first)
    add({ path: "/404.html", layout: "not-found", language: first.code, view: () => notFoundView(context, base) });
}

/** Stories by each of their keys, in the order of first appearance; newest first within one. */
function grouped(stories: readonly Story[], keysOf: (story: Story) => readonly string[]): Map<string, Story[]> {
  const groups = new Map<string, Story[]>();
  for (const story of stories) {
    for (const key of new Set(keysOf(story))) {
      const group = groups.get(key);
      if (group) group.push(story);
      else groups.set(key, [story]);
    }
  }
  return groups;
}
