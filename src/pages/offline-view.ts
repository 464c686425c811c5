import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import { mayCarry } from "../model/may-carry.ts";
import type { Story } from "../model/story.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { ViewContext } from "./view-context.ts";
import type { OfflineView } from "./views-lists.ts";
import type { SaveView } from "./views-parts.ts";

/** A story may be saved whole where its words may leave the web whole. */
export function saveStory(story: Story, language: Language, context: ViewContext): SaveView[] {
  if (!context.newsroom.outlet.features.offline || mayCarry(story, context.newsroom) !== "full") return [];
  return [{ label: context.words(language, "offline-save-story") }];
}

/** Today's paper from its front, a section from its own. */
export function saveFront(language: Language, section: string | undefined, context: ViewContext): SaveView[] {
  if (!context.newsroom.outlet.features.offline) return [];
  return [
    {
      label: context.words(language, section === undefined ? "offline-save-today" : "offline-save-section"),
      listUrl: context.url(places.offlineList(language, section)),
    },
  ];
}

/** The page of what is saved on a device. */
export function offlineView(language: Language, context: ViewContext, base: PageBaseFactory): OfflineView {
  const { newsroom } = context;
  const heading = context.words(language, "offline-heading");
  const introduction = context.words(language, "offline-introduction");
  return {
    ...base.make({
      language,
      path: places.offline(language),
      title: heading,
      description: introduction,
      translations: Object.fromEntries(newsroom.languages.map((each) => [each.code, places.offline(each)])),
      saves: saveFront(language, undefined, context),
    }),
    layout: "offline",
    heading,
    introduction,
    scope: `${context.prefix}/`,
    locale: language.locale,
  };
}
