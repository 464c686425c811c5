import { type ShelfPhoto, stemOf } from "./editions/picture-shelf.ts";
import type { Newsroom } from "./model/newsroom.ts";
import type { Photo } from "./model/story.ts";
import { keptFolder, leasedFolder, planPhoto } from "./pages/photo-rack.ts";
import { renditionsOf } from "./photos/plan-renditions.ts";

/**
 * Every photo that pages may show, with its files; found without the pages, whose views of a large archive take more memory
 * than an edition should. A lead's crops are for programs, and no page shows them.
 */
export function editionPhotos(newsroom: Newsroom): ShelfPhoto[] {
  const photos = new Map<string, ShelfPhoto>();
  const lists = new Map<string, readonly string[]>();
  const shared = (endings: readonly string[]) => {
    const key = endings.join(" ");
    const known = lists.get(key) ?? endings;
    lists.set(key, known);
    return known;
  };
  for (const photo of new Set(shownPhotos(newsroom))) {
    const folder = photo.isLeased ? leasedFolder : keptFolder;
    for (const { name } of renditionsOf(planPhoto(photo, "inline").set)) {
      const file = folder + name;
      const stem = stemOf(file);
      const ending = file.slice(stem.length);
      const known = photos.get(stem);
      if (!known) photos.set(stem, { id: photo.id, isOffline: photo.scopes.offline, stem, endings: [ending] });
      else {
        known.isOffline &&= photo.scopes.offline;
        if (!known.endings.includes(ending)) known.endings = [...known.endings, ending];
      }
    }
  }
  for (const photo of photos.values()) photo.endings = shared(photo.endings);
  return [...photos.values()];
}

/** What the paths of their files begin with, of photos that may not leave the web; each crop for programs has its own. */
export function withheldStems(newsroom: Newsroom): string[] {
  const stems = new Set<string>();
  for (const photo of new Set(shownPhotos(newsroom))) {
    if (photo.scopes.offline) continue;
    const folder = photo.isLeased ? leasedFolder : keptFolder;
    for (const { name } of renditionsOf(planPhoto(photo, "lead").set)) stems.add(stemOf(folder + name));
  }
  return [...stems];
}

function* shownPhotos({ stories, fronts, contributorPhotos }: Newsroom): Generator<Photo> {
  for (const { photo, gallery, copyPhotos } of stories)
    for (const each of [photo, ...gallery, ...copyPhotos]) if (each) yield each;
  yield* contributorPhotos.values();
  for (const { lead, leadRelated, second, feature, opinion, photoOfTheDay, latest, blocks } of fronts.values()) {
    const items = [lead, ...leadRelated, ...second, feature, ...opinion, photoOfTheDay, ...latest];
    for (const item of [...items, ...blocks.flatMap((block) => block.items)])
      for (const each of item ? [item, ...(item.more ?? [])] : []) if (each.photo) yield each.photo;
  }
}
