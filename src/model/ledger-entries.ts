import type { Moment } from "../base/dates.ts";
import type { PhotoRecord } from "../content/photo-schema.ts";
import type { LiveEntryReading } from "../content/read-live-entry.ts";
import type { LiveEntryRecord } from "../content/site-content.ts";
import { type PublicSpan, publicSpans, spansOf, type Timed } from "./ledger-spans.ts";

/** What a ledger needs of one version of a live story's entry that has a file of its own. */
export interface EntryFacts {
  /** Path under the site folder of the story that it is an entry of. */
  story: string;
  file: string;
  at: Moment;
  status: LiveEntryRecord["status"];
  killedAt?: Moment;
  photos: { record: PhotoRecord; copyCredit?: string | undefined }[];
}

/** What a ledger needs of an entry as it was read; undefined where nothing of it can be shown. */
export function entryFactsOf(reading: LiveEntryReading, story: string, file: string): EntryFacts | undefined {
  const { entry, photos } = reading;
  if (!entry) return undefined;
  const { at, status, kill } = entry;
  return { story, file, at, status, ...(kill && { killedAt: kill.at }), photos };
}

/** An entry's file through all its names. */
export interface EntryLine {
  owner: string;
  isFirstKnown: boolean;
  spans: PublicSpan<EntryFacts>[];
}

/** Entries by the file of their story, each with the times at which it could be seen if its story could. */
export function entryLines(entries: readonly (readonly Timed<EntryFacts>[])[], now: Moment): Map<string, EntryLine[]> {
  const lines = new Map<string, EntryLine[]>();
  for (const [index, versions] of entries.entries()) {
    const line: EntryLine = {
      owner: `entry ${index}`,
      isFirstKnown: versions[0]?.from === Number.NEGATIVE_INFINITY,
      spans: publicSpans(spansOf(versions, now), { now, visibleFrom: ({ at }) => at }),
    };
    for (const story of new Set(line.spans.map(({ value }) => value.story))) {
      lines.set(story, [...(lines.get(story) ?? []), line]);
    }
  }
  return lines;
}
