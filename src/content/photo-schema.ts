import { z } from "zod";
import type { DataTable } from "./blocks.ts";
import { kill, list, localized, moment, text, webAddress } from "./schema-parts.ts";

export const photoRights = [
  "staff", "agency", "handout", "pool", "social", "screengrab",
  "creative-commons", "public-domain", "illustration", "obituary",
] as const; // biome-ignore format: a list to scan

export const photoScopes = ["web", "feeds", "offline"] as const;
export type PhotoScope = (typeof photoScopes)[number];

/** IPTC Digital Source Type, https://cv.iptc.org/newscodes/digitalsourcetype/; the keys of the controlled vocabulary. */
export const digitalSourceTypes = [
  "digitalCapture",
  "computationalCapture",
  "negativeFilm",
  "positiveFilm",
  "print",
  "humanEdits",
  "minorHumanEdits",
  "compositeCapture",
  "algorithmicallyEnhanced",
  "dataDrivenMedia",
  "digitalArt",
  "digitalCreation",
  "virtualRecording",
  "compositeSynthetic",
  "trainedAlgorithmicMedia",
  "compositeWithTrainedAlgorithmicMedia",
  "algorithmicMedia",
  "screenCapture",
  "composite",
  // Retired terms, which older files still carry.
  "softwareImage",
] as const;

const digitalSource = text
  .transform((value) => value.replace(/^https?:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\//, ""))
  .pipe(z.enum(digitalSourceTypes));

const lease = (zone: string) =>
  z.strictObject({
    use: z.enum(["allow", "deny"]).describe("`deny` wins; an `allow` for a scope excludes all other times."),
    scopes: list(z.enum(photoScopes)).optional().describe("Default: all of web, feeds, offline."),
    from: moment(zone).optional().describe("Default: always before."),
    until: moment(zone).optional().describe("Default: for ever."),
  });

/** SHA-256 in hexadecimal. */
const digest = text
  .transform((value) => value.toLowerCase())
  .pipe(z.string().regex(/^[0-9a-f]{64}$/, { error: "is not a SHA-256 (64 hexadecimal digits)" }));

/** As `src/photos/perceptual-hash.ts` makes it; what is none would find nothing, and nobody would know. */
const looks = text
  .transform((value) => value.toLowerCase())
  .pipe(z.string().regex(/^[0-9a-f]{72}$/, { error: "is not a perceptual hash (72 hexadecimal digits)" }));

/** A photo's take-down. `npm run photos kill` adds what finds the picture again, wherever it turns up. */
const photoKill = (zone: string) =>
  kill(zone).extend({
    sha256: digest.optional().describe("Of the killed file: the same bytes are refused for ever."),
    perceptualHash: looks.optional().describe("Of the killed picture: one that looks like it is refused."),
    supplierRef: text.optional().describe("The supplier's reference: another file with it is refused."),
    renditions: list(text).optional().describe("Names of the files that were made of it, for `withdrawn.json`."),
    digests: list(digest).optional().describe("SHA-256 of those files, to find them under any name."),
  });
export type PhotoKill = z.output<ReturnType<typeof photoKill>>;

/** The keys of a photo's record that a sidecar may hold too. */
const photoFields = (zone: string) => ({
  alt: text.optional().describe("What it shows, for those who can't see it; differs from the caption."),
  decorative: z.boolean().optional().describe("True: adds nothing to the story, so needs no alt text."),
  caption: text.optional().describe("Printed below the photo."),
  credit: text.optional().describe("The credit line, e.g. `ANI`. Required, here or in sidecar, file or copy."),
  creator: list(text).optional().describe("IPTC Creator: who took it."),
  copyright: text.optional().describe("IPTC Copyright Notice."),
  source: text.optional().describe("IPTC Source: whom the outlet got it from."),
  supplierRef: text.optional().describe("IPTC Job Id / supplier's reference."),
  agency: text.optional().describe("A key of agencies.yaml; else matched by the credit."),
  rights: z.enum(photoRights).optional().describe("On what ground the outlet may print it."),
  licence: webAddress.optional().describe("Web Statement of Rights."),
  licensor: webAddress.optional().describe("Where a licence may be had."),
  usageTerms: text.optional().describe("IPTC Rights Usage Terms."),
  leases: list(lease(zone)).optional().describe("When and where it may be used; deny wins."),
  focus: z
    .tuple([z.number().min(0).max(1), z.number().min(0).max(1)])
    .optional()
    .describe("[x, y], 0–1 of the oriented image: what a crop must keep."),
  digitalSource: digitalSource.optional().describe("IPTC Digital Source Type."),
  data: text
    .optional()
    .describe(
      "The figures behind a chart, map or diagram: a CSV file beside the one that names it, or under articles/.",
    ),
  kill: photoKill(zone).optional().describe("Taken down: no use, anywhere."),
  notKilled: list(text).optional().describe("Ids of killed photos that this one only looks like."),
});

/** A sidecar `<photo>.yaml`: one for every story that uses the photo, so its words may be given in several languages. */
export const sidecarSchema = (zone: string) =>
  z.strictObject({
    ...photoFields(zone),
    alt: localized
      .optional()
      .describe("What it shows, for those who can't see it; by language where stories in several use it."),
    caption: localized.optional().describe("Printed below the photo; by language where stories in several use it."),
    data: localized
      .optional()
      .describe(
        "The figures behind a chart, map or diagram: a CSV file beside the photo; by language where they differ.",
      ),
    original: digest.optional().describe("SHA-256 of the photo, where its file lies in the outlet's originals folder."),
  });
export type Sidecar = z.output<ReturnType<typeof sidecarSchema>> & {
  /** What `data` names, by the names of the files; put in when the sidecar was read. */
  tables?: Record<string, DataTable>;
};

/** What a story says of a photo besides its file. */
export const photoFieldsSchema = (zone: string) => z.strictObject(photoFields(zone));
export type PhotoFields = z.output<ReturnType<typeof photoFieldsSchema>>;

const photoRecord = (zone: string) =>
  z.strictObject({ file: text.describe("Path beside the story, or under articles/."), ...photoFields(zone) });

/** A photo in one story, its words in that story's language; `table` is what `data` names, put in when the story was read. */
export type PhotoRecord = { file: string; table?: DataTable } & PhotoFields;

/** A photo record in front matter; a plain text is the file. */
export const photoSchema = (zone: string) =>
  z.union([photoRecord(zone), text.transform((file): PhotoRecord => ({ file }))]);
