import { closeSync, openSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { isoMoment } from "./base/dates.ts";
import { sha256 } from "./base/digest.ts";
import { writeFileAtomic } from "./base/files.ts";
import { type EditionSourceInput, editionSource } from "./edition-source.ts";
import { editionTree, sumsText } from "./edition-zip.ts";
import { type EditionForm, type EditionRecord, editionId } from "./editions/edition-record.ts";
import { previousEdition, readEditions } from "./editions/previous-edition.ts";
import { ZipWriter } from "./editions/zip-writer.ts";

export interface MadeEdition {
  record: EditionRecord;
  /** Its record, with all it comes as, from the editions' folder. */
  file: string;
}

/** Makes one edition in all its forms, below `folder`; undefined where it would hold no story. */
export async function makeEdition(
  input: Omit<EditionSourceInput, "previous"> & { folder: string },
): Promise<MadeEdition | undefined> {
  const { folder, opened, kind, section, language } = input;
  const { now, outlet } = opened.newsroom;
  const id = editionId({ ...input, until: now, zone: outlet.timeZone });
  const previous = previousEdition(readEditions(folder), { id, kind, section, language, until: now });
  const source = await editionSource({ ...input, previous });
  if (!source) return undefined;
  const { context } = source.plan;
  const iso = (moment: number) => isoMoment(moment, outlet.timeZone);

  const contents: EditionRecord["contents"] = [];
  const zipFile = join(folder, `${id}.zip`);
  const file = openSync(`${zipFile}.tmp`, "w");
  const zip = new ZipWriter((bytes) => void writeSync(file, bytes), { modified: now });
  for (const { path, bytes, isPacked } of editionTree(source)) {
    contents.push({ path, sha256: sha256(bytes), size: bytes.length });
    await zip.add(path, bytes, { isPacked });
  }
  const sums = new TextEncoder().encode(sumsText(contents));
  await zip.add("SHA256SUMS", sums);
  const size = await zip.finish();
  closeSync(file);
  renameSync(`${zipFile}.tmp`, zipFile);

  const record: EditionRecord = {
    version: 1,
    id,
    kind,
    language,
    title: `${context.localized(outlet.name, source.language) ?? ""} — ${source.title}`,
    site: context.absolute("/"),
    ...(section !== undefined && { section }),
    ...(source.matter.from !== undefined && { from: iso(source.matter.from) }),
    until: iso(now),
    ...(previous && { previous: previous.id }),
    stories: source.matter.groups.flatMap(({ stories }) =>
      stories.map(({ story, carriage }) => ({
        id: story.id,
        url: context.absolute(story.path),
        headline: story.headline,
        published: iso(story.published),
        ...(story.updated !== undefined && { updated: iso(story.updated) }),
        ...(carriage === "summary" && { isSummary: true as const }),
      })),
    ),
    corrections: source.matter.corrections.map(({ story, correction }) => ({
      story: story.id,
      url: context.absolute(story.path),
      date: iso(correction.date),
      kind: correction.kind,
      text: correction.text,
    })),
    withdrawn: source.matter.withdrawn.map(({ path, at, notice }) => ({
      url: context.absolute(path),
      at: iso(at),
      ...(notice !== undefined && { notice }),
    })),
    files: [fileOf("zip", `${id}.zip`, "application/zip", size)],
    contents: contents.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  };
  const text = `${JSON.stringify(record, null, 1)}\n`;
  writeFileAtomic(join(folder, `${id}.json`), text);
  return { record, file: `${id}.json` };
}

function fileOf(form: EditionForm, name: string, type: string, size: number): EditionRecord["files"][number] {
  return { form, name, type, sha256: "0".repeat(64), size };
}
