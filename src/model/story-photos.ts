import type { Problem } from "../base/problem.ts";
import { resolvePhotoId } from "../content/photo-path.ts";
import type { PhotoRecord } from "../content/photo-schema.ts";
import type { SiteContent, StoryRecord } from "../content/site-content.ts";
import { type PhotoContext, settlePhoto } from "./settle-photo.ts";
import type { Photo } from "./story.ts";

/** A story's photos that may be shown now. */
export interface SettledPhotos {
  lead?: Photo;
  gallery: Photo[];
  copy: (Photo | undefined)[];
  problems: Problem[];
}

/** Settles every photo that a story uses. */
export function settlePhotos(record: StoryRecord, context: PhotoContext): SettledPhotos {
  const problems: Problem[] = [];
  const settle = (photo: PhotoRecord, copyCredit: string | undefined, line: number | undefined) => {
    const id = resolvePhotoId(context.files, record.file, photo.file);
    if (id === undefined) return undefined;
    const settled = settlePhoto({ record: photo, copyCredit, file: record.file, line, story: record.id }, id, context);
    problems.push(...settled.problems);
    return settled.photo;
  };
  const { photo, gallery = [] } = record.frontMatter;
  const lead = photo && settle(photo, record.copy.leadCredit?.credit, record.lines.photo);
  return {
    ...(lead && { lead }),
    gallery: gallery
      .map((each, index) => settle(each, undefined, record.lines[`gallery.${index}`] ?? record.lines.gallery))
      .filter((each) => each !== undefined),
    copy: record.copyPhotos.map((use) => settle(use.record, use.copyCredit, use.line)),
    problems,
  };
}

/** Portraits by contributor's key. */
export function contributorPhotos(
  content: SiteContent,
  context: PhotoContext,
  problems: Problem[],
): Map<string, Photo> {
  const photos = new Map<string, Photo>();
  for (const [key, contributor] of Object.entries(content.contributors)) {
    if (contributor.photo === undefined) continue;
    const record: PhotoRecord = typeof contributor.photo === "string" ? { file: contributor.photo } : contributor.photo;
    const id = resolvePhotoId(content.photos, "", record.file);
    if (id === undefined) continue;
    const settled = settlePhoto({ record, file: "_data/contributors.yaml" }, id, context);
    problems.push(...settled.problems);
    if (settled.photo) photos.set(key, settled.photo);
  }
  return photos;
}
