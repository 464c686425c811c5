import type { Newsroom } from "./model/newsroom.ts";
import type { Photo } from "./model/story.ts";
import { keptFolder, leasedFolder, planPhoto } from "./pages/photo-rack.ts";
import { renditionsOf } from "./photos/plan-renditions.ts";

/** One photo as the site shows it, with all its files. */
export interface EditionPhoto {
  /** Its path under articles/. */
  id: string;
  /** Whether every use of it may leave the web for an edition. */
  isOffline: boolean;
  /** Paths in the output. */
  files: string[];
}

/**
 * Whose photo a file of the output is, for every photo that pages may show; found without the pages, whose views of a large
 * archive take more memory than an edition should.
 */
export function editionPhotos(newsroom: Newsroom): (file: string) => EditionPhoto | undefined {
  const photos = new Map<string, EditionPhoto>();
  for (const [photo, placement] of shownPhotos(newsroom)) {
    const folder = photo.isLeased ? leasedFolder : keptFolder;
    for (const { name } of renditionsOf(planPhoto(photo, placement).set)) {
      const file = folder + name;
      const known = photos.get(stemOf(file));
      if (!known) photos.set(stemOf(file), { id: photo.id, isOffline: photo.scopes.offline, files: [file] });
      else {
        known.isOffline &&= photo.scopes.offline;
        if (!known.files.includes(file)) known.files.push(file);
      }
    }
  }
  return (file) => {
    const photo = photos.get(stemOf(file));
    return photo?.files.includes(file) ? photo : undefined;
  };
}

/** `…/harbour-3f2a9c0d1e4b5a67` of `…/harbour-3f2a9c0d1e4b5a67-640.avif`: what the files of one photo share. */
function stemOf(file: string): string {
  return file.replace(/(?:-\d+(?:x\d+)?)?\.\w+$/, "");
}

function* shownPhotos({
  stories,
  fronts,
  contributorPhotos,
}: Newsroom): Generator<[photo: Photo, placement: "lead" | "inline"]> {
  for (const { photo, gallery, copyPhotos } of stories) {
    if (photo) {
      yield [photo, "lead"];
      yield [photo, "inline"];
    }
    for (const each of [...gallery, ...copyPhotos]) if (each) yield [each, "inline"];
  }
  for (const photo of contributorPhotos.values()) yield [photo, "inline"];
  for (const { lead, leadRelated, second, feature, opinion, photoOfTheDay, latest, blocks } of fronts.values()) {
    const items = [lead, ...leadRelated, ...second, feature, ...opinion, photoOfTheDay, ...latest];
    for (const item of [...items, ...blocks.flatMap((block) => block.items)])
      for (const each of item ? [item, ...(item.more ?? [])] : []) if (each.photo) yield [each.photo, "inline"];
  }
}
