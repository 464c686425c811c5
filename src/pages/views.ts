import type { PhotoSize } from "../content/blocks.ts";
import type { StoryType } from "../content/story-schema.ts";

// What templates see: one view a page, plus the page language's `strings`. Everything is decided here: addresses are
// final (path prefix included), dates are words, labels are words. Names ending in `Html` are safe markup; all else is text.
// Longer than other files: it is the one contract between the program and every template, read as a whole.

export interface DateView {
  /** RFC 3339, for `<time datetime>`. */
  iso: string;
  /** In the page's language: `10 May 2025, 7:30 pm`. */
  text: string;
}

export interface LinkView {
  name: string;
  url: string;
  isCurrent?: boolean;
}

export interface LanguageLink extends LinkView {
  language: string;
  direction: "ltr" | "rtl";
}

export interface SectionLink extends LinkView {
  children: LinkView[];
}

/** One rendition, in the shape that eleventy-img's metadata has. */
export interface Rendition {
  format: "avif" | "jpeg" | "svg";
  width: number;
  height: number;
  url: string;
  sourceType: string;
  /** `url 640w` */
  srcset: string;
  filename: string;
  outputPath: string;
}

export interface PhotoView {
  /** Empty for a decorative photo. */
  alt: string;
  caption?: string;
  /** The credit line, byte for byte. Printed under the photo in every placement. */
  credit: string;
  /** Address of the licence, where the record has one. */
  licence?: string;
  /** px of the oriented source (never more than it has). */
  width: number;
  height: number;
  renditions: { avif: Rendition[]; jpeg: Rendition[] };
  /** Joined, for `srcset`. */
  avifSrcset: string;
  jpegSrcset: string;
  /** The `<img src>`: a JPEG of about 640 px. */
  src: string;
  /** `colour-7`: the dominant-colour class, painted until the photo is there. */
  colourClass: string;
  /** `focus-x-3 focus-y-5`: tenths, for crops by `object-fit`. */
  focusClass: string;
  shape: "landscape" | "portrait" | "square";
  /** Its rights let it be shown on the web only: no copy is kept on a device. */
  isWebOnly?: true;
  /** A drawing that is SVG: shown in place of `src`, which is a JPEG of it for feeds and other forms. */
  drawingSrc?: string;
  /** A map, chart or diagram: cards show it whole, for a crop would cut its words. */
  isDrawing?: boolean;
  /** The figures behind it: never in cards. */
  table?: FiguresView;
}

/** A table's cells. */
export interface FiguresView {
  /** `isKey`: its cells head the rows. */
  columns: { name: string; isNumber: boolean; isKey: boolean }[];
  rows: string[][];
}

export interface BylineView {
  name: string;
  url?: string;
  role?: string;
  location?: string;
}

/** A story on a front, in a list, or as a link. */
export interface CardView {
  url: string;
  headline: string;
  kicker?: string;
  standfirst?: string;
  type: StoryType;
  /** `Opinion`, `Analysis`, `Sponsored`, …; absent for plain news. */
  label?: string;
  /** Opinion, analysis, advertising or a machine's text: even the shortest card says so. */
  mustSayLabel?: boolean;
  /** Where the card's language is not the page's. */
  language?: string;
  direction?: "ltr" | "rtl";
  byline: BylineView[];
  published: DateView;
  /** `7:30 pm` */
  time: string;
  /** On fronts only: published on the day that the front bears. */
  isToday?: boolean;
  photo?: PhotoView;
  sponsor?: string;
  isLive: boolean;
  section: LinkView;
  /** On fronts only: a breaking banner would say its headline again. */
  isBreaking?: boolean;
  /** On fronts only: the other stories of its package. */
  more?: CardView[];
}

/** One line above everything else on a front. */
export interface BannerItem {
  headline: string;
  /** None: it only tells. */
  url?: string;
  /** It leads to a story, which has a light page too. */
  isStory?: boolean;
  /** `Breaking` or `Live`. */
  label: string;
  /** Since when it stands there. */
  since?: DateView;
}

export interface FeedLink {
  title: string;
  url: string;
  type: string;
}

/** What every page has. */
/** An offer to save something for reading offline: made by a script, or not at all. */
export interface SaveView {
  /** The button's words. */
  label: string;
  /** What the build listed; absent: the story on this page. */
  listUrl?: string;
}

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

export type BlockView =
  | { kind: "html"; html: string }
  | { kind: "photo"; photo: PhotoView; size: PhotoSize }
  | { kind: "photo-note"; text: string }
  | { kind: "gallery"; photos: PhotoView[] }
  | { kind: "pull-quote"; html: string; by?: string }
  | { kind: "fact-box"; title?: string; blocks: BlockView[] }
  | { kind: "key-points"; title?: string; html: string }
  | { kind: "timeline"; title?: string; entries: { whenHtml: string; html: string }[] }
  | { kind: "related"; card: CardView }
  | { kind: "embed"; url: string; host: string; title?: string }
  | { kind: "footnotes"; html: string }
  | {
      kind: "table";
      caption?: string;
      /** Where the figures are from. */
      credit?: string;
      /** `isKey`: its cells head the rows. */
      columns: { name: string; isNumber: boolean; isKey: boolean }[];
      rows: string[][];
    }
  | {
      kind: "live-entry";
      id: string;
      at: DateView;
      /** `7:30 pm` */
      time: string;
      /** The day, where it differs from the entry before: a heading in the time rail. */
      day?: string;
      headline?: string;
      by?: BylineView;
      /** Its lasting address, where that is not on this page. */
      url?: string;
      /** In a preview: why readers do not see it. */
      mark?: string;
      isPinned: boolean;
      isKey: boolean;
      story?: CardView;
      blocks: BlockView[];
    };

export interface CorrectionView {
  kind: "correction" | "clarification";
  /** `Correction` */
  label: string;
  date: DateView;
  text: string;
}

/** Stands on a translation whose original changed after it. */
export interface TranslationLagView {
  /** In the translation's language: what happened to the original, when, and that this page has not followed. */
  text: string;
  original: LanguageLink;
  /** The original's own words, in its language. */
  items: { label?: string; text: string }[];
}

export interface StoryView extends PageBase {
  /** `live`: a live story's page that may still change while it is read; `live-story`: its other pages. */
  layout: "story" | "live" | "live-story";
  story: {
    type: StoryType;
    label?: string;
    headline: string;
    kicker?: string;
    standfirst?: string;
    section: LinkView;
    byline: BylineView[];
    /** The wire that the text came from. */
    agency?: LinkView;
    dateline?: string;
    published: DateView;
    updated?: DateView;
    changeNote?: string;
    /** `4 min read`, in words; empty for a brief. */
    readingTime?: string;
    photo?: PhotoView;
    /** Where the lead photo stood that is shown no more. */
    photoNote?: string;
    gallery: PhotoView[];
    /** Below the gallery: of photos of it that were withdrawn. */
    galleryNotes?: string[];
    blocks: BlockView[];
    /** High priority: above the story and below it. */
    corrections: CorrectionView[];
    highCorrections: CorrectionView[];
    sources: { title: string; url?: string }[];
    methodology?: string;
    aiUse?: { label: string; note?: string };
    /** Near the byline, where a machine had a hand in the text; the note stands below the story. */
    aiLabel?: string;
    /** Where the story is a translation that has not followed its original. */
    lag?: TranslationLagView;
    /** The story's public history, where there is one. */
    historyUrl?: string;
    topics: LinkView[];
    series?: {
      name: string;
      part?: number;
      items: { name: string; url: string; part?: number; isCurrent: boolean }[];
      previous?: LinkView;
      next?: LinkView;
    };
    live?: {
      state: "active" | "paused" | "ended";
      label: string;
      start: DateView;
      end?: DateView;
      /** With `id` where the entry is on an older page: there old links to it lead. */
      pinned: { id?: string; url: string; headline: string; time: string }[];
      keyEvents: { id?: string; url: string; headline: string; time: string }[];
      /** On an older page: its name, and the story's own address. */
      page?: LinkView;
      olderUrl?: string;
      newerUrl?: string;
      /** Pages of what is not shown here, newest first, by day; `anchors` are where old links to their entries lead. */
      olderPages: { day: string; items: { url: string; from: string; to: string; anchors: string[] }[] }[];
      /** While more may come: the page itself, and the fragment that its script fetches. */
      updates?: { url: string; fragmentUrl: string; locale: string };
    };
    sponsor?: { name: string; url?: string };
    /** The story in other languages. */
    translations: LanguageLink[];
    /** What came before on the same topics, else in the section. */
    earlier: CardView[];
    earlierTitle: string;
    /** Ways to pass the story on: the outlet's choice of services. */
    share: LinkView[];
  };
}

/** The newest entries of a live story, as its open pages fetch them. */
export interface LiveLatestView {
  layout: "live-latest";
  language: string;
  direction: "ltr" | "rtl";
  title: string;
  /** The story's, absolute. */
  canonical: string;
  url: string;
  state: "active" | "paused" | "ended";
  label: string;
  /** When the story changed last. */
  updated: DateView;
  blocks: BlockView[];
}

/** A part of a front: what stands in it decides how it looks. */
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

export interface NoticeView extends PageBase {
  layout: "notice";
  heading: string;
  notice: string;
  date: DateView;
  replacedBy?: LinkView;
}

/** An old address: canonical, immediate refresh, link. */
export interface RedirectView {
  layout: "redirect";
  language: string;
  direction: "ltr" | "rtl";
  title: string;
  /** Absolute. */
  canonical: string;
  url: string;
}

export interface NotFoundView extends PageBase {
  layout: "not-found";
  heading: string;
  /** Every language's words, since the address says nothing of the reader's. */
  texts: { language: string; direction: "ltr" | "rtl"; heading: string; text: string; home: LinkView }[];
  latest: CardView[];
}

/** What every light page has: text first, one request, no script, nothing that an old browser lacks. */
export interface LitePage {
  language: string;
  direction: "ltr" | "rtl";
  title: string;
  description: string;
  /** The full page's, absolute. */
  canonical: string;
  robots: string;
  /** The full page: the reader's own way back. */
  exitUrl: string;
  paper: {
    name: string;
    homeUrl: string;
    /** The full page's: a light one could not search. */
    searchUrl?: string;
    sections: LinkView[];
    languages: LanguageLink[];
  };
}

/** A story's light page: the full page's facts, the copy without classes, photos as links with their words. */
export interface LiteStoryView extends LitePage {
  layout: "lite-story";
  story: Omit<StoryView["story"], "photo" | "gallery" | "blocks" | "earlier" | "earlierTitle" | "share"> & {
    photoHtml?: string;
    bodyHtml: string;
    galleryHtml: string;
  };
}

export interface LiteItem {
  url: string;
  headline: string;
  label?: string;
  sponsor?: string;
  standfirst?: string;
  published: DateView;
  isLive: boolean;
}

export interface LiteGroup {
  heading?: string;
  url?: string;
  items: LiteItem[];
}

/** A light home or section. */
export interface LiteFrontView extends LitePage {
  layout: "lite-front";
  heading?: string;
  banner: BannerItem[];
  groups: LiteGroup[];
  archiveUrl: string;
}

/** What stands at the light address of a story that was taken down. */
export interface LiteNoticeView extends LitePage {
  layout: "lite-notice";
  heading: string;
  notice: string;
  date: DateView;
  replacedBy?: LinkView;
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

/** A run of text that two versions share, or one alone. */
export interface DifferenceView {
  kind: "same" | "deleted" | "inserted";
  text: string;
}

/** What changed in one part of a story. */
export interface HistoryPart {
  /** `Headline`, `Text` … */
  label: string;
  paragraphs: DifferenceView[][];
}

export interface HistoryVersionView {
  label: string;
  date: DateView;
  /** The editors' own words for the change. */
  changeNote?: string;
  /** Of the first version. */
  headline?: string;
  parts: HistoryPart[];
}

/** A story's public history: its versions, newest first. */
export interface HistoryView extends PageBase {
  layout: "history";
  heading: string;
  introduction: string;
  story: LinkView;
  /** Says that words are gone from earlier versions, and what stands in their place. */
  removedNote?: string;
  versions: HistoryVersionView[];
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

/** The editions to read offline, and how to know that one is genuine. */
export interface EditionsView extends PageBase {
  layout: "editions";
  heading: string;
  introduction: string;
  series: EditionSeries[];
  /** For reading programs; absent where all were withdrawn. */
  catalogue?: LinkView;
  /** How to verify a file; `command` is to be typed. */
  checks: { text: string; command: string }[];
  /** Lists of digests, and their signature. */
  proofs: LinkView[];
}

/** Editions of one kind: the newest as it is, earlier ones in short. */
export interface EditionSeries {
  name: string;
  newest: EditionItem;
  earlier: EditionItem[];
}

export interface EditionItem {
  /** `2026-11-22-daily-en`; its place on the page is `edition-` before it. */
  id: string;
  date: DateView;
  /** `46 stories`, `2 corrections`, in the page's language. */
  facts: string[];
  /** `use`: what it is for, in plain words. */
  forms: { name: string; short: string; use: string; url: string; size: string; type: string }[];
  corrections: { headline: string; url: string; text: string }[];
  /** Where it is given out no more: what readers are told. */
  withdrawn?: string;
}

/** The first page of an edition; it is in no build. */
export interface EditionView extends PageBase {
  layout: "edition";
  /** `Daily edition, 22 November 2026` */
  heading: string;
  introduction: string;
  /** The front, the search: where the edition has them. */
  links: LinkView[];
  /** Withdrawals, then corrections, since the edition before; like a corrections page's months. */
  changes: CorrectionsView["months"];
  groups: {
    name: string;
    items: {
      url: string;
      headline: string;
      standfirst?: string;
      label?: string;
      published: DateView;
      isSummary?: true;
    }[];
  }[];
}

/** A whole edition in one file; it is in no build. */
export interface LiteEditionView {
  layout: "lite-edition";
  language: string;
  direction: "ltr" | "rtl";
  /** The paper's name and the edition's. */
  title: string;
  /** Content-Security-Policy: nothing but the page itself. */
  policy: string;
  paper: { name: string; homeUrl: string };
  heading: string;
  introduction: string;
  changes: CorrectionsView["months"];
  groups: {
    name: string;
    stories: {
      /** Its place in the file. */
      anchor: string;
      /** On the web. */
      url: string;
      headline: string;
      /** Type, where a reader must know it before the story is opened. */
      label?: string;
      /** The whole story with its headline; absent where no more than a summary may leave the web. */
      bodyHtml?: string;
    }[];
  }[];
  /** How to know that it is genuine. */
  readme: string;
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
