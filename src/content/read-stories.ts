import { type Problem, problem } from "../base/problem.ts";
import { readStory, type StoryReading } from "./read-story.ts";
import type { ReadingMemory } from "./reading-memory.ts";
import type { StoryRecord } from "./site-content.ts";

export interface Stories {
  /** By file. */
  stories: StoryRecord[];
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
export async function readStories(memory: ReadingMemory): Promise<Stories> {
  const files = memory.files.paths.filter((path) => path.startsWith("articles/") && /\.md$/i.test(path));
  const kept = new Map<string, Kept>();
  for (const [number, group] of Map.groupBy(files, groupOf)) {
    for (const [index, each] of (await readGroup(number, group, memory)).entries()) kept.set(group[index] ?? "", each);
  }

  const stories: StoryRecord[] = [];
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  for (const file of files) {
    const each = kept.get(file);
    if (!each) continue;
    const { reading, key } = each;
    problems.push(...reading.problems);
    const owner = owners.get(reading.id);
    if (owner === undefined) owners.set(reading.id, file);
    else problems.push(duplicateId(reading, file, owner));
    if (!reading.record) continue;
    reading.record.readingKey = key;
    stories.push(reading.record);
  }
  return { stories, ids: new Set(owners.keys()), problems };
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
  if (reading.record) memory.store.set("blocks", reading.record.digest, JSON.stringify(blocks));
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
