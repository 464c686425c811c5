import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Moment } from "./base/dates.ts";
import type { Store } from "./base/store.ts";
import { outputFileOf } from "./base/urls.ts";
import type { OpenedSite } from "./build.ts";
import { coverLinks, coverPath, editionCover, editionTitle } from "./edition-cover.ts";
import { writePages, writeSearch } from "./edition-own-files.ts";
import { editionPhotos } from "./edition-photos.ts";
import { folderReadme, kiwixReadme, proofOfFile } from "./edition-proof.ts";
import type { SignSums } from "./editions/add-sums.ts";
import { chooseStories, type EditionMatter } from "./editions/choose-stories.ts";
import { type EditionKind, type EditionRecord, editionId } from "./editions/edition-record.ts";
import type { Noted } from "./editions/folder-target.ts";
import { PictureShelf, type ShelfPhoto } from "./editions/picture-shelf.ts";
import type { RewriteWords } from "./editions/rewrite-target.ts";
import { safePath } from "./editions/safe-names.ts";
import { places } from "./model/addresses.ts";
import type { Language } from "./model/languages.ts";
import { PageRenderer } from "./pages/page-renderer.ts";
import type { PlannedFile, PlannedPage } from "./pages/planned-file.ts";
import type { Layout } from "./pages/views.ts";
import type { EditionView, LiteEditionView, ProofStep } from "./pages/views-editions.ts";
import { planSearch } from "./plan-search.ts";
import type { SitePlan } from "./plan-site.ts";
import type { SiteConfig } from "./site-config.ts";

/** What an edition must know of the one before. */
export type PreviousEdition = Pick<EditionRecord, "id" | "until" | "contents" | "varied">;

/** Everything that the forms of one edition are made from. Nothing that is not public, or may not leave the web, is in it. */
export interface EditionSource {
  id: string;
  kind: EditionKind;
  section?: string;
  to?: Moment;
  /** `Daily edition, 22 November 2026`. */
  title: string;
  language: Language;
  matter: EditionMatter;
  /** The edition before, of the same kind and language. */
  previous: PreviousEdition | undefined;
  opened: OpenedSite;
  plan: SitePlan;
  cover: EditionView;
  /** The first page as a page of the site would be, at `coverPath`. */
  coverHtml: string;
  /** How to open it as a folder, and how to know that it is genuine: plain text. */
  readme: string;
  /** The same for Kiwix. */
  kiwixReadme: string;
  /** How to know that a file of it is genuine. */
  proof: ProofStep[];
  /** Makes a page of the edition's own look, as the first page is made. */
  renderPage: (view: EditionView | LiteEditionView) => Promise<string>;
  /** Files of the output that are pages of the edition, by path; the first page is not among them. */
  pages: string[];
  /** Files of the output that the edition has, or its own at an address of the site: pages, search, assets. */
  held: string[];
  /** Every photo that pages may show. */
  photos: ShelfPhoto[];
  /** Files of the index, which no page names: its script finds them. */
  searchFiles: string[];
  /** Of the finished build; absolute. */
  output: string;
  /** Where a file that it has, but the first page, stands on the disk: its own form of it, or the build's. */
  pathOf: (file: string) => string;
  /** The same, read. */
  read: (file: string) => Uint8Array;
  /**
   * Which of a picture's files goes along: the widest AVIF of at most `widest` px, or the JPEG, as `format` wants; undefined
   * where the photo may not leave the web.
   */
  pictureOf: (files: readonly string[], format: "avif" | "jpeg", widest: number) => string | undefined;
  /** All files of the photo that this one is of. */
  siblingsOf: (file: string) => readonly string[];
  words: (language: string) => RewriteWords;
  /** What its forms have named so far, for its record: if any of it is taken down, the edition must be. */
  traced: {
    /** Ids of photos. */
    photos: ReadonlySet<string>;
    /** Files of the output that pages link to, in the edition or not. */
    linked: ReadonlySet<string>;
  };
  /** Adds to that. */
  trace: (noted: Pick<Noted, "photos" | "linked">) => void;
}

export interface EditionSourceInput {
  kind: EditionKind;
  section?: string | undefined;
  from?: Moment | undefined;
  /** Of a range that has an end: the first moment outside. */
  to?: Moment | undefined;
  /** BCP 47. */
  language: string;
  /** Signs its lists of digests; absent where the outlet has no key. */
  sign?: SignSums | undefined;
  previous: PreviousEdition | undefined;
  /** For files of its own while it is made; absolute. */
  making: string;
  /** Of the finished build. */
  output: string;
  cache: string;
  opened: OpenedSite;
  plan: SitePlan;
  /** Whether the build's own page names what no edition may: it is made anew then. */
  isOther: (page: PlannedPage) => boolean;
  config: SiteConfig;
  store: Store;
}

/** Pages that stay on the web: light forms, old addresses, what is fetched by scripts, lists of feeds. */
const webOnly: ReadonlySet<Layout> = new Set([
  "lite-story", "lite-front", "lite-notice", "redirect", "notice", "not-found", "live-latest", "feeds", "editions", "offline",
]); // biome-ignore format: a list to scan
/** Of the others, those that an edition of some stories has all the same. */
const always: ReadonlySet<Layout> = new Set(["page", "corrections", "search"]);

/** What an edition holds, from a finished build; undefined where it would hold no story. */
export async function editionSource(input: EditionSourceInput): Promise<EditionSource | undefined> {
  const { kind, section, from, to, previous, output, cache, opened, plan, config, store } = input;
  const { newsroom } = opened;
  const { outlet } = newsroom;
  const { context, base } = plan;
  const language = context.language(input.language);
  const since = previous === undefined ? undefined : Date.parse(previous.until);
  const matter = chooseStories(newsroom, { kind, language: language.code, section, from, to, since });
  if (matter.groups.length === 0) return undefined;

  const whole = matter.groups.flatMap(({ stories }) => stories.filter(({ carriage }) => carriage === "full"));
  const ids = new Set(whole.map(({ story }) => story.id));
  const origins = new Set(whole.map(({ story }) => story.file));
  const texts = newsroom.stories.filter(({ language: code }) => code === language.code);
  const guarded = new Set(texts.filter(({ id }) => !ids.has(id)).map(({ file }) => file));
  const isChosen = (page: PlannedPage) =>
    page.language === language.code &&
    !webOnly.has(page.layout) &&
    (page.origin !== undefined && (origins.has(page.origin) || guarded.has(page.origin))
      ? origins.has(page.origin)
      : kind === "all" || always.has(page.layout));
  const chosen = plan.files.filter((file): file is PlannedPage => file.kind === "page" && isChosen(file));
  const pages = chosen.map(({ file }) => file).sort();

  const search = writeSearch(
    planSearch(context, store, {
      stories: ids,
      withTexts: true,
      urlOf: ({ path }) => safePath(outputFileOf(path)).replace(/(^|\/)index\.html$/, "$1"),
    }).filter(({ file }) => file.startsWith(`search/${language.code}/`)),
    input,
  );
  const assets = new Set(plan.files.filter(isAsset).map(({ file }) => file));
  const photos = editionPhotos(newsroom);
  const shelf = new PictureShelf(photos, (file) => assets.has(file));
  const traced = { photos: new Set<string>(), linked: new Set<string>() };
  const renderer = new PageRenderer({ cache, includes: plan.folders.folders, siteConfig: config.configure });
  const isOwn = (page: PlannedPage) => page.layout === "search" || input.isOther(page);
  const own = await writePages(chosen.filter(isOwn), renderer, input);
  const pathOf = (file: string) => own.get(file) ?? search.get(file) ?? join(output, file);

  const cover = {
    kind,
    section,
    to,
    matter,
    language,
    context,
    base,
    links: coverLinks(language, pages.includes(outputFileOf(places.search(language))), kind === "all"),
  };
  const renderPage = (each: EditionView | LiteEditionView) =>
    renderer.render({ layout: each.layout, file: outputFileOf(coverPath) }, () => ({
      view: each,
      strings: context.strings(language),
      assets: plan.pageAssets(each.layout, language.code),
    }));
  const view = editionCover(cover);
  const proof = { title: editionTitle(cover), language, context, isSigned: input.sign !== undefined };
  return {
    id: editionId({ kind, language: language.code, until: newsroom.now, from, to, section, zone: outlet.timeZone }),
    kind,
    ...(section !== undefined && { section }),
    ...(to !== undefined && { to }),
    title: editionTitle(cover),
    language,
    matter,
    previous,
    opened,
    plan,
    cover: view,
    coverHtml: await renderPage(view),
    readme: folderReadme(proof),
    kiwixReadme: kiwixReadme(proof),
    proof: proofOfFile(proof),
    renderPage,
    pages,
    searchFiles: [...search.keys()],
    held: [...pages, ...search.keys(), ...assets, outputFileOf(coverPath)],
    photos,
    output,
    pathOf,
    read: (file) => readFileSync(pathOf(file)),
    pictureOf(files, format, widest) {
      const chosen = shelf.choose(files, format, widest);
      if (chosen?.photo !== undefined) traced.photos.add(chosen.photo);
      return chosen?.file;
    },
    traced,
    trace(noted) {
      for (const id of noted.photos) traced.photos.add(id);
      for (const file of noted.linked) traced.linked.add(file);
    },
    siblingsOf: (file) => shelf.siblingsOf(file),
    words: (code) => {
      const strings = context.strings(context.language(code === "" ? language.code : code));
      return {
        online: "↗",
        spoken: strings["edition-online"] ?? "",
        photoOnline: strings["edition-photo-online"] ?? "",
      };
    },
  };
}

/** Styles' faces, icons, scripts: whatever stands below assets/. */
function isAsset({ file }: PlannedFile): boolean {
  return file.startsWith("assets/");
}
