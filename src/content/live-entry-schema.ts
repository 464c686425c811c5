import { z } from "zod";
import { moment, text } from "./schema-parts.ts";
import { storyStatuses } from "./story-schema.ts";

/**
 * The front matter of one entry of a live story that is a folder: `…/entries/<name>.md`. A date-time without an offset is
 * read in `zone` (IANA name).
 */
export const liveEntrySchema = (zone: string) =>
  z.strictObject({
    at: moment(zone).describe("The entry's time. It is hidden until then, as a story is before `published`."),
    headline: text.optional().describe("The entry's title."),
    by: text.optional().describe("Who wrote it: a key of contributors.yaml, or a name as printed."),
    pinned: z.boolean().optional().describe("Listed above the entries for as long as the story is read."),
    key: z.boolean().optional().describe("A key event: listed above the entries."),
    story: text.optional().describe("The id of the story that the entry grew into."),
    id: text
      .optional()
      .describe("An own anchor, in place of the file's name: keeps links alive when the file is renamed."),
    status: z.enum(storyStatuses).default("ready").describe("Only `ready` is public."),
    kill: z
      .strictObject({
        at: moment(zone).describe("When the take-down was decided."),
        reason: text.describe("Why; private, never published."),
        notice: text
          .optional()
          .describe("What readers are told in the entry's place; without it nothing is left of it."),
      })
      .optional()
      .describe("Taken down, whatever the time is."),
  });

export type LiveEntryFrontMatter = z.output<ReturnType<typeof liveEntrySchema>>;
