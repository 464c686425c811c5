import { type Problem, problem } from "../base/problem.ts";
import type { Language } from "../model/languages.ts";
import type { Photo, Story } from "../model/story.ts";
import {
  type CardColours,
  type CardUse,
  cardSize,
  type PlannedCard,
  planSocialCard,
  type SocialCardPlan,
  settableWords,
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

/** What keeps pages from getting a card: one photo's credit, one story's headline, or a whole language. */
interface LeftOut {
  cause: { photo: string } | { headline: string } | { language: string };
  /** The first story that shows it. */
  story?: Story;
  pages: number;
  letters: readonly string[];
}

/** Causes that are told one by one; of more there is a count. */
const mostCauses = 5;

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

  /** The paper's, which other pictures of ours are set in too. */
  get colours(): CardColours {
    return this.#colours;
  }

  /** A story's card; undefined where the outlet wants none for it, or our fonts can't set it. */
  story(story: Story): CardPicture | undefined {
    return this.#once(`story ${story.id}`, () => {
      const use = this.#useOf(story);
      return use && this.#plan(use, story);
    });
  }

  /** As `story`, for the problems alone: nothing is planned. For a list of addresses, whose pages are never made. */
  judge(story: Story): void {
    const use = this.#useOf(story);
    if (!use) return;
    const words = settableWords(use);
    if (words.reason) this.#leaveOutFor(words, use, story);
  }

  /** The outlet's own card, for pages that are no story. */
  outlet(language: Language): CardPicture | undefined {
    return this.#once(`outlet ${language.code}`, () => this.#outletCard(language));
  }

  /** Everything asked for so far, by its path below the output folder. */
  cards(): ReadonlyMap<string, RackedCard> {
    return this.#cards;
  }

  /**
   * One warning a cause, and where it is mended: a credit or a headline in its story's file. Where a whole language can't be
   * set an editor can do nothing about a single story. `lineOf` gives the line of a story's key.
   */
  problems(lineOf: (story: string, key: string) => number | undefined): Problem[] {
    const causes = [...this.#leftOut.values()];
    const told = causes.slice(0, mostCauses).map(({ cause, story, pages, letters }) => {
      const one = pages === 1;
      const without = one ? "One page goes without a card" : `${pages} pages go without a card`;
      const instead = one ? "Its photo is shown uncovered instead" : "Their photos are shown uncovered instead";
      const why =
        "language" in cause
          ? `of the language ${cause.language}: our fonts can't set ${one ? "it" : "them"}`
          : "photo" in cause
            ? `for the credit of the photo ${cause.photo}: ${letters.length > 0 ? "our fonts lack letters of it" : "it is too long for a picture"}`
            : "for its headline: our fonts lack letters of it";
      const key = "photo" in cause ? "photo" : "headline";
      return problem({
        code: "photo/card-letters",
        message: `${without} for link previews, ${why}.`,
        ...(story &&
          !("language" in cause) && { file: story.file, line: lineOf(story.id, key) ?? 1, story: story.id, key }),
        ...(letters.length > 0 && { found: [...letters].sort().slice(0, 20).join(" ") }),
        hint: `${instead}; \`photos.socialCards: none\` in outlet.yaml turns cards off.`,
      });
    });
    const more = causes.slice(mostCauses);
    if (more.length === 0) return told;
    const pages = more.reduce((sum, each) => sum + each.pages, 0);
    const message = `${pages === 1 ? "One more page goes" : `${pages} more pages go`} without a card for link previews, for ${more.length === 1 ? "another such cause" : `${more.length} other such causes`}.`;
    return [...told, problem({ code: "photo/card-letters", message })];
  }

  #once(key: string, make: () => CardPicture | undefined): CardPicture | undefined {
    if (!this.#pictures.has(key)) this.#pictures.set(key, make());
    return this.#pictures.get(key);
  }

  #useOf(story: Story): CardAsked | undefined {
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
    return {
      words: { outlet: name, label: label.filter((part) => part !== undefined).join(" · "), headline },
      language,
      alt,
      stem: story.slug,
      ...(photo && {
        photo: { reading: photo.reading, rights: photo.rights, focus: photo.focus, isWhole: isDrawing(photo) },
      }),
    };
  }

  #leaveOut(cause: LeftOut["cause"], letters: readonly string[], story: Story | undefined): void {
    const key = JSON.stringify(cause);
    const known = this.#leftOut.get(key);
    const kept = {
      cause,
      pages: (known?.pages ?? 0) + 1,
      letters: [...new Set([...(known?.letters ?? []), ...letters])],
    };
    const first = known?.story ?? story;
    this.#leftOut.set(key, { ...kept, ...(first && { story: first }) });
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

  #leaveOutFor(fault: Unsettable, use: CardAsked, story: Story | undefined): void {
    this.#leaveOut(causeOf(fault, use, { story, photo: use.photo ? story?.photo : undefined }), fault.missing, story);
  }

  #plan(use: CardAsked, story?: Story): CardPicture | undefined {
    const photo = use.photo ? story?.photo : undefined;
    const context = this.#context;
    const { outlet } = context.newsroom;
    const publisher = context.localized(outlet.publisher, use.language) ?? use.words.outlet;
    const planned = planSocialCard({ ...use, colours: this.#colours, publisher });
    if (!planned.plan) {
      this.#leaveOutFor(planned, use, story);
      return undefined;
    }
    const file = `${photo?.isLeased ? leasedFolder : keptFolder}${planned.plan.name}`;
    this.#cards.set(file, { plan: planned.plan, ...(photo && { photo: photo.id }) });
    return { url: context.url(`/${file}`), ...cardSize, alt: use.alt };
  }
}

type CardAsked = Omit<CardUse, "colours" | "publisher"> & { language: Language };
type Unsettable = Extract<PlannedCard, { missing: string[] }>;

/** Letters that only a photo's credit, or only a headline, brings are that one's to mend; all else is the language's. */
function causeOf(
  { reason, missing }: Unsettable,
  { words, language }: Pick<CardUse, "words" | "language">,
  { story, photo }: { story: Story | undefined; photo: Photo | undefined },
): LeftOut["cause"] {
  const isOf = (text: string | undefined) => text !== undefined && missing.some((letter) => text.includes(letter));
  if (reason !== "script" && story && !isOf(words.outlet) && !isOf(words.label)) {
    if (photo && (reason === "credit" || isOf(photo.rights.credit))) return { photo: photo.id };
    if (isOf(words.headline)) return { headline: story.id };
  }
  return { language: language.code };
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
