import { z } from "zod";
import { isZone } from "../base/dates.ts";
import { type FrontSlot, frontSlots, slotSizes } from "./front-slots.ts";
import { photoRights, photoScopes } from "./photo-schema.ts";
import { address, languageTag, list, localized, moment, text, webAddress } from "./schema-parts.ts";

// Schemas of _data/. Addresses are absolute only where they leave the site.

const language = z.strictObject({
  code: languageTag.describe("BCP 47: en, hi, ur, pt-BR."),
  name: text.describe("The language's own name for itself: English, हिन्दी, اردو."),
  locale: languageTag.optional().describe("For dates and digits, e.g. `hi-IN-u-nu-deva`; default: the code."),
  direction: z.enum(["ltr", "rtl"]).optional().describe("Default: by the script."),
});

const switchLevel = z.union([
  z.enum(["error", "warning", "off"]),
  z.strictObject({
    level: z.enum(["error", "warning", "off"]).describe("What the rule becomes."),
    before: text.optional().describe("Only for stories published before this date."),
  }),
]);

/** outlet.yaml */
export const outletSchema = z.strictObject({
  name: localized.describe("The paper's name."),
  tagline: localized.optional().describe("Below the name."),
  description: localized.optional().describe("For search engines and feeds."),
  url: webAddress.describe("Where the site will stand; a path in it becomes the path prefix."),
  languages: list(
    z.union([language, languageTag.transform((code) => ({ code, name: code }) as z.output<typeof language>)]),
  ).describe("The first is the default and has no address prefix."),
  timeZone: text
    .refine(isZone, { error: "is not an IANA time zone (Asia/Kolkata)" })
    .describe("IANA name; dates without an offset are read in it."),
  permalink: text
    .refine(
      (value) => /^\/(?:[^{}?#\s]|\{(?:yyyy|mm|dd|section|slug|id)\})*$/.test(value) && /\{(?:slug|id)\}/.test(value),
      {
        error:
          "is not a pattern of addresses (a path of {yyyy} {mm} {dd} {section} {slug} {id}, with {slug} or {id} in it)",
      },
    )
    .default("/{yyyy}/{mm}/{dd}/{slug}/")
    .describe("{yyyy} {mm} {dd} {section} {slug} {id}"),
  country: text.optional().describe("ISO 3166-1, e.g. IN."),
  founded: text.optional().describe("Year, or date."),
  publisher: localized.optional().describe("The legal publisher, where its name differs."),
  logo: text.optional().describe("Path under assets/."),
  icon: text.optional().describe("A square picture under assets/, 512 px or more (PNG or SVG)."),
  themeColor: z
    .strictObject({ light: text.describe("In light mode."), dark: text.describe("In dark mode.") })
    .optional()
    .describe("Of the browser's own frame, as CSS colours."),
  contacts: z
    .record(
      z.string(),
      z.strictObject({
        label: localized.optional().describe("What the contact is for."),
        email: text.optional().describe("E-mail address."),
        phone: text.optional().describe("With the country's code."),
        address: localized.optional().describe("Postal address."),
        name: localized.optional().describe("Who answers."),
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
      lite: z.boolean().default(true).describe("Light pages under /lite/."),
      search: z.boolean().default(true).describe("Search on the site."),
      ninjs: z.boolean().default(false).describe("IPTC ninjs of each story."),
      offline: z.boolean().default(true).describe("Editions to read offline."),
      history: z.boolean().default(false).describe("A story's earlier versions, from git."),
      immutableAssets: z.boolean().default(true).describe("Long caching of files whose names hold a hash."),
    })
    .prefault({})
    .describe("Parts of the site, on or off."),
  checks: z
    .record(z.string(), switchLevel)
    .default({})
    .describe("Rules lowered: code: warning, off, or { level, before }."),
  csp: z
    .strictObject({
      img: list(webAddress).optional().describe("Pictures."),
      media: list(webAddress).optional().describe("Sound and film."),
      frame: list(webAddress).optional().describe("Frames."),
      connect: list(webAddress).optional().describe("Requests of scripts."),
      script: list(webAddress).optional().describe("Scripts."),
      style: list(webAddress).optional().describe("Style sheets."),
      font: list(webAddress).optional().describe("Fonts."),
    })
    .optional()
    .describe("Other hosts that pages may reach; none by default."),
  robots: z
    .strictObject({
      aiTraining: z
        .enum(["allow", "refuse"])
        .default("refuse")
        .describe("What robots.txt tells crawlers that collect for AI."),
      disallow: list(text).optional().describe("Paths that no crawler should read."),
    })
    .prefault({})
    .describe("robots.txt."),
  securityTxt: z
    .strictObject({
      contact: list(text).describe("Addresses (mailto:, https:)."),
      expires: text.optional().describe("Date-time of RFC 9116."),
      policy: webAddress.optional().describe("The policy's address."),
    })
    .optional()
    .describe("security.txt: whom to tell of a weakness."),
  adsTxt: list(text).optional().describe("Lines of ads.txt."),
  trustTxt: list(text).optional().describe("Lines of trust.txt."),
  humansTxt: text.optional().describe("humans.txt."),
  hub: webAddress.optional().describe("WebSub hub that is told of new stories."),
  publicKey: text.optional().describe("minisign public key of the editions."),
});
export type Outlet = z.output<typeof outletSchema>;

/** sections.yaml: key → section. Keys are ASCII: they are addresses. */
export const sectionsSchema = z.record(
  z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: "is not a section key (small ASCII letters, digits, hyphens)" }),
  z.strictObject({
    name: localized.describe("As readers see it."),
    parent: text.optional().describe("The section above, by its key."),
    description: localized.optional().describe("Below the name, on its front."),
  }),
);
export type Sections = z.output<typeof sectionsSchema>;

/** contributors.yaml */
export const contributorsSchema = z.record(
  text,
  z.strictObject({
    name: localized.describe("As printed in a byline."),
    kind: z
      .enum(["person", "organization"])
      .optional()
      .describe(
        "What it is in structured data; default: an organization if the key ends in `desk`, `team` or the like.",
      ),
    role: localized.optional().describe("What they do."),
    bio: localized.optional().describe("A few sentences."),
    photo: z
      .union([
        text,
        z.strictObject({
          file: text.describe("Path under articles/."),
          alt: text.optional().describe("What it shows."),
          credit: text.optional().describe("Whose it is."),
        }),
      ])
      .optional()
      .describe("A portrait."),
    contacts: z
      .strictObject({
        email: text.optional().describe("E-mail address."),
        url: webAddress.optional().describe("Own site."),
        mastodon: webAddress.optional().describe("Profile address; linked with rel=me."),
        x: text.optional().describe("Name on X."),
      })
      .optional()
      .describe("Where readers reach them."),
  }),
);
export type Contributors = z.output<typeof contributorsSchema>;

/** agencies.yaml */
export const agenciesSchema = z.record(
  text,
  z.strictObject({
    name: localized.describe("The agency's name."),
    credit: text.describe("The credit line that it asks for."),
    rights: z.enum(photoRights).optional().describe("On what ground its photos are printed."),
    licensor: webAddress.optional().describe("Where its photos can be licensed."),
    terms: text.optional().describe("Usage terms, as embedded in photos."),
    text: z.enum(["full", "summary", "none"]).default("full").describe("How much of its text goes into feeds."),
    photos: list(z.enum(photoScopes)).optional().describe("Where its photos may go; default: everywhere."),
  }),
);
export type Agencies = z.output<typeof agenciesSchema>;

/** topics.yaml: for the topics that want a proper name. */
export const topicsSchema = z.record(
  text,
  z.strictObject({
    name: localized.describe("As readers see it."),
    description: localized.optional().describe("Below the name, on its page."),
  }),
);
export type Topics = z.output<typeof topicsSchema>;

/** fronts/<home|section>[.<lang>].yaml */
export const frontSchema = (zone: string) =>
  z.strictObject({
    slots: list(
      z.strictObject({
        name: z
          .enum(Object.keys(frontSlots) as FrontSlot[])
          .describe(`The place on the front. How many stories each holds: ${slotSizes}.`),
        story: text.optional().describe("A story's id; without it the slot is filled with the newest."),
        headline: text.optional().describe("In place of the story's own."),
        kicker: text.optional().describe("In place of the story's own."),
        photo: z.union([text, z.boolean()]).optional().describe("Another photo for this place; false: none."),
        until: moment(zone).optional().describe("After that the slot is filled with the newest."),
      }),
    ).describe("Places of the front, from the top; places without a story take the newest."),
  });
export type FrontRecord = z.output<ReturnType<typeof frontSchema>>;

/** Front matter of pages/<lang>/<slug>.md */
export const pageSchema = z.strictObject({
  title: text.describe("The page's title."),
  description: text.optional().describe("For search engines."),
});
export type PageRecord = z.output<typeof pageSchema>;

/** strings/<lang>.yaml: flat, key → words; `{name}` is filled in. */
export const stringsSchema = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));
export type Strings = Record<string, string>;
