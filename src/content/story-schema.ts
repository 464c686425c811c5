import { z } from "zod";
import { photoSchema } from "./photo-schema.ts";
import { redactionPattern } from "./redaction-pattern.ts";
import { address, kill, languageTag, list, moment, text, toldMoment, webAddress } from "./schema-parts.ts";

export const storyTypes = [
  "news",
  "analysis",
  "opinion",
  "explainer",
  "background",
  "review",
  "live",
  "factcheck",
  "obituary",
  "gallery",
  "sponsored",
] as const;
export type StoryType = (typeof storyTypes)[number];

export const storyStatuses = ["ready", "draft", "withheld"] as const;

const bylineEntry = z.union([
  z.strictObject({
    name: text.describe("A key of contributors.yaml, or a name as printed."),
    role: text.optional().describe("Role on this story, e.g. Special correspondent."),
    location: text.optional().describe("Where the reporter was."),
  }),
  text.transform((name): { name: string; role?: string | undefined; location?: string | undefined } => ({ name })),
]);

const correction = (zone: string) =>
  z.strictObject({
    kind: z
      .enum(["correction", "clarification"])
      .describe("A correction mends an error; a clarification what could be misread."),
    date: toldMoment(zone).describe("When it was made."),
    text: text.describe("What was wrong, and what is right."),
    priority: z.enum(["high", "low"]).default("low").describe("High: shown above the story as well."),
  });

const source = z.union([
  z.strictObject({
    title: text.describe("A document, a person, a data set."),
    url: webAddress.optional().describe("Where readers find it."),
  }),
  text.transform((title): { title: string; url?: string | undefined } => ({ title })),
]);

const ratingScale = z
  .strictObject({
    value: z.number().describe("The finding."),
    best: z.number().default(5).describe("What is wholly true."),
    worst: z.number().default(1).describe("What is wholly false."),
  })
  .refine(({ value, best, worst }) => value >= worst && value <= best, {
    path: ["value"],
    error: "is not on its scale (a number from `worst` to `best`)",
  });

/**
 * A story's front matter: the single source of the checker, the type, the JSON Schema and the reference page.
 * Moments come out as milliseconds since 1970; a date-time without an offset is read in `zone` (IANA name).
 */
export const storySchema = (zone: string) =>
  z.strictObject({
    headline: text.describe("The story's title."),
    shortHeadline: text.optional().describe("For cards and social."),
    kicker: text.optional().describe("The label above the headline."),
    standfirst: text.optional().describe("The paragraph below the headline (the dek)."),
    section: text.describe("A key of sections.yaml."),
    alsoIn: list(text).optional().describe("More keys of sections.yaml."),
    topics: list(text).optional().describe("Topics: keys of topics.yaml, or free texts."),
    byline: list(bylineEntry).optional().describe("Contributor keys, or `{ name, role, location }`."),
    agency: text.optional().describe("The wire that the text came from: a key of agencies.yaml."),
    dateline: text.optional().describe("Place, printed before the first paragraph."),
    published: toldMoment(zone).describe("First publication. Hidden until the later of this and `embargo`."),
    updated: toldMoment(zone).optional().describe("A major change, shown to readers; a typo fix doesn't touch it."),
    changeNote: text.optional().describe("What the major change was, for readers."),
    embargo: moment(zone).optional().describe("Invisible everywhere before."),
    expires: moment(zone).optional().describe("Off fronts and feeds after; the page stays."),
    status: z.enum(storyStatuses).default("ready").describe("Only `ready` is public."),
    kill: kill(zone).optional().describe("Taken down, whatever the time is."),
    type: z.enum(storyTypes).default("news").describe("Label, layout, schema.org type."),
    language: languageTag.optional().describe("BCP 47; default: the outlet's first language."),
    translationOf: text.optional().describe("The id of the story of which this is a translation."),
    photo: photoSchema(zone).optional().describe("The lead photo."),
    gallery: list(photoSchema(zone)).optional().describe("More photos."),
    corrections: list(correction(zone)).optional().describe("Public corrections and clarifications."),
    redacted: list(
      text.refine((value) => redactionPattern(value) !== undefined, {
        error: "is not something that can be found (words, or a regular expression between slashes)",
      }),
    )
      .optional()
      .describe("Words, or a /pattern/, that are gone from the story's public history; never published."),
    sources: list(source).optional().describe("What the story rests on: `{ title, url }`."),
    methodology: text.optional().describe("How we know this."),
    claim: z
      .strictObject({
        text: text.describe("What was claimed, in short."),
        author: text.optional().describe("Who claimed it, as printed: a person, a party, a film."),
        rating: text.describe("The finding in words: False, Partly true."),
        score: ratingScale
          .optional()
          .describe("The finding on a scale, for those who count: `{ value, best, worst }`."),
      })
      .optional()
      .describe("For `type: factcheck`: the claim that was checked and the finding, for search engines."),
    aiUse: z
      .strictObject({
        level: z.enum(["none", "assisted", "generated"]).describe("How far a machine took part."),
        note: text.optional().describe("What it did, for readers."),
      })
      .optional()
      .describe("Use of generative AI, told to readers."),
    series: z
      .union([
        z.strictObject({
          name: text.describe("The same in all its parts."),
          part: z.number().int().min(1).optional().describe("Its place in the series."),
        }),
        text.transform((name): { name: string; part?: number | undefined } => ({ name })),
      ])
      .optional()
      .describe("`{ name, part? }`."),
    live: z
      .strictObject({
        start: moment(zone).describe("When the coverage starts."),
        end: moment(zone).optional().describe("When it ended."),
        state: z.enum(["active", "paused", "ended"]).default("active").describe("Told to readers and search engines."),
        order: z.enum(["newest", "oldest"]).default("newest").describe("Which entry stands first."),
      })
      .optional()
      .describe("For `type: live`; the entries are blocks in the copy."),
    sponsor: z
      .strictObject({
        name: text.describe("Who paid."),
        url: webAddress.optional().describe("The sponsor's address."),
      })
      .optional()
      .describe("Required for `type: sponsored`."),
    aliases: list(address).optional().describe("Old addresses (paths) that lead here."),
    permalink: text.optional().describe("An own address (path)."),
    id: text.optional().describe("An own id, in place of the path under articles/."),
    canonical: webAddress.optional().describe("The original's address, where this is a copy."),
    edNote: text.optional().describe("A note among editors; never published."),
  });

export type FrontMatter = z.output<ReturnType<typeof storySchema>>;
