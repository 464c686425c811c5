import { digestOf } from "../base/digest.ts";
import { places } from "../model/addresses.ts";
import { feedsUrlPath } from "../model/feed-lists.ts";
import type { Language } from "../model/languages.ts";
import type { EditionShelf } from "../model/published-edition.ts";
import type { Story } from "../model/story.ts";
import type { CardRack } from "./card-rack.ts";
import { editionsLink } from "./editions-view.ts";
import { feedLinks } from "./feed-links.ts";
import { grievanceLink } from "./grievance-view.ts";
import { openGraph } from "./open-graph.ts";
import type { SocialPicture } from "./photo-rack.ts";
import type { ViewContext } from "./view-context.ts";
import type { PageBase } from "./views.ts";
import type { LanguageLink, LinkView, PhotoView, SaveView, SectionLink } from "./views-parts.ts";

/** Output addresses of the outlet's icons, where it has them. */
export interface SiteAssets {
  logoUrl?: string;
  iconUrl?: string;
  touchIconUrl?: string;
  /** Whether each language has a web app manifest. */
  hasManifest?: boolean;
  /** Editions to read offline; absent: none. */
  editions?: EditionShelf;
}

export interface PageBaseInput {
  language: Language;
  /** Decoded, site-relative. */
  path: string;
  /** Without the outlet's name, which is added; undefined on home fronts. */
  title?: string;
  /** In place of a title that search engines would cut. */
  shortTitle?: string | undefined;
  description?: string | undefined;
  /** Where the canonical address is not this page's own. */
  canonical?: string | undefined;
  /** This page in other languages: language code → path. Includes only public forms. */
  translations?: Record<string, string>;
  /** The section that the navigation marks. */
  section?: string | undefined;
  breadcrumbs?: LinkView[];
  /** The listing whose feeds the page names; default: the language's whole paper. */
  feedsOf?: { path: string; title: string } | undefined;
  openGraph?: { property: string; content: string }[];
  /** The story that the page is, where it is one: for its card. */
  story?: Story | undefined;
  /** For og:image, where there is no card. */
  photo?: { view: PhotoView; social: SocialPicture | undefined } | undefined;
  robots?: string;
  /** Whether the page has a light form. */
  hasLite?: boolean;
  structuredData?: object | undefined;
  saves?: SaveView[] | undefined;
}

// One array, so that a masthead without them is the same masthead.
const noLinks: LanguageLink[] = [];

/** Builds what every page has. One factory per build: the navigation of a language is made once. */
export class PageBaseFactory {
  readonly #context: ViewContext;
  readonly #assets: SiteAssets;
  readonly #cards: CardRack | undefined;
  readonly #chrome = new Map<string, Omit<PageBase["site"], "languages">>();
  readonly #digests = new Map<object, string>();

  constructor(context: ViewContext, assets: SiteAssets, cards?: CardRack) {
    this.#context = context;
    this.#assets = assets;
    this.#cards = cards;
  }

  make(input: PageBaseInput): PageBase {
    const { language, path } = input;
    const context = this.#context;
    const chrome = this.#chromeOf(language, input.section);
    const name = chrome.name;
    const title = titleOf(input, name, chrome.tagline);
    const description = (
      input.description ??
      context.localized(context.newsroom.outlet.description, language) ??
      name
    ).slice(0, 300);
    const canonical = input.canonical ?? context.absolute(path);
    return {
      language: language.code,
      direction: language.direction,
      title,
      description,
      canonical,
      alternates: this.#alternates(input),
      openGraph: openGraph({
        input,
        title: input.title ?? name,
        description,
        canonical,
        site: name,
        origin: context.absolute("/"),
        card: input.story ? this.#cards?.story(input.story) : this.#cards?.outlet(language),
      }),
      robots: input.robots ?? "max-image-preview:large",
      feeds: feedLinks(input.feedsOf ?? { path: places.home(language), title: name }, context),
      structuredDataHtml: input.structuredData ? jsonForScript(input.structuredData) : "",
      site: { ...chrome, languages: this.#languageLinks(input) },
      breadcrumbs: input.breadcrumbs ?? [],
      ...(input.saves && input.saves.length > 0 && { saves: input.saves }),
      ...(input.hasLite && context.newsroom.outlet.features.lite && { liteUrl: context.url(places.lite(path)) }),
    };
  }

  /** The digest of a view, with the navigation's own computed once. */
  digest(view: object): string {
    if (!("site" in view)) return digestOf(JSON.stringify(view));
    const { site, ...own } = view as { site: PageBase["site"] };
    const { languages, ...chrome } = site;
    const first = chrome.sections; // one array for each language and section
    let chromeDigest = this.#digests.get(first);
    if (!chromeDigest) {
      chromeDigest = digestOf(JSON.stringify(chrome));
      this.#digests.set(first, chromeDigest);
    }
    return digestOf(JSON.stringify(own), JSON.stringify(languages), chromeDigest);
  }

  #chromeOf(language: Language, section: string | undefined): Omit<PageBase["site"], "languages"> {
    const context = this.#context;
    const { newsroom } = context;
    const top = section === undefined ? undefined : newsroom.sections.get(section)?.line.at(-1);
    const key = `${language.code} ${section ?? ""}`;
    const known = this.#chrome.get(key);
    if (known) return known;
    const { outlet } = newsroom;
    const name = context.localized(outlet.name, language) ?? "";
    const tagline = context.localized(outlet.tagline, language);
    const hasStories = (sectionKey: string) => newsroom.bySection.has(`${language.code} ${sectionKey}`);
    const sections: SectionLink[] = [...newsroom.sections.values()]
      .filter((node) => node.parent === undefined && hasStories(node.key))
      .map((node) => ({
        ...context.sectionLink(node.key, language),
        ...(node.key === top && { isCurrent: true }),
        children: node.children.filter(hasStories).map((child) => ({
          ...context.sectionLink(child, language),
          ...(child === section && { isCurrent: true }),
        })),
      }));
    const footer = (outlet.footer ?? [])
      .map((slug) => newsroom.pages.find((page) => page.slug === slug && page.language === language.code))
      .filter((page) => page !== undefined)
      .map((page) => ({ name: page.title, url: context.url(places.page(language, page.slug)) }))
      .concat(grievanceLink(language, context), editionsLink(this.#assets.editions, language, context));
    const email = outlet.contacts?.editor?.email;
    const { hasManifest, editions: _shelf, ...pictures } = this.#assets;
    const chrome = {
      name,
      ...(tagline !== undefined && { tagline }),
      homeUrl: context.url(places.home(language)),
      ...pictures,
      ...(hasManifest && { manifestUrl: context.url(places.manifest(language)) }),
      sections,
      footer,
      archiveUrl: context.url(places.archive(language)),
      correctionsUrl: context.url(places.corrections(language)),
      feedsUrl: context.url(feedsUrlPath(language, newsroom)),
      ...(outlet.features.search && { searchUrl: context.url(places.search(language)) }),
      publisher: context.localized(outlet.publisher, language) ?? name,
      ...(email !== undefined && { contactEmail: email }),
      themeColor: outlet.themeColor ?? { light: "#ffffff", dark: "#141210" },
    };
    this.#chrome.set(key, chrome);
    return chrome;
  }

  #languageLinks({ language, translations = {} }: PageBaseInput): LanguageLink[] {
    const context = this.#context;
    if (context.newsroom.languages.length < 2) return noLinks;
    return context.newsroom.languages.map((each) => ({
      name: each.name,
      language: each.code,
      direction: each.direction,
      url: context.url(translations[each.code] ?? places.home(each)),
      ...(each.code === language.code && { isCurrent: true }),
    }));
  }

  #alternates({ language, path, translations = {} }: PageBaseInput): PageBase["alternates"] {
    const context = this.#context;
    const others = context.newsroom.languages.filter((each) => each.code === language.code || translations[each.code]);
    if (others.length < 2) return [];
    const links = others.map((each) => ({
      language: each.code,
      url: context.absolute(each.code === language.code ? path : (translations[each.code] ?? path)),
    }));
    const first = links[0];
    return first ? [...links, { language: "x-default", url: first.url }] : [];
  }
}

/** Search engines and browser tabs show some 70 characters. */
const titleLength = 70;

/**
 * The page's own title, or its shorter form where that alone is short enough, with the outlet's name where there is room;
 * a front has name and tagline.
 */
function titleOf({ title, shortTitle }: PageBaseInput, name: string, tagline: string | undefined): string {
  const own = title !== undefined && title.length > titleLength ? (shortTitle ?? title) : title;
  const first = own ?? name;
  const second = own === undefined ? tagline : name;
  const whole = second === undefined ? first : `${first} — ${second}`;
  return whole.length <= titleLength ? whole : first;
}

/** JSON that may stand in a script element: `<` can end one, and U+2028/9 end a line of script. */
function jsonForScript(value: object): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
