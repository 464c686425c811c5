import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { isoMoment } from "./base/dates.ts";
import { releaseMemory } from "./base/release-memory.ts";
import { writeEpub } from "./edition-epub.ts";
import { singleFile } from "./edition-single.ts";
import { type EditionSource, type EditionSourceInput, editionSource, type PreviousEdition } from "./edition-source.ts";
import { writeZim } from "./edition-zim.ts";
import { writeZips } from "./edition-zips.ts";
import type { SignSums } from "./editions/add-sums.ts";
import { differencesOf } from "./editions/differences.ts";
import { writeEditionFile } from "./editions/edition-file.ts";
import { type EditionForm, type EditionRecord, editionForms, editionId } from "./editions/edition-record.ts";
import { digestOfFile } from "./editions/folder-sums.ts";
import { previousEdition, readEditionHeads } from "./editions/previous-edition.ts";
import type { ByteSink } from "./editions/zip-writer.ts";
import { dropOldUpdates, makingFolder, placeEdition, standingRecord, variedPaths } from "./place-edition.ts";

export interface MakeEditionInput extends Omit<EditionSourceInput, "previous" | "making"> {
  /** Forms that are wanted beside the zip, by which the next edition's differences are found; default: all. */
  forms?: readonly EditionForm[] | undefined;
  /** Where editions are kept. */
  folder: string;
  /** Absent where the outlet has no key. */
  sign?: SignSums | undefined;
}

export interface MadeEdition {
  record: EditionRecord;
  /** Forms that this machine can't make. */
  missing: EditionForm[];
  /** Names of later editions' updates that were made for an earlier form of this one, and are gone. */
  dropped: string[];
}

/** Makes one edition in all its forms, below `folder`; undefined where it would hold no story. */
export async function makeEdition(input: MakeEditionInput): Promise<MadeEdition | undefined> {
  const { folder, opened, kind, section, language } = input;
  const { now, outlet } = opened.newsroom;
  const id = editionId({ ...input, until: now, zone: outlet.timeZone });
  const editions = readEditionHeads(folder);
  const last = previousEdition(editions, {
    id,
    kind,
    section,
    language,
    until: now,
    ...rangeOf(input, outlet.timeZone),
  });
  const previous = last && previousOf(standingRecord(folder, last.id));
  const making = makingFolder(folder);
  releaseMemory();
  try {
    const source = await editionSource({ ...input, previous, making });
    if (!source) return undefined;
    releaseMemory();
    const made = await makeForms(source, making, input);
    releaseMemory();
    const before = standingRecord(folder, id);
    const varied = variedPaths(before, made.contents);
    const record = recordOf(source, { files: made.files, contents: made.contents, ...(varied && { varied }) });
    placeEdition({ folder, making, record, before });
    const isOther = (varied?.length ?? 0) > (before?.varied?.length ?? 0) || (before && !sameContents(before, record));
    const dropped = isOther ? dropOldUpdates(folder, id, editions) : [];
    return { record, missing: made.missing, dropped };
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** No more of it than is asked for: it is there as long as the edition is being made. */
function previousOf(record: EditionRecord | undefined): PreviousEdition | undefined {
  if (!record) return undefined;
  const { id, until, contents, varied } = record;
  return { id, until, contents, ...(varied && { varied }) };
}

/** The ends of a range as a record has them. */
function rangeOf({ from, to }: Pick<MakeEditionInput, "from" | "to">, zone: string): { from?: string; to?: string } {
  return {
    ...(from !== undefined && { from: isoMoment(from, zone) }),
    ...(to !== undefined && { to: isoMoment(to, zone) }),
  };
}

function sameContents(before: EditionRecord, now: EditionRecord): boolean {
  const { added, changed, removed } = differencesOf(before.contents, now.contents);
  return added.length + changed.length + removed.length === 0;
}

/**
 * Stories above which a form is not made: no phone opens a page with a thousand photos in it, no e-reader such a book. Both
 * are made in memory, as their readers hold them; the zip and Kiwix's form take any number.
 */
export const mostStories = { html: 500, epub: 2000 } as const satisfies Partial<Record<EditionForm, number>>;

function storiesOf({ matter }: EditionSource): number {
  return matter.groups.reduce((sum, { stories }) => sum + stories.length, 0);
}

/** All forms of an edition, below a folder where nobody looks yet. */
async function makeForms(
  source: EditionSource,
  folder: string,
  { sign, cache, forms }: Pick<MakeEditionInput, "sign" | "cache" | "forms">,
): Promise<Pick<EditionRecord, "files" | "contents"> & { missing: EditionForm[] }> {
  const { id, previous } = source;
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
  const missing: EditionForm[] = [];
  const isWanted = (form: EditionForm) => {
    if (forms && !forms.includes(form)) return false;
    const isTooMany =
      storiesOf(source) > (form === "html" || form === "epub" ? mostStories[form] : Number.POSITIVE_INFINITY);
    if (isTooMany) missing.push(form);
    return !isTooMany;
  };
  if (isWanted("html"))
    await add("html", `${id}.html`, "text/html", async (sink) =>
      sink(new TextEncoder().encode(await singleFile(source))),
    );
  if (isWanted("epub")) await add("epub", `${id}.epub`, "application/epub+zip", (sink) => writeEpub(source, sink));
  const zim = join(folder, `${id}.zim`);
  const zimOutcome = isWanted("zim") ? await writeZim(source, zim, join(cache, "editions")) : "not-wanted";
  if (zimOutcome === "not-installed") missing.push("zim");
  if (zimOutcome === "made")
    files.push({
      form: "zim",
      name: `${id}.zim`,
      type: "application/x-zim",
      sha256: await digestOfFile(zim),
      size: statSync(zim).size,
    });
  files.sort((a, b) => editionForms.indexOf(a.form) - editionForms.indexOf(b.form));

  return { files, contents, missing };
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
    ...(source.to !== undefined && { to: iso(source.to) }),
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
