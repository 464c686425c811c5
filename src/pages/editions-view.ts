import { encodePath } from "../base/urls.ts";
import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import {
  type EditionShelf,
  hasEditionsPage,
  isInCatalogue,
  type PublishedEdition,
  seriesOf,
} from "../model/published-edition.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { AddPage } from "./planned-page-input.ts";
import type { ViewContext } from "./view-context.ts";
import type { EditionItem, EditionSeries, EditionsView } from "./views-editions.ts";
import type { LinkView } from "./views-parts.ts";

/** Bytes of a kilobyte and of a megabyte, as phones and shops count them. */
const [kilobyte, megabyte] = [1000, 1_000_000];

/** The footer's link; none where there is nothing to get. */
export function editionsLink(shelf: EditionShelf | undefined, language: Language, context: ViewContext): LinkView[] {
  if (!shelf || !hasEditionsPage(shelf, language, context.newsroom)) return [];
  return [{ name: context.words(language, "editions-footer"), url: context.url(places.editions(language)) }];
}

/** A page of editions for each language that has any. */
export function planEditionPages(shelf: EditionShelf, context: ViewContext, base: PageBaseFactory, add: AddPage): void {
  const having = context.newsroom.languages.filter((each) => hasEditionsPage(shelf, each, context.newsroom));
  const translations = Object.fromEntries(having.map((each) => [each.code, places.editions(each)]));
  for (const language of having) {
    add({
      path: places.editions(language),
      layout: "editions",
      language: language.code,
      view: () => editionsView({ shelf, language, translations, context, base }),
    });
  }
}

function editionsView(input: {
  shelf: EditionShelf;
  language: Language;
  translations: Record<string, string>;
  context: ViewContext;
  base: PageBaseFactory;
}): EditionsView {
  const { shelf, language, translations, context, base } = input;
  const words = (key: string, values?: Record<string, string>) => context.words(language, key, values);
  const heading = words("editions");
  const own = shelf.editions.filter((each) => each.language === language.code);
  const series = [...Map.groupBy(own, seriesOf).values()];
  const { publicKey } = context.newsroom.outlet;
  const file = (name: string): LinkView => ({ name, url: context.url(places.edition(name)) });
  const command = "sha256sum -c --ignore-missing SHA256SUMS";
  return {
    ...base.make({
      language,
      path: places.editions(language),
      title: heading,
      description: words("editions-introduction"),
      translations,
    }),
    layout: "editions",
    heading,
    introduction: words("editions-introduction"),
    series: series.flatMap((editions): EditionSeries[] => {
      const [newest, ...earlier] = editions.map((each) => editionItem(each, language, context));
      return newest && editions[0] ? [{ name: seriesName(editions[0], language, context), newest, earlier }] : [];
    }),
    ...(shelf.editions.some(isInCatalogue) && {
      catalogue: { name: words("editions-catalogue"), url: context.url(places.opds()) },
    }),
    checks: shelf.hasSums
      ? [
          { text: words("editions-check-sums"), command },
          ...(shelf.hasSignature && publicKey !== undefined
            ? [{ text: words("editions-check-key"), command: `minisign -Vm SHA256SUMS -P ${publicKey}` }]
            : []),
        ]
      : [],
    proofs: [
      ...(shelf.hasSums ? [file("SHA256SUMS")] : []),
      ...(shelf.hasSignature ? [file("SHA256SUMS.minisig")] : []),
    ],
  };
}

function seriesName({ kind, section, from, to }: PublishedEdition, language: Language, context: ViewContext): string {
  return context.words(language, `edition-${to === undefined ? kind : "days"}`, {
    section: section === undefined ? "" : context.sectionLink(section, language).name,
    from: from === undefined ? "" : context.moment(from, "date", language),
    to: to === undefined ? "" : context.moment(to - 1, "date", language),
  });
}

function editionItem(edition: PublishedEdition, language: Language, context: ViewContext): EditionItem {
  const { id, until, stories, added, updated, corrections, takenDown, withdrawn } = edition;
  const count = (key: string, value: number | undefined): string[] =>
    value === undefined || value === 0
      ? []
      : [context.words(language, key, { count: context.number(value, language) })];
  const previous = edition.previous === undefined ? undefined : context.moment(edition.previous, "date", language);
  return {
    id,
    date: context.date(until, language),
    facts: withdrawn
      ? []
      : [
          ...count("editions-stories", stories),
          ...count("editions-added", added),
          ...count("editions-updated", updated),
          ...count("editions-corrections", corrections.length),
          ...count("editions-taken-down", takenDown),
        ],
    forms: edition.files.map(({ form, name, size, type }) => ({
      name: context.words(language, `editions-form-${form}`),
      short: form === "since" ? context.words(language, "editions-form-since") : form.toUpperCase(),
      use: context.words(language, `editions-use-${form}`, { date: previous ?? "" }),
      url: context.prefix + encodePath(places.edition(name)),
      size: sizeText(size, language.locale),
      type,
    })),
    corrections: corrections.map(({ headline, url, text }) => ({ headline, url, text })),
    ...(withdrawn && { withdrawn: context.words(language, `editions-withdrawn-${withdrawn.reason}`) }),
  };
}

/** `2.1 MB`, `640 kB`, in the language's digits and words. */
function sizeText(bytes: number, locale: string): string {
  const isLarge = bytes >= megabyte;
  const format = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: isLarge ? "megabyte" : "kilobyte",
    maximumFractionDigits: isLarge && bytes < 100 * megabyte ? 1 : 0,
  });
  return format.format(bytes / (isLarge ? megabyte : kilobyte)).replaceAll("\u202f", "\u00a0");
}
