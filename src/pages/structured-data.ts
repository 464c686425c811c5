import { blockText } from "../content/block-text.ts";
import type { Block } from "../content/blocks.ts";
import type { StoryType } from "../content/story-schema.ts";
import type { Language } from "../model/languages.ts";
import { lastChange } from "../model/last-change.ts";
import type { Story } from "../model/story.ts";
import { authors, writerNamed } from "./author-data.ts";
import { claimReview } from "./claim-review.ts";
import { breadcrumbList } from "./collection-data.ts";
import { imagesOf } from "./image-data.ts";
import { clean } from "./json-ld.ts";
import type { LivePlace } from "./live-pages.ts";
import { publisher } from "./outlet-data.ts";
import { type ArticleType, graph, type Reference } from "./schema-org.ts";
import type { ViewContext } from "./view-context.ts";

// JSON-LD as objects (schema.org), serialised by the page; no template writes any of it.

const storyTypeNames: Record<StoryType, ArticleType> = {
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

/**
 * In plain words: a news story that was reported from a named place, by somebody of the outlet's own, is reportage
 * (https://schema.org/ReportageNewsArticle); what came by wire, or from nowhere in particular, is a news article.
 */
function typeOf({ type, dateline, agency, byline }: Story): ArticleType {
  const isReported = type === "news" && dateline !== undefined && agency === undefined && byline.length > 0;
  return isReported ? "ReportageNewsArticle" : storyTypeNames[type];
}

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
  return graph(
    clean({
      "@type": typeOf(story),
      "@id": `${url}#story`,
      mainEntityOfPage: url,
      url,
      headline: story.headline,
      alternativeHeadline: story.shortHeadline,
      description: story.description || undefined,
      inLanguage: story.language,
      datePublished: context.iso(story.published),
      dateModified: context.iso(lastChange(story)),
      articleSection: context.sectionLink(story.section, language).name,
      keywords:
        story.topics.length > 0
          ? story.topics.map((slug) => context.newsroom.topics.nameOf(slug, story.language))
          : undefined,
      wordCount: story.words || undefined,
      isAccessibleForFree: true,
      author: authors(story, language, context),
      publisher: publisher(language, context),
      sponsor:
        story.sponsor && clean({ "@type": "Organization" as const, name: story.sponsor.name, url: story.sponsor.url }),
      image: images.length > 0 ? images : undefined,
      // Live blogs and advertisers' articles are no NewsArticle, which alone has one.
      dateline: story.type === "live" || story.type === "sponsored" ? undefined : story.dateline,
      backstory: story.methodology,
      citation:
        story.sources.length > 0
          ? story.sources.map(({ title, url: at }) => clean({ "@type": "CreativeWork" as const, name: title, url: at }))
          : undefined,
      isPartOf: story.series && { "@type": "CreativeWorkSeries" as const, name: story.series.name },
      position: story.series?.part,
      // Only where the whole text is a machine's: there is no member for what one helped with.
      digitalSourceType:
        story.aiUse?.level === "generated" ? "https://schema.org/TrainedAlgorithmicMediaDigitalSource" : undefined,
      correction:
        story.corrections.length > 0
          ? story.corrections.map((each) => ({
              "@type": "CorrectionComment" as const,
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
    // An older page of a live story is a part of what the story's own page says as a whole.
    place?.number === undefined ? claimReview(story, language, context) : undefined,
    breadcrumbList(context.sectionLine(story.section, language), language, context),
  );
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
  const writers = authors(story, language, context);
  return entries.map((entry) =>
    clean({
      "@type": "BlogPosting",
      headline: entry.headline ?? context.moment(entry.at, "dateTime", language),
      // An entry without a name of its own is by the story's writers.
      author: entry.by === undefined ? writers : [writerNamed(entry.by, language, context)],
      datePublished: context.iso(entry.at),
      url: `${context.absolute(place?.pathOf(entry.id) || story.path)}#${encodeURIComponent(entry.id)}`,
      articleBody: blockText(entry.blocks).replace(/\s+/g, " ").trim() || undefined,
    }),
  );
}

function storyReference(id: string | undefined, context: ViewContext): Reference | undefined {
  const story = id === undefined ? undefined : context.newsroom.byId.get(id);
  return story && { "@id": `${context.absolute(story.path)}#story` };
}
