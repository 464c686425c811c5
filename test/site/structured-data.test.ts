import { expect, test } from "vitest";
import { demoPages } from "../support/demo-pages.ts";
import { demoStories } from "../support/demo-stories.ts";
import { elementsOf, structuredDataOf } from "../support/page-elements.ts";

const pages = demoPages();
const stories = new Map(demoStories().map((story) => [story.id, story]));
const articles = pages.flatMap((page) => {
  const story = stories.get(page.story ?? "");
  const data = structuredDataOf(page).find((node) => node.headline !== undefined);
  return story?.isPublic && data ? [{ page, story, data }] : [];
});

test("every public story has structured data", () => {
  const told = new Set(articles.map(({ story }) => story.id));
  expect([...stories.values()].filter(({ isPublic, id }) => isPublic && !told.has(id)).map(({ id }) => id)).toEqual([]);
});

// schema.org; what Google asks of an article and of a live blog.
const typeNames: Record<string, string> = {
  news: "NewsArticle", analysis: "AnalysisNewsArticle", opinion: "OpinionNewsArticle", explainer: "BackgroundNewsArticle",
  background: "BackgroundNewsArticle", review: "ReviewNewsArticle", live: "LiveBlogPosting", factcheck: "NewsArticle",
  obituary: "NewsArticle", gallery: "NewsArticle", sponsored: "AdvertiserContentArticle",
}; // biome-ignore format: a list to scan

test.each(articles.map(({ page, story, data }) => ({ id: story.id, page, story, data })))(
  "$id: the data says what the page says",
  ({ page, story, data }) => {
    expect(data).toMatchObject({
      "@type": isReported(story) ? "ReportageNewsArticle" : typeNames[story.type],
      headline: story.headline.slice(0, 110),
      inLanguage: story.language,
      datePublished: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/),
      publisher: { "@type": "NewsMediaOrganization", name: expect.any(String), url: expect.stringMatching(/^https:/) },
    });
    const authors = data.author as { name: string; url?: string }[];
    expect(authors.length).toBeGreaterThan(0);
    for (const { name } of authors) expect(name).toBeTruthy();

    const elements = elementsOf(page);
    const meta = (property: string) =>
      elements.find(({ name, attributes }) => name === "meta" && attributes.property === property)?.attributes.content;
    const canonical = elements.find(({ attributes }) => attributes.rel === "canonical")?.attributes.href;
    expect(data.url).toBe(story.matter.canonical ?? canonical);
    expect(meta("article:published_time")).toBe(data.datePublished);
    expect(meta("article:modified_time")).toBe(data.dateModified);

    const [published, ...later] = timesOf(page.html);
    expect(published).toBe(data.datePublished);
    const corrections = (data.correction ?? []) as { datePublished: string }[];
    const dates = corrections.map(({ datePublished }) => datePublished);
    for (const date of dates) expect(page.html).toContain(` datetime="${date}"`);
    const shown = [...(published === undefined ? [] : [published]), ...later.slice(0, 1), ...dates];
    expect(data.dateModified).toBe(shown.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1));
    if (story.matter.updated !== undefined) expect(later).not.toEqual([]);
  },
);

/** News that somebody of the outlet's own reported from a named place. */
function isReported({ type, matter }: (typeof articles)[number]["story"]): boolean {
  return type === "news" && matter.dateline !== undefined && matter.agency === undefined && matter.byline !== undefined;
}

test("every other page has structured data that can be read, too", () => {
  for (const page of pages) expect(() => structuredDataOf(page), page.address).not.toThrow();
});

/** The machine's form of the times that a story's byline shows: published first, then updated. */
function timesOf(html: string): string[] {
  const body = html.slice(html.indexOf("<body"));
  const byline = body.slice(body.indexOf('class="byline'), body.indexOf("story-body"));
  return [...byline.matchAll(/<time datetime="([^"]+)"/g)].map(([, time = ""]) => time);
}

test("a fact check tells what was claimed and found, in words that stand on its page", () => {
  const checks = articles.filter(({ story }) => story.matter.claim !== undefined);
  expect(checks.length).toBeGreaterThan(1);
  for (const { page, story } of checks) {
    const claim = story.matter.claim as { text: string; rating: string };
    const review = structuredDataOf(page).find((node) => node["@type"] === "ClaimReview");
    expect(review).toMatchObject({
      inLanguage: story.language,
      claimReviewed: claim.text,
      itemReviewed: { "@type": "Claim", text: claim.text },
      reviewRating: { "@type": "Rating", alternateName: claim.rating, ratingValue: 1, bestRating: 5, worstRating: 1 },
      author: { "@type": "NewsMediaOrganization", name: expect.any(String), url: expect.stringMatching(/^https:/) },
    });
    expect(page.html.toLowerCase()).toContain(claim.rating.toLowerCase());
  }
  const others = articles.filter(({ story }) => story.matter.claim === undefined);
  expect(others.filter(({ page }) => page.html.includes("ClaimReview"))).toEqual([]);
});
