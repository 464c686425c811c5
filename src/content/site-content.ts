import type { Moment } from "../base/dates.ts";
import type { Problem } from "../base/problem.ts";
import type { Copy, PhotoUse } from "./blocks.ts";
import type { Agencies, Contributors, PageRecord, Sections, Strings, Topics } from "./data-schemas.ts";
import type { FrontRecord } from "./front-schema.ts";
import type { LiveEntryFrontMatter } from "./live-entry-schema.ts";
import type { Outlet } from "./outlet-schema.ts";
import type { PhotoKill, Sidecar } from "./photo-schema.ts";
import type { FrontMatter } from "./story-schema.ts";
import type { StyleList } from "./style-schema.ts";

/** One story as it was read: validated, but of any status. The model decides what is public. */
export interface StoryRecord {
  /** Path under articles/ without `.md`, or the front matter's `id`. */
  id: string;
  /** Path under the site folder. */
  file: string;
  /** The file name without `.md`, NFC. */
  slug: string;
  /** SHA-256 of file's text and of what its reading depended on (zone, engine): the key of its blocks in the store. */
  digest: string;
  /** Under which the store keeps this reading: `--hold-back` brings an earlier one back by it. */
  readingKey?: string;
  frontMatter: FrontMatter;
  /** 1-based line of each front-matter key (`photo.credit` too, where known), for problems found later. */
  lines: Record<string, number>;
  /** The copy without its blocks: those are fetched from the store by `digest` when a page is made. */
  copy: Omit<Copy, "blocks">;
  /** Photos of the copy, in order; `record.file` as the writer gave it. */
  copyPhotos: PhotoUse[];
  /** Stories that the copy refers to by `:::related` or a live entry's breakout. */
  copyStories: { id: string; line: number; file?: string }[];
  /** Who wrote the copy's live entries: contributors' keys, or names as printed. */
  copyBylines?: { name: string; line: number; file?: string }[];
  /** Keys in the store of the tables that the copy shows, by the names that it gives their files. */
  tables?: Record<string, string>;
  /** Of a live story: those of the copy, then those with files of their own. */
  entries?: LiveEntryRecord[];
}

/**
 * A story whose deciding keys are faulty or missing: what rules may look at all the same, so that one mistake does not hide
 * ten others. It is among no stories, and the public never sees it.
 */
export interface StoryInPart {
  /** A draft, whatever it says. */
  record: StoryRecord;
  /** Top-level keys that can't be read: something stands in their place, of which nothing may be said. */
  unread: string[];
  /** Nothing of the front matter can be read, the language neither. */
  isCopyOnly?: true;
}

/** One entry of a live story, as it was read; its block is in the store. */
export interface LiveEntryRecord {
  /** Anchor, unique in the story. */
  id: string;
  /** Key of its block in the store. */
  digest: string;
  /** Its own file, where it has one. */
  file?: string;
  at: Moment;
  status: LiveEntryFrontMatter["status"];
  kill?: NonNullable<LiveEntryFrontMatter["kill"]>;
  headline?: string;
  isPinned?: true;
  isKey?: true;
  words: number;
  excerpt: string;
  /** How many of the story's `copyPhotos` are its: entries' photos follow those of the rest, in the order of the entries. */
  photos: number;
  tables?: Record<string, string>;
}

/** One picture file under articles/ that something of the site uses (or describes by a sidecar). */
export interface PhotoFile {
  /** Path under articles/: the photo's id. */
  id: string;
  /** Absolute path on the disk, in whatever Unicode form it has there. */
  file: string;
  /** SHA-256 of the bytes. */
  sha256: string;
  sidecar?: Sidecar;
  sidecarFile?: string;
  /** Of the sidecar's `notKilled`. */
  notKilledLine?: number;
}

/** A killed photo, whether or not its file is still there: what its sidecar remembers of it. */
export interface KilledPhoto {
  /** Path under articles/. */
  id: string;
  /** The sidecar, under the site folder. */
  file: string;
  kill: PhotoKill;
  /** Whose picture it was, where the sidecar says so. */
  sidecar: Sidecar;
}

export interface PageText extends PageRecord {
  language: string;
  slug: string;
  file: string;
  digest: string;
  html: string;
}

/** Everything that a site folder says, read and validated; nothing decided yet. */
export interface SiteContent {
  outlet: Outlet;
  sections: Sections;
  contributors: Contributors;
  agencies: Agencies;
  topics: Topics;
  /**
   * Key: `home.en`, `world.hi`; a file without a language serves the first language. `lines`: the 1-based line of each
   * key by dotted path: `slots.0.story`.
   */
  fronts: Record<string, FrontRecord & { file: string; lines: Record<string, number> }>;
  pages: PageText[];
  /** Per language, complete: the project's words with the site's over them. */
  strings: Record<string, Strings>;
  /** Words that the outlet does not print; read by the checks alone. */
  style: StyleList;
  /** All that can be shown, faulty ones too (their `problems` name them): by file. */
  stories: StoryRecord[];
  /** Those that can't, for rules alone. */
  inPart?: StoryInPart[];
  photos: Map<string, PhotoFile>;
  /** Ids of pictures under articles/ that nothing uses; undefined where a faulty story may be what uses them. */
  unusedPhotos?: string[];
  /** By the sidecars, in the order of their paths. */
  killedPhotos: KilledPhoto[];
  problems: Problem[];
}
