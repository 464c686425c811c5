import { digestOf } from "../base/digest.ts";
import { places } from "../model/addresses.ts";
import type { PublicHistory, ShownVersion } from "../model/history.ts";
import type { Language } from "../model/languages.ts";
import type { Story } from "../model/story.ts";
import { paragraphDifferences } from "../model/word-difference.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { ViewContext } from "./view-context.ts";
import type { HistoryPart, HistoryVersionView, HistoryView } from "./views-story.ts";

interface HistoryInput {
  story: Story;
  history: PublicHistory;
  context: ViewContext;
  base: PageBaseFactory;
}

/**
 * A story's public history: what changed in each version, newest first. Without `isWhole` the view is light: the versions
 * are left out, and a digest of all that they show stands in `references`.
 */
export function historyView(input: HistoryInput & { isWhole: boolean }): HistoryView & { references?: string } {
  const { story, history, context, base, isWhole } = input;
  const language = context.language(story.language);
  const words = (key: string) => context.words(language, key);
  const heading = words("history-heading");
  return {
    ...base.make({
      language,
      path: places.history(story.path),
      title: `${heading}: ${story.headline}`,
      description: words("history-introduction"),
      section: story.section,
      breadcrumbs: [
        ...context.sectionLine(story.section, language),
        { name: story.headline, url: context.url(story.path) },
      ],
      // Earlier words are for who asks about this story, not for who searches.
      robots: "noindex",
    }),
    layout: "history",
    heading,
    introduction: words("history-introduction"),
    story: { name: story.headline, url: context.url(story.path) },
    ...(history.hasRedactions && {
      removedNote: context.words(language, "history-removed-note", { mark: words("history-removed") }),
    }),
    versions: isWhole ? versionViews(history.versions(), language, context) : [],
    ...(!isWhole && { references: digestOf(history.digest, context.newsroom.outlet.timeZone) }),
  };
}

function versionViews(
  versions: readonly ShownVersion[],
  language: Language,
  context: ViewContext,
): HistoryVersionView[] {
  return versions
    .map((version, index): HistoryVersionView => {
      const before = versions[index - 1];
      const isNew = version.changeNote !== undefined && version.changeNote !== before?.changeNote;
      return {
        label: context.words(language, before ? "history-changed" : "history-first"),
        date: context.date(version.from, language),
        ...(isNew && { changeNote: version.changeNote }),
        ...(!before && { headline: version.headline }),
        parts: before ? partsOf(before, version, language, context) : [],
      };
    })
    .toReversed();
}

/** What of a version differs from the one before it, in the order of the page. */
function partsOf(before: ShownVersion, after: ShownVersion, language: Language, context: ViewContext): HistoryPart[] {
  const correction = ({ kind, date, text }: ShownVersion["corrections"][number]) =>
    `${context.words(language, kind)}, ${context.moment(date, "date", language)}: ${text}`;
  const fields: [string, (version: ShownVersion) => string[]][] = [
    ["history-headline", (version) => [version.headline]],
    ["history-standfirst", (version) => (version.standfirst === undefined ? [] : [version.standfirst])],
    ["history-copy", (version) => version.paragraphs],
    ["history-corrections", (version) => version.corrections.map(correction)],
    ["history-credits", (version) => version.credits],
  ];
  return fields.flatMap(([key, of]) => {
    const paragraphs = paragraphDifferences(of(before), of(after));
    return paragraphs.length > 0 ? [{ label: context.words(language, key), paragraphs }] : [];
  });
}
