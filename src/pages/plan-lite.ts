import { places } from "../model/addresses.ts";
import { frontView } from "./front-view.ts";
import { liteFrontView, liteNoticeView, liteStoryView } from "./lite-views.ts";
import { livePages } from "./live-pages.ts";
import { noNeighbours } from "./neighbourhood.ts";
import { noticeView, redirectView } from "./other-views.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { AddPage, StoryPagesInput } from "./planned-page-input.ts";
import { storyView } from "./story-view.ts";
import type { ViewContext } from "./view-context.ts";

/** The light pages of a language: every story, the home and every section; none where the outlet switched them off. */
export function planLite({ language, context, base, add, around }: StoryPagesInput): void {
  const { newsroom } = context;
  if (!newsroom.outlet.features.lite) return;
  const stories = newsroom.byLanguage.get(language.code) ?? [];
  for (const story of stories) {
    for (const page of livePages(story) ?? [{ story }]) {
      const isOlder = "place" in page && page.place.number !== undefined;
      // Of others, only the series, and on an older page nobody: the rest is for the full page.
      const shown = () => ({
        neighbours: isOlder ? noNeighbours : { ...noNeighbours, series: around(story).series },
        context,
        base,
        ...page,
      });
      add({
        path: places.lite(page.story.path),
        layout: "lite-story",
        language: language.code,
        light: () => liteStoryView(storyView(shown()), page.story, context),
        view: () => liteStoryView(storyView({ ...shown(), blocks: context.blocksOf(page.story) }), page.story, context),
        origin: story.file,
      });
    }
  }
  for (const section of [undefined, ...newsroom.sections.keys()]) {
    if (section !== undefined && !newsroom.bySection.has(`${language.code} ${section}`)) continue;
    const path = section === undefined ? places.home(language) : places.section(language, section);
    const having = newsroom.languages.filter(
      (each) => section === undefined || newsroom.bySection.has(`${each.code} ${section}`),
    );
    const translations = Object.fromEntries(
      having.map((each) => [each.code, section === undefined ? places.home(each) : places.section(each, section)]),
    );
    const where = { language, ...(section !== undefined && { section }) };
    add({
      path: places.lite(path),
      layout: "lite-front",
      language: language.code,
      view: () => liteFrontView(frontView({ ...where, translations, context, base }), { ...where, context }),
    });
  }
}

/** What is kept of a light address beyond its story's time there: the notice of a kill, and the way from an alias. */
export function planFormerLite(context: ViewContext, base: PageBaseFactory, add: AddPage): void {
  const { newsroom } = context;
  if (!newsroom.outlet.features.lite) return;
  for (const notice of newsroom.notices) {
    add({
      path: places.lite(notice.path),
      layout: "lite-notice",
      language: notice.language,
      view: () => liteNoticeView(noticeView(notice, context, base), notice, context),
    });
  }
  for (const alias of newsroom.aliases) {
    const language = context.language(newsroom.byId.get(alias.story)?.language ?? "");
    add({
      path: places.lite(alias.from),
      layout: "redirect",
      language: language.code,
      view: () => ({ ...redirectView(language, alias.to, context), url: context.url(places.lite(alias.to)) }),
      origin: alias.file,
    });
  }
}
