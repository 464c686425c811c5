import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { ViewContext } from "./view-context.ts";
import type { SearchView } from "./views-lists.ts";
import type { LinkView } from "./views-parts.ts";

/** Words of the interface that the script shows. */
const scriptWords = [
  "more", "older", "searching", "none", "one", "count", "without", "apart", "back-to", "failed", "elsewhere-one", "elsewhere",
] as const; // biome-ignore format: a list to scan

/** Topics that stand on the page until something is looked for, and how many stories they are taken from. */
const suggestions = { topics: 16, stories: 40 };

/** The search page of a language. The index is the script's to find: beside the script, on a CDN and on a disk alike. */
export function searchView(language: Language, context: ViewContext, base: PageBaseFactory): SearchView {
  const { newsroom } = context;
  const heading = context.words(language, "search");
  const languages = newsroom.languages.filter(({ code }) => newsroom.byLanguage.get(code)?.length);
  const settings = {
    language: language.code,
    topics: newestTopics(language, context),
    languages: languages.map(({ code }) => code),
    named: Object.fromEntries(
      languages.map(({ code, name, locale, direction }) => [code, { name, locale, direction }]),
    ),
    locale: language.locale,
    zone: newsroom.outlet.timeZone,
    lite: newsroom.outlet.features.lite,
    words: Object.fromEntries(scriptWords.map((key) => [key, context.words(language, `search-${key}`)])),
  };
  return {
    ...base.make({
      language,
      path: places.search(language),
      title: heading,
      description: context.words(language, "search-introduction"),
      translations: Object.fromEntries(newsroom.languages.map((each) => [each.code, places.search(each)])),
    }),
    layout: "search",
    heading,
    introduction: context.words(language, "search-introduction"),
    action: context.url(places.search(language)),
    sections: [...newsroom.sections.keys()]
      .filter((key) => newsroom.bySection.has(`${language.code} ${key}`))
      .map((key) => ({ name: context.sectionLink(key, language).name, url: key })),
    topics: newestTopics(language, context),
    languages: languages.map(({ code, name, direction }) => ({
      name,
      url: code,
      language: code,
      direction,
      ...(code === language.code && { isCurrent: true }),
    })),
    settings: JSON.stringify(settings),
    archiveUrl: context.url(places.archive(language)),
  };
}

function newestTopics(language: Language, context: ViewContext): LinkView[] {
  const newest = (context.newsroom.byLanguage.get(language.code) ?? []).slice(0, suggestions.stories);
  const slugs = new Set(newest.flatMap(({ topics }) => topics));
  return [...slugs].slice(0, suggestions.topics).map((slug) => ({
    name: context.newsroom.topics.nameOf(slug, language.code),
    url: context.url(places.topic(language, slug)),
  }));
}
