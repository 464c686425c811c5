import { posix } from "node:path";
import { digestOf } from "../base/digest.ts";
import { type Problem, problem } from "../base/problem.ts";
import { type Block, type LiveEntryBlock, type PhotoUse, photoUses } from "./blocks.ts";
import { anchorFrom } from "./copy-anchors.ts";
import { plainText, splitFrontMatter } from "./front-matter.ts";
import { entryFacts } from "./live-entries.ts";
import { type LiveEntryFrontMatter, liveEntrySchema } from "./live-entry-schema.ts";
import { type CopyReader, plainId } from "./read-story.ts";
import type { TableUse } from "./read-tables.ts";
import { validate } from "./schema-problems.ts";
import type { LiveEntryRecord, StoryRecord } from "./site-content.ts";
import { readYaml } from "./yaml-read.ts";

/** What one entry's file says, for itself; kept in the store. */
export interface LiveEntryReading {
  /** Absent where so much is wrong that nothing can be shown. */
  entry?: LiveEntryRecord;
  photos: PhotoUse[];
  stories: StoryRecord["copyStories"];
  bylines: NonNullable<StoryRecord["copyBylines"]>;
  links: StoryRecord["copy"]["links"];
  tables: TableUse[];
  problems: Problem[];
}

export interface LiveEntryInput {
  /** The file's text. */
  text: string;
  /** Path under the site folder, NFC: `articles/…/entries/<name>.md`. */
  file: string;
  /** The id of the story whose entry it is. */
  story: string;
  zone: string;
  /** The story's. */
  language: string;
  /** Of the reading code: part of the digest. */
  engine: string;
  renderCopy: CopyReader;
}

/** Keys that decide what the public sees: a fault in one never lets the rest through. */
const guardedKeys = ["at", "status", "kill"];

/** Reads one entry: its record, its block, and everything that its own words say is wrong. Never throws. */
export function readLiveEntry(input: LiveEntryInput): { reading: LiveEntryReading; block?: LiveEntryBlock } {
  const { file, story, zone, language, engine, renderCopy } = input;
  const text = plainText(input.text);
  const parts = splitFrontMatter(text, file);
  const yaml = readYaml({ text: parts.yaml, file, firstLine: parts.yamlLine });
  const problems: Problem[] = [...parts.problems, ...yaml.problems];
  const nothing = { photos: [], stories: [], bylines: [], links: [], tables: [] };
  const told = () => problems.map((each) => ({ ...each, story }));
  if (text.includes("\ufffd")) {
    const line = text.slice(0, text.indexOf("\ufffd")).split("\n").length;
    const message = "The file is not UTF-8: a letter of this line can't be read.";
    problems.push(problem({ code: "story/encoding", file, line, column: 1, message }));
  }
  const options = { file, kind: "story" as const, story, strict: guardedKeys };
  const { value: front, lines, problems: faults, faulty } = validate(liveEntrySchema(zone), yaml, options);
  problems.push(...faults);
  if (!parts.isWhole || !front || guardedKeys.some((key) => faulty.has(key))) {
    return { reading: { ...nothing, problems: told() } };
  }
  const { copy, problems: copyFaults } = renderCopy({
    source: parts.body,
    firstLine: parts.bodyLine,
    file,
    language,
    zone,
    story,
  });
  problems.push(...copyFaults);
  const { blocks, links, anchors } = copy;
  const nested = blocks.findIndex((block) => block.kind === "live-entry");
  if (nested !== -1) {
    const message = "This file is one entry, and its copy opens another.";
    const hint = "Give each entry a file of its own.";
    problems.push(
      problem({ code: "story/live-entry-elsewhere", file, line: parts.bodyLine, column: 1, message, hint }),
    );
  }
  if (blocks.length === 0 && front.headline === undefined && front.status === "ready" && !front.kill) {
    const message = "The entry has neither a headline nor copy.";
    problems.push(problem({ code: "story/empty", file, line: parts.bodyLine, column: 1, message }));
  }
  const id = anchorOf(file, front);
  const block: LiveEntryBlock = {
    kind: "live-entry",
    id,
    at: front.at,
    ...(front.headline !== undefined && { headline: front.headline }),
    ...(front.by !== undefined && { by: front.by }),
    isPinned: front.pinned ?? false,
    isKey: front.key ?? false,
    ...(front.story !== undefined && { story: plainId(front.story) }),
    // Notes stand below their entry, as plain words: one page has one list of notes as a landmark.
    blocks: withOwnAnchors(blocks, id, anchors)
      .filter((each) => each.kind !== "live-entry")
      .map((each) => (each.kind === "footnotes" ? { kind: "html", html: each.html } : each)),
  };
  const photos = photoUses([block]);
  for (const use of photos) use.file = file;
  const { tables, stories } = entryFacts(block);
  return {
    reading: {
      entry: {
        ...entryFacts(block, language).record,
        digest: digestOf("live entry", engine, zone, language, story, file, text),
        file,
        status: front.status,
        ...(front.kill && { kill: front.kill }),
      },
      photos,
      stories: stories.map((each) => ({ id: each.id, line: each.line ?? lines.story ?? 1, file })),
      bylines: front.by === undefined ? [] : [{ name: front.by, line: lines.by ?? 1, file }],
      links: links.map(({ href, line }) => ({ href: fromStory(href), line, file })),
      tables,
      problems: told(),
    },
    block,
  };
}

/**
 * An entry's anchor: its `id`, else its file's name. Names mostly begin with a date, and an anchor with a letter, so those
 * get `live-` in front.
 */
function anchorOf(file: string, front: LiveEntryFrontMatter): string {
  const name = front.id ?? posix.basename(file).replace(/\.md$/i, "");
  return anchorFrom(/^\p{L}/u.test(name) ? name : `live-${name}`);
}

/** Anchors and notes of one file may be those of another on the same page: each gets the entry's in front. */
function withOwnAnchors(blocks: readonly Block[], entry: string, anchors: readonly string[]): Block[] {
  const own = new Set(anchors);
  const isOwn = (id: string) => own.has(id) || /^fn(?:ref)?[\d:-]/.test(id);
  const marked = (html: string) =>
    html
      .replace(/(\shref=")([^"#:]+\.md)(["#?])/gi, (_whole, before, href, after) => before + fromStory(href) + after)
      .replace(/(\sid=")([^"]+)(")/g, (whole, before, id, after) =>
        isOwn(id) ? `${before}${entry}-${id}${after}` : whole,
      )
      .replace(/(\shref="#)([^"]+)(")/g, (whole, before, id, after) =>
        isOwn(decoded(id)) ? `${before}${encodeURIComponent(entry)}-${id}${after}` : whole,
      );
  return JSON.parse(
    JSON.stringify(blocks, (key, value: unknown) =>
      typeof value === "string" && /^(?:html|whenHtml)$/.test(key) ? marked(value) : value,
    ),
  ) as Block[];
}

/** A link to a story's file as the story would write it, whose folder is the one above. */
function fromStory(href: string): string {
  return /^\.\.\/[^#?:]*\.md(?:[#?]|$)/i.test(href) ? href.slice("../".length) : href;
}

function decoded(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}
