import { digestOf } from "./base/digest.ts";
import type { Store } from "./base/store.ts";
import { clip } from "./base/text.ts";
import type { TextFile } from "./base/text-file.ts";
import { blockText, photoTexts } from "./content/block-text.ts";
import type { Language } from "./model/languages.ts";
import type { Story } from "./model/story.ts";
import type { ViewContext } from "./pages/view-context.ts";
import { type SearchStory, searchFiles } from "./search/search-files.ts";
import { storyTerms, termsText } from "./search/story-terms.ts";

/** Raise when the same story gives other terms: folding, fields or weights changed. */
const termsVersion = 1;

/** Characters of a result's extract. */
const extractLength = 220;

/** The index of every language that has stories, below `search/`; nothing where the outlet switched search off. */
export function planSearch(context: ViewContext, store: Store): TextFile[] {
  const { newsroom } = context;
  if (!newsroom.outlet.features.search) return [];
  return newsroom.languages.flatMap((language) => {
    const stories = newsroom.byLanguage.get(language.code) ?? [];
    return searchFiles({
      language: language.code,
      stories: stories.map((story) => searchStory(story, language, context, store)),
      sections: sectionsOf(language, context),
      zone: newsroom.outlet.timeZone,
      folder: `search/${language.code}/`,
      memory: {
        get: (key) => store.get("terms", key),
        set: (key, value) => store.set("terms", key, value),
      },
    });
  });
}

function searchStory(story: Story, language: Language, context: ViewContext, store: Store): SearchStory {
  const labels = [
    story.kicker ?? "",
    ...story.topics.map((slug) => context.newsroom.topics.nameOf(slug, language.code)),
    ...story.byline.map((entry) => context.byline(entry, language).name),
  ];
  const captions = [story.photo, ...story.gallery].flatMap((photo) => [photo?.caption ?? "", photo?.alt ?? ""]);
  const summaries = [story.standfirst ?? "", ...captions];
  const label = context.typeLabel(story, language);
  const termsKey = digestOf(`terms ${termsVersion}`, story.digest, story.headline, ...labels, "", ...summaries);
  const terms = () => {
    const blocks = context.blocksOf(story);
    // Captions of pictures that may not be shown are nobody's to find: those of the copy are taken where all of it is.
    const isWhole = story.copyPhotos.every((photo) => photo !== undefined);
    const made = storyTerms({
      headline: `${story.headline} ${story.shortHeadline ?? ""}`,
      labels,
      summaries: [...summaries, ...(isWhole ? photoTexts(blocks) : [])],
      body: blockText(blocks),
    });
    return termsText(made);
  };
  const copyPhotos = story.copyPhotos.map((photo) => (photo ? "1" : "0")).join("");
  const key = digestOf(termsKey, copyPhotos);
  return {
    id: story.id,
    published: story.published,
    section: story.section,
    record: [
      context.url(story.path).slice(context.prefix.length + 1),
      story.shortHeadline ?? story.headline,
      Math.floor(story.published / 60_000),
      story.section,
      clip(story.description, extractLength),
      ...(label === undefined ? [] : [label]),
    ] as SearchStory["record"],
    termsKey: key,
    terms: () => {
      const known = store.get("terms", key);
      if (known !== undefined) return known;
      const text = terms();
      store.set("terms", key, text);
      return text;
    },
  };
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
