import { digestOf } from "./base/digest.ts";
import type { Store } from "./base/store.ts";
import type { TextFile } from "./base/text-file.ts";
import { outputFileOf } from "./base/urls.ts";
import type { EditionShelf } from "./model/published-edition.ts";
import type { Story } from "./model/story.ts";
import { feedContent } from "./pages/feed-content.ts";
import { keptFolder, leasedFolder } from "./pages/photo-rack.ts";
import type { PlannedFile } from "./pages/planned-file.ts";
import type { ViewContext } from "./pages/view-context.ts";
import { planSearch } from "./plan-search.ts";
import type { Addresses } from "./syndication/addresses.ts";
import { feedPaths, feedTexts } from "./syndication/feed-files.ts";
import { hostFiles } from "./syndication/host-files.ts";
import { ninjsFiles } from "./syndication/ninjs.ts";
import { opdsFiles } from "./syndication/opds.ts";
import { sitemaps } from "./syndication/sitemaps.ts";
import { type ManifestIcon, webAppManifests } from "./syndication/web-app-manifest.ts";
import { withdrawnFile } from "./syndication/withdrawn.ts";

export interface PlanTextsInput {
  context: ViewContext;
  engine: string;
  store: Store;
  contentSecurityPolicy: string;
  /** The outlet's square pictures, for phones that install the paper. */
  icons: readonly ManifestIcon[];
  editions: EditionShelf;
  /** Only their paths are wanted: parts of the search index and of the sitemap, to which nobody links, are left out. */
  isListOnly?: boolean;
}

/** Every file of the output that is no page, picture or asset: feeds, sitemaps, what hosts and partners read. */
export function planTexts(input: PlanTextsInput): PlannedFile[] {
  const { context, engine, store, contentSecurityPolicy, icons, editions, isListOnly = false } = input;
  const { newsroom } = context;
  const addresses = addressesOf(context);
  const texts: TextFile[] = isListOnly
    ? [...feedPaths(newsroom).map(nameOnly), nameOnly("/sitemap.xml")]
    : [...feedTexts(addresses), ...sitemaps(addresses, editions), ...planSearch(context, store)];
  texts.push(...ninjsFiles(addresses), ...webAppManifests(addresses, icons), ...opdsFiles(editions, addresses));
  const { features } = newsroom.outlet;
  const kept = [`/${keptFolder}*`, "/assets/fonts/*", "/assets/scripts/*"];
  if (features.search) kept.push(...newsroom.languages.map(({ code }) => `/search/${code}/parts/*`));
  texts.push(withdrawnFile({ addresses, photoFolders: [keptFolder, leasedFolder], editions }));
  texts.push(
    ...hostFiles({
      newsroom,
      addresses,
      contentSecurityPolicy,
      immutable: features.immutableAssets ? kept : [],
      leased: `/${leasedFolder}*`,
      hasManifest: icons.length > 0,
      hasEditions: editions.editions.length > 0,
    }),
  );
  return texts.map((text) => plannedText(text, engine));
}

/** What a list has of a text: where it stands. */
function nameOnly(path: string): TextFile {
  return { file: outputFileOf(path), text: "" };
}

function plannedText(text: TextFile, engine: string): PlannedFile {
  const { file } = text;
  if ("make" in text) return { kind: "text", file, text: text.make, digest: digestOf(text.digest, engine) };
  return { kind: "text", file, text: () => text.text, digest: digestOf(text.text) };
}

/** What syndication asks of the pages, answered by them. */
export function addressesOf(context: ViewContext): Addresses {
  return {
    newsroom: context.newsroom,
    absolute: (path) => context.absolute(path),
    iso: (moment) => context.iso(moment),
    words: (language, key) => context.words(language, key),
    localized: (value, language) => context.localized(value, language),
    jpeg: (photo, placement) => {
      const jpeg = context.photo(photo, placement).renditions.jpeg.at(-1);
      return jpeg && { url: new URL(jpeg.url, context.absolute("/")).href, width: jpeg.width, height: jpeg.height };
    },
    renditions: (photo, placement) => {
      const { jpeg, avif } = context.photo(photo, placement).renditions;
      const crops = placement === "lead" ? context.photos.crops(photo) : [];
      return [...[...jpeg].reverse(), ...crops, ...[...avif].reverse()].map((each) => ({
        url: new URL(each.url, context.absolute("/")).href,
        type: each.sourceType,
        width: each.width,
        height: each.height,
      }));
    },
    authors: (story) => authorsOf(story, context),
    categories: (story) => categoriesOf(story, context),
    feedContent: (story, extent) => feedContent(story, extent, context),
    ...(context.logoUrl !== undefined && { icon: context.logoUrl }),
    bylineNames: (story) => story.byline.map((entry) => context.byline(entry, context.language(story.language)).name),
  };
}

function authorsOf(story: Story, context: ViewContext): { name: string; url?: string }[] {
  const language = context.language(story.language);
  const agency = story.agency === undefined ? undefined : context.newsroom.agencies[story.agency];
  const absolute = (url: string) => new URL(url, context.absolute("/")).href;
  return [
    ...story.byline.map((entry) => {
      const { name, url } = context.byline(entry, language);
      return { name, ...(url !== undefined && { url: absolute(url) }) };
    }),
    ...(agency ? [{ name: context.localized(agency.name, language) ?? agency.credit }] : []),
  ];
}

function categoriesOf(story: Story, context: ViewContext): string[] {
  const language = context.language(story.language);
  const label = context.typeLabel(story, language);
  return [
    ...(label === undefined ? [] : [label]),
    context.sectionLink(story.section, language).name,
    ...story.topics.map((slug) => context.newsroom.topics.nameOf(slug, story.language)),
  ];
}
