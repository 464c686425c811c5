import type { EditionSource } from "./edition-source.ts";
import type { Story } from "./model/story.ts";
import { type Neighbours, neighbourhood } from "./pages/neighbourhood.ts";
import { offlineStory } from "./pages/offline-story.ts";

/** One story of an edition as forms have it that know no components: a file for phones, a book. */
export interface PlainStory {
  story: Story;
  /** `s1`, by its place in the edition. */
  anchor: string;
  /** On the web. */
  url: string;
  headline: string;
  label?: string;
  kicker?: string;
  /** False where no more than a summary may leave the web. */
  isWhole: boolean;
  /** With the site's own addresses; `level`: of its headline, whose id is `titleId`. Made when it is asked for. */
  html: (level: 1 | 2) => string;
}

/** No anchor of copy begins so. */
const titleId = "_title";

export interface PlainGroup {
  name: string;
  stories: PlainStory[];
}

/** An edition's stories in the order in which they are read, by the groups of its first page. */
export function plainGroups({ matter, language, plan: { context, base }, cover }: EditionSource): PlainGroup[] {
  let number = 0;
  let around: Map<string, Neighbours> | undefined;
  const neighboursOf = (story: Story) => {
    if (!story.series) return undefined;
    around ??= neighbourhood(context.newsroom.byLanguage.get(language.code) ?? []);
    return around.get(story.id);
  };
  return matter.groups.map(({ stories }, index) => ({
    name: cover.groups[index]?.name ?? "",
    stories: stories.map(({ story, carriage }): PlainStory => {
      number += 1;
      const anchor = `s${number}`;
      const label = context.typeLabel(story, language);
      const isWhole = carriage === "full";
      return {
        story,
        anchor,
        url: context.absolute(story.path),
        headline: story.headline,
        ...(label !== undefined && { label }),
        ...(story.kicker !== undefined && { kicker: story.kicker }),
        isWhole,
        html: (level) =>
          offlineStory({
            story,
            context,
            base,
            neighbours: neighboursOf(story),
            level,
            id: titleId,
            isSummary: !isWhole,
          }),
      };
    }),
  }));
}
