import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { ViewContext } from "./view-context.ts";
import type { SearchView } from "./views.ts";

/** Words of the interface that the script shows. */
const scriptWords = [
  "more", "older", "searching", "none", "one", "count", "back-to", "failed",
] as const; // biome-ignore format: a list to scan

/** The search page of a language. The index is the script's to find: beside the script, on a CDN and on a disk alike. */
export function searchView(language: Language, context: ViewContext, base: PageBaseFactory): SearchView {
  const { newsroom } = context;
  const heading = context.words(language, "search");
  const languages = newsroom.languages.filter(({ code }) => newsroom.byLanguage.get(code)?.length);
  const settings = {
    language: language.code,
    languages: languages.map(({ code }) => code),
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
