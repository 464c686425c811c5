import type { EditionSource } from "./edition-source.ts";
import type { Story } from "./model/story.ts";
import { offlineContent } from "./pages/feed-content.ts";
import type { BylineView, DateView } from "./pages/views.ts";

/** One story of an edition as forms have it that know no styles: a file for phones, a book. */
export interface PlainStory {
  story: Story;
  /** `s1`, by its place in the edition. */
  anchor: string;
  /** On the web. */
  url: string;
  headline: string;
  label?: string;
  kicker?: string;
  standfirst?: string;
  byline: BylineView[];
  agency?: string;
  published: DateView;
  updated?: DateView;
  /** With the site's own addresses; undefined where no more than a summary may leave the web. Made when it is asked for. */
  body: () => string | undefined;
}

export interface PlainGroup {
  name: string;
  stories: PlainStory[];
}

/** An edition's stories in the order in which they are read, by the groups of its first page. */
export function plainGroups({ matter, language, plan: { context }, cover }: EditionSource): PlainGroup[] {
  let number = 0;
  return matter.groups.map(({ stories }, index) => ({
    name: cover.groups[index]?.name ?? "",
    stories: stories.map(({ story, carriage }): PlainStory => {
      number += 1;
      const label = context.typeLabel(story, language);
      const agency = story.agency === undefined ? undefined : context.newsroom.agencies[story.agency]?.name;
      const agencyName = agency === undefined ? undefined : context.localized(agency, language);
      return {
        story,
        anchor: `s${number}`,
        url: context.absolute(story.path),
        headline: story.headline,
        ...(label !== undefined && { label }),
        ...(story.kicker !== undefined && { kicker: story.kicker }),
        ...(story.standfirst !== undefined && { standfirst: story.standfirst }),
        byline: story.byline.map((entry) => context.byline(entry, language)),
        ...(agencyName !== undefined && { agency: agencyName }),
        published: context.date(story.published, language, "dateTime"),
        ...(story.updated !== undefined && { updated: context.date(story.updated, language, "dateTime") }),
        body: () => (carriage === "full" ? offlineContent(story, context) : undefined),
      };
    }),
  }));
}
