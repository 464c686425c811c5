import { z } from "zod";
import { isZone } from "../base/dates.ts";
import { photoRights, photoScopes } from "./photo-schema.ts";
import { address, languageTag, list, localized, moment, text, webAddress } from "./schema-parts.ts";

// Schemas of _data/. Addresses are absolute only where they leave the site.

const language = z.strictObject({
  code: languageTag,
  name: text.describe("The language's own name for itself: English, हिन्दी, اردو."),
  locale: languageTag.optional().describe("For dates and digits, e.g. `hi-IN-u-nu-deva`; default: the code."),
  direction: z.enum(["ltr", "rtl"]).optional().describe("Default: by the script."),
});

const switchLevel = z.union([
  z.enum(["error", "warning", "off"]),
  z.strictObject({
    level: z.enum(["error", "warning", "off"]),
    before: text.optional().describe("Only for stories published before this date."),
  }),
]);

/** outlet.yaml */
export const outletSchema = z.strictObject({
  name: localized,
  tagline: localized.optional(),
  description: localized.optional(),
  url: webAddress.describe("Where the site will stand; a path in it becomes the path prefix."),
  languages: list(
    z.union([language, languageTag.transform((code) => ({ code, name: code }) as z.output<typeof language>)]),
  ).describe("The first is the default and has no address prefix."),
  timeZone: text.refine(isZone, { error: "is not an IANA time zone (Asia/Kolkata)" }),
  permalink: text.default("/{yyyy}/{mm}/{dd}/{slug}/").describe("{yyyy} {mm} {dd} {section} {slug} {id}"),
  country: text.optional().describe("ISO 3166-1, e.g. IN."),
  founded: text.optional(),
  publisher: localized.optional().describe("The legal publisher, where its name differs."),
  logo: text.optional().describe("Path under assets/."),
  icon: text.optional().describe("A square picture under assets/, 512 px or more (PNG or SVG)."),
  themeColor: z.strictObject({ light: text, dark: text }).optional(),
  contacts: z
    .record(
      z.string(),
      z.strictObject({
        label: localized.optional(),
        email: text.optional(),
        phone: text.optional(),
        address: localized.optional(),
        name: localized.optional(),
      }),
    )
    .optional()
    .describe("editor, corrections, grievance, …"),
  policies: z
    .record(
      z
        .enum([
          "publishingPrinciples",
          "correctionsPolicy",
          "ethicsPolicy",
          "verificationFactCheckingPolicy",
          "ownershipFundingInfo",
          "diversityPolicy",
          "diversityStaffingReport",
          "noBylinesPolicy",
          "unnamedSourcesPolicy",
          "actionableFeedbackPolicy",
          "missionCoveragePrioritiesPolicy",
          "masthead",
        ])
        .or(z.string()),
      text,
    )
    .optional()
    .describe("schema.org policy properties: the slug of a page of _data/pages/."),
  sameAs: list(webAddress).optional().describe("The outlet elsewhere (social accounts, Wikidata)."),
  footer: list(text).optional().describe("Slugs of pages of _data/pages/ that the footer names, in order."),
  acquireLicensePage: address.optional().describe("Where readers learn how to license the outlet's own photos."),
  perPage: z.number().int().min(5).max(200).default(30).describe("Stories on a listing page."),
  features: z
    .strictObject({
      lite: z.boolean().default(true),
      search: z.boolean().default(true),
      ninjs: z.boolean().default(false),
      offline: z.boolean().default(true),
      history: z.boolean().default(false),
      immutableAssets: z.boolean().default(true),
    })
    .prefault({}),
  checks: z
    .record(z.string(), switchLevel)
    .default({})
    .describe("Rules lowered: code: warning, off, or { level, before }."),
  csp: z
    .strictObject({
      img: list(webAddress).optional(),
      media: list(webAddress).optional(),
      frame: list(webAddress).optional(),
      connect: list(webAddress).optional(),
      script: list(webAddress).optional(),
      style: list(webAddress).optional(),
      font: list(webAddress).optional(),
    })
    .optional()
    .describe("Other hosts that pages may reach; none by default."),
  robots: z
    .strictObject({ aiTraining: z.enum(["allow", "refuse"]).default("refuse"), disallow: list(text).optional() })
    .prefault({}),
  securityTxt: z
    .strictObject({ contact: list(text), expires: text.optional(), policy: webAddress.optional() })
    .optional(),
  adsTxt: list(text).optional(),
  trustTxt: list(text).optional(),
  humansTxt: text.optional(),
  hub: webAddress.optional().describe("WebSub hub."),
  publicKey: text.optional().describe("minisign public key of the editions."),
});
export type Outlet = z.output<typeof outletSchema>;

/** sections.yaml: key → section. Keys are ASCII: they are addresses. */
export const sectionsSchema = z.record(
  z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: "is not a section key (small ASCII letters, digits, hyphens)" }),
  z.strictObject({ name: localized, parent: text.optional(), description: localized.optional() }),
);
export type Sections = z.output<typeof sectionsSchema>;

/** contributors.yaml */
export const contributorsSchema = z.record(
  text,
  z.strictObject({
    name: localized,
    role: localized.optional(),
    bio: localized.optional(),
    photo: z.union([text, z.strictObject({ file: text, alt: text.optional(), credit: text.optional() })]).optional(),
    contacts: z
      .strictObject({
        email: text.optional(),
        url: webAddress.optional(),
        mastodon: webAddress.optional(),
        x: text.optional(),
      })
      .optional(),
  }),
);
export type Contributors = z.output<typeof contributorsSchema>;

/** agencies.yaml */
export const agenciesSchema = z.record(
  text,
  z.strictObject({
    name: localized,
    credit: text,
    rights: z.enum(photoRights).optional(),
    licensor: webAddress.optional(),
    terms: text.optional(),
    text: z.enum(["full", "summary", "none"]).default("full"),
    photos: list(z.enum(photoScopes)).optional(),
  }),
);
export type Agencies = z.output<typeof agenciesSchema>;

/** topics.yaml: for the topics that want a proper name. */
export const topicsSchema = z.record(text, z.strictObject({ name: localized, description: localized.optional() }));
export type Topics = z.output<typeof topicsSchema>;

/** fronts/<home|section>[.<lang>].yaml */
export const frontSchema = (zone: string) =>
  z.strictObject({
    slots: list(
      z.strictObject({
        name: text.describe("lead, second, opinion, feature, photo-of-the-day."),
        story: text.optional().describe("A story's id; without it the slot is filled with the newest."),
        headline: text.optional(),
        kicker: text.optional(),
        photo: z.union([text, z.boolean()]).optional().describe("Another photo for this place; false: none."),
        until: moment(zone).optional(),
      }),
    ),
  });
export type FrontRecord = z.output<ReturnType<typeof frontSchema>>;

/** Front matter of pages/<lang>/<slug>.md */
export const pageSchema = z.strictObject({ title: text, description: text.optional() });
export type PageRecord = z.output<typeof pageSchema>;

/** strings/<lang>.yaml: flat, key → words; `{name}` is filled in. */
export const stringsSchema = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));
export type Strings = Record<string, string>;
