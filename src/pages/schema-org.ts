// The part of the schema.org vocabulary that our pages speak. Values that are undefined are left out when a page is written
// (`clean`). `test/site/schema-org.test.ts` holds every term on every page against the vocabulary itself.

/** A reference to a node told in full elsewhere. */
export interface Reference {
  "@id": string;
}

export interface Organization {
  "@type": "Organization" | "NewsMediaOrganization";
  "@id"?: string | undefined;
  name: string;
  url?: string | undefined;
  legalName?: string | undefined;
  slogan?: string | undefined;
  description?: string | undefined;
  logo?: string | undefined;
  image?: string | undefined;
  email?: string | undefined;
  sameAs?: string[] | undefined;
  /** ISO 8601: a year or a date. */
  foundingDate?: string | undefined;
  address?: { "@type": "PostalAddress"; addressCountry: string } | undefined;
  contactPoint?: ContactPoint[] | undefined;
  parentOrganization?: Reference | undefined;
}

/** The properties by which a news organisation says where its rules stand: each the address of a page. */
export const policyProperties = [
  "publishingPrinciples",
  "correctionsPolicy",
  "ethicsPolicy",
  "verificationFactCheckingPolicy",
  "ownershipFundingInfo",
  "diversityPolicy",
  "diversityStaffingReport",
  "noBylinesPolicy",
  "unnamedSourcesPolicy",
  "actionableFeedbackPolicy",
  "missionCoveragePrioritiesPolicy",
  "masthead",
] as const;
export type Policies = { [Property in (typeof policyProperties)[number]]?: string };

export interface NewsMediaOrganization extends Organization, Policies {
  "@type": "NewsMediaOrganization";
}

export interface ContactPoint {
  "@type": "ContactPoint";
  contactType?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  telephone?: string | undefined;
}

export interface Person {
  "@type": "Person";
  "@id"?: string | undefined;
  name: string;
  url?: string | undefined;
  jobTitle?: string | undefined;
  description?: string | undefined;
  image?: string | undefined;
  email?: string | undefined;
  sameAs?: string[] | undefined;
  worksFor?: Reference | undefined;
}

export type ArticleType =
  | "NewsArticle"
  | "ReportageNewsArticle"
  | "AnalysisNewsArticle"
  | "OpinionNewsArticle"
  | "BackgroundNewsArticle"
  | "ReviewNewsArticle"
  | "AdvertiserContentArticle"
  | "LiveBlogPosting";

/** Moments are RFC 3339, languages BCP 47, addresses absolute. */
export interface Article {
  "@type": ArticleType;
  "@id": string;
  mainEntityOfPage: string;
  url: string;
  headline: string;
  alternativeHeadline?: string | undefined;
  description?: string | undefined;
  inLanguage: string;
  datePublished: string;
  dateModified: string;
  articleSection: string;
  keywords?: string[] | undefined;
  wordCount?: number | undefined;
  isAccessibleForFree: boolean;
  author: (Person | Organization)[];
  publisher: Organization;
  sponsor?: Organization | undefined;
  image?: object[] | undefined;
  dateline?: string | undefined;
  /** How the story came to be. */
  backstory?: string | undefined;
  citation?: { "@type": "CreativeWork"; name: string; url?: string | undefined }[] | undefined;
  correction?: { "@type": "CorrectionComment"; text: string; datePublished: string }[] | undefined;
  isPartOf?: { "@type": "CreativeWorkSeries"; name: string } | Reference | undefined;
  position?: number | undefined;
  /** The address of a member of IPTCDigitalSourceEnumeration. */
  digitalSourceType?: string | undefined;
  liveBlogUpdate?: object[] | undefined;
  coverageStartTime?: string | undefined;
  coverageEndTime?: string | undefined;
  translationOfWork?: Reference | undefined;
}

/** https://developers.google.com/search/docs/appearance/structured-data/factcheck */
export interface ClaimReview {
  "@type": "ClaimReview";
  "@id": string;
  url: string;
  inLanguage: string;
  datePublished: string;
  dateModified: string;
  author: Organization | Reference;
  claimReviewed: string;
  itemReviewed: { "@type": "Claim"; text: string; author?: { "@type": "Thing"; name: string } | undefined };
  reviewRating: {
    "@type": "Rating";
    /** The finding in words. */
    alternateName: string;
    ratingValue?: number | undefined;
    bestRating?: number | undefined;
    worstRating?: number | undefined;
  };
  isPartOf: Reference;
}

export interface BreadcrumbList {
  "@type": "BreadcrumbList";
  itemListElement: { "@type": "ListItem"; position: number; name: string; item: string }[];
}

export interface ItemList {
  "@type": "ItemList";
  itemListElement: { "@type": "ListItem"; position: number; url: string }[];
}

export interface CollectionPage {
  "@type": "CollectionPage" | "ProfilePage";
  "@id": string;
  url: string;
  name: string;
  description?: string | undefined;
  inLanguage: string;
  about?: { "@type": "Thing"; name: string } | undefined;
  mainEntity: ItemList | Person | Organization;
  hasPart?: ItemList | undefined;
}

export interface WebSite {
  "@type": "WebSite";
  "@id": string;
  url: string;
  name: string;
  inLanguage: string;
  publisher: Reference;
  potentialAction?:
    | {
        "@type": "SearchAction";
        target: { "@type": "EntryPoint"; urlTemplate: string };
        /** Not a property: an annotation of one (https://schema.org/docs/actions.html). */
        "query-input": string;
      }
    | undefined;
}

export type Node = Article | BreadcrumbList | ClaimReview | CollectionPage | NewsMediaOrganization | WebSite;

/** The nodes of a page as JSON-LD. */
export function graph(...nodes: (Node | undefined)[]): object {
  return { "@context": "https://schema.org", "@graph": nodes.filter((node) => node !== undefined) };
}
