import { type DateFormat, formatMoment, formatNumber, isoMoment, type Moment } from "../base/dates.ts";
import { digestOf } from "../base/digest.ts";
import { encodePath, pathPrefixOf } from "../base/urls.ts";
import type { Block } from "../content/blocks.ts";
import type { Strings } from "../content/data-schemas.ts";
import { inLanguage, type Localized } from "../content/schema-parts.ts";
import { places } from "../model/addresses.ts";
import type { PublicHistory } from "../model/history.ts";
import type { Language } from "../model/languages.ts";
import { pageCount, pagePath } from "../model/live-paging.ts";
import type { Newsroom } from "../model/newsroom.ts";
import type { BylineEntry, Photo, Story } from "../model/story.ts";
import { figuresView } from "./figures-view.ts";
import type { PhotoRack } from "./photo-rack.ts";
import type { BylineView, CardView, DateView, LinkView, PhotoView } from "./views-parts.ts";

export interface ViewContextInput {
  newsroom: Newsroom;
  strings: Record<string, Strings>;
  photos: PhotoRack;
  /** A story's blocks by its digest, from the store. */
  blocksOf: (story: Story) => Block[];
  /** Output path of the outlet's square icon, where it has one. */
  logo?: string | undefined;
  /** Of stories that changed since they were first public, by id; none where the outlet wants none. */
  histories?: ReadonlyMap<string, PublicHistory>;
}

/** Kinds of story that readers must know from news wherever they meet them. */
const saidAlways: ReadonlySet<string> = new Set(["opinion", "analysis", "sponsored"]);

/** What view builders share: the newsroom, and the turning of facts into words and addresses of one language. */
export class ViewContext {
  readonly newsroom: Newsroom;
  readonly photos: PhotoRack;
  readonly blocksOf: (story: Story) => Block[];
  /** `/paper`, or empty. */
  readonly prefix: string;
  /** Absolute address of the outlet's square icon or logo, for structured data. */
  readonly logoUrl: string | undefined;
  readonly #histories: ReadonlyMap<string, PublicHistory>;
  readonly #origin: string;
  readonly #strings: Record<string, Strings>;
  readonly #languages: Map<string, Language>;
  readonly #cards = new Map<string, CardView>();
  readonly #photoCards = new Map<string, CardView>();
  readonly #cardDigests = new WeakMap<CardView, string>();
  readonly #sectionLinks = new Map<string, LinkView>();
  readonly #sectionLines = new Map<string, LinkView[]>();

  constructor(input: ViewContextInput) {
    this.newsroom = input.newsroom;
    this.photos = input.photos;
    this.blocksOf = input.blocksOf;
    this.#strings = input.strings;
    this.#histories = input.histories ?? new Map();
    const { url } = input.newsroom.outlet;
    this.prefix = pathPrefixOf(url);
    this.#origin = new URL(url).origin;
    this.logoUrl = input.logo === undefined ? undefined : this.absolute(`/${input.logo}`);
    this.#languages = new Map(input.newsroom.languages.map((language) => [language.code, language]));
  }

  language(code: string): Language {
    const language = this.#languages.get(code) ?? this.newsroom.languages[0];
    if (!language) throw new Error("an outlet has at least one language");
    return language;
  }

  historyOf(story: Story): PublicHistory | undefined {
    return this.#histories.get(story.id);
  }

  /** The page address of a decoded path: prefixed and percent-encoded. */
  url(path: string): string {
    return this.prefix + encodePath(path);
  }

  absolute(path: string): string {
    return this.#origin + this.url(path);
  }

  /** Interface words; `{name}` is filled in. A missing key is the key itself, so that nobody overlooks it. */
  words(language: Language, key: string, values: Record<string, string | number> = {}): string {
    const text = this.#strings[language.code]?.[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  }

  strings(language: Language): Strings {
    return this.#strings[language.code] ?? {};
  }

  localized(value: Localized | undefined, language: Language): string | undefined {
    return inLanguage(value, language.code, this.newsroom.languages[0]?.code);
  }

  moment(moment: Moment, format: DateFormat, language: Language): string {
    return formatMoment(moment, format, { locale: language.locale, zone: this.newsroom.outlet.timeZone });
  }

  date(moment: Moment, language: Language, format: DateFormat = "dateTime"): DateView {
    return { iso: this.iso(moment), text: this.moment(moment, format, language) };
  }

  iso(moment: Moment): string {
    return isoMoment(moment, this.newsroom.outlet.timeZone);
  }

  number(value: number, language: Language): string {
    return formatNumber(value, language.locale);
  }

  #liteUrls: Set<string> | undefined;

  /** A page address as the light pages link it: light where there is such a page. */
  toLite(url: string): string {
    const { outlet, stories, languages, sections, bySection } = this.newsroom;
    if (!outlet.features.lite) return url;
    this.#liteUrls ??= new Set([
      ...stories.flatMap((story) => [
        this.url(story.path),
        ...Array.from({ length: story.type === "live" ? pageCount(story.entries?.length ?? 0) : 0 }, (_unused, index) =>
          this.url(pagePath(story.path, index + 1)),
        ),
      ]),
      ...languages.flatMap((language) => [
        this.url(places.home(language)),
        ...[...sections.keys()]
          .filter((key) => bySection.has(`${language.code} ${key}`))
          .map((key) => this.url(places.section(language, key))),
      ]),
    ]);
    const [page = "", anchor] = url.split("#");
    if (!this.#liteUrls.has(page)) return url;
    return `${this.prefix}${places.lite(page.slice(this.prefix.length))}${anchor === undefined ? "" : `#${anchor}`}`;
  }

  /** The same object for every page that shows it. */
  sectionLink(key: string, language: Language): LinkView {
    const place = `${language.code} ${key}`;
    let link = this.#sectionLinks.get(place);
    if (!link) {
      const name = this.localized(this.newsroom.sections.get(key)?.record.name, language) ?? key;
      link = { name, url: this.url(places.section(language, key)) };
      this.#sectionLinks.set(place, link);
    }
    return link;
  }

  /** A section and those above it, from the top down: the same array for every page that shows it. */
  sectionLine(key: string, language: Language): LinkView[] {
    const place = `${language.code} ${key}`;
    let links = this.#sectionLines.get(place);
    if (!links) {
      const line = [...(this.newsroom.sections.get(key)?.line ?? [])].reverse();
      links = line.map((each) => this.sectionLink(each, language));
      this.#sectionLines.set(place, links);
    }
    return links;
  }

  /** A contributor's proper name and page; a mere name stays as it was printed. */
  byline(entry: BylineEntry, language: Language): BylineView {
    const record = entry.contributor === undefined ? undefined : this.newsroom.contributors[entry.contributor];
    const role = entry.role ?? this.localized(record?.role, language);
    return {
      name: this.localized(record?.name, language) ?? entry.name,
      ...(entry.contributor !== undefined && { url: this.url(places.contributor(language, entry.contributor)) }),
      ...(role !== undefined && { role }),
      ...(entry.location !== undefined && { location: entry.location }),
    };
  }

  /** The type's label, and that a machine wrote it; in a preview, before them, why readers do not see the story. */
  typeLabel(story: Story, language: Language): string | undefined {
    const labels = [
      story.hiddenAs && this.words(language, `hidden-${story.hiddenAs}`),
      story.type !== "news" && this.words(language, `type-${story.type}`),
      story.aiUse?.level === "generated" && this.words(language, "ai-label-generated"),
    ].filter((label) => typeof label === "string");
    return labels.length > 0 ? labels.join(" · ") : undefined;
  }

  /** A story as a card without a photo; the same object for every page that shows it. */
  card(story: Story): CardView {
    const known = this.#cards.get(story.id);
    if (known) return known;
    const language = this.language(story.language);
    const label = this.typeLabel(story, language);
    const card: CardView = {
      url: this.url(story.path),
      headline: story.shortHeadline ?? story.headline,
      ...(story.kicker !== undefined && { kicker: story.kicker }),
      ...(story.standfirst !== undefined && { standfirst: story.standfirst }),
      type: story.type,
      ...(label !== undefined && { label }),
      ...((saidAlways.has(story.type) || story.aiUse?.level === "generated") && { mustSayLabel: true }),
      byline: story.byline.map((entry) => this.byline(entry, language)),
      published: this.date(story.published, language, "shortDate"),
      time: this.moment(story.published, "time", language),
      ...(story.sponsor && { sponsor: story.sponsor.name }),
      isLive: story.type === "live" && story.live?.state === "active",
      section: this.sectionLink(story.section, language),
    };
    this.#cards.set(story.id, card);
    return card;
  }

  /** The same object for every page that shows it. */
  photoCard(story: Story): CardView {
    if (!story.photo) return this.card(story);
    let card = this.#photoCards.get(story.id);
    if (!card) {
      card = { ...this.card(story), photo: this.photos.view(story.photo, "lead") };
      this.#photoCards.set(story.id, card);
    }
    return card;
  }

  /** Changes when anything does that the card shows. */
  cardDigest(card: CardView): string {
    let digest = this.#cardDigests.get(card);
    if (digest === undefined) {
      digest = digestOf(JSON.stringify(card));
      this.#cardDigests.set(card, digest);
    }
    return digest;
  }

  /** A lead photo has more renditions (the social crop), so cards ask for the lead's set too and share its files. */
  photo(photo: Photo, placement: "lead" | "inline" = "inline"): PhotoView {
    const view = this.photos.view(photo, placement);
    return photo.table ? { ...view, table: figuresView(photo.table) } : view;
  }
}
