import type { Moment } from "../base/dates.ts";
import type { Language } from "./languages.ts";
import type { Newsroom } from "./newsroom.ts";

export const editionKinds = ["daily", "weekly", "section", "all", "range"] as const;
export type EditionKind = (typeof editionKinds)[number];

/** Endings of an edition's files, and what each is for. `since`: what changed from the previous one. */
export const editionForms = ["html", "epub", "zip", "since", "zim"] as const;
export type EditionForm = (typeof editionForms)[number];

/**
 * Why an edition that was made is given out no more. `story`: one that it holds or names is no longer published; `photo`: one
 * was killed; `terms`: an agency, or a lease, lets something in it leave the web no longer.
 */
export type WithdrawalReason = "story" | "photo" | "terms";

/** An edition as the site lists it. */
export interface PublishedEdition {
  id: string;
  kind: EditionKind;
  /** BCP 47. */
  language: string;
  /** Key of a section's. */
  section?: string;
  from?: Moment;
  /** Of a range that has an end: the first moment outside. */
  to?: Moment;
  /** When it was made. */
  until: Moment;
  /** The paper's name and the edition's, in its language. */
  title: string;
  stories: number;
  /** Against the edition before, where that is known: stories that it had not, and those that were updated. */
  added?: number;
  updated?: number;
  /** Of the edition before: when it was made. */
  previous?: Moment;
  corrections: { story: string; url: string; headline: string; text: string; date: Moment }[];
  /** Stories that were taken down since the edition before. */
  takenDown: number;
  /** Files below `editions/`; empty where it was withdrawn. */
  files: EditionDownload[];
  /** Where it was withdrawn: why, and the digests of the files that went, for those who hold copies. */
  withdrawn?: { reason: WithdrawalReason; files: { name: string; sha256: string }[] };
}

/** What one run of editions shares: kind, section and language, and of ranges the days. */
export function seriesOf(edition: {
  kind: EditionKind;
  section?: string | undefined;
  language: string;
  from?: Moment | string | undefined;
  to?: Moment | string | undefined;
}): string {
  const { kind, section, language, from, to } = edition;
  return [kind, section ?? "", language, ...(kind === "range" ? [from ?? "", to ?? ""] : [])].join(" ");
}

export interface EditionDownload {
  form: EditionForm;
  name: string;
  /** Media type. */
  type: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

/** All that a site has of editions, as its pages and catalogues tell of it. */
export interface EditionShelf {
  /** Newest first. */
  editions: PublishedEdition[];
  /** Beside them: the list of digests, and its signature where there is one. */
  hasSums: boolean;
  hasSignature: boolean;
}

/** Forms that reading programs fetch, books first, which is what most of these programs read; an update is for a folder. */
export const bookForms: readonly EditionForm[] = ["epub", "html", "zim", "zip"];

/** Whether a reading program finds something in the catalogue of it. */
export function isInCatalogue({ files }: PublishedEdition): boolean {
  return files.some(({ form }) => bookForms.includes(form));
}

/** Where editions stand on the site, and in the site's folder. */
export const editionsFolder = "editions";

/**
 * Whether we make a language's page of editions: where there are any, withdrawn ones too, for who holds a copy must be able to
 * learn of it. A site's own page or section of this name takes its place.
 */
export function hasEditionsPage(
  { editions }: EditionShelf,
  { code }: Language,
  { pages, sections }: Pick<Newsroom, "pages" | "sections">,
): boolean {
  const hasOwn = pages.some(({ slug, language }) => slug === editionsFolder && language === code);
  return !hasOwn && !sections.has(editionsFolder) && editions.some(({ language }) => language === code);
}
