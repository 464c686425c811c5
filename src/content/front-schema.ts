import { z } from "zod";
import {
  type FrontPlace,
  type FrontSlot,
  frontLayouts,
  frontPlaces,
  frontSlots,
  largestPlaces,
  largestSizes,
  packageSizes,
  packageSizesInWords,
  slotSizes,
} from "./front-slots.ts";
import { plainId } from "./read-story.ts";
import { address, list, moment, text } from "./schema-parts.ts";
import { type StoryType, storyTypes } from "./story-schema.ts";

const storyId = text.transform(plainId);

// What somebody paid for stands on a front only where an editor put it.
const fillingTypes = storyTypes.filter((type): type is Exclude<StoryType, "sponsored"> => type !== "sponsored");

const filters = {
  sections: list(text).optional().describe("Only stories of these sections, by their keys."),
  topics: list(text).optional().describe("Only stories with one of these topics."),
  types: list(z.enum(fillingTypes))
    .optional()
    .describe("Only stories of these types, in place of the types that the place takes by itself."),
  maxAge: z
    .number()
    .positive()
    .optional()
    .describe("Only stories first published at most so many days (of 24 hours) ago."),
  exclude: list(storyId).optional().describe("Never these stories, by their ids."),
};

const stories = z.number().int().min(1).max(30).optional();

const rule = z.union([
  z.literal("none"),
  z.strictObject({ stories: stories.describe(`How many; at most ${largestSizes}.`), ...filters }),
]);

const block = z.union([
  text.transform((section) => ({ section })),
  z.strictObject({
    section: text.describe("A key of sections.yaml."),
    stories: stories.describe("How many; default 4."),
    topics: filters.topics,
    types: filters.types,
    maxAge: filters.maxAge,
    exclude: filters.exclude,
  }),
]);

const member = z.union([
  storyId.transform((story) => ({ story })),
  z.strictObject({
    story: storyId.describe("A story's id."),
    headline: text.optional().describe("In place of the story's own."),
    kicker: text.optional().describe("In place of the story's own."),
  }),
]);

const slot = (zone: string) =>
  z
    .strictObject({
      name: z
        .enum(Object.keys(frontSlots) as FrontSlot[])
        .describe(`The place on the front. How many stories each holds: ${slotSizes}.`),
      story: storyId.optional().describe("A story's id; without it the slot is filled with the newest."),
      headline: text.optional().describe("In place of the story's own."),
      kicker: text.optional().describe("In place of the story's own."),
      photo: z.union([text, z.boolean()]).optional().describe("Another photo for this place; false: none."),
      package: list(member)
        .optional()
        .describe(
          `More stories of the same matter, below this one: ids, or keys as here. At most ${packageSizesInWords}.`,
        ),
      from: moment(zone)
        .optional()
        .describe("Before that the pin waits; of two pins, the one that began last goes first."),
      until: moment(zone).optional().describe("After that the slot is filled with the newest."),
    })
    .superRefine((value, context) => {
      ordered(value, context);
      const size = packageSizes[value.name] ?? 0;
      if ((value.package?.length ?? 0) <= size) return;
      const message = size === 0 ? "can't be here: this place holds single stories" : `holds more than ${size} stories`;
      context.addIssue({ code: "custom", path: ["package"], message });
    });

const breaking = (zone: string) =>
  z
    .strictObject({
      text: text.optional().describe("What readers are told; default: the story's headline."),
      story: storyId.optional().describe("The story that it leads to."),
      link: address.optional().describe("Where it leads instead: an address on this site or elsewhere."),
      allFronts: z.boolean().optional().describe("Of a home front: on the fronts of the language's sections too."),
      from: moment(zone).optional().describe("Before that it is not shown."),
      until: moment(zone).optional().describe("After that it is not shown."),
    })
    .superRefine((value, context) => {
      ordered(value, context);
      if (value.text === undefined && value.story === undefined)
        context.addIssue({
          code: "custom",
          path: ["text"],
          message: "is missing: a banner has a text, a story, or both",
        });
      if (value.link !== undefined && value.story !== undefined)
        context.addIssue({ code: "custom", path: ["link"], message: "can't be here: the banner leads to its story" });
    });

function ordered(
  { from, until }: { from?: number | undefined; until?: number | undefined },
  context: z.core.$RefinementCtx,
): void {
  if (from === undefined || until === undefined || from < until) return;
  context.addIssue({ code: "custom", path: ["until"], message: "is not after `from`" });
}

/** fronts/<home|section>[.<lang>].yaml */
export const frontSchema = (zone: string) =>
  z.strictObject({
    layout: z
      .enum(frontLayouts)
      .optional()
      .describe("How the top of the front is laid out; default `standard`. See docs/fronts.md."),
    breaking: list(breaking(zone)).optional().describe("One line or two above everything else, while it matters."),
    slots: list(slot(zone))
      .default([])
      .describe("Places of the front, from the top; places without a story take the newest."),
    fill: z
      .strictObject(
        Object.fromEntries(frontPlaces.map((name) => [name, placeRule(name)])) as Record<
          FrontPlace,
          ReturnType<typeof placeRule>
        >,
      )
      .optional()
      .describe("By place, what it takes where nothing is pinned: rules, or `none` to leave it empty."),
    blocks: z
      .union([z.literal("none"), list(block)])
      .optional()
      .describe("The sections below, in this order; default: every section, or a section's own subsections."),
  });
export type FrontRecord = z.output<ReturnType<typeof frontSchema>>;
export type FillRule = z.output<typeof rule>;
export type BlockRule = z.output<typeof block>;
export type FillFilters = Partial<Omit<Exclude<FillRule, "none">, "stories">>;

function placeRule(name: FrontPlace) {
  return rule
    .superRefine((value, context) => {
      const most = largestPlaces[name];
      if (value === "none" || value.stories === undefined || value.stories <= most) return;
      context.addIssue({ code: "custom", path: ["stories"], message: `is more than this place holds (${most})` });
    })
    .optional()
    .describe(`What ${name === "related" ? "the lines below the lead take" : `\`${name}\` takes`}.`);
}
