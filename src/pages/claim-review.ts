import type { Language } from "../model/languages.ts";
import { lastChange } from "../model/last-change.ts";
import type { Story } from "../model/story.ts";
import { clean } from "./json-ld.ts";
import { publisher } from "./outlet-data.ts";
import type { ClaimReview } from "./schema-org.ts";
import type { ViewContext } from "./view-context.ts";

/**
 * What a fact check found, as search engines and collections of fact checks read it; undefined where the story checks no
 * claim. The outlet answers for a finding, whoever wrote the story.
 */
export function claimReview(story: Story, language: Language, context: ViewContext): ClaimReview | undefined {
  const { claim } = story;
  if (!claim) return undefined;
  const url = context.absolute(story.path);
  const { text, author, rating, score } = claim;
  return {
    "@type": "ClaimReview",
    "@id": `${url}#claim`,
    url,
    inLanguage: story.language,
    datePublished: context.iso(story.published),
    dateModified: context.iso(lastChange(story)),
    author: publisher(language, context),
    claimReviewed: text,
    // Of a person, a party or a film alike: the front matter doesn't say which.
    itemReviewed: clean({
      "@type": "Claim" as const,
      text,
      author: author === undefined ? undefined : { "@type": "Thing" as const, name: author },
    }),
    reviewRating: clean({
      "@type": "Rating" as const,
      alternateName: rating,
      ratingValue: score?.value,
      bestRating: score?.best,
      worstRating: score?.worst,
    }),
    isPartOf: { "@id": `${url}#story` },
  };
}
