import { type Problem, problem } from "../base/problem.ts";
import type { Language } from "../model/languages.ts";
import type { Photo, Story } from "../model/story.ts";
import {
  type CardColours,
  type CardUse,
  cardSize,
  planSocialCard,
  type SocialCardPlan,
} from "../photos/social-card.ts";
import { isDrawing, keptFolder, leasedFolder, type SocialPicture } from "./photo-rack.ts";
import type { ViewContext } from "./view-context.ts";

/** A card for link previews, with words for those who can't see it. */
export interface CardPicture extends SocialPicture {
  alt: string;
}

/** One card that a page asked for. */
export interface RackedCard {
  plan: SocialCardPlan;
  /** The photo's id, where one stands on the card. */
  photo?: string;
}

/** px: a photo of less stays off the card, for it would be enlarged to more than twice its size. */
const smallestPhoto = { width: 260, height: 315 };

/** Stories that get no card, by language: how many, and the letters that the fonts lack. */
interface LeftOut {
  stories: number;
  letters: Set<string>;
}

/**
 * Plans the cards of stories and of the outlet, and remembers them: what no page asked for is never made. A card goes where
 * its photo's renditions go, and with them when the lease ends.
 */
export class CardRack {
  readonly #context: ViewContext;
  readonly #colours: CardColours;
  readonly #cards = new Map<string, RackedCard>();
  readonly #pictures = new Map<string, CardPicture | undefined>();
  readonly #leftOut = new Map<string, LeftOut>();

  constructor(context: ViewContext, colours: CardColours) {
    this.#context = context;
    this.#colours = colours;
  }

  /** A story's card; undefined where the outlet wants none for it, or our fonts can't set it. */
  story(story: Story): CardPicture | undefined {
    return this.#once(`story ${story.id}`, () => this.#storyCard(story));
  }

  /** The outlet's own card, for pages that are no story. */
  outlet(language: Language): CardPicture | undefined {
    return this.#once(`outlet ${language.code}`, () => this.#outletCard(language));
  }

  /** Everything asked for so far, by its path below the output folder. */
  cards(): ReadonlyMap<string, RackedCard> {
    return this.#cards;
  }

  /** One warning a language, for an editor can do nothing about a single story. */
  problems(): Problem[] {
    return [...this.#leftOut].map(([language, { stories, letters }]) =>
      problem({
        code: "photo/card-letters",
        message: `${stories === 1 ? "One page or story" : `${stories} pages or stories`} of the language ${language} go without a card for link previews: our fonts can't set them.`,
        ...(letters.size > 0 && { found: [...letters].sort().slice(0, 20).join(" ") }),
        hint: "Their photos are shown uncovered instead; `photos.socialCards: none` in outlet.yaml turns cards off.",
      }),
    );
  }

  #once(key: string, make: () => CardPicture | undefined): CardPicture | undefined {
    if (!this.#pictures.has(key)) this.#pictures.set(key, make());
    return this.#pictures.get(key);
  }

  #storyCard(story: Story): CardPicture | undefined {
    const { socialCards } = this.#context.newsroom.outlet.photos;
    const photo = story.photo && isFitForCard(story.photo) ? story.photo : undefined;
    if (socialCards === "none" || (socialCards === "photo" && !photo)) return undefined;
    const context = this.#context;
    const language = context.language(story.language);
    const name = context.localized(context.newsroom.outlet.name, language) ?? "";
    // The type is always said: a reader must know opinion and advertising from news before the story is opened.
    const label = [
      context.typeLabel(story, language),
      story.sponsor?.name ?? story.kicker ?? context.sectionLink(story.section, language).name,
    ];
    const headline = story.shortHeadline ?? story.headline;
    const alt = photo && photo.alt !== "" ? photo.alt : headline;
    return this.#plan(
      {
        words: { outlet: name, label: label.filter((part) => part !== undefined).join(" · "), headline },
        language,
        alt,
        stem: story.slug,
        ...(photo && {
          photo: { reading: photo.reading, rights: photo.rights, focus: photo.focus, isWhole: isDrawing(photo) },
        }),
      },
      photo,
    );
  }

  #outletCard(language: Language): CardPicture | undefined {
    const context = this.#context;
    const { outlet } = context.newsroom;
    if (outlet.photos.socialCards === "none") return undefined;
    const name = context.localized(outlet.name, language) ?? "";
    const tagline = context.localized(outlet.tagline, language);
    return this.#plan({
      words: { outlet: name, tagline },
      language,
      alt: tagline === undefined ? name : `${name} — ${tagline}`,
      stem: language.code,
    });
  }

  #plan(use: Omit<CardUse, "colours" | "publisher"> & { language: Language }, photo?: Photo): CardPicture | undefined {
    const context = this.#context;
    const { outlet } = context.newsroom;
    const publisher = context.localized(outlet.publisher, use.language) ?? use.words.outlet;
    const planned = planSocialCard({ ...use, colours: this.#colours, publisher });
    if (!planned.plan) {
      const known = this.#leftOut.get(use.language.code) ?? { stories: 0, letters: new Set() };
      const letters = new Set([...known.letters, ...planned.missing]);
      this.#leftOut.set(use.language.code, { stories: known.stories + 1, letters });
      return undefined;
    }
    const file = `${photo?.isLeased ? leasedFolder : keptFolder}${planned.plan.name}`;
    this.#cards.set(file, { plan: planned.plan, ...(photo && { photo: photo.id }) });
    return { url: context.url(`/${file}`), ...cardSize, alt: use.alt };
  }
}

/** In plain words: it may stand on the web, and has enough pixels, or lines, which have any size. */
function isFitForCard({ scopes, reading }: Photo): boolean {
  const isLarge = reading.width >= smallestPhoto.width && reading.height >= smallestPhoto.height;
  return scopes.web && (isLarge || reading.format === "svg");
}

const defaultColours: CardColours = { paper: "#fbfaf7", ink: "#1c1a17", soft: "#5c564b", accent: "#8f2a1b" };

/** The light look's colours out of css/tokens.css: hexadecimal values of its first rule; any other keeps the paper's own. */
export function cardColours(css: string): CardColours {
  const rule = /:root\s*\{([^}]*)\}/.exec(css)?.[1] ?? "";
  const token = (name: string, otherwise: string) => {
    const value = new RegExp(`--${name}:\\s*#([0-9a-f]{3}(?:[0-9a-f]{3})?)\\s*(?:;|$)`, "i").exec(rule)?.[1];
    if (value === undefined) return otherwise;
    return `#${value.length === 3 ? [...value].map((digit) => digit + digit).join("") : value}`.toLowerCase();
  };
  return {
    paper: token("paper", defaultColours.paper),
    ink: token("ink", defaultColours.ink),
    soft: token("ink-soft", defaultColours.soft),
    accent: token("accent", defaultColours.accent),
  };
}
