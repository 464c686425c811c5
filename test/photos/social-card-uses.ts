import { expect } from "vitest";
import { type CardUse, planSocialCard, type SocialCardPlan } from "../../src/photos/social-card.ts";
import { picture, readingOf, writePhoto } from "./fixtures.ts";

// Cards for tests: one plain use, and what a test changes of it.

export const english = { code: "en", direction: "ltr" } as const;
export const hindi = { code: "hi", direction: "ltr" } as const;
export const urdu = { code: "ur", direction: "rtl" } as const;
export const colours = { paper: "#fbfaf7", ink: "#1c1a17", soft: "#5c564b", accent: "#8f2a1b" };
export const paper = [0xfb, 0xfa, 0xf7];

export const use = (change: Partial<CardUse> = {}): CardUse => ({
  words: { outlet: "The Test", label: "Opinion · Rain", headline: "Rains return to the delta" },
  language: english,
  colours,
  alt: "A boat",
  publisher: "The Test",
  stem: "rains-return",
  ...change,
});

export function planned(change: Partial<CardUse> = {}): SocialCardPlan {
  const { plan, missing } = planSocialCard(use(change));
  return plan ?? expect.fail(`not planned: ${missing?.join(" ")}`);
}

/** A blue photo with a red corner: what a card takes of it, and its file. */
export async function withPhoto(credit: string, size: [number, number] = [900, 600]) {
  const bytes = await picture(...size)
    .jpeg()
    .toBuffer();
  const reading = await readingOf(bytes);
  const photo = { reading, rights: { credit, creator: ["Asha Rao"] }, focus: [0.5, 0.5] as const, isWhole: false };
  return { photo, path: writePhoto(bytes).path };
}
