import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "./base/digest.ts";
import { type Problem, problem } from "./base/problem.ts";
import type { Store } from "./base/store.ts";
import { rememberedHash } from "./content/site-files.ts";
import { type EditionRecord, editionId } from "./editions/edition-record.ts";
import { MinisignError, readPublicKey, readSignature, verifyBytes } from "./editions/minisign.ts";
import { readEditions } from "./editions/previous-edition.ts";
import { readSums, type Summed, signatureName, sumsName, sumsText } from "./editions/sums.ts";
import { isFromLater, type Withdrawal, withdrawalContext, withdrawalOf } from "./editions/withdrawal.ts";
import type { Newsroom } from "./model/newsroom.ts";
import {
  type EditionDownload,
  type EditionShelf,
  editionsFolder,
  type PublishedEdition,
  seriesOf,
} from "./model/published-edition.ts";
import type { PlannedFile } from "./pages/planned-file.ts";

export interface PlannedEditions {
  shelf: EditionShelf;
  files: PlannedFile[];
  problems: Problem[];
}

export interface PlanEditionsInput {
  site: string;
  store: Store;
  newsroom: Newsroom;
}

/**
 * What is published of the site's `editions/`: the newest of each series, without those that may be given out no more, and no
 * file that is not what its record says.
 */
export function planEditions({ site, store, newsroom }: PlanEditionsInput): PlannedEditions {
  const folder = join(site, editionsFolder);
  const shelf: EditionShelf = { editions: [], hasSums: false, hasSignature: false };
  const isThere = statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  if (!newsroom.outlet.features.offline || !isThere) return { shelf, files: [], problems: [] };
  const records = readEditions(folder);
  const problems = unreadable(folder, records);
  const files: PlannedFile[] = [];
  const sums: Summed[] = [];
  const context = withdrawalContext(newsroom);
  const languages = new Set(newsroom.languages.map(({ code }) => code));
  const byId = new Map(records.map((record) => [record.id, record]));

  const add = (name: string, digest: string) => {
    const source = join(folder, name);
    files.push({ kind: "asset", file: `${editionsFolder}/${name}`, source, digest });
    sums.push({ path: name, sha256: digest });
  };
  for (const record of newestOf(records, newsroom.outlet.editions.keep)) {
    if (!languages.has(record.language)) continue;
    if (isFromLater(record, newsroom.now)) {
      problems.push(
        told(record, "edition/later", `The edition ${record.id} is left out: it was made for a later moment.`),
      );
      continue;
    }
    const withdrawal = withdrawalOf(record, context);
    const previous = record.previous === undefined ? undefined : byId.get(record.previous);
    if (withdrawal) {
      problems.push(toldWithdrawn(record, withdrawal, newsroom));
      shelf.editions.push(published(record, { previous, files: [], withdrawal }));
      continue;
    }
    const whole = record.files.filter((file) => {
      const why = faultOf(join(folder, file.name), file, store);
      if (why === undefined) return true;
      problems.push({
        ...told(record, "edition/altered", `${file.name} is left out: ${why}.`),
        file: `${editionsFolder}/${file.name}`,
      });
      return false;
    });
    for (const file of whole) add(file.name, file.sha256);
    const json = `${record.id}.json`;
    add(json, rememberedHash(join(folder, json), store));
    shelf.editions.push(published(record, { previous, files: whole }));
  }
  shelf.editions.sort((a, b) => b.until - a.until || (a.id < b.id ? -1 : 1));
  if (sums.length > 0) {
    const list = planSums(folder, sums, newsroom.outlet.publicKey);
    files.push(...list.files);
    problems.push(...list.problems);
    shelf.hasSums = true;
    shelf.hasSignature = list.files.some(({ file }) => file.endsWith(signatureName));
  }
  return { shelf, files, problems };
}

/** The last so many of each series, oldest first. */
export function newestOf(records: readonly EditionRecord[], keep: number): EditionRecord[] {
  return [...Map.groupBy(records, seriesOf).values()].flatMap((series) => series.slice(-keep));
}

function published(
  record: EditionRecord,
  {
    previous,
    files,
    withdrawal,
  }: { previous: EditionRecord | undefined; files: EditionDownload[]; withdrawal?: Withdrawal },
): PublishedEdition {
  const { id, kind, language, section, title } = record;
  const before = previous && new Map(previous.stories.map((story) => [story.id, story.updated ?? story.published]));
  const headlines = new Map(record.stories.map((story) => [story.id, story.headline]));
  return {
    id,
    kind,
    language,
    ...(section !== undefined && { section }),
    ...(record.from !== undefined && { from: Date.parse(record.from) }),
    ...(record.to !== undefined && { to: Date.parse(record.to) }),
    until: Date.parse(record.until),
    title,
    stories: record.stories.length,
    ...(previous &&
      before && {
        previous: Date.parse(previous.until),
        added: record.stories.filter((story) => !before.has(story.id)).length,
        updated: record.stories.filter((story) => {
          const then = before.get(story.id);
          return then !== undefined && then !== (story.updated ?? story.published);
        }).length,
      }),
    corrections: withdrawal
      ? []
      : record.corrections.map(({ story, url, text, date }) => ({
          story,
          url,
          text,
          date: Date.parse(date),
          headline: headlines.get(story) ?? url,
        })),
    takenDown: record.withdrawn.length,
    files,
    ...(withdrawal && {
      withdrawn: {
        reason: withdrawal.reason,
        files: record.files.map(({ name, sha256: digest }) => ({ name, sha256: digest })),
      },
    }),
  };
}

/** Why a file is not what its record says; undefined where it is. */
function faultOf(path: string, { size, sha256: wanted }: EditionDownload, store: Store): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) return "it is missing";
  if (stats.size !== size) return `it has ${stats.size} bytes and not ${size}`;
  return rememberedHash(path, store) === wanted ? undefined : "its SHA-256 is another";
}

/**
 * The list of digests as it was made, with its signature, where it fits what is published; it may name more (older editions,
 * withdrawn ones): a signature holds for the whole list or not at all. Else a list of our own.
 */
function planSums(
  folder: string,
  wanted: readonly Summed[],
  publicKey: string | undefined,
): { files: PlannedFile[]; problems: Problem[] } {
  const planned = (name: string, text: string): PlannedFile => ({
    kind: "text",
    file: `${editionsFolder}/${name}`,
    text: () => text,
    digest: sha256(text),
  });
  const own = (message: string) => ({
    files: [planned(sumsName, sumsText(wanted))],
    problems: [problem({ code: "edition/sums-wrong", file: `${editionsFolder}/${sumsName}`, message })],
  });
  const path = join(folder, sumsName);
  if (!existsSync(path)) return own("There is no SHA256SUMS in editions/.");
  const text = readFileSync(path, "utf8");
  const listed = new Map(readSums(text).map((each) => [each.path, each.sha256]));
  const other = wanted.find((each) => listed.get(each.path) !== each.sha256);
  if (other) return own(`SHA256SUMS does not fit ${other.path}.`);
  const sums = planned(sumsName, text);
  const signed = join(folder, signatureName);
  if (!existsSync(signed)) return { files: [sums], problems: [] };
  const signature = readFileSync(signed, "utf8");
  const why = signatureFault(text, signature, publicKey);
  if (why === undefined) return { files: [sums, planned(signatureName, signature)], problems: [] };
  const message = `The signature of SHA256SUMS was left out: ${why}`;
  return {
    files: [sums],
    problems: [problem({ code: "edition/sums-wrong", file: `${editionsFolder}/${signatureName}`, message })],
  };
}

function signatureFault(text: string, signature: string, publicKey: string | undefined): string | undefined {
  if (publicKey === undefined) return "outlet.yaml has no `publicKey` to check it with.";
  try {
    const verdict = verifyBytes(text, readSignature(signature), readPublicKey(publicKey));
    return verdict === "right" ? undefined : "it was not made with the outlet's key, or the list has changed since.";
  } catch (error) {
    if (error instanceof MinisignError) return error.message;
    throw error;
  }
}

/** Records that can't be read, and files of editions that no record tells of. */
function unreadable(folder: string, records: readonly EditionRecord[]): Problem[] {
  const known = new Set(records.map(({ id }) => `${id}.json`));
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json") && !known.has(name))
    .sort()
    .map((name) =>
      problem({
        code: "edition/unreadable",
        file: `${editionsFolder}/${name}`,
        message: `${name} is no record of an edition that can be read, so its files are left out.`,
      }),
    );
}

function told({ id }: EditionRecord, code: "edition/later" | "edition/altered", message: string): Problem {
  return problem({ code, file: `${editionsFolder}/${id}.json`, message });
}

/** What was taken down is named for editors only as far as logs, which others read, may know: never a hidden story's words. */
function toldWithdrawn(record: EditionRecord, { reason, of }: Withdrawal, { now, outlet }: Newsroom): Problem {
  const { id, kind, section, language } = record;
  const why = {
    story: `it holds or names ${of}, which is not public now`,
    photo: `it holds the photo ${of}, which was killed`,
    terms: `${of} may not be given out in editions any more`,
  }[reason];
  const again = `npm run editions -- --edition ${kind}${section === undefined ? "" : ` --section ${section}`} --language ${language}`;
  return problem({
    code: "edition/withdrawn",
    file: `${editionsFolder}/${id}.json`,
    message: `The edition ${id} is published no more: ${why}.`,
    // The command makes the edition of its own day: an earlier day's paper can't be built any more.
    ...(kind !== "range" && {
      hint:
        editionId({ kind, section, language, until: now, zone: outlet.timeZone }) === id
          ? `Make it again: ${again}`
          : `Its day is over. Today's edition is made without that: ${again}`,
    }),
  });
}
