import type { Problem } from "../base/problem.ts";
import { type ValidationOptions, validate } from "./schema-problems.ts";
import type { StoryInPart } from "./site-content.ts";
import type { FrontMatter, storySchema } from "./story-schema.ts";
import type { YamlReading } from "./yaml-read.ts";

/** Keys that decide what the public sees: a fault in one never lets the rest through. */
export const guardedKeys = ["status", "embargo", "kill"];

/**
 * What stands for a required key that can't be read, so that the rest can be looked at: an empty text, of which no rule finds
 * anything, and a moment that nothing is before.
 */
const standIns: Readonly<Record<string, unknown>> = { headline: "?", section: "?", published: "1970-01-01T00:00:00Z" };

/** A story's front matter as far as it can be read. */
export interface FrontMatterInPart extends Pick<StoryInPart, "unread" | "isCopyOnly"> {
  frontMatter: FrontMatter;
}

/**
 * What can be looked at of a story whose deciding keys are faulty, for the rules alone: it counts as a draft, and nothing may be
 * said of the keys in `unread`. Undefined where it may be taken down: what is wrong with such a story matters to nobody.
 */
export function frontMatterInPart(input: {
  schema: ReturnType<typeof storySchema>;
  yaml: YamlReading;
  /** The front matter as it is written. */
  text: string;
  /** Top-level keys at fault. */
  faulty: ReadonlySet<string>;
  options: ValidationOptions;
}): FrontMatterInPart | undefined {
  const { schema, yaml, text, faulty, options } = input;
  const { value: read } = yaml;
  const isMap = read !== null && typeof read === "object" && !Array.isArray(read);
  const written: Record<string, unknown> = isMap ? { ...read } : {};
  if ("kill" in written || (!isMap && /^\s*["']?kill["']?\s*:/m.test(text))) return undefined;
  const missing = Object.keys(standIns).filter((key) => !isMap || faulty.has(key));
  const stood = { ...written, ...Object.fromEntries(missing.map((key) => [key, standIns[key]])) };
  const { value } = validate(schema, { ...yaml, value: stood }, options);
  if (!value) return undefined;
  const frontMatter: FrontMatter = { ...value, status: "draft" };
  if (missing.includes("headline")) frontMatter.headline = "";
  if (missing.includes("section")) frontMatter.section = "";
  const unread = [...missing, ...guardedKeys.filter((key) => faulty.has(key))];
  return { frontMatter, unread, ...(!isMap && { isCopyOnly: true }) };
}

/** Of what was found in stories that were read in part, what is certain: nothing that a stand-in may have brought about. */
export function certainOf(found: readonly Problem[], parts: readonly StoryInPart[]): Problem[] {
  const unread = new Map(parts.map(({ record, unread }) => [record.id, unread]));
  return found.filter(({ story, key }) => {
    const keys = story === undefined ? undefined : unread.get(story);
    return keys === undefined || key === undefined || !keys.includes(key.split(".")[0] ?? "");
  });
}
