import type { PageBase } from "./views.ts";
import type {
  BannerItem,
  CardView,
  CorrectionView,
  DateView,
  LanguageLink,
  LinkView,
  PhotoView,
} from "./views-parts.ts";

// Pages that lead to others: fronts, lists, the archive, search, feeds, and the outlet's own pages.

/** A front: what stands in it decides how it looks. */
export interface FrontView extends PageBase {
  layout: "front";
  /** `home`, or the section's key. */
  kind: "home" | "section";
  heading?: string;
  headingDescription?: string;
  /** `Monday 23 November 2026`, fronts only. */
  today: string;
  /** How its top is laid out, as the front's file says. */
  arrangement: "standard" | "lead-wide" | "lead-and-list" | "photo" | "text";
  /** What breaks, then live stories that run now and stand nowhere above: two lines at most. */
  banner: BannerItem[];
  lead?: CardView;
  /** Below the lead: its package, else two or three on its topics. */
  leadRelated: CardView[];
  second: CardView[];
  opinion: CardView[];
  feature?: CardView;
  photoOfTheDay?: CardView;
  latest: CardView[];
  /** Home: section blocks of unequal weight; section: its subsections. */
  blocks: { section: LinkView; cards: CardView[] }[];
  /** Section: the numbered listing of everything, newest page first. */
  moreUrl?: string;
  corrections: { headline: string; url: string; label: string; date: DateView }[];
}

/** Section, topic, contributor, agency listings: a river with times, by day. */
export interface ListingView extends PageBase {
  layout: "listing";
  kind: "section" | "topic" | "contributor" | "agency" | "month";
  heading: string;
  /** The line above the heading: `Topic`, `Contributor`, `Agency`, `Archive`. */
  kicker?: string;
  headingDescription?: string;
  contributor?: {
    role?: string;
    bio?: string;
    photo?: PhotoView;
    contacts: { label: string; text: string; url: string }[];
  };
  feedUrl?: string;
  days: { day: string; iso: string; cards: CardView[] }[];
  /** Numbered from the oldest: page 1 holds the first stories ever. */
  pagination?: {
    current: number;
    newer?: string;
    older?: string;
    pages: (LinkView | "gap")[];
    label: string;
  };
}

export interface ArchiveView extends PageBase {
  layout: "archive";
  heading: string;
  years: { year: string; months: { name: string; url?: string; count: string }[] }[];
}

export interface CorrectionsView extends PageBase {
  layout: "corrections";
  heading: string;
  introduction: string;
  policyUrl?: string;
  months: { name: string; items: (CorrectionView & { story: { headline: string; url: string } })[] }[];
}

/** About, policies, contact. */
export interface TextPageView extends PageBase {
  layout: "page";
  heading: string;
  html: string;
  contacts: { label: string; name?: string; email?: string; phone?: string; address?: string }[];
}

export interface NotFoundView extends PageBase {
  layout: "not-found";
  heading: string;
  /** Every language's words, since the address says nothing of the reader's. */
  texts: { language: string; direction: "ltr" | "rtl"; heading: string; text: string; home: LinkView }[];
  latest: CardView[];
}

/** The search page: the form works by address (`?q=`); results are the script's. */
export interface SearchView extends PageBase {
  layout: "search";
  heading: string;
  introduction: string;
  /** The page's own address. */
  action: string;
  sections: LinkView[];
  /** Of the newest stories. */
  topics: LinkView[];
  languages: LanguageLink[];
  /** JSON for the script: words, locale, time zone; see `SearchSettings` in `src/search/client/settings.ts`. */
  settings: string;
  archiveUrl: string;
}

/** What is saved on this device; shown in place of any page that can't be had. */
export interface OfflineView extends PageBase {
  layout: "offline";
  heading: string;
  introduction: string;
  /** Path of the site, with a slash at the end. */
  scope: string;
  /** In which dates are written. */
  locale: string;
}

/** All feeds of a language. */
export interface FeedsView extends PageBase {
  layout: "feeds";
  heading: string;
  introduction: string;
  /** All of them in one file. */
  opml: LinkView;
  groups: FeedGroup[];
  /** Where there are more than are listed. */
  note?: string;
}

export interface FeedGroup {
  heading: string;
  /** The list's page, and its feeds by format. */
  items: { name: string; url: string; feeds: LinkView[] }[];
}
