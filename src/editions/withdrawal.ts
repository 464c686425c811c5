import type { Moment } from "../base/dates.ts";
import { mayCarry } from "../model/may-carry.ts";
import type { Newsroom } from "../model/newsroom.ts";
import type { WithdrawalReason } from "../model/published-edition.ts";
import type { Photo, Story } from "../model/story.ts";
import type { EditionRecord } from "./edition-record.ts";

/** Why an edition may be given out no more, and what in it: for the desk alone. */
export interface Withdrawal {
  reason: WithdrawalReason;
  /** Id of the story or photo. */
  of: string;
}

/** The newsroom with what every edition of a site is held against, found once. */
export interface WithdrawalContext {
  newsroom: Newsroom;
  /** The outlet's address, without the slash at its end. */
  live: string;
  /** Addresses that are public now, former ones too, by path → story. */
  byPath: ReadonlyMap<string, Story>;
  killed: { ids: ReadonlySet<string>; names: ReadonlySet<string>; digests: ReadonlySet<string> };
}

/** For `withdrawalOf`. */
export function withdrawalContext(newsroom: Newsroom): WithdrawalContext {
  const { stories, aliases, byId, withdrawnPhotos, outlet } = newsroom;
  const byPath = new Map(stories.map((story) => [story.path, story]));
  for (const { from, story } of aliases) {
    const found = byId.get(story);
    if (found && !byPath.has(from)) byPath.set(from, found);
  }
  return {
    newsroom,
    live: outlet.url.replace(/\/+$/, ""),
    byPath,
    killed: {
      ids: new Set(withdrawnPhotos.map(({ id }) => id)),
      names: new Set(withdrawnPhotos.flatMap(({ renditions }) => renditions.map(fileName))),
      digests: new Set(
        withdrawnPhotos.flatMap(({ sha256, digests = [] }) => (sha256 === undefined ? digests : [sha256, ...digests])),
      ),
    },
  };
}

/**
 * Whether an edition may still be given out. In plain words: every story that it holds, quotes or names must be public now and
 * be let out by its agency as far as it was then; no photo in it may be killed; and none may be there whose lease, or whose
 * agency's days, for editions are over. Undefined: it may.
 */
export function withdrawalOf(record: EditionRecord, context: WithdrawalContext): Withdrawal | undefined {
  return ofStories(record, context) ?? ofKilledPhotos(record, context) ?? ofTerms(record, context);
}

function ofStories(record: EditionRecord, { newsroom, live, byPath }: WithdrawalContext): Withdrawal | undefined {
  const held = new Set<string>();
  const find = (id: string, url?: string): Story | undefined => {
    // A file that was renamed has another id; its address goes on answering.
    const story = newsroom.byId.get(id) ?? (url === undefined ? undefined : byPath.get(pathOf(url, live)));
    return story?.hiddenAs === undefined ? story : undefined;
  };
  for (const { id, url, isSummary } of record.stories) {
    const story = find(id, url);
    if (!story) return { reason: "story", of: id };
    held.add(story.id);
    const carriage = mayCarry(story, newsroom);
    if (carriage === "none" || (carriage === "summary" && !isSummary)) return { reason: "terms", of: id };
  }
  const named = [...record.corrections.map(({ story, url }) => ({ id: story, url })), ...(record.mentions ?? [])];
  const lost = named.find(({ id, url }) => !held.has(id) && !find(id, url));
  return lost && { reason: "story", of: lost.id };
}

function ofKilledPhotos(record: EditionRecord, { killed }: WithdrawalContext): Withdrawal | undefined {
  if (killed.ids.size === 0) return undefined;
  const photo = record.photos?.find(({ id }) => killed.ids.has(id));
  if (photo) return { reason: "photo", of: photo.id };
  const file = record.contents.find(
    ({ path, sha256 }) => killed.digests.has(sha256) || killed.names.has(fileName(path)),
  );
  return file && { reason: "photo", of: file.path };
}

/** A photo that its stories still show is judged by what they may do with it now; another by what was known when it went in. */
function ofTerms(record: EditionRecord, { newsroom }: WithdrawalContext): Withdrawal | undefined {
  const uses = new Map<string, boolean>();
  for (const { id } of record.stories) {
    const story = newsroom.byId.get(id);
    for (const photo of story ? photosOf(story) : [])
      uses.set(photo.id, photo.scopes.offline && uses.get(photo.id) !== false);
  }
  const over = record.photos?.find(({ id, until }) => {
    const now = uses.get(id);
    return now === undefined ? until !== undefined && Date.parse(until) <= newsroom.now : !now;
  });
  return over && { reason: "terms", of: over.id };
}

function photosOf({ photo, gallery, copyPhotos }: Story): Photo[] {
  return [photo, ...gallery, ...copyPhotos].filter((each) => each !== undefined);
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function pathOf(url: string, live: string): string {
  if (!url.startsWith(`${live}/`)) return url;
  try {
    return decodeURIComponent(url.slice(live.length)).normalize("NFC");
  } catch {
    return url;
  }
}

/** Whether it was made for a time that has not come: what is embargoed until then is in it. */
export function isFromLater(record: EditionRecord, now: Moment): boolean {
  return Date.parse(record.until) > now;
}
