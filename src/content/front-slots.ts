/** The places of a front that a slot may name, and how many stories each holds. */
export const frontSlots = { lead: 1, second: 4, opinion: 3, feature: 1, "photo-of-the-day": 1, latest: 10 } as const;
export type FrontSlot = keyof typeof frontSlots;

/** The same in words, for the reference: `lead 1, second 4`. */
export const slotSizes = Object.entries(frontSlots)
  .map(([name, size]) => `${name} ${size}`)
  .join(", ");
