/** The places of a front that a slot may name, and how many stories each holds where the front's file says nothing else. */
export const frontSlots = { lead: 1, second: 4, opinion: 3, feature: 1, "photo-of-the-day": 1, latest: 10 } as const;
export type FrontSlot = keyof typeof frontSlots;

/** The same in words, for the reference: `lead 1, second 4`. */
export const slotSizes = inWords(frontSlots);

/** Places that fill themselves: those of slots, and the lines below the lead. */
export type FrontPlace = FrontSlot | "related";
export const frontPlaces: readonly FrontPlace[] = [...(Object.keys(frontSlots) as FrontSlot[]), "related"];

/** How many stories a place can be made to hold. A front has one lead, whatever its file says. */
export const largestPlaces: Readonly<Record<FrontPlace, number>> = {
  lead: 1,
  second: 8,
  opinion: 6,
  feature: 1,
  "photo-of-the-day": 1,
  latest: 30,
  related: 6,
};
export const largestSizes = inWords(largestPlaces);

/** How many stories may stand below the first of a package; other places hold single stories. */
export const packageSizes: Partial<Record<FrontSlot, number>> = { lead: 5, second: 3, feature: 4 };
export const packageSizesInWords = inWords(packageSizes);

export const frontLayouts = ["standard", "lead-wide", "lead-and-list", "photo", "text"] as const;
export type FrontLayout = (typeof frontLayouts)[number];

function inWords(sizes: Readonly<Record<string, number>>): string {
  return Object.entries(sizes)
    .map(([name, size]) => `${name} ${size}`)
    .join(", ");
}
