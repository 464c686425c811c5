import { type Pace, withoutPauses } from "../base/pace.ts";
import { type Problem, problem } from "../base/problem.ts";
import { tableUses } from "./blocks.ts";
import { splitEntries, storyOfEntry, useOfTable, withEntries } from "./live-entries.ts";
import { hasPhotoTables, recordsOf, withPhotoTables } from "./photo-tables.ts";
import { type LiveEntryReading, readLiveEntry } from "./read-live-entry.ts";
import { readStory, type StoryReading } from "./read-story.ts";
import { readTables, type TableUse } from "./read-tables.ts";
import type { ReadingMemory } from "./reading-memory.ts";
import type { StoryInPart, StoryRecord } from "./site-content.ts";

export interface Stories {
  /** By file. */
  stories: StoryRecord[];
  /** Those of which rules may look at a part, and nobody else. */
  inPart: StoryInPart[];
  /** Of all story files, the faulty ones too. */
  ids: Set<string>;
  problems: Problem[];
}

/** A reading, and the key under which the store keeps it. */
interface Kept {
  reading: StoryReading;
  key: string;
}

/** Reads all stories of a site; those that have not changed come from the store, and are never opened. */
export async function readStories(memory: ReadingMemory, pace: Pace = withoutPauses): Promise<Stories> {
  const texts = memory.files.paths.filter((path) => path.startsWith("articles/") && /\.md$/i.test(path));
  const entryFiles = Map.groupBy(texts, (path) => storyOfEntry(path, memory.files) ?? "");
  const files = entryFiles.get("") ?? [];
  const kept = new Map<string, Kept>();
  for (const [number, group] of Map.groupBy(files, groupOf)) {
    await pace.pause();
    for (const [index, each] of (await readGroup(number, group, memory)).entries()) kept.set(group[index] ?? "", each);
  }

  const stories: StoryRecord[] = [];
  const inPart: StoryInPart[] = [];
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  for (const file of files) {
    const each = kept.get(file);
    if (!each) continue;
    await pace.pause();
    const { reading, key } = each;
    problems.push(...reading.problems);
    const owner = owners.get(reading.id);
    if (owner === undefined) owners.set(reading.id, file);
    else problems.push(duplicateId(reading, file, owner));
    const { inPart: part } = reading;
    const record = reading.record ?? part?.record;
    const gathered = await gather({ ...reading, ...(record && { record }) }, key, entryFiles.get(file) ?? [], memory);
    problems.push(...gathered.problems);
    if (!gathered.record) continue;
    if (part) inPart.push({ ...part, record: gathered.record });
    else stories.push(gathered.record);
  }
  return { stories, inPart, ids: new Set(owners.keys()), problems };
}

/** Whether all that a story says stands in its own file. */
function isOneFile({
  record,
  tables = [],
}: {
  record?: StoryRecord | undefined;
  tables?: readonly TableUse[];
}): boolean {
  return record?.frontMatter.type !== "live" && tables.length === 0 && !(record && hasPhotoTables(record));
}

/**
 * One story's file as it is now, without the rest of the site: for a preview, whose editor waits. Undefined where other
 * files belong to the story.
 */
export async function readStoryAlone(file: string, memory: ReadingMemory): Promise<StoryReading | undefined> {
  const { reading, key } = await readFile(file, memory);
  if (!isOneFile(reading)) return undefined;
  return { ...reading, ...(reading.record && { record: { ...reading.record, readingKey: key } }) };
}

/** A story with what stands in other files: its entries, where it is a live story's folder, and its tables. */
async function gather(
  { id, record, tables = [] }: StoryReading,
  key: string,
  entryFiles: readonly string[],
  memory: ReadingMemory,
): Promise<{ record?: StoryRecord; problems: Problem[] }> {
  if (entryFiles.length === 0 && isOneFile({ record, tables })) {
    return { ...(record && { record: { ...record, readingKey: key } }), problems: [] };
  }
  const problems: Problem[] = [];
  const language = record?.frontMatter.language ?? memory.language;
  const readings: { file: string; reading: LiveEntryReading }[] = [];
  for (const file of entryFiles) readings.push({ file, reading: await readEntryFile(file, id, language, memory) });
  problems.push(...readings.flatMap(({ reading }) => reading.problems));
  if (!record) return { problems };
  const joined = withEntries(record, readings);
  problems.push(...joined.problems);

  const found = new Map<string, Record<string, string>>();
  const users = [
    { file: record.file, uses: tables },
    ...readings.map(({ file, reading }) => ({ file, uses: reading.tables })),
  ];
  for (const { file, uses } of users) {
    if (uses.length === 0) continue;
    const read = readTables({ uses, file, story: id, memory });
    problems.push(...read.problems);
    found.set(file, read.tables);
  }
  const charts = withPhotoTables(joined.record, memory);
  problems.push(...charts.problems);
  const whole: StoryRecord = {
    ...charts.record,
    ...(found.has(record.file) && { tables: found.get(record.file) ?? {} }),
    ...(joined.record.entries && {
      entries: joined.record.entries.map((entry) => {
        const own = found.get(entry.file ?? record.file);
        return own ? { ...entry, tables: own } : entry;
      }),
    }),
  };
  // `--hold-back` brings the whole back by this key, not the story's file alone.
  const wholeKey = memory.digest(
    "story and entries",
    JSON.stringify([key, whole.tables, whole.entries, recordsOf(whole).map(({ table }) => table)]),
  );
  if (memory.recall(wholeKey) === undefined) memory.remember(wholeKey, { id, record: whole, problems: [] });
  return { record: { ...whole, readingKey: wholeKey }, problems };
}

async function readEntryFile(
  file: string,
  story: string,
  language: string,
  memory: ReadingMemory,
): Promise<LiveEntryReading> {
  const key = memory.digest("live entry", `${memory.files.textKey(file)}\0${file}\0${story}\0${language}`);
  const known = memory.recall<LiveEntryReading>(key);
  if (known) return known;
  const { zone, engine } = memory;
  const text = memory.text(file);
  const renderCopy = await memory.reader();
  const { reading, block } = readLiveEntry({ text, file, story, zone, language, engine, renderCopy });
  if (reading.entry && block) memory.store.set("blocks", reading.entry.digest, JSON.stringify([block]));
  memory.remember(key, reading);
  return reading;
}

// A hundred thousand look-ups, each in another place of the file, take longer than all the rest. So the readings are
// kept once more in 256 groups: one look-up and one parse for some hundred stories that did not change. A group is
// found by the names in it alone, so a new story leaves the others as they are; its last form replaces the one before.
const groups = 256;

function groupOf(path: string): number {
  let sum = 0x811c9dc5; // FNV-1a
  for (let index = 0; index < path.length; index += 1) sum = Math.imul(sum ^ path.charCodeAt(index), 0x01000193);
  return (sum >>> 0) % groups;
}

async function readGroup(number: number, files: readonly string[], memory: ReadingMemory): Promise<Kept[]> {
  const place = `group ${number} of ${memory.files.root}`;
  const digest = memory.digest("group", files.map((file) => `${memory.files.textKey(file)}\0${file}`).join("\0"));
  const known = memory.store.get("stories", place);
  if (known?.startsWith(digest)) return JSON.parse(known.slice(digest.length)) as Kept[];
  const kept: Kept[] = [];
  let isKeepable = true;
  for (const file of files) {
    const { isLasting, ...each } = await readFile(file, memory);
    isKeepable &&= isLasting;
    kept.push(each);
  }
  if (isKeepable) memory.store.set("stories", place, digest + JSON.stringify(kept));
  return kept;
}

async function readFile(file: string, memory: ReadingMemory): Promise<Kept & { isLasting: boolean }> {
  const key = memory.key(file, "story");
  const known = memory.recall<StoryReading>(key);
  if (known) return { reading: known, key, isLasting: true };
  const text = memory.text(file);
  const { zone, language, engine } = memory;
  const { reading, blocks } = readStory({ text, file, zone, language, engine, renderCopy: await memory.reader() });
  const record = reading.record ?? reading.inPart?.record;
  if (record) {
    const split = splitEntries(record, blocks, record.frontMatter.language ?? language);
    if (reading.inPart) reading.inPart.record = split.record;
    else reading.record = split.record;
    memory.store.set("blocks", split.record.digest, JSON.stringify(split.blocks));
    for (const { digest, block } of split.entries) memory.store.set("blocks", digest, JSON.stringify([block]));
    const tables: TableUse[] = tableUses(blocks).map(useOfTable);
    if (tables.length > 0) reading.tables = tables;
  }
  // The blob of a file that Git LFS keeps is the same whether its text was fetched or not.
  const isLasting = !text.startsWith("version https://git-lfs.");
  if (isLasting) memory.remember(key, reading);
  return { reading, key, isLasting };
}

function duplicateId(reading: StoryReading, file: string, owner: string): Problem {
  return problem({
    code: "story/duplicate-id",
    file,
    line: reading.record?.lines.id ?? 1,
    column: 1,
    key: "id",
    story: reading.id,
    message: `\`${owner}\` has this id already.`,
    found: reading.id,
    hint: "Give one of the two another `id` or file name.",
  });
}
