/** Codes of the rules that look at the whole newsroom: links, addresses, fronts, photos that nothing uses. */
export const deskCodes = {} as const;
