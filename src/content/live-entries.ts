import { digestOf } from "../base/digest.ts";
import { type Problem, problem } from "../base/problem.ts";
import { type Block, type LiveEntryBlock, photoUses, tableUses } from "./blocks.ts";
import { newAnchors } from "./copy-anchors.ts";
import { countWords, excerptOf } from "./copy-measures.ts";
import type { LiveEntryReading } from "./read-live-entry.ts";
import type { TableUse } from "./read-tables.ts";
import type { LiveEntryRecord, StoryRecord } from "./site-content.ts";

// A live story's entries are kept one by one, whether they stand in the story's copy or in files of their own, because each
// has a time of its own: the model shows those whose time has come, and nothing of the others may be anywhere.

const entriesFolder = /^(articles\/(?:.+\/)?)entries\/[^/]+\.md$/i;

/** The story file whose entry a file is; undefined where it is a story itself: only folders with an `index.md` have entries. */
export function storyOfEntry(file: string, files: { has(path: string): boolean }): string | undefined {
  const folder = entriesFolder.exec(file)?.[1];
  if (folder === undefined || folder === "articles/") return undefined;
  return ["index.md", "_index.md"].map((name) => folder + name).find((path) => files.has(path));
}

/** What the record of an entry says of its block, and what the block refers to. */
export function entryFacts(
  block: LiveEntryBlock,
  language = "en",
): {
  record: Omit<LiveEntryRecord, "digest" | "status">;
  stories: { id: string; line?: number }[];
  tables: TableUse[];
} {
  const { id, at, headline, isPinned, isKey } = block;
  return {
    record: {
      id,
      at,
      ...(headline !== undefined && { headline }),
      ...(isPinned && { isPinned }),
      ...(isKey && { isKey }),
      words: countWords([block], language),
      excerpt: excerptOf([block]),
      photos: photoUses([block]).length,
    },
    stories: storiesIn([block]),
    tables: tableUses([block]).map(useOfTable),
  };
}

function storiesIn(blocks: readonly Block[]): { id: string; line?: number }[] {
  return blocks.flatMap((block) => {
    if (block.kind === "related") return [{ id: block.story, line: block.line }];
    if (block.kind === "fact-box") return storiesIn(block.blocks);
    if (block.kind !== "live-entry") return [];
    return [...(block.story === undefined ? [] : [{ id: block.story }]), ...storiesIn(block.blocks)];
  });
}

/** Where a table is used, without what was read of it. */
export function useOfTable({ file, key, line }: TableUse): TableUse {
  return { file, line, ...(key !== undefined && { key }) };
}

/** Takes the entries out of a live story's copy: the blocks that are left, and each entry with the key of its block. */
export function splitEntries(
  record: StoryRecord,
  blocks: readonly Block[],
  language: string,
): { record: StoryRecord; blocks: Block[]; entries: { digest: string; block: LiveEntryBlock }[] } {
  if (record.frontMatter.type !== "live" || !blocks.some(({ kind }) => kind === "live-entry")) {
    return { record, blocks: [...blocks], entries: [] };
  }
  const rest = blocks.filter((block) => block.kind !== "live-entry");
  const entries = blocks
    .filter((block) => block.kind === "live-entry")
    .map((block) => ({ digest: digestOf("live entry", record.digest, block.id), block }));
  const split: StoryRecord = {
    ...record,
    copy: { ...record.copy, words: countWords(rest, language), excerpt: excerptOf(rest) },
    copyPhotos: photoUses([...rest, ...entries.map(({ block }) => block)]),
    entries: entries.map(({ digest, block }) => ({ ...entryFacts(block, language).record, digest, status: "ready" })),
  };
  return { record: split, blocks: rest, entries };
}

/** A live story with the entries that have files of their own, in the order of their times; and what is wrong with them. */
export function withEntries(
  record: StoryRecord,
  readings: readonly { file: string; reading: LiveEntryReading }[],
): { record: StoryRecord; problems: Problem[] } {
  const problems: Problem[] = [];
  const story = record.id;
  if (record.frontMatter.type !== "live") {
    for (const { file } of readings) {
      const message = `This is an entry of a live story, and the story is of type \`${record.frontMatter.type}\`.`;
      const hint = "Write `type: live` and `live: { start: … }` into its `index.md`.";
      problems.push(problem({ code: "story/live-entry-elsewhere", file, line: 1, column: 1, story, message, hint }));
    }
    return { record, problems };
  }
  const taken = new Set([...newAnchors().taken.keys(), ...record.copy.anchors]);
  const kept: { entry: LiveEntryRecord; reading: LiveEntryReading }[] = [];
  for (const { file, reading } of readings) {
    const { entry } = reading;
    if (!entry) continue;
    if (taken.has(entry.id)) {
      const message = "Another entry of this story, or a part of its page, has this anchor already.";
      problems.push(
        problem({ code: "live/entry-duplicate", file, line: 1, column: 1, story, message, found: entry.id }),
      );
      continue;
    }
    taken.add(entry.id);
    kept.push({ entry, reading });
  }
  const { status, kill } = record.frontMatter;
  const isBare = record.copy.words === 0 && record.copyPhotos.length === 0 && !record.entries?.length;
  if (isBare && kept.length === 0 && status === "ready" && !kill) {
    const message = "There is no copy below the front matter, and no entry beside it.";
    const hint = "Write it, or set `status: draft`.";
    problems.push(problem({ code: "story/empty", file: record.file, line: 1, column: 1, story, message, hint }));
  }
  const all = <Item>(items: (reading: LiveEntryReading) => readonly Item[]) =>
    kept.flatMap(({ reading }) => [...items(reading)]);
  const joined: StoryRecord = {
    ...record,
    copy: { ...record.copy, links: [...record.copy.links, ...all(({ links }) => links)] },
    copyPhotos: [...record.copyPhotos, ...all(({ photos }) => photos)],
    copyStories: [...record.copyStories, ...all(({ stories }) => stories)],
    copyBylines: [...(record.copyBylines ?? []), ...all(({ bylines }) => bylines)],
    entries: [...(record.entries ?? []), ...kept.map(({ entry }) => entry)],
  };
  return { record: joined, problems };
}
