import { z } from "zod";
import { languageTag, list, text } from "./schema-parts.ts";

/** Where a word of the style list may stand all the same. */
const stylePlaces = ["quotations", "headlines", "captions"] as const;
export type StylePlace = (typeof stylePlaces)[number];

/** Longer patterns (characters) are no words that anybody looks for. */
const longest = 200;

const pattern = text
  .refine((value) => value.length <= longest, { error: `is longer than ${longest} characters` })
  .refine((value) => /[\p{L}\p{N}\p{S}]/u.test(value), {
    error: "holds no letter that could be looked for",
    abort: true,
  })
  .refine((value) => !/\*[\s*]*\*|(?:^|\s)\*(?:\s|$)/u.test(value), {
    error: "holds a `*` that stands for a whole word; a `*` stands for letters of one",
  });

const entry = z
  .strictObject({
    find: list(pattern).describe("A word or phrase, or several; `*` stands for any letters of a word."),
    reason: text.describe("Why the outlet does not print it; what the reporter is told."),
    use: text.optional().describe("What `check --fix` puts in its place; a `*` in it takes up that of `find`."),
    suggest: text.optional().describe("What might stand in its place; only said."),
    languages: list(languageTag).optional().describe("Stories of these languages only; default: all."),
    matchCase: z.boolean().default(false).describe("Whether capitals count."),
    unless: list(z.enum(stylePlaces)).optional().describe("Places where it may stand."),
    except: list(pattern).optional().describe("Phrases in which it is right."),
  })
  .refine(({ find, use }) => use === undefined || find.every((each) => stars(use) <= stars(each)), {
    error: "has more `*` than `find`",
    path: ["use"],
  });

function stars(value: string): number {
  return value.split("*").length - 1;
}

/** style.yaml: words that the outlet does not print, and names that only look alike. */
export const styleSchema = z.strictObject({
  words: list(entry).optional().describe("Words that the outlet does not print."),
  apart: z
    .array(z.array(text).min(2, { error: "needs two names" }))
    .optional()
    .describe("Names that look like two spellings of one, and are two."),
});
export type StyleList = z.output<typeof styleSchema>;
export type StyleEntry = z.output<typeof entry>;
