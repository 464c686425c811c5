import { resolvePhotoId } from "../content/photo-path.ts";
import type { PhotoRecord } from "../content/photo-schema.ts";
import type { SiteContent, StoryRecord } from "../content/site-content.ts";

/** One place of the site that names a photo. */
export interface PhotoUseAt {
  record: PhotoRecord;
  /** Where problems point. */
  file: string;
  line?: number;
  story?: string;
  /** The key that names it, where it is one. */
  key?: string;
  /** False in a story that was taken down: nothing of it is shown. */
  isShown: boolean;
  /** True of what stands for a photo that nothing names: its sidecar. */
  isUnused?: boolean;
}

/** Every place that names a photo: stories, hidden ones too, slots of fronts, portraits. */
export function* photoUses(content: Pick<SiteContent, "stories" | "fronts" | "contributors">): Generator<PhotoUseAt> {
  for (const story of content.stories) yield* storyUses(story);
  for (const { slots, file, lines } of Object.values(content.fronts)) {
    for (const [index, { photo }] of slots.entries()) {
      if (typeof photo !== "string") continue;
      const key = `slots.${index}.photo`;
      yield { record: { file: photo }, file, ...lineOf(lines, key, `slots.${index}`), key, isShown: true };
    }
  }
  for (const [key, { photo }] of Object.entries(content.contributors)) {
    if (photo === undefined) continue;
    const record = typeof photo === "string" ? { file: photo } : photo;
    yield { record, file: "_data/contributors.yaml", key: `${key}.photo`, isShown: true };
  }
}

function* storyUses({ frontMatter, file, id, lines, copyPhotos }: StoryRecord): Generator<PhotoUseAt> {
  const at = { file, story: id, isShown: frontMatter.kill === undefined };
  const { photo, gallery = [] } = frontMatter;
  if (photo) yield { record: photo, ...at, ...lineOf(lines, "photo.file", "photo"), key: "photo" };
  for (const [index, record] of gallery.entries()) {
    const key = `gallery.${index}`;
    yield { record, ...at, ...lineOf(lines, `${key}.file`, key, "gallery"), key };
  }
  for (const { record, line } of copyPhotos) yield { record, ...at, line };
}

function lineOf(lines: Readonly<Record<string, number>>, ...keys: string[]): { line?: number } {
  const line = keys.map((key) => lines[key]).find((each) => each !== undefined);
  return line === undefined ? {} : { line };
}

/** The id of the photo that a use names: beside the story or under articles/; what stands in `_data/` names it from articles/. */
export function photoOf(use: Pick<PhotoUseAt, "file" | "record">, photos: { has(id: string): boolean }) {
  return resolvePhotoId(photos, use.file.startsWith("articles/") ? use.file : "", use.record.file);
}
