import { z } from "zod";
import { type PhotoScope, photoRights, photoScopes } from "./photo-schema.ts";
import { list, localized, text, webAddress } from "./schema-parts.ts";

// Schemas of _data/. Addresses are absolute only where they leave the site.

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

/** Where an agency's photos may go, and for how many days from a story's publication. */
export interface AgencyScope {
  scope: PhotoScope;
  days?: number | undefined;
}

/** agencies.yaml */
export const agenciesSchema = z.record(
  text,
  z.strictObject({
    name: localized.describe("The agency's name."),
    credit: text.describe("The credit line that it asks for."),
    spellings: list(text).optional().describe("Other names by which a credit line names it."),
    rights: z.enum(photoRights).optional().describe("On what ground its photos are printed."),
    licensor: webAddress.optional().describe("Where its photos can be licensed."),
    terms: text.optional().describe("Usage terms, as embedded in photos."),
    text: z.enum(["full", "summary", "none"]).default("full").describe("How much of its text goes into feeds."),
    photos: list(
      z.union([
        z.enum(photoScopes).transform((scope): AgencyScope => ({ scope })),
        z.strictObject({
          scope: z.enum(photoScopes).describe("web, feeds or offline."),
          days: z.number().int().min(1).optional().describe("Days from the story's publication; default: for ever."),
        }),
      ]),
    )
      .optional()
      .describe("Where its photos may go, and how long; default: everywhere, for ever."),
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

/** Front matter of pages/<lang>/<slug>.md */
export const pageSchema = z.strictObject({
  title: text.describe("The page's title."),
  description: text.optional().describe("For search engines."),
});
export type PageRecord = z.output<typeof pageSchema>;

/** strings/<lang>.yaml: flat, key → words; `{name}` is filled in. */
export const stringsSchema = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));
export type Strings = Record<string, string>;
