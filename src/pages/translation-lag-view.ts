import type { Language } from "../model/languages.ts";
import type { TranslationLag } from "../model/translation-lag.ts";
import type { ViewContext } from "./view-context.ts";
import type { TranslationLagView } from "./views-story.ts";

/** What a translation's readers are told of its original: in their language, with the original's words in its own. */
export function translationLagView(lag: TranslationLag, language: Language, context: ViewContext): TranslationLagView {
  const original = context.newsroom.byId.get(lag.original);
  const source = context.language(original?.language ?? "");
  const key = lag.corrections.length > 0 ? "translation-corrected" : "translation-updated";
  return {
    text: context.words(language, key, {
      language: languageName(source.code, language),
      date: context.moment(lag.at, "date", language),
    }),
    original: {
      name: original?.headline ?? "",
      url: original ? context.url(original.path) : "",
      language: source.code,
      direction: source.direction,
    },
    items: [
      ...lag.corrections.map((each) => ({ label: context.words(source, each.kind), text: each.text })),
      ...(lag.changeNote === undefined ? [] : [{ text: lag.changeNote }]),
    ],
  };
}

/** A language's name in another: `अंग्रेज़ी` for English in Hindi. */
function languageName(code: string, language: Language): string {
  return new Intl.DisplayNames([language.code], { type: "language" }).of(code) ?? code;
}
