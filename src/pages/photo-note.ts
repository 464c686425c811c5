import type { Language } from "../model/languages.ts";
import type { PhotoNote } from "../model/story.ts";
import type { ViewContext } from "./view-context.ts";

/** What readers are told where a photo stood: an editor's own words on its kill, else that its licence has ended. */
export function noteText({ notice }: PhotoNote, context: ViewContext, language: Language): string {
  return notice ?? context.words(language, "photo-licence-over");
}

/**
 * What is said of photos that are gone from a gallery: of those that were withdrawn with a notice, each notice once. That a
 * licence ended is not said there, for the gallery goes on without it.
 */
export function withdrawnTexts(
  notes: readonly (PhotoNote | undefined)[],
  context: ViewContext,
  language: Language,
): string[] {
  const withdrawn = notes.filter((note) => note?.notice !== undefined).filter((note) => note !== undefined);
  return [...new Set(withdrawn.map((note) => noteText(note, context, language)))];
}
