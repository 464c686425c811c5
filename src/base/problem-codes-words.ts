/** Codes of the rules that read one story's words, photos and dates. */
export const wordCodes = {} as const;
