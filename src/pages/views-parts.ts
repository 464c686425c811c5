import type { PhotoSize } from "../content/blocks.ts";
import type { StoryType } from "../content/story-schema.ts";

// What pages are made of: links, photos, cards, the copy's blocks, corrections.

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

/** An offer to save something for reading offline: made by a script, or not at all. */
export interface SaveView {
  /** The button's words. */
  label: string;
  /** What the build listed; absent: the story on this page. */
  listUrl?: string;
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
