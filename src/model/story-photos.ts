import type { Problem } from "../base/problem.ts";
import { resolvePhotoId } from "../content/photo-path.ts";
import type { PhotoRecord } from "../content/photo-schema.ts";
import type { SiteContent, StoryRecord } from "../content/site-content.ts";
import { type PhotoChange, type PhotoContext, type SettledPhoto, settlePhoto } from "./settle-photo.ts";
import type { Photo, Story } from "./story.ts";
import { visibleFrom } from "./visibility.ts";

/** A story's photos that may be shown now, and what is said in the place of those that may not. */
export interface SettledPhotos {
  lead?: Photo;
  gallery: Photo[];
  copy: (Photo | undefined)[];
  notes?: NonNullable<Story["photoNotes"]>;
  /** Of all of them, when their use changes after now. */
  changes: PhotoChange[];
  problems: Problem[];
}

/** Settles every photo that a story uses. */
export function settlePhotos(record: StoryRecord, context: PhotoContext): SettledPhotos {
  const problems: Problem[] = [];
  const changes: PhotoChange[] = [];
  const published = visibleFrom(record.frontMatter);
  const settle = (
    photo: PhotoRecord,
    copyCredit: string | undefined,
    line: number | undefined,
    file = record.file,
  ): Partial<SettledPhoto> => {
    const id = findPhoto(file, photo.file, context);
    if (id === undefined) return {};
    const language = record.frontMatter.language ?? context.outlet.languages[0]?.code;
    const place = { record: photo, copyCredit, file, line, story: record.id, language, published };
    const settled = settlePhoto(place, id, context);
    problems.push(...settled.problems);
    changes.push(...settled.changes);
    return settled;
  };
  const { photo, gallery = [] } = record.frontMatter;
  const lead = photo && settle(photo, record.copy.leadCredit?.credit, record.lines.photo);
  const shown = gallery.map((each, index) =>
    settle(each, undefined, record.lines[`gallery.${index}`] ?? record.lines.gallery),
  );
  const copy = record.copyPhotos.map((use) => settle(use.record, use.copyCredit, use.line, use.file));
  const notes = {
    ...(lead?.note && { lead: lead.note }),
    gallery: shown.map(({ note }) => note).filter((note) => note !== undefined),
    copy: copy.map(({ note }) => note),
  };
  const hasNotes = [notes.lead, ...notes.gallery, ...notes.copy].some((note) => note !== undefined);
  return {
    ...(lead?.photo && { lead: lead.photo }),
    gallery: shown.map((each) => each.photo).filter((each) => each !== undefined),
    copy: copy.map((each) => each.photo),
    ...(hasNotes && { notes }),
    changes,
    problems,
  };
}

/** The id of the photo that a file names; of a killed one too whose own file is gone. */
export function findPhoto(file: string, reference: string, context: PhotoContext): string | undefined {
  return resolvePhotoId(context.files, file, reference) ?? resolvePhotoId(context.killed, file, reference);
}

/** Portraits by contributor's key. */
export function contributorPhotos(
  content: SiteContent,
  context: PhotoContext,
  found: { problems: Problem[]; changes: PhotoChange[] },
): Map<string, Photo> {
  const photos = new Map<string, Photo>();
  for (const [key, contributor] of Object.entries(content.contributors)) {
    if (contributor.photo === undefined) continue;
    const record: PhotoRecord = typeof contributor.photo === "string" ? { file: contributor.photo } : contributor.photo;
    const id = findPhoto("", record.file, context);
    if (id === undefined) continue;
    const settled = settlePhoto({ record, file: "_data/contributors.yaml" }, id, context);
    found.problems.push(...settled.problems);
    found.changes.push(...settled.changes);
    if (settled.photo) photos.set(key, settled.photo);
  }
  return photos;
}
