import { dayOf, type Moment } from "../base/dates.ts";
import type { Outlet } from "../content/outlet-schema.ts";
import type { Language } from "./languages.ts";

// Every address of the site is decided here: decoded, site-relative paths with the language's prefix.

export interface StoryAddressFacts {
  id: string;
  slug: string;
  section: string;
  /** Front matter's `published`, not the embargo: an address must not move when an embargo does. */
  published: Moment;
  permalink?: string | undefined;
}

/** A story's path: its own `permalink`, else the outlet's pattern behind the language's prefix. */
export function storyPath(facts: StoryAddressFacts, outlet: Outlet, language: Language): string {
  if (facts.permalink) return normalisePath(facts.permalink);
  const day = dayOf(facts.published, outlet.timeZone);
  const values: Record<string, string> = {
    yyyy: String(day.year).padStart(4, "0"),
    mm: String(day.month).padStart(2, "0"),
    dd: String(day.day).padStart(2, "0"),
    section: facts.section,
    slug: facts.slug,
    id: facts.id,
  };
  const path = outlet.permalink.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return normalisePath(language.prefix + path);
}

/** One leading slash, no doubled ones, and a trailing slash unless the last segment is a file name (`.html`). */
export function normalisePath(path: string): string {
  const clean = `/${path}`.normalize("NFC").replace(/\/{2,}/g, "/");
  return clean.endsWith("/") || /\.html?$/i.test(clean) ? clean : `${clean}/`;
}

/** The page of the grievance officer; a site's own page of this slug takes its place. */
export const grievanceSlug = "grievance";

/** A feed's file beside its listing, by format. */
export const feedFiles = { rss: "feed.xml", atom: "atom.xml", json: "feed.json" } as const;
export type FeedFormat = keyof typeof feedFiles;

/** The fixed places of a language. */
export const places = {
  home: (language: Language) => `${language.prefix}/`,
  section: (language: Language, key: string) => `${language.prefix}/${key}/`,
  sectionListing: (language: Language, key: string) => `${language.prefix}/${key}/latest/`,
  topic: (language: Language, slug: string) => `${language.prefix}/topics/${slug}/`,
  contributor: (language: Language, key: string) => `${language.prefix}/by/${key}/`,
  agency: (language: Language, key: string) => `${language.prefix}/agencies/${key}/`,
  archive: (language: Language) => `${language.prefix}/archive/`,
  archiveYear: (language: Language, year: number) => `${language.prefix}/archive/${year}/`,
  archiveMonth: (language: Language, year: number, month: number) =>
    `${language.prefix}/archive/${year}/${String(month).padStart(2, "0")}/`,
  corrections: (language: Language) => `${language.prefix}/corrections/`,
  grievance: (language: Language) => `${language.prefix}/${grievanceSlug}/`,
  /** A story's public history. */
  history: (path: string) => `${path.replace(/\.html?$/i, "").replace(/\/+$/, "")}/history/`,
  search: (language: Language) => `${language.prefix}/search/`,
  /** What a reader has saved, and what is shown where there is no network. */
  offline: (language: Language) => `${language.prefix}/offline/`,
  page: (language: Language, slug: string) => `${language.prefix}/${slug}/`,
  /** The light form of a page: of a story, a section or a home. */
  lite: (path: string) => `/lite${path}`,
  /** A listing's feeds stand beside it: `/world/` has `/world/feed.xml`, `/world/atom.xml`, `/world/feed.json`. */
  feed: (path: string, format: FeedFormat = "rss") => path + feedFiles[format],
  /** The page that lists a language's feeds. */
  feeds: (language: Language) => `${language.prefix}/feeds/`,
  opml: "/feeds.opml",
  /** The service worker: at the site's root, for it answers for what lies below it. */
  worker: "/sw.js",
  /** What copies on devices must be held against. */
  offlineChanges: "/offline/changes.json",
  /** What saving says, in a language. */
  offlineWords: (language: Language) => `/offline/${language.code}/words.json`,
  /** What saving today's paper, or a section, fetches. */
  offlineList: (language: Language, section = "today") =>
    `/offline/${language.code}/${section === "today" ? section : `section-${section}`}.json`,
  /** The page of editions to read offline; their files stand in the first language's folder. */
  editions: (language: Language) => `${language.prefix}/editions/`,
  edition: (file: string) => `/editions/${file}`,
  /** Catalogues of editions for reading programs: all, of a language, of a kind in it. */
  opds: (...which: string[]) => `/editions/${["opds", ...which].join("-").toLowerCase()}.xml`,
  opdsJson: "/editions/opds.json",
  /** The web app manifest of a language. */
  manifest: (language: Language) => `${language.prefix}/manifest.webmanifest`,
  /** A story as IPTC ninjs, beside its page; that of a taken-down story says so. */
  ninjs: (path: string) => `${path.replace(/\.html?$/i, "").replace(/\/+$/, "")}/ninjs.json`,
} as const;
