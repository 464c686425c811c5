import type { Language } from "../model/languages.ts";
import type { Newsroom } from "../model/newsroom.ts";
import type { Photo, Story } from "../model/story.ts";

/** One file of a photo's set. */
export interface Rendition {
  /** Absolute. */
  url: string;
  /** MIME type. */
  type: string;
  /** px */
  width: number;
  height: number;
}

/** What syndication asks of the pages room, which knows addresses and renditions; `build.ts` hands it over. */
export interface Addresses {
  newsroom: Newsroom;
  /** Absolute address of a decoded, site-relative path. */
  absolute(path: string): string;
  iso(moment: number): string;
  words(language: Language, key: string): string;
  localized(value: string | Record<string, string> | undefined, language: Language): string | undefined;
  /** The largest JPEG of a photo's set. */
  jpeg(photo: Photo, placement: "lead" | "inline"): { url: string; width: number; height: number } | undefined;
  /** All JPEGs of a photo's set, then all AVIFs, the largest first; a lead's in the shapes that search engines ask for too. */
  renditions(photo: Photo, placement: "lead" | "inline"): Rendition[];
  bylineNames(story: Story): string[];
  /** Writers with their pages, and the agency that the text came from; empty where there is neither. */
  authors(story: Story): { name: string; url?: string }[];
  /** What a story is of: its type unless plain news, its section, its topics. */
  categories(story: Story): string[];
  /** What a feed holds of a story, as HTML with absolute addresses; `digest` changes whenever it would. */
  feedContent(story: Story, extent: "full" | "summary"): { digest: string; html: () => string };
  /** Absolute address of the square icon. */
  icon?: string;
}
