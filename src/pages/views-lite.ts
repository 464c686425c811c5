import type { BannerItem, DateView, LanguageLink, LinkView } from "./views-parts.ts";
import type { StoryView } from "./views-story.ts";

// Light pages: text first, one request, no script.

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
