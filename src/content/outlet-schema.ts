import { z } from "zod";
import { isZone, parseMoment } from "../base/dates.ts";
import { trainingCrawlers } from "../base/training-crawlers.ts";
import { address, languageTag, list, localized, text, webAddress } from "./schema-parts.ts";

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
    limit: z
      .union([z.number().int().min(1), z.record(languageTag, z.number().int().min(1))])
      .optional()
      .describe("For rules that measure: characters as readers count them, for all languages or by language."),
  }),
]);

const crawlers = z.array(z.enum(Object.keys(trainingCrawlers)));

const trainingChoice = z
  .strictObject({
    refuse: z
      .union([z.literal("all"), crawlers])
      .default("all")
      .describe("`all` that are known to collect for training, or those of them that are named."),
    allow: crawlers.default([]).describe("Of all, these may."),
    also: list(text).default([]).describe("Crawlers that Broadsheet does not know, refused too."),
  })
  .refine(({ refuse, allow }) => refuse === "all" || allow.length === 0, {
    path: ["allow"],
    error: "is not for a `refuse` that names crawlers: all others may read anyway (`refuse: all`)",
  });

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
    .describe("editor, corrections, grievance, selfRegulation, …"),
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
  photos: z
    .strictObject({
      leaseNotes: z
        .boolean()
        .default(false)
        .describe("A line where a photo outside its lease stood, saying why it is gone."),
      leaseWarning: z
        .number()
        .int()
        .min(0)
        .max(365)
        .default(14)
        .describe("Days ahead that `check` warns of leases that end."),
      originals: text
        .optional()
        .describe(
          "Folder of originals by their SHA-256, from the site's folder; the variable BROADSHEET_ORIGINALS wins.",
        ),
      socialCards: z
        .enum(["photo", "all", "none"])
        .default("photo")
        .describe(
          "Pictures for link previews with the headline on them: for stories with a lead photo, for all, for none.",
        ),
    })
    .prefault({})
    .describe("What the outlet wants of its photo desk."),
  acquireLicensePage: address.optional().describe("Where readers learn how to license the outlet's own photos."),
  share: list(z.enum(["email", "whatsapp", "telegram", "facebook", "x", "bluesky", "linkedin"]))
    .default(["email", "whatsapp"])
    .describe("Links for passing a story on, in order; an empty list: none. They are plain links and load nothing."),
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
  editions: z
    .strictObject({
      keep: z
        .number()
        .int()
        .min(1)
        .max(1000)
        .default(14)
        .describe("How many of each kind and language the site offers, the newest; older ones stay in `editions/`."),
    })
    .prefault({})
    .describe("Editions to read offline."),
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
        .union([z.enum(["allow", "refuse"]), trainingChoice])
        .default("refuse")
        .describe("What robots.txt tells crawlers that collect for AI; as keys: which of them."),
      tdmPolicy: webAddress
        .optional()
        .describe("Terms of text and data mining, named in tdmrep.json where it is refused."),
      disallow: list(text).optional().describe("Paths that no crawler should read."),
    })
    .prefault({})
    .describe("robots.txt."),
  securityTxt: z
    .strictObject({
      contact: list(text).describe("Addresses (mailto:, https:)."),
      expires: text
        .refine((value) => parseMoment(value, "UTC") !== undefined, {
          error: "is not a date that exists (2027-05-10T19:30)",
        })
        .optional()
        .describe("When the file is out of date (RFC 9116); default: half a year ahead, anew with each month's build."),
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
