import type { Block } from "../content/blocks.ts";
import type { StoryType } from "../content/story-schema.ts";
import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import type { Story } from "../model/story.ts";
import { imagesOf } from "./image-data.ts";
import { clean } from "./json-ld.ts";
import type { LivePlace } from "./live-pages.ts";
import type { ViewContext } from "./view-context.ts";

// JSON-LD as objects (schema.org), serialised by the page; no template writes any of it.

const storyTypeNames: Record<StoryType, string> = {
  news: "NewsArticle",
  analysis: "AnalysisNewsArticle",
  opinion: "OpinionNewsArticle",
  explainer: "BackgroundNewsArticle",
  background: "BackgroundNewsArticle",
  review: "ReviewNewsArticle",
  live: "LiveBlogPosting",
  factcheck: "NewsArticle",
  obituary: "NewsArticle",
  gallery: "NewsArticle",
  sponsored: "AdvertiserContentArticle",
};

/** The story and its breadcrumb trail. Dates are those that readers see. */
export function storyData(
  story: Story,
  language: Language,
  context: ViewContext,
  blocks: readonly Block[] = [],
  place?: LivePlace,
): object {
  const url = context.absolute(story.path);
  const images = imagesOf(story, context);
  const live = story.live;
  return {
    "@context": "https://schema.org",
    "@graph": [
      clean({
        "@type": storyTypeNames[story.type],
        "@id": `${url}#story`,
        mainEntityOfPage: url,
        url,
        headline: story.headline,
        alternativeHeadline: story.shortHeadline,
        description: story.description || undefined,
        inLanguage: story.language,
        datePublished: context.iso(story.published),
        dateModified: context.iso(story.updated ?? story.published),
        articleSection: context.sectionLink(story.section, language).name,
        keywords:
          story.topics.length > 0
            ? story.topics.map((slug) => context.newsroom.topics.nameOf(slug, story.language))
            : undefined,
        wordCount: story.words || undefined,
        isAccessibleForFree: true,
        author: authors(story, language, context),
        publisher: publisher(language, context),
        sponsor: story.sponsor && clean({ "@type": "Organization", name: story.sponsor.name, url: story.sponsor.url }),
        image: images.length > 0 ? images : undefined,
        dateline: story.dateline,
        correction:
          story.corrections.length > 0
            ? story.corrections.map((each) => ({
                "@type": "CorrectionComment",
                text: each.text,
                datePublished: context.iso(each.date),
              }))
            : undefined,
        liveBlogUpdate: story.type === "live" ? liveUpdates({ story, place, blocks, language, context }) : undefined,
        coverageStartTime: story.type === "live" && live ? context.iso(live.start) : undefined,
        coverageEndTime: story.type === "live" && live?.end !== undefined ? context.iso(live.end) : undefined,
        ...(place && livePart(place, context)),
        translationOfWork: storyReference(story.translationOf, context),
      }),
      breadcrumbs(story, language, context),
    ],
  };
}

/** An older page is a numbered part of the story; the story's own page says how many entries there are in all. */
function livePart({ path, number, total }: LivePlace, context: ViewContext): object {
  if (number === undefined) return total ? { mainEntity: { "@type": "ItemList", numberOfItems: total } } : {};
  return { pagination: String(number), isPartOf: { "@id": `${context.absolute(path)}#story` } };
}

/** The entries of a live story; undefined where the body is not at hand (the digest knows the body by its own). */
function liveUpdates(input: {
  story: Story;
  place: LivePlace | undefined;
  blocks: readonly Block[];
  language: Language;
  context: ViewContext;
}): object[] | undefined {
  const { story, place, blocks, language, context } = input;
  const entries = blocks.filter((block) => block.kind === "live-entry");
  if (entries.length === 0) return undefined;
  return entries.map((entry) =>
    clean({
      "@type": "BlogPosting",
      headline: entry.headline ?? context.moment(entry.at, "dateTime", language),
      datePublished: context.iso(entry.at),
      url: `${context.absolute(place?.pathOf(entry.id) || story.path)}#${encodeURIComponent(entry.id)}`,
      articleBody:
        entry.blocks
          .map((block) => (block.kind === "html" ? plainText(block.html) : ""))
          .join(" ")
          .trim() || undefined,
    }),
  );
}

/** Our own sanitiser's HTML as text. */
function plainText(html: string): string {
  const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
  return html
    .replace(/<[^>]+>/g, " ")
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, " ")
    .trim();
}

function storyReference(id: string | undefined, context: ViewContext): object | undefined {
  const story = id === undefined ? undefined : context.newsroom.byId.get(id);
  return story && { "@id": `${context.absolute(story.path)}#story` };
}

/** Desks and agencies are organisations; a byline says nothing of which, so only a role-less agency text is one. */
function authors(story: Story, language: Language, context: ViewContext): object[] {
  const people: object[] = story.byline.map((entry) => {
    const view = context.byline(entry, language);
    return clean({
      "@type": isDesk(entry.contributor, context) ? "Organization" : "Person",
      name: view.name,
      url: entry.contributor && context.absolute(places.contributor(language, entry.contributor)),
    });
  });
  const agency = story.agency === undefined ? undefined : context.newsroom.agencies[story.agency];
  if (agency) people.push({ "@type": "Organization", name: context.localized(agency.name, language) ?? "" });
  return people.length > 0 ? people : [publisher(language, context)];
}

/** As contributors.yaml says by `kind`, else a desk, bureau or team by the last word of its key; everybody else is a person. */
function isDesk(contributor: string | undefined, { newsroom }: ViewContext): boolean {
  if (contributor === undefined) return false;
  const kind = newsroom.contributors[contributor]?.kind;
  if (kind !== undefined) return kind === "organization";
  return /(^|-)(agency|bureau|desk|editors|newsroom|staff|team)$/.test(contributor);
}

/** The outlet, with the policy pages it has. */
export function publisher(language: Language, context: ViewContext): object {
  const { outlet, pages } = context.newsroom;
  const policies = Object.entries(outlet.policies ?? {}).flatMap(([property, slug]) => {
    const page = pages.find((each) => each.slug === slug && each.language === language.code);
    return page ? [[property, context.absolute(places.page(language, slug))]] : [];
  });
  return clean({
    "@type": "NewsMediaOrganization",
    "@id": `${context.absolute("/")}#outlet`,
    name: context.localized(outlet.name, language),
    url: context.absolute(places.home(language)),
    logo: context.logoUrl,
    sameAs: outlet.sameAs,
    ...Object.fromEntries(policies),
  });
}

function breadcrumbs(story: Story, language: Language, context: ViewContext): object {
  const line = [...(context.newsroom.sections.get(story.section)?.line ?? [])].reverse();
  const items = [
    { name: context.words(language, "home"), item: context.absolute(places.home(language)) },
    ...line.map((key) => ({
      name: context.sectionLink(key, language).name,
      item: context.absolute(places.section(language, key)),
    })),
  ];
  return {
    "@type": "BreadcrumbList",
    itemListElement: items.map((entry, index) => ({ "@type": "ListItem", position: index + 1, ...entry })),
  };
}

/** Home and section fronts, listings. */
export function collectionData(
  language: Language,
  path: string,
  name: string,
  stories: readonly Story[],
  context: ViewContext,
): object {
  return {
    "@context": "https://schema.org",
    "@graph": [
      publisher(language, context),
      {
        "@type": "CollectionPage",
        "@id": context.absolute(path),
        url: context.absolute(path),
        name,
        inLanguage: language.code,
        mainEntity: {
          "@type": "ItemList",
          itemListElement: stories.slice(0, 20).map((story, index) => ({
            "@type": "ListItem",
            position: index + 1,
            url: context.absolute(story.path),
          })),
        },
      },
    ],
  };
}
