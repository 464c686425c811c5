import type { StoryType } from "../content/story-schema.ts";
import type { PageBase } from "./views.ts";
import type {
  BlockView,
  BylineView,
  CardView,
  CorrectionView,
  DateView,
  LanguageLink,
  LinkView,
  PhotoView,
} from "./views-parts.ts";

// A story's pages: its own, its history, what a live story's page fetches, and what stands where one was.

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
