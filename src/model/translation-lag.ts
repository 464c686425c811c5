import type { Moment } from "../base/dates.ts";
import type { FrontMatter } from "../content/story-schema.ts";
import type { Story } from "./story.ts";

/** What changed in an original since its translation was last touched. */
export interface TranslationLag {
  /** The original's id. */
  original: string;
  /** The newest of the changes. */
  at: Moment;
  /** Of the original, newest first. */
  corrections: NonNullable<FrontMatter["corrections"]>;
  /** The original's own words for its update, where that is among the changes and has some. */
  changeNote?: string;
}

/**
 * A translation is behind where its original was corrected or updated after all that the translation says of itself: its
 * publication, its update, its corrections. A correction of the same moment counts as followed, so that two that are
 * dated by the day agree. Undefined where it follows, or where its original is not public.
 */
export function lagOf(story: Story, byId: ReadonlyMap<string, Story>): TranslationLag | undefined {
  const original = story.translationOf === undefined ? undefined : byId.get(story.translationOf);
  if (!original || original.language === story.language) return undefined;
  const followed = Math.max(story.published, story.updated ?? 0, ...story.corrections.map(({ date }) => date));
  const corrections = original.corrections.filter(({ date }) => date > followed);
  const isUpdated = original.updated !== undefined && original.updated > followed;
  if (corrections.length === 0 && !isUpdated) return undefined;
  return {
    original: original.id,
    at: Math.max(...corrections.map(({ date }) => date), (isUpdated && original.updated) || 0),
    corrections,
    ...(isUpdated && original.changeNote !== undefined && { changeNote: original.changeNote }),
  };
}
