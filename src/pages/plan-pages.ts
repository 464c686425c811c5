import { digestOf } from "../base/digest.ts";
import { inOneGo, type Steps } from "../base/pace.ts";
import { outputFileOf } from "../base/urls.ts";
import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import type { EditionShelf } from "../model/published-edition.ts";
import type { Story } from "../model/story.ts";
import { planEditionPages } from "./editions-view.ts";
import { planFeeds } from "./feeds-view.ts";
import { frontView } from "./front-view.ts";
import { grievanceView, hasGrievancePage } from "./grievance-view.ts";
import { livePages } from "./live-pages.ts";
import { type NeighboursOf, neighboursIn } from "./neighbourhood.ts";
import { offlineView } from "./offline-view.ts";
import { correctionsView, notFoundView, noticeView, redirectView, textPageView } from "./other-views.ts";
import type { PageBaseFactory } from "./page-base.ts";
import { planHistories } from "./plan-history.ts";
import { planArchive, planListings } from "./plan-listings.ts";
import { planFormerLite, planLite } from "./plan-lite.ts";
import { planLiveStory } from "./plan-live.ts";
import type { PlannedPage } from "./planned-file.ts";
import type { AddPage, StoryPagesInput } from "./planned-page-input.ts";
import { searchView } from "./search-view.ts";
import { storyView } from "./story-view.ts";
import type { ViewContext } from "./view-context.ts";
import type { Layout } from "./views.ts";

export interface PlanPagesInput {
  context: ViewContext;
  base: PageBaseFactory;
  /** Digest of a layout's templates and styles. */
  layoutDigest: (layout: Layout, language: string) => string;
  /** Digest of a language's strings. */
  stringsDigest: (language: string) => string;
  /** Digest of the engine and of what every page depends on. */
  engineDigest: string;
  editions: EditionShelf;
  /** What stands around the stories of a language; found here where it is not given. */
  around?: (language: string) => NeighboursOf;
  /** Only where the pages stand: no view is made, and every digest is empty. */
  isListOnly?: boolean;
}

/** Lists every page of the site with its digest. Nothing is rendered, and no story's body is opened. */
export function planPages(input: PlanPagesInput): PlannedPage[] {
  return inOneGo(planPagesByKind(input)).flat();
}

/** The same by kind and language: as many lists, in the same order, for every newsroom of the same languages. */
export function* planPagesByKind(input: PlanPagesInput): Steps<PlannedPage[][]> {
  const kinds: PlannedPage[][] = [];
  for (const plan of kindsOf(input)) {
    yield;
    kinds.push(listed(plan, input));
  }
  return kinds;
}

/**
 * Of one such list the pages, in a newsroom that differs in the words of stories alone: for a preview, which asks for one
 * page and not for ten thousand. `origin`: the file of the story whose page is asked for; the list may hold others then.
 */
export function planPagesOfKind(input: PlanPagesInput, kind: number, origin?: string): PlannedPage[] {
  const plan = kindsOf(input)[kind];
  return plan ? listed((add) => plan(add, origin), input) : [];
}

type PlanKind = (add: AddPage, origin?: string) => void;

function kindsOf(input: PlanPagesInput): PlanKind[] {
  const { context, base } = input;
  const { newsroom } = context;
  const ofLanguage = (language: Language): PlanKind[] => {
    const own = newsroom.byLanguage.get(language.code) ?? [];
    const around = input.around?.(language.code) ?? neighboursIn(own);
    return [
      (add, origin) => {
        const stories = origin === undefined ? own : own.filter(({ file }) => file === origin);
        planStories({ stories, language, context, base, add, around });
      },
      (add) => planFronts(language, context, base, add),
      (add) => planListings(language, context, base, add),
      (add) => planArchive(language, context, base, add),
      (add) => planLite({ language, context, base, add, around }),
    ];
  };
  return [
    ...newsroom.languages.flatMap(ofLanguage),
    (add) => planFormerLite(context, base, add),
    (add) => planHistories(context, base, add),
    (add) => planCorrections(context, base, add),
    (add) => planFeeds(context, base, add),
    (add) => planEditionPages(input.editions, context, base, add),
    (add) => planRest(context, base, add),
  ];
}

function listed(plan: (add: AddPage) => void, input: PlanPagesInput): PlannedPage[] {
  const { base, layoutDigest, stringsDigest, engineDigest, isListOnly = false } = input;
  const pages: PlannedPage[] = [];
  plan(({ path, layout, language, light, view, story, alias, origin }) => {
    const digestOfPage = () =>
      digestOf(base.digest((light ?? view)()), layoutDigest(layout, language), stringsDigest(language), engineDigest);
    pages.push({
      kind: "page",
      file: outputFileOf(path),
      layout,
      language,
      digest: isListOnly ? "" : digestOfPage(),
      view,
      ...(story !== undefined && { story }),
      ...(alias !== undefined && { alias }),
      ...(origin !== undefined && { origin }),
    });
  });
  return pages;
}

function planStories(input: StoryPagesInput & { stories: readonly Story[] }): void {
  const { stories, language, context, base, add, around } = input;
  for (const story of stories) {
    const neighbours = () => around(story);
    const pages = livePages(story);
    if (pages) {
      planLiveStory({ story, pages, neighbours: neighbours(), context, base, add });
      continue;
    }
    add({
      path: story.path,
      layout: "story",
      language: language.code,
      light: () => storyView({ story, neighbours: neighbours(), context, base }),
      view: () => storyView({ story, neighbours: neighbours(), context, base, blocks: context.blocksOf(story) }),
      story: story.id,
      origin: story.file,
    });
  }
}

function planFronts(language: Language, context: ViewContext, base: PageBaseFactory, add: AddPage): void {
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

function planCorrections(context: ViewContext, base: PageBaseFactory, add: AddPage): void {
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

function planRest(context: ViewContext, base: PageBaseFactory, add: AddPage): void {
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
  for (const language of newsroom.languages.filter((each) => hasGrievancePage(newsroom, each))) {
    add({
      path: places.grievance(language),
      layout: "page",
      language: language.code,
      view: () => grievanceView(language, context, base),
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
      alias: alias.story,
      origin: alias.file,
    });
  }
  if (newsroom.outlet.features.search) {
    for (const language of newsroom.languages) {
      add({
        path: places.search(language),
        layout: "search",
        language: language.code,
        view: () => searchView(language, context, base),
      });
    }
  }
  if (newsroom.outlet.features.offline) {
    for (const language of newsroom.languages) {
      add({
        path: places.offline(language),
        layout: "offline",
        language: language.code,
        view: () => offlineView(language, context, base),
      });
    }
  }
  const [first] = newsroom.languages;
  if (first)
    add({ path: "/404.html", layout: "not-found", language: first.code, view: () => notFoundView(context, base) });
}
