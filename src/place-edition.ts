import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomic } from "./base/files.ts";
import { differencesOf } from "./editions/differences.ts";
import { type EditionRecord, editionSchema } from "./editions/edition-record.ts";
import type { EditionHead } from "./editions/previous-edition.ts";

// An edition is published by its record. Files are made aside, the record that stood goes first and the new one comes last:
// whenever the command is stopped, there is a whole edition with its record, or files that nobody publishes.

const aside = ".making-";

/** A folder beside the editions, on the same disk, where one is made. What commands that were stopped left there goes. */
export function makingFolder(folder: string): string {
  clearMaking(folder);
  return mkdtempSync(join(folder, aside));
}

/** Removes what a command that was stopped left among the editions: it is no edition's. */
export function clearMaking(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.startsWith(aside) || name.endsWith(".tmp")) rmSync(join(folder, name), { recursive: true, force: true });
}

/** The record of an edition of this id that stands already. */
export function standingRecord(folder: string, id: string): EditionRecord | undefined {
  try {
    const parsed = editionSchema.safeParse(JSON.parse(readFileSync(join(folder, `${id}.json`), "utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Paths at which readers' copies of this edition may differ, where it is made more than once: an update must bring each of
 * them. Undefined where all copies are the same.
 */
export function variedPaths(
  before: EditionRecord | undefined,
  contents: EditionRecord["contents"],
): string[] | undefined {
  if (!before) return undefined;
  const { added, changed, removed } = differencesOf(before.contents, contents);
  const varied = [...new Set([...(before.varied ?? []), ...added, ...changed, ...removed])].sort();
  return varied.length > 0 ? varied : undefined;
}

/** Moves a made edition into place, with its record last; files of the earlier one of its id that it has no more go. */
export function placeEdition(input: {
  folder: string;
  making: string;
  record: EditionRecord;
  before: EditionRecord | undefined;
}): void {
  const { folder, making, record, before } = input;
  const names = record.files.map(({ name }) => name);
  const path = join(folder, `${record.id}.json`);
  rmSync(path, { force: true });
  for (const { name } of before?.files ?? []) if (!names.includes(name)) rmSync(join(folder, name), { force: true });
  for (const name of names) renameSync(join(making, name), join(folder, name));
  writeRecord(folder, record);
}

/**
 * Later editions' updates from one that was made again: they were made for other bytes, so they go, and their records say so.
 * Gives the names of the files.
 */
export function dropOldUpdates(folder: string, id: string, editions: readonly EditionHead[]): string[] {
  return editions
    .filter(({ previous, files }) => previous === id && files.some(({ form }) => form === "since"))
    .flatMap((head) => {
      const record = standingRecord(folder, head.id);
      if (!record) return [];
      const updates = record.files.filter(({ form }) => form === "since").map(({ name }) => name);
      writeRecord(folder, { ...record, files: record.files.filter(({ form }) => form !== "since") });
      for (const name of updates) rmSync(join(folder, name), { force: true });
      return updates;
    });
}

function writeRecord(folder: string, record: EditionRecord): void {
  writeFileAtomic(join(folder, `${record.id}.json`), `${JSON.stringify(record, null, 1)}\n`);
}
