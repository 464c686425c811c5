import { dayOf, type Moment } from "../base/dates.ts";
import { digestOf } from "../base/digest.ts";
import type { TextFile } from "../base/text-file.ts";
import {
  recordsInFile,
  type SearchCatalog,
  type SearchCatalogSegment,
  type SearchFacts,
  type SearchRecord,
  textsInFile,
} from "./search-index.ts";
import { type Segment, segmentsOf } from "./segments.ts";
import { writeSegment } from "./write-segment.ts";

/** One story as its language's index takes it. */
export interface SearchStory {
  id: string;
  published: Moment;
  /** Key of sections.yaml. */
  section: string;
  /** What a result shows. */
  record: () => SearchRecord;
  /** Changes when the record does. */
  recordKey: string;
  /** Changes when the story's terms may. */
  termsKey: string;
  /** Its terms as `termsText` writes them; asked for only when a segment is made. */
  terms: () => string;
  /** Its copy's words, for extracts; changes only with `termsKey`. */
  text?: () => string;
}

export interface SearchFilesInput {
  language: string;
  stories: readonly SearchStory[];
  sections: SearchCatalog["sections"];
  zone: string;
  /** Where the index stands below the output folder: `search/en/`. */
  folder: string;
  /** Put the stories' words beside the index: for an edition, whose pages can't be fetched from a disk. Default: no. */
  withTexts?: boolean;
  /** What builds remember: first terms by a segment's digest. */
  memory: { get: (key: string) => string | undefined; set: (key: string, value: string) => void };
}

/** Raise when the form of the index changes. */
const version = 4;

/**
 * The index of one language as classic scripts, which load from a CDN, below a path and from a disk alike. Each calls
 * `broadsheetSearch` with what it is. Names hold digests, so that a cached catalogue never meets another build's shards.
 */
export function searchFiles(input: SearchFilesInput): TextFile[] {
  const { language, stories, sections, zone, folder, withTexts = false, memory } = input;
  const segments = segmentsOf(stories, zone).map((segment) => planSegment(segment, memory));
  const catalog: SearchCatalog = {
    language,
    segments: segments.map((each) => each.entry),
    sections,
    ...(withTexts && { hasTexts: true }),
  };
  const files: TextFile[] = [{ file: `${folder}catalog.js`, text: call("catalog", language, catalog) }];
  const add = (kind: string, place: string, digest: string, make: () => unknown) => {
    const name = `${language}/${place}`;
    files.push({
      file: `${folder}parts/${place}.js`,
      digest: digestOf(kind, name, digest),
      make: () => call(kind, name, make()),
    });
  };
  for (const { entry, shards, shardTexts, segment, digests } of segments) {
    for (let number = 0; number < shards; number += 1) {
      add("shard", `${entry.shards}/${number}`, digests.terms, () => shardTexts()[number] ?? "");
    }
    add("facts", `${entry.records}/facts`, digests.records, () => factsOf(segment.docs, zone));
    for (const [number, docs] of parts(segment.docs, recordsInFile)) {
      add("records", `${entry.records}/${number}`, digests.records, () => docs.map(({ record }) => record()));
    }
    if (!withTexts) continue;
    for (const [number, docs] of parts(segment.docs, textsInFile)) {
      add("texts", `${entry.shards}-t/${number}`, digests.terms, () => docs.map(({ text }) => text?.() ?? ""));
    }
  }
  return files;
}

/** A list cut into parts of one length, with their numbers. */
function parts<Item>(items: readonly Item[], length: number): [number, Item[]][] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_unused, number) => [
    number,
    items.slice(number * length, (number + 1) * length),
  ]);
}

function planSegment(segment: Segment<SearchStory>, memory: SearchFilesInput["memory"]) {
  const { key, docs } = segment;
  const digests = {
    terms: digestOf(`shards ${version}`, ...docs.map(({ termsKey }) => termsKey)),
    records: digestOf(`records ${version}`, ...docs.map(({ recordKey }) => recordKey)),
  };
  let written: ReturnType<typeof writeSegment> | undefined;
  const write = () => {
    written ??= writeSegment(docs.length, (doc) => docs[doc]?.terms() ?? "");
    return written;
  };
  // Where a segment is cut, and what its shards hold, is known only once it was written; what was found then holds for
  // ever. Their name is a digest of what they hold: that of what they were made from covers words which are not public.
  const known = memory.get(digests.terms);
  const found = known ?? `${shardsDigest(write().shards)} ${write().firsts.join(" ")}`;
  if (known === undefined) memory.set(digests.terms, found);
  const [content = "", ...firstTerms] = found.split(" ");
  const firsts = firstTerms.join(" ");
  const entry: SearchCatalogSegment = {
    key,
    docs: docs.length,
    shards: `${key}-${content.slice(0, 10)}`,
    firsts,
    records: `${key}-${digests.records.slice(0, 10)}-r`,
  };
  const shards = firsts === "" ? 0 : firsts.split(" ").length;
  return { segment, entry, shards, shardTexts: () => write().shards, digests };
}

function shardsDigest(shards: readonly string[]): string {
  return digestOf(`shards ${version}`, ...shards);
}

function factsOf(docs: readonly SearchStory[], zone: string): SearchFacts {
  const sections = [...new Set(docs.map(({ section }) => section))];
  return {
    sections,
    facts: docs.flatMap(({ published, section }) => {
      const { year, month, day } = dayOf(published, zone);
      return [Date.UTC(year, month - 1, day) / 86_400_000, sections.indexOf(section)];
    }),
  };
}

/** A classic script. JSON is JavaScript; `<` is escaped for those who put it into a page. */
function call(kind: string, name: string, data: unknown): string {
  return `broadsheetSearch(${JSON.stringify(kind)},${JSON.stringify(name)},${JSON.stringify(data).replaceAll("<", "\\u003c")})\n`;
}
