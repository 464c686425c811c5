import { type Moment, parseMoment } from "../../src/base/dates.ts";
import { build } from "../../src/build.ts";
import { type SiteFolder, smallSite } from "./site-folder.ts";

// A site with live stories, whose entries come every ten minutes.

export const liveStart = "2026-02-01T09:00";

export function momentOf(text: string): Moment {
  const moment = parseMoment(text, "Asia/Kolkata");
  if (moment === undefined) throw new Error(`${text} is no moment`);
  return moment;
}

export interface LiveStoryInput {
  /** Folder under articles/. */
  folder: string;
  headline: string;
  words: (number: number) => string;
  count: number;
  language?: string;
  live?: Record<string, unknown>;
}

export function writeLiveStory(site: SiteFolder, input: LiveStoryInput): void {
  const { folder, headline, words, count, language, live } = input;
  site.writeStory(`${folder}/index`, {
    headline,
    section: "world",
    published: liveStart,
    type: "live",
    live: { start: liveStart, ...live },
    ...(language !== undefined && { language }),
  });
  for (let number = 1; number <= count; number += 1) writeEntry(site, folder, number, words(number));
}

/** Entry 7 is of ten past ten; its anchor is `e007`. */
export function writeEntry(site: SiteFolder, folder: string, number: number, words: string, more: object = {}): void {
  const at = new Date(momentOf(liveStart) + number * 600_000).toISOString();
  site.writeStory(
    `${folder}/entries/e${String(number).padStart(3, "0")}`,
    { at, headline: `${words} ${number}`, ...more },
    `${words}\n`,
  );
}

export function buildAt(site: SiteFolder, output: string, now: string, holdBack = false) {
  return build({ site: site.site, output: site.path(output), cache: site.path("cache"), now: momentOf(now), holdBack });
}

export function liveSite(): SiteFolder {
  return smallSite();
}
