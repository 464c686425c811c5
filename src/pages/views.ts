import type { EditionsView, EditionView, LiteEditionView } from "./views-editions.ts";
import type {
  ArchiveView,
  CorrectionsView,
  FeedsView,
  FrontView,
  ListingView,
  NotFoundView,
  OfflineView,
  SearchView,
  TextPageView,
} from "./views-lists.ts";
import type { LiteFrontView, LiteNoticeView, LiteStoryView } from "./views-lite.ts";
import type { FeedLink, LanguageLink, LinkView, SaveView, SectionLink } from "./views-parts.ts";
import type { HistoryView, LiveLatestView, NoticeView, RedirectView, StoryView } from "./views-story.ts";

// What templates see: one view a page, plus the page language's `strings`. Everything is decided here: addresses are
// final (path prefix included), dates are words, labels are words. Names ending in `Html` are safe markup; all else is text.
// The kinds of pages stand in files of their own, `views-*.ts`.

/** What every page has. */
export interface PageBase {
  language: string;
  direction: "ltr" | "rtl";
  /** `<title>`, complete. */
  title: string;
  description: string;
  /** Absolute. */
  canonical: string;
  /** Other languages' forms of this very page (hreflang; includes this page and x-default), absolute. */
  alternates: { language: string; url: string }[];
  /** `<meta property content>`, in order. */
  openGraph: { property: string; content: string }[];
  robots: string;
  feeds: FeedLink[];
  /** JSON-LD, serialised and safe in `<script type="application/ld+json">`; empty: none. */
  structuredDataHtml: string;
  /** Preload of the lead photo, if any. */
  preload?: { imagesrcset: string; imagesizes: string; type: string } | { href: string; type: string };
  site: {
    name: string;
    tagline?: string;
    homeUrl: string;
    /** A picture or, where undefined, the name set in type. */
    logoUrl?: string;
    iconUrl?: string;
    touchIconUrl?: string;
    /** The web app manifest of the page's language. */
    manifestUrl?: string;
    /** Stories, sections and home in the other languages: to this page's translation where it has one, else that language's home. */
    languages: LanguageLink[];
    sections: SectionLink[];
    footer: LinkView[];
    /** Pages that always exist: corrections, archive, contact …, in the page's language. */
    archiveUrl: string;
    correctionsUrl: string;
    /** The page of all feeds. */
    feedsUrl: string;
    /** Where the outlet has search on. */
    searchUrl?: string;
    publisher: string;
    contactEmail?: string;
    themeColor: { light: string; dark: string };
  };
  /** What a reader may save from here; nothing where the outlet has offline reading off, or rights forbid it. */
  saves?: SaveView[];
  /** Where the page stands: section path. Empty on the home front. */
  breadcrumbs: LinkView[];
  /** This page's light form. */
  liteUrl?: string;
}

export type PageView =
  | StoryView
  | LiveLatestView
  | FrontView
  | ListingView
  | ArchiveView
  | CorrectionsView
  | TextPageView
  | NoticeView
  | RedirectView
  | NotFoundView
  | LiteStoryView
  | LiteFrontView
  | LiteNoticeView
  | SearchView
  | OfflineView
  | FeedsView
  | EditionsView
  | HistoryView
  | EditionView
  | LiteEditionView;
export type Layout = PageView["layout"];

/** Layouts of the editors' desk, which stands in previews alone: no build makes a page of them. */
export type DeskLayout = "desk" | "desk-list-page" | "desk-story" | "desk-code";
