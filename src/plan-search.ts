import { digestOf } from "./base/digest.ts";
import type { Store } from "./base/store.ts";
import { clip } from "./base/text.ts";
import type { TextFile } from "./base/text-file.ts";
import { blockText, tableText } from "./content/block-text.ts";
import type { Language } from "./model/languages.ts";
import type { Photo, Story } from "./model/story.ts";
import type { ViewContext } from "./pages/view-context.ts";
import { type SearchStory, searchFiles } from "./search/search-files.ts";
import { storyTerms, termsText } from "./search/story-terms.ts";

/** Raise when the same story gives other terms: folding, fields or weights changed. */
const termsVersion = 3;

/** Characters of a result's extract. */
const extractLength = 220;

/** What an edition asks for beside what the site has. */
export interface SearchSubset {
  /** Ids of the stories that the index is of; default: every public one. */
  stories?: ReadonlySet<string>;
  /** Put the stories' words beside the index: an edition's pages can't be fetched from a disk. */
  withTexts?: boolean;
  /** Where a story's page stands from the index's root; default: where the site has it. */
  urlOf?: (story: Story) => string;
}

/** The index of every language that has stories, below `search/`; nothing where the outlet switched search off. */
export function planSearch(context: ViewContext, store: Store, subset: SearchSubset = {}): TextFile[] {
  const { newsroom } = context;
  if (!newsroom.outlet.features.search) return [];
  return newsroom.languages.flatMap((language) => {
    const stories = newsroom.byLanguage.get(language.code) ?? [];
    return searchFiles({
      language: language.code,
      stories: stories
        .filter(({ id }) => subset.stories?.has(id) ?? true)
        .map((story) => searchStory(story, language, context, store, subset)),
      sections: sectionsOf(language, context),
      zone: newsroom.outlet.timeZone,
      folder: `search/${language.code}/`,
      ...(subset.withTexts && { withTexts: true }),
      memory: {
        get: (key) => store.get("terms", key),
        set: (key, value) => store.set("terms", key, value),
      },
    });
  });
}

function searchStory(
  story: Story,
  language: Language,
  context: ViewContext,
  store: Store,
  subset: SearchSubset,
): SearchStory {
  const label = context.typeLabel(story, language);
  const labels = [
    story.kicker ?? "",
    label ?? "",
    story.series?.name ?? "",
    ...story.topics.map((slug) => context.newsroom.topics.nameOf(slug, language.code)),
    ...story.byline.flatMap((entry) => {
      const { name, role = "", location = "" } = context.byline(entry, language);
      return [name, role, location];
    }),
  ];
  // Of pictures that may be shown: the words of the others are nobody's to find.
  const photos = [story.photo, ...story.gallery, ...story.copyPhotos].filter((photo) => photo !== undefined);
  const summary = story.standfirst ?? "";
  const headlines = [story.headline, story.shortHeadline ?? ""];
  const pictures = photos.flatMap((photo) => [...photoWords(photo), ...(photo.table ? [tableText(photo.table)] : [])]);
  // What stands around the copy goes by the clock: a correction of tomorrow is in the story's digest, not in its words.
  const around = wordsAround(story);
  const termsKey = digestOf(
    `terms ${termsVersion}`,
    story.digest,
    ...headlines,
    ...labels,
    "",
    summary,
    "",
    ...pictures,
    "",
    ...around,
  );
  const text = () =>
    [blockText(context.blocksOf(story)), ...pictures, ...around].filter((part) => part !== "").join("\n");
  const url = subset.urlOf?.(story) ?? context.url(story.path).slice(context.prefix.length + 1);
  const headline = story.shortHeadline ?? story.headline;
  return {
    id: story.id,
    published: story.published,
    section: story.section,
    record: () => [
      url,
      headline,
      Math.floor(story.published / 60_000),
      story.section,
      clip(story.description, extractLength),
      ...(label === undefined ? ([] as const) : ([label] as const)),
    ],
    recordKey: JSON.stringify([url, headline, story.published, story.section, story.description, label]),
    termsKey,
    terms: () => {
      const known = store.get("terms", termsKey);
      if (known !== undefined) return known;
      const made = termsText(storyTerms({ headline: headlines.join(" "), labels, summary, body: text() }));
      store.set("terms", termsKey, made);
      return made;
    },
    text,
  };
}

function photoWords({ caption = "", alt, rights }: Photo): string[] {
  return [caption, alt, rights.credit];
}

/** What readers see above and below the copy. */
function wordsAround(story: Story): string[] {
  return [
    story.dateline ?? "",
    story.changeNote ?? "",
    story.sponsor?.name ?? "",
    story.methodology ?? "",
    story.aiUse?.note ?? "",
    ...story.corrections.map(({ text }) => text),
    ...story.sources.map(({ title }) => title),
  ];
}

function sectionsOf(language: Language, context: ViewContext) {
  const { newsroom } = context;
  return [...newsroom.sections.values()]
    .filter(({ key }) => newsroom.bySection.has(`${language.code} ${key}`))
    .map(({ key, parent, record }) => ({
      key,
      name: context.localized(record.name, language) ?? key,
      ...(parent !== undefined && { parent }),
    }));
}
