import { statSync } from "node:fs";
import { join } from "node:path";
import { isoMoment } from "./base/dates.ts";
import { sha256 } from "./base/digest.ts";
import { writeFileAtomic } from "./base/files.ts";
import { writeEpub } from "./edition-epub.ts";
import { singleFile } from "./edition-single.ts";
import { type EditionSource, type EditionSourceInput, editionSource } from "./edition-source.ts";
import { writeZim } from "./edition-zim.ts";
import { changesHtml, editionTree } from "./edition-zip.ts";
import { addSums, type SignSums } from "./editions/add-sums.ts";
import { differencesOf } from "./editions/differences.ts";
import { writeEditionFile } from "./editions/edition-file.ts";
import { type EditionForm, type EditionRecord, editionForms, editionId } from "./editions/edition-record.ts";
import { digestOfFile } from "./editions/folder-sums.ts";
import { previousEdition, readEditions } from "./editions/previous-edition.ts";
import { type ByteSink, ZipWriter } from "./editions/zip-writer.ts";

export interface MakeEditionInput extends Omit<EditionSourceInput, "previous"> {
  /** Where editions are kept. */
  folder: string;
  /** Absent where the outlet has no key. */
  sign?: SignSums | undefined;
}

export interface MadeEdition {
  record: EditionRecord;
  /** Forms that this machine can't make. */
  missing: EditionForm[];
}

/** Makes one edition in all its forms, below `folder`; undefined where it would hold no story. */
export async function makeEdition(input: MakeEditionInput): Promise<MadeEdition | undefined> {
  const { folder, opened, kind, section, language, sign } = input;
  const { now, outlet } = opened.newsroom;
  const id = editionId({ ...input, until: now, zone: outlet.timeZone });
  const previous = previousEdition(readEditions(folder), { id, kind, section, language, until: now });
  const source = await editionSource({ ...input, previous });
  if (!source) return undefined;

  const files: EditionRecord["files"] = [];
  const add = async (form: EditionForm, name: string, type: string, write: (sink: ByteSink) => Promise<void>) => {
    files.push({ form, name, type, ...(await writeEditionFile(join(folder, name), write)) });
  };
  const contents: EditionRecord["contents"] = [];
  await add("zip", `${id}.zip`, "application/zip", async (sink) => {
    if (!previous) return await writeZips(source, { sink, contents, sign });
    const name = `${id}-since-${previous.id}.zip`;
    await add("since", name, "application/zip", (since) => writeZips(source, { sink, since, contents, sign }));
  });
  await add("html", `${id}.html`, "text/html", async (sink) =>
    sink(new TextEncoder().encode(await singleFile(source))),
  );
  await add("epub", `${id}.epub`, "application/epub+zip", (sink) => writeEpub(source, sink));
  const zim = join(folder, `${id}.zim`);
  const zimOutcome = await writeZim(source, zim, join(input.cache, "editions"));
  if (zimOutcome === "made")
    files.push({
      form: "zim",
      name: `${id}.zim`,
      type: "application/x-zim",
      sha256: await digestOfFile(zim),
      size: statSync(zim).size,
    });
  files.sort((a, b) => editionForms.indexOf(a.form) - editionForms.indexOf(b.form));

  const record = recordOf(source, { files, contents });
  writeFileAtomic(join(folder, `${id}.json`), `${JSON.stringify(record, null, 1)}\n`);
  return { record, missing: zimOutcome === "made" ? [] : ["zim"] };
}

interface ZipRun {
  sink: ByteSink;
  /** For those who have the edition before: takes what is new or other than in it. */
  since?: ByteSink;
  /** Filled with what the zip holds. */
  contents: EditionRecord["contents"];
  sign: SignSums | undefined;
}

/** The whole edition, and in the same pass what changed since the one before. */
async function writeZips(source: EditionSource, { sink, since, contents, sign }: ZipRun): Promise<void> {
  const { previous } = source;
  const modified = source.opened.newsroom.now;
  const zip = new ZipWriter(sink, { modified });
  const update = since && previous && new ZipWriter(since, { modified });
  const earlier = new Map((previous?.contents ?? []).map((file) => [file.path, file.sha256]));
  for (const { path, bytes, isPacked } of editionTree(source)) {
    const digest = sha256(bytes);
    contents.push({ path, sha256: digest, size: bytes.length });
    await zip.add(path, bytes, { isPacked });
    if (update && earlier.get(path) !== digest) await update.add(path, bytes, { isPacked });
  }
  contents.sort((a, b) => (a.path < b.path ? -1 : 1));
  await addSums(zip, contents, sign);
  await zip.finish();
  if (!update || !previous) return;
  const differences = differencesOf(previous.contents, contents);
  const encoder = new TextEncoder();
  const own = [
    { path: "changes.html", bytes: encoder.encode(await changesHtml(source, differences)) },
    { path: "removed.txt", bytes: encoder.encode(differences.removed.map((path) => `${path}\n`).join("")) },
  ];
  for (const { path, bytes } of own) await update.add(path, bytes);
  // Unpacked over the earlier one and with the rest deleted, the folder is what this list says.
  const listed = [...contents, ...own.map(({ path, bytes }) => ({ path, sha256: sha256(bytes) }))];
  await addSums(update, listed, sign);
  await update.finish();
}

function recordOf(source: EditionSource, made: Pick<EditionRecord, "files" | "contents" | "varied">): EditionRecord {
  const { id, kind, section, title, language, matter, previous, opened, plan } = source;
  const { context } = plan;
  const { now, outlet } = opened.newsroom;
  const iso = (moment: number) => isoMoment(moment, outlet.timeZone);
  return {
    version: 1,
    id,
    kind,
    language: language.code,
    title: `${context.localized(outlet.name, language) ?? ""} — ${title}`,
    site: context.absolute("/"),
    ...(section !== undefined && { section }),
    ...(matter.from !== undefined && { from: iso(matter.from) }),
    until: iso(now),
    ...(previous && { previous: previous.id }),
    stories: matter.groups.flatMap(({ stories }) =>
      stories.map(({ story, carriage }) => ({
        id: story.id,
        url: context.absolute(story.path),
        headline: story.headline,
        published: iso(story.published),
        ...(story.updated !== undefined && { updated: iso(story.updated) }),
        ...(carriage === "summary" && { isSummary: true as const }),
      })),
    ),
    mentions: mentionsOf(source),
    photos: photosOf(source),
    corrections: matter.corrections.map(({ story, correction }) => ({
      story: story.id,
      url: context.absolute(story.path),
      date: iso(correction.date),
      kind: correction.kind,
      text: correction.text,
    })),
    withdrawn: matter.withdrawn.map(({ path, at, notice }) => ({
      url: context.absolute(path),
      at: iso(at),
      ...(notice !== undefined && { notice }),
    })),
    ...made,
  };
}

/** Ids of stories that its pages link to, but of which it holds no page. */
function mentionsOf({ traced, matter, plan, opened }: EditionSource): NonNullable<EditionRecord["mentions"]> {
  const held = new Set(matter.groups.flatMap(({ stories }) => stories.map(({ story }) => story.id)));
  const origins = new Set(
    plan.files.flatMap((page) => (page.kind === "page" && traced.linked.has(page.file) ? [page.origin] : [])),
  );
  return opened.newsroom.stories
    .filter(({ id, file }) => origins.has(file) && !held.has(id))
    .map(({ id, path }) => ({ id, url: plan.context.absolute(path) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Its photos, each with the end of the right to have it here. */
function photosOf({ traced, opened }: EditionSource): NonNullable<EditionRecord["photos"]> {
  const { photoChanges, outlet } = opened.newsroom;
  const ends = new Map<string, number>();
  for (const { photo, scope, isAllowed, at } of photoChanges) {
    if (scope === "offline" && !isAllowed && at < (ends.get(photo) ?? Number.POSITIVE_INFINITY)) ends.set(photo, at);
  }
  return [...traced.photos].sort().map((id) => {
    const until = ends.get(id);
    return { id, ...(until !== undefined && { until: isoMoment(until, outlet.timeZone) }) };
  });
}
