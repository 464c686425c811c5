import { startOfDay } from "./base/dates.ts";
import { digestOf } from "./base/digest.ts";
import { outputFileOf } from "./base/urls.ts";
import { photoStem } from "./editions/worker/photo-stem.ts";
import type { OfflineChanges } from "./editions/worker/worker-forms.ts";
import { places } from "./model/addresses.ts";
import { lastChange } from "./model/last-change.ts";
import type { Photo } from "./model/story.ts";
import { fileOf, photosOf } from "./offline-photos.ts";
import type { PlannedText } from "./pages/planned-file.ts";
import type { ViewContext } from "./pages/view-context.ts";

/** Days in which copies are held against what changed. */
const watched = 90;
const dayLength = 86_400_000;

/**
 * `offline/changes.json`. What it tells of fronts comes from their bytes alone: what a page is planned from may change without
 * them. `digests`: of the planned files.
 */
export function changesFile(context: ViewContext, digests: ReadonlyMap<string, string>): PlannedText {
  const changes = changesOf(context);
  const fronts = context.newsroom.languages
    .map(places.home)
    .map((path) => ({ url: context.url(path), file: outputFileOf(path) }));
  return {
    kind: "text",
    file: outputFileOf(places.offlineChanges),
    isLast: true,
    digest: digestOf(JSON.stringify(changes), ...fronts.map(({ file }) => digests.get(file) ?? "")),
    text: (madeOf) => {
      const states = fronts.map(({ url, file }) => [url, madeOf?.(file)?.sha256.slice(0, 10) ?? ""]);
      return `${JSON.stringify({ ...changes, fronts: Object.fromEntries(states) } satisfies OfflineChanges)}\n`;
    },
  };
}

/** What readers' copies are held against: stories that changed after they were public, and photos whose lease ends or has ended. */
function changesOf(context: ViewContext): Omit<OfflineChanges, "fronts"> {
  const { now, stories, outlet } = context.newsroom;
  // Nothing of the site changes between the moments that `schedule` names: days begin at midnight.
  const since = startOfDay(now - watched * dayLength, outlet.timeZone);
  const changes: ReturnType<typeof changesOf> = { stories: {}, photos: {} };
  for (const story of stories) {
    const changed = lastChange(story);
    if (changed > story.published && changed > since) changes.stories[context.url(story.path)] = context.iso(changed);
    for (const { photo, view } of photosOf(story, context, (each) => mustWatch(each, story.published > since))) {
      const file = fileOf(view);
      if (file !== undefined) changes.photos[photoStem(file.url)] = photo.leaseEnds?.offline ?? 0;
    }
  }
  return changes;
}

/** Of photos that may not be kept at all no copy was ever made; those whose time may just have ended are named for a while. */
function mustWatch(photo: Photo, isRecent: boolean): boolean {
  return photo.leaseEnds?.offline !== undefined || (!photo.scopes.offline && photo.isLeased && isRecent);
}
