import { digestOf } from "../base/digest.ts";
import { clipBytes, slugify } from "../base/text.ts";
import type { Language } from "../model/languages.ts";
import type { PhotoReading, Rights } from "../model/rights.ts";
import type { Size } from "./crop.ts";
import { type PacketInput, rightsPacket } from "./rights-packet.ts";
import { engineVersion } from "./sharp-version.ts";
import { type CardScript, cardFonts, cardScript, drawableText, missingCharacters } from "./social-card-fonts.ts";

/** px: Open Graph's shape. */
export const cardSize = { width: 1200, height: 630 } as const;

/** Raise when the code that draws cards changes their bytes. */
const cardVersion = 2;

/** Hexadecimal colours of the site's light look. */
export interface CardColours {
  paper: string;
  ink: string;
  /** Of the credit. */
  soft: string;
  /** Of the label. */
  accent: string;
}

/** What is printed on a card. */
export interface CardWords {
  /** The outlet's name. */
  outlet: string;
  /** Type, kicker or section: `Opinion · Monsoon`. */
  label?: string | undefined;
  /** A story's headline; absent on the outlet's own card. */
  headline?: string | undefined;
  /** Under the outlet's name, on its own card. */
  tagline?: string | undefined;
}

export interface CardPhoto {
  reading: Pick<PhotoReading, "sha256" | "width" | "height" | "format">;
  rights: Rights;
  /** 0–1 of the oriented image. */
  focus: readonly [number, number];
  /** Shown whole, not cropped: a chart or a map. */
  isWhole: boolean;
}

export interface CardUse {
  words: CardWords;
  language: Pick<Language, "code" | "direction">;
  colours: CardColours;
  photo?: CardPhoto | undefined;
  /** For those who can't see the card; travels in the file. */
  alt: string;
  /** Whose the card is where it has no photo. */
  publisher: string;
  /** The story's slug. */
  stem: string;
}

/** All that making a card takes; plain data. */
export interface SocialCardPlan {
  /** File name: `rains-return-3f2a9c0d1e4b5a67-card.jpg`; equal names mean equal bytes. */
  name: string;
  script: CardScript;
  direction: "ltr" | "rtl";
  words: CardWords;
  colours: CardColours;
  photo?: {
    sha256: string;
    source: Size;
    focus: readonly [number, number];
    isWhole: boolean;
    /** An SVG, which must be drawn first. */
    isDrawing: boolean;
    credit: string;
  };
  carried: PacketInput;
  /** Digest of the fonts that the plan means. */
  fonts: string;
}

/** A card, or what keeps it from being made: characters that none of the fonts draws (none: the whole script), or a credit too long to stand in the picture. */
export type PlannedCard =
  | { plan: SocialCardPlan; missing?: never }
  | { plan?: never; missing: string[]; reason: "script" | "characters" | "credit" };

/** Characters; a credit is printed whole or there is no card. */
const longestCredit = 500;

/**
 * Plans a card for link previews. Pure but for the fonts, which are read once. In plain words: a card is set in our own
 * faces or not at all, for a fallback would differ from machine to machine; emoji of a headline are left out, a credit
 * is never touched.
 */
export function planSocialCard(use: CardUse): PlannedCard {
  const { language, colours, photo, alt, publisher } = use;
  const { paper, ink, soft, accent } = colours;
  const settable = settableWords(use);
  if (settable.reason) return settable;
  const { script, words } = settable;
  const rights = photo?.rights ?? { credit: publisher, creator: [publisher] };
  const content = {
    script,
    direction: language.direction,
    words,
    colours: { paper, ink, soft, accent },
    ...(photo && {
      photo: {
        sha256: photo.reading.sha256,
        source: { width: photo.reading.width, height: photo.reading.height },
        focus: photo.focus,
        isWhole: photo.isWhole,
        isDrawing: photo.reading.format === "svg",
        credit: photo.rights.credit,
      },
    }),
    fonts: cardFonts().digest,
  };
  const carried = { rights, alt };
  // Every object of it is put together above or below, so that its keys always have one order.
  const key = digestOf(String(cardVersion), engineVersion, JSON.stringify(content), rightsPacket(carried));
  return { plan: { name: `${stemOf(use.stem)}-${key.slice(0, 16)}-card.jpg`, ...content, carried } };
}

/** What can be set of a card, or why it can't; all that a check asks. */
export function settableWords({
  language,
  photo,
  words: asked,
}: Pick<CardUse, "language" | "photo" | "words">):
  | { script: CardScript; words: CardWords; reason?: never }
  | Extract<PlannedCard, { missing: string[] }> {
  const script = cardScript(language.code);
  if (!script) return { missing: [], reason: "script" };
  const credit = photo?.rights.credit;
  if (credit !== undefined && credit.length > longestCredit) return { missing: [], reason: "credit" };
  const words = drawableWords(asked);
  const missing = missingCharacters([...Object.values(words), credit ?? ""].join(""));
  return missing.length > 0 ? { missing, reason: "characters" } : { script, words };
}

function drawableWords({ outlet, label, headline, tagline }: CardWords): CardWords {
  return {
    outlet: drawableText(outlet),
    ...(label !== undefined && { label: drawableText(label) }),
    ...(headline !== undefined && { headline: drawableText(headline) }),
    ...(tagline !== undefined && { tagline: drawableText(tagline) }),
  };
}

function stemOf(slug: string): string {
  return clipBytes(slugify(slug).replace(/[._]+/g, "-"), 60).replace(/-+$/, "") || "card";
}
