import type { Problem } from "../base/problem.ts";
import { lineOf } from "./key-lines.ts";
import type { PhotoRecord, Sidecar } from "./photo-schema.ts";
import { readTables } from "./read-tables.ts";
import type { ReadingMemory } from "./reading-memory.ts";
import type { StoryRecord } from "./site-content.ts";

/** What a story says of each of its photos: the lead, the gallery's, the copy's. */
export function recordsOf({ frontMatter: { photo, gallery = [] }, copyPhotos }: StoryRecord): PhotoRecord[] {
  return [...(photo ? [photo] : []), ...gallery, ...copyPhotos.map(({ record }) => record)];
}

/** Whether a photo of the story names a table that is to be read: a killed one's is nobody's to see. */
export function hasPhotoTables(story: StoryRecord): boolean {
  return recordsOf(story).some(wants);
}

function wants({ data, kill }: PhotoRecord): boolean {
  return data !== undefined && kill === undefined;
}

/** A story with the figures behind its charts put in; a faulty table is left out and reported. */
export function withPhotoTables(
  story: StoryRecord,
  memory: ReadingMemory,
): { record: StoryRecord; problems: Problem[] } {
  const problems: Problem[] = [];
  const { frontMatter, lines } = story;
  const filled = <Record extends PhotoRecord>(record: Record, line: number, file = story.file): Record => {
    if (record.data === undefined || !wants(record)) return record;
    const read = readTables({ uses: [{ file: record.data, line }], file, story: story.id, memory });
    problems.push(...read.problems);
    const table = read.contents[record.data];
    return table ? { ...record, table } : record;
  };
  const { photo, gallery } = frontMatter;
  const record: StoryRecord = {
    ...story,
    frontMatter: {
      ...frontMatter,
      ...(photo && { photo: filled(photo, lineOf(lines, "photo.data")) }),
      ...(gallery && {
        gallery: gallery.map((each, index) => filled(each, lineOf(lines, `gallery.${index}.data`))),
      }),
    },
    copyPhotos: story.copyPhotos.map((use) => ({ ...use, record: filled(use.record, use.line, use.file) })),
  };
  return { record, problems };
}

/** A sidecar with the figures that it names, one table a language where it says so. */
export function withSidecarTables(input: { sidecar: Sidecar; file: string; line: number; memory: ReadingMemory }): {
  sidecar: Sidecar;
  problems: Problem[];
} {
  const { sidecar, file, line, memory } = input;
  const { data, kill } = sidecar;
  if (data === undefined || kill !== undefined) return { sidecar, problems: [] };
  const names = typeof data === "string" ? [data] : [...new Set(Object.values(data))];
  const { contents, problems } = readTables({ uses: names.map((name) => ({ file: name, line })), file, memory });
  return { sidecar: { ...sidecar, tables: contents }, problems };
}
