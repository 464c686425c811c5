import { bothMoments } from "../base/dates.ts";
import { type Problem, problem } from "../base/problem.ts";
import { placeOf } from "./schema-words.ts";
import type { YamlReading } from "./yaml-read.ts";

/**
 * Warns of times that a story tells its readers and that came twice that night, for the clock was put back: the first of
 * the two is printed. No error, since an archive has such times, and nobody knows any more which was meant; times that hide
 * or take down are errors (`moment` in schema-parts.ts). Keys: `published`, `updated`, and `date` of each correction.
 */
export function doubledHours(yaml: YamlReading, input: { file: string; story: string; zone: string }): Problem[] {
  const { file, story, zone } = input;
  return toldTimes(yaml.value).flatMap(([key, value]) => {
    const both = bothMoments(value, zone);
    if (both.length === 0) return [];
    const place = placeOf(yaml.places, key);
    return problem({
      code: "story/date-twice",
      file,
      story,
      key,
      line: place?.valueLine ?? 1,
      column: place?.valueColumn ?? 1,
      message: `\`${key.split(".").at(-1)}\` is an hour that came twice that night; the first counts.`,
      expected: both.join(" or "),
      found: value,
      hint: "Write the time with its offset.",
    });
  });
}

function toldTimes(front: unknown): [key: string, value: string][] {
  if (!isRecord(front)) return [];
  const corrections = Array.isArray(front.corrections) ? front.corrections : [front.corrections];
  const all: [string, unknown][] = [
    ["published", front.published],
    ["updated", front.updated],
    ...corrections.map((each: unknown, index): [string, unknown] => [
      Array.isArray(front.corrections) ? `corrections.${index}.date` : "corrections.date",
      isRecord(each) ? each.date : undefined,
    ]),
  ];
  return all.filter((entry): entry is [string, string] => typeof entry[1] === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
