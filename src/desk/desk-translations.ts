import type { Language } from "../model/languages.ts";
import type { Newsroom } from "../model/newsroom.ts";
import type { TranslationLag } from "../model/translation-lag.ts";
import type { DeskStory } from "./desk-story.ts";

/** A story that does not stand in all languages of the outlet. */
export interface Untranslated {
  story: DeskStory;
  /** In the outlet's order. */
  lacks: Language[];
}

/** A translation whose original has changed since. */
export interface LateTranslation {
  story: DeskStory;
  lag: TranslationLag;
}

/**
 * Originals that lack a language, newest first. Hidden ones count, for their translation should be ready when they come
 * out; a translation counts too, whatever hides it, for somebody is at it. What is killed wants none and is none.
 */
export function untranslated(stories: readonly DeskStory[], languages: readonly Language[]): Untranslated[] {
  if (languages.length < 2) return [];
  const standing = stories.filter(({ state }) => state !== "killed");
  const byId = new Map(standing.map((story) => [story.id, story]));
  const having = new Map<string, Set<string>>();
  for (const story of standing) {
    if (story.translationOf === undefined) continue;
    // A translation of a translation is one of the first original.
    const original = byId.get(story.translationOf)?.translationOf ?? story.translationOf;
    const codes = having.get(original);
    if (codes) codes.add(story.language.code);
    else having.set(original, new Set([story.language.code]));
  }
  return standing.flatMap((story) => {
    if (story.translationOf !== undefined && byId.has(story.translationOf)) return [];
    const codes = having.get(story.id);
    const lacks = languages.filter(({ code }) => code !== story.language.code && !codes?.has(code));
    return lacks.length > 0 ? [{ story, lacks }] : [];
  });
}

/** Translations that are behind their originals, those first whose original changed first. */
export function lateTranslations(
  stories: readonly DeskStory[],
  newsroom: Pick<Newsroom, "stories">,
): LateTranslation[] {
  const byId = new Map(stories.map((story) => [story.id, story]));
  return newsroom.stories
    .flatMap(({ id, lag }) => {
      const story = byId.get(id);
      return lag && story ? [{ story, lag }] : [];
    })
    .sort((a, b) => a.lag.at - b.lag.at);
}
