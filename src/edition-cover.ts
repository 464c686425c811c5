import { formatMoment } from "./base/dates.ts";
import type { EditionMatter } from "./editions/choose-stories.ts";
import type { EditionRecord } from "./editions/edition-record.ts";
import { places } from "./model/addresses.ts";
import type { Language } from "./model/languages.ts";
import type { Story } from "./model/story.ts";
import type { PageBaseFactory } from "./pages/page-base.ts";
import type { ViewContext } from "./pages/view-context.ts";
import type { EditionView } from "./pages/views-editions.ts";
import type { CorrectionsView } from "./pages/views-lists.ts";
import type { LinkView, PhotoView } from "./pages/views-parts.ts";

export interface CoverInput extends Pick<EditionRecord, "kind"> {
  matter: EditionMatter;
  language: Language;
  /** Key of a section's edition. */
  section?: string | undefined;
  /** The end of a range. */
  to?: number | undefined;
  context: ViewContext;
  base: PageBaseFactory;
  /** Site-relative paths of pages that the edition has beside its stories: the front, the search. */
  links: { words: string; path: string }[];
}

/** Where the first page stands among the site's addresses while it is rewritten; the edition calls it `index.html`. */
export const coverPath = "/edition/";

/**
 * Stories of a group on the first page of an edition that has the archive beside it: with the ten thousand of some archives the
 * page would weigh five megabytes. An edition without the archive lists all that it has.
 */
const mostOnCover = 100;

/** What an edition is called in its language: `Daily edition, 22 November 2026`. */
export function editionTitle({
  kind,
  section,
  to,
  matter,
  language,
  context,
}: Omit<CoverInput, "base" | "links">): string {
  const { newsroom } = context;
  const day = (moment: number) =>
    formatMoment(moment, "date", { locale: language.locale, zone: newsroom.outlet.timeZone });
  const name = context.words(language, `edition-${to === undefined ? kind : "days"}`, {
    section: section === undefined ? "" : context.sectionLink(section, language).name,
    from: matter.from === undefined ? "" : day(matter.from),
    to: to === undefined ? "" : day(to - 1),
  });
  return context.words(language, "edition-heading", { name, date: day(newsroom.now) });
}

/** An edition's first page: what it is, what was put right since the last, what is in it. */
export function editionCover(input: CoverInput): EditionView {
  const { matter, language, context, base, links } = input;
  const heading = editionTitle(input);
  const words = (key: string, values: Record<string, string> = {}) => context.words(language, key, values);
  return {
    ...base.make({
      language,
      path: coverPath,
      // On the web an edition's first page is the page that gives editions out.
      canonical: context.absolute(places.editions(language)),
      title: heading,
      description: heading,
      robots: "noindex",
    }),
    layout: "edition",
    heading,
    introduction: words("edition-introduction", { moment: context.moment(context.newsroom.now, "dateTime", language) }),
    // With the place in it: every link to the front as a whole opens this page (see rewrite-target.ts).
    links: links.map(({ words: key, path }): LinkView => ({ name: words(key), url: `${context.url(path)}#content` })),
    changes: changesOf(matter, language, context),
    groups: matter.groups.map(({ section, isTop, stories }) => ({
      ...(isTop && { isTop }),
      name:
        section !== undefined
          ? context.sectionLink(section, language).name
          : words(isTop ? "edition-on-front" : "edition-more"),
      items: stories.slice(0, input.kind === "all" ? mostOnCover : undefined).map(({ story, carriage }, index) => {
        const label = context.typeLabel(story, language);
        return {
          url: context.url(story.path),
          headline: story.headline,
          ...(story.standfirst !== undefined && { standfirst: story.standfirst }),
          ...(label !== undefined && { label }),
          ...(index === 0 && carriage === "full" && firstPhoto(story, context)),
          published: context.date(story.published, language, "date"),
          ...(carriage === "summary" && { isSummary: true as const }),
        };
      }),
    })),
  };
}

/** Of what stands first below a heading, the photo that may leave the web; none of what somebody paid for. */
function firstPhoto({ photo, type }: Story, context: ViewContext): { photo?: PhotoView } {
  if (!photo?.scopes.offline || type === "sponsored") return {};
  return { photo: context.photos.view(photo, "inline") };
}

/** A withdrawal is told first: whoever has an earlier edition has the story still. */
function changesOf(matter: EditionMatter, language: Language, context: ViewContext): CorrectionsView["months"] {
  const words = (key: string) => context.words(language, key);
  const items: CorrectionsView["months"][number]["items"] = [
    ...matter.withdrawn.map(({ path, at, notice }) => ({
      kind: "correction" as const,
      label: words("edition-withdrawn"),
      date: context.date(at, language, "date"),
      text: notice ?? words("edition-withdrawn-text"),
      story: { headline: decodeURI(context.absolute(path)), url: context.url(path) },
    })),
    ...matter.corrections.map(({ story, correction }) => ({
      kind: correction.kind,
      label: words(correction.kind),
      date: context.date(correction.date, language, "date"),
      text: correction.text,
      story: { headline: story.headline, url: context.url(story.path) },
    })),
  ];
  return items.length === 0 ? [] : [{ name: words("edition-changes"), items }];
}

/** The front, the archive and the search, where an edition of all has them. */
export function coverLinks(language: Language, hasSearch: boolean, isWhole: boolean): CoverInput["links"] {
  return [
    ...(isWhole ? [{ words: "edition-front-page", path: places.home(language) }] : []),
    ...(isWhole ? [{ words: "archive", path: places.archive(language) }] : []),
    ...(hasSearch ? [{ words: "search", path: places.search(language) }] : []),
  ];
}
