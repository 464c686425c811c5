import type { Moment } from "../base/dates.ts";
import type { Block, DataTable, PhotoSize } from "../content/blocks.ts";
import type { PhotoScope, Sidecar } from "../content/photo-schema.ts";
import type { FrontMatter, StoryType } from "../content/story-schema.ts";
import type { LiveEntry } from "./live-entries.ts";
import type { PhotoReading, Rights } from "./rights.ts";
import type { TranslationLag } from "./translation-lag.ts";
import type { Visibility } from "./visibility.ts";

/** A photo in one use: file, reading, and all that this place says of it. Only photos that may be shown become one. */
export interface Photo {
  /** Path under articles/. */
  id: string;
  reading: PhotoReading;
  rights: Rights;
  alt: string;
  caption?: string;
  /** BCP 47, where it is known: travels in the file with the words. */
  altLanguage?: string;
  captionLanguage?: string;
  /** 0–1 of the oriented image. */
  focus: [number, number];
  /** Scopes in which it may be used now. */
  scopes: { web: boolean; feeds: boolean; offline: boolean };
  /** True where leases or a kill may end its use: never sent as immutable. */
  isLeased: boolean;
  /** The figures behind a chart, map or diagram. */
  table?: DataTable;
  /** The first moment to come at which it may no longer be used in a scope, where one is set. */
  leaseEnds?: Partial<Record<PhotoScope, Moment>>;
}

/** Stands where a photo stood that is shown no more: an editor's words on its kill, or, without `notice`, that its lease is over. */
export interface PhotoNote {
  notice?: string;
}

export interface BylineEntry {
  name: string;
  /** Key of contributors.yaml, where it is one. */
  contributor?: string;
  role?: string;
  location?: string;
}

/** A public story at the newsroom's moment. */
export interface Story {
  id: string;
  file: string;
  slug: string;
  /** Changes when anything does that its copy says or shows, its entries and tables included. */
  digest: string;
  /** Key of the copy's blocks in the store, where it is not `digest`: see `blocksOf`. */
  copyDigest?: string;
  /** Only the entries and their notes are wanted of the copy: an older page of a live story. */
  isWithoutCopy?: boolean;
  /** Keys in the store of the copy's tables, by the names that it gives their files. */
  tables?: Record<string, string>;
  /** Of a live story: the entries whose time has come, oldest first. */
  entries?: LiveEntry[];
  type: StoryType;
  language: string;
  /** Site-relative, with a leading slash and the language prefix, without the outlet's path prefix; not percent-encoded. */
  path: string;
  headline: string;
  shortHeadline?: string;
  kicker?: string;
  standfirst?: string;
  /** Description for search engines: standfirst or excerpt. */
  description: string;
  section: string;
  /** Section, its ancestors, `alsoIn` and theirs: every listing the story stands in. */
  sections: string[];
  /** Slugs of topics. */
  topics: string[];
  byline: BylineEntry[];
  agency?: string;
  dateline?: string;
  /** What readers see as first publication: the later of `published` and `embargo`. */
  published: Moment;
  updated?: Moment;
  changeNote?: string;
  isExpired: boolean;
  photo?: Photo;
  gallery: Photo[];
  /** The copy's photos by index; undefined where one may not be shown now. */
  copyPhotos: (Photo | undefined)[];
  /** What stands in the place of photos that may not be shown now; `copy` by index, as `copyPhotos`. */
  photoNotes?: { lead?: PhotoNote; gallery: PhotoNote[]; copy: (PhotoNote | undefined)[] };
  /** Stories that the copy shows as related, or that its live entries broke out to: public ones, by id. */
  copyStories: string[];
  /** Links of the copy to other stories' files (`../world/x.md`): the story's path, or null where it is not public. */
  links: Record<string, string | null>;
  corrections: NonNullable<FrontMatter["corrections"]>;
  sources: NonNullable<FrontMatter["sources"]>;
  methodology?: string;
  /** The claim that the story checks, and what it found. */
  claim?: {
    text: string;
    author?: string | undefined;
    rating: string;
    score?: { value: number; best: number; worst: number } | undefined;
  };
  aiUse?: FrontMatter["aiUse"];
  series?: { name: string; part?: number };
  live?: FrontMatter["live"];
  sponsor?: FrontMatter["sponsor"];
  canonical?: string;
  translationOf?: string;
  /** Ids of the other languages' forms, by language. */
  translations: Record<string, string>;
  /** What this translation has not followed yet, where its original changed. */
  lag?: TranslationLag;
  aliases: string[];
  /** In a preview only: why readers do not see it. */
  hiddenAs?: Visibility;
  words: number;
}

/** A killed story that was public: an address with a notice. Holds nothing of the story itself. */
export interface Notice {
  id: string;
  path: string;
  language: string;
  at: Moment;
  notice?: string;
  /** A path of this site or an absolute address. */
  replacedBy?: string;
}

export interface Topic {
  slug: string;
  name: Record<string, string>;
}

export type { Block, PhotoSize, Sidecar };
