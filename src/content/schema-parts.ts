import { z } from "zod";
import { bothMoments, type Moment, momentsOf } from "../base/dates.ts";

// The small forms of which every schema is made. What other tools accept and is harmless is accepted: a number where a
// text is meant (`headline: 2026`), one value where a list is meant (`topics: cricket`).

/** A text on one or more lines: trimmed, NFC, not empty. */
export const text = z
  .union([z.string(), z.number()])
  // `"\ud83d"` in YAML is half a character, which no file and no address can hold.
  .transform((value) => String(value).toWellFormed().normalize("NFC").trim())
  .pipe(z.string().min(1, { error: "is empty" }));

/** A list, or one value that stands for a list of one. */
export const list = <Item extends z.ZodType>(item: Item) =>
  z.union([z.array(item), item.transform((value) => [value])]);

/** A text, or a text for each language: `{ en: World, hi: दुनिया }`. */
export const localized = z.union([text, z.record(z.string(), text)]);
export type Localized = z.output<typeof localized>;

/** The words for a language, else the first language's, else any. */
export function inLanguage(value: Localized | undefined, language: string, fallback?: string): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  return (
    value[language] ?? value[language.split("-")[0] ?? ""] ?? (fallback && value[fallback]) ?? Object.values(value)[0]
  );
}

export const webAddress = text.refine((value) => /^https?:\/\/[^\s]+$/i.test(value), {
  error: "is not a web address (https://…)",
});

/** An address on this site or elsewhere. */
export const address = text.refine((value) => /^(https?:\/\/|\/)[^\s]*$/i.test(value), {
  error: "is neither a path (/…) nor a web address (https://…)",
});

/**
 * A date-time, read in the outlet's zone where it states no offset. One that comes twice that night is a fault: it may
 * decide what the public sees, and either of the two moments could be an hour too early or too late.
 */
export const moment = (zone: string) => dateTime(zone, "a fault");

/** One that is told, not one that hides: of an hour that comes twice the first counts, and `doubled-hours.ts` warns. */
export const toldMoment = (zone: string) => dateTime(zone, "the first");

const dateTime = (zone: string, ofTwo: "a fault" | "the first") =>
  z.union([z.string(), z.date().transform((value) => value.toISOString())]).transform((value, context): Moment => {
    const [first, second] = momentsOf(value, zone);
    if (first !== undefined && (second === undefined || ofTwo === "the first")) return first;
    const both = bothMoments(value, zone).map((each) => `(${each})`);
    const message =
      first === undefined
        ? "is not a date that exists (2025-05-10T19:30)"
        : `is not one moment: this hour comes twice that night ${both.join(" ")}`;
    context.issues.push({ code: "custom", message, input: value });
    return z.NEVER;
  });

/** A BCP 47 tag in its canonical form. */
export const languageTag = text.transform((value, context) => {
  try {
    const [canonical] = Intl.getCanonicalLocales(value.replaceAll("_", "-"));
    if (canonical) return canonical;
  } catch {
    // falls through to the issue below
  }
  context.issues.push({ code: "custom", message: "is not a language tag (en, hi, ur, pt-BR)", input: value });
  return z.NEVER;
});

export const kill = (zone: string) =>
  z.strictObject({
    at: moment(zone).describe("When the take-down was decided."),
    reason: text.describe("Why; private, never published."),
    notice: text.optional().describe("What readers are told at the address."),
    replacedBy: text.optional().describe("The id of the story, or the address, that takes its place."),
  });
export type Kill = z.output<ReturnType<typeof kill>>;
