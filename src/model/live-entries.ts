import type { Moment } from "../base/dates.ts";
import { digestOf } from "../base/digest.ts";
import type { LiveEntryRecord, StoryRecord } from "../content/site-content.ts";
import type { Story } from "./story.ts";
import type { SettledPhotos } from "./story-photos.ts";
import type { Visibility } from "./visibility.ts";

/** One entry of a live story as readers may see it now; its block is in the store. */
export interface LiveEntry {
  /** Anchor, unique in the story. */
  id: string;
  /** Key of its block in the store. */
  digest: string;
  at: Moment;
  headline?: string;
  isPinned?: true;
  isKey?: true;
  tables?: Record<string, string>;
  /** How many of the story's `copyPhotos` are its. */
  photos: number;
  /** Stands in the place of an entry that was taken down. */
  notice?: string;
  /** In a preview only: why readers do not see it. */
  hiddenAs?: Visibility;
}

/**
 * What a live story's entries give it: those whose time has come, in the order of their times, and of its photos and words
 * only theirs. Nothing for other stories.
 */
export function liveFacts(
  record: StoryRecord,
  photos: SettledPhotos,
  { now, audience }: { now: Moment; audience: "public" | "desk" },
): Partial<
  Pick<Story, "digest" | "copyDigest" | "tables" | "entries" | "copyPhotos" | "photoNotes" | "words" | "description">
> {
  const { tables, entries } = record;
  if (!entries)
    return tables ? { copyDigest: record.digest, digest: digestOf(record.digest, JSON.stringify(tables)), tables } : {};
  let from = record.copyPhotos.length - entries.reduce((sum, entry) => sum + entry.photos, 0);
  const kept = Array.from({ length: from }, (_unused, index) => index);
  const shown: { entry: LiveEntry; record: LiveEntryRecord; uses: number[] }[] = [];
  for (const each of entries) {
    const entry = entryAt(each, now, audience);
    const uses = Array.from({ length: entry?.photos ?? 0 }, (_unused, index) => from + index);
    from += each.photos;
    if (entry) shown.push({ entry, record: each, uses });
  }
  shown.sort((a, b) => a.entry.at - b.entry.at);
  kept.push(...shown.flatMap(({ uses }) => uses));
  const copy = kept.map((index) => photos.copy[index]);
  const notes = photos.notes && { ...photos.notes, copy: kept.map((index) => photos.notes?.copy[index]) };
  const excerpt = record.copy.excerpt || shown.find(({ record: each }) => each.excerpt !== "")?.record.excerpt;
  return {
    copyDigest: record.digest,
    digest: digestOf(record.digest, JSON.stringify(tables ?? {}), JSON.stringify(shown.map(({ entry }) => entry))),
    ...(tables && { tables }),
    entries: shown.map(({ entry }) => entry),
    copyPhotos: copy,
    ...(notes && { photoNotes: notes }),
    words:
      record.copy.words +
      shown.reduce((sum, { entry, record: each }) => sum + (entry.notice === undefined ? each.words : 0), 0),
    ...(record.frontMatter.standfirst === undefined && excerpt !== undefined && { description: excerpt }),
  };
}

/** An entry is public once its time has come; one that was taken down leaves its notice, where it was public and has one. */
function entryAt(record: LiveEntryRecord, now: Moment, audience: "public" | "desk"): LiveEntry | undefined {
  const { id, digest, at, status, kill, headline, isPinned, isKey, tables, photos } = record;
  if (kill) {
    const wasPublic = status === "ready" && at <= Math.min(kill.at, now);
    return kill.notice !== undefined && wasPublic ? { id, digest: "", at, photos: 0, notice: kill.notice } : undefined;
  }
  const hiddenAs = status !== "ready" ? status : at > now ? "scheduled" : undefined;
  if (hiddenAs !== undefined && audience === "public") return undefined;
  return {
    id,
    digest,
    at,
    photos,
    ...(headline !== undefined && { headline }),
    ...(isPinned && { isPinned }),
    ...(isKey && { isKey }),
    ...(tables && { tables }),
    ...(hiddenAs !== undefined && { hiddenAs }),
  };
}

/** The next moment after `now` at which an entry becomes public by itself; undefined: never. */
export function nextEntry(record: StoryRecord, now: Moment): Moment | undefined {
  const moments = (record.entries ?? []).filter(({ at, status, kill }) => at > now && status === "ready" && !kill);
  return moments.length > 0 ? Math.min(...moments.map(({ at }) => at)) : undefined;
}
