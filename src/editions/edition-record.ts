import { z } from "zod";
import { dayOf, type Moment } from "../base/dates.ts";
import { type EditionKind, editionForms, editionKinds } from "../model/published-edition.ts";

export { type EditionForm, type EditionKind, editionForms, editionKinds } from "../model/published-edition.ts";

const moment = z.iso.datetime({ offset: true });
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const file = z.strictObject({
  path: z.string().describe("Path in the archive."),
  sha256: digest,
  size: z.number().int().min(0).describe("Bytes."),
});

/** What an edition says of itself, beside it and to programs: `<id>.json`. A new key is no new version, a changed meaning is. */
export const editionSchema = z.strictObject({
  version: z.literal(1),
  id: z.string().describe("`<yyyy-mm-dd>-<kind>-<language>`."),
  kind: z.enum(editionKinds),
  language: z.string().describe("BCP 47."),
  title: z.string().describe("The paper's name and the edition's, in its language."),
  site: z.url().describe("The live site."),
  section: z.string().optional().describe("Key of the section, where the edition is one's."),
  from: moment.optional().describe("The earliest moment that it covers; absent: from the beginning."),
  to: moment.optional().describe("Of a range that ended before it was made: the first moment that it does not cover."),
  until: moment.describe("The moment that it was made for: nothing public after is in it."),
  previous: z.string().optional().describe("Id of the edition before, of the same kind and language."),
  stories: z
    .array(
      z.strictObject({
        id: z.string(),
        url: z.url(),
        headline: z.string(),
        published: moment,
        updated: moment.optional(),
        isSummary: z.literal(true).optional().describe("Its agency lets no more than a summary leave the web."),
      }),
    )
    .describe("In the order in which they stand."),
  mentions: z
    .array(z.strictObject({ id: z.string(), url: z.url() }))
    .optional()
    .describe("Other stories that its pages name: if one of them is hidden, so must the edition be."),
  photos: z
    .array(
      z.strictObject({
        id: z.string(),
        until: moment.optional().describe("When the right to have it in an edition ends, as known when it was made."),
      }),
    )
    .optional()
    .describe("Photos in it, by id: if one of them is killed, the edition is withdrawn."),
  corrections: z
    .array(
      z.strictObject({
        story: z.string(),
        url: z.url(),
        date: moment,
        kind: z.enum(["correction", "clarification"]),
        text: z.string(),
      }),
    )
    .describe("Since the previous edition, or within the time that it covers; the newest first."),
  withdrawn: z
    .array(z.strictObject({ url: z.url(), at: moment, notice: z.string().optional() }))
    .describe("Stories taken down since: remove earlier copies."),
  files: z
    .array(
      z.strictObject({
        form: z.enum(editionForms),
        name: z.string().regex(/^[^/\\]+$/),
        type: z.string().describe("Media type."),
        sha256: digest,
        size: z.number().int().min(0),
      }),
    )
    .describe("What it comes as; each beside this file."),
  contents: z.array(file).describe("Of the zip, by path: what the next edition's differences are found by."),
  varied: z
    .array(z.string())
    .optional()
    .describe(
      "Paths at which an earlier zip of this id had other bytes, or any: updates from this edition hold them all.",
    ),
});
export type EditionRecord = z.output<typeof editionSchema>;

export interface EditionName {
  kind: EditionKind;
  /** BCP 47. */
  language: string;
  until: Moment;
  /** Of a range. */
  from?: Moment | undefined;
  /** Of a range that has an end: the first moment outside. */
  to?: Moment | undefined;
  section?: string | undefined;
  zone: string;
}

/**
 * `2026-11-22-daily-en`, `2026-11-22-section-world-en`, `2026-11-22-since-2026-11-01-en`, `2026-11-22-days-2026-11-01-2026-11-10-en`:
 * letters that every file system keeps.
 */
export function editionId({ kind, language, until, from, to, section, zone }: EditionName): string {
  return [isoDay(until, zone), whatOf({ kind, from, to, section, zone }), language.toLowerCase()].join("-");
}

function whatOf({ kind, from, to, section, zone }: Omit<EditionName, "language" | "until">): string {
  if (kind === "section") return `section-${section ?? ""}`;
  if (kind !== "range" || from === undefined) return kind;
  // The last day within, as people name a range; the moment before its end is in it.
  return to === undefined ? `since-${isoDay(from, zone)}` : `days-${isoDay(from, zone)}-${isoDay(to - 1, zone)}`;
}

function isoDay(moment: Moment, zone: string): string {
  const { year, month, day } = dayOf(moment, zone);
  return [String(year).padStart(4, "0"), ...[month, day].map((each) => String(each).padStart(2, "0"))].join("-");
}
