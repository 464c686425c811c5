import { posix } from "node:path";
import { digestOf } from "../base/digest.ts";
import { type Problem, problem } from "../base/problem.ts";
import { shortSlug, slugBytes, slugify } from "../base/text.ts";
import { type Block, type Copy, photoUses } from "./blocks.ts";
import { doubledHours } from "./doubled-hours.ts";
import { type FrontMatterParts, plainText, splitFrontMatter, splitUnclosed } from "./front-matter.ts";
import type { TableUse } from "./read-tables.ts";
import { type ValidationOptions, validate } from "./schema-problems.ts";
import type { StoryInPart, StoryRecord } from "./site-content.ts";
import { certainOf, frontMatterInPart, guardedKeys } from "./story-in-part.ts";
import { checkStory } from "./story-rules.ts";
import { type FrontMatter, storySchema } from "./story-schema.ts";
import { readYaml } from "./yaml-read.ts";

/** Renders copy: `renderCopy` of markdown.ts, handed in so that a site without changes never loads markdown-it. */
export type CopyReader = (input: {
  source: string;
  firstLine: number;
  file: string;
  language: string;
  zone: string;
  story?: string;
}) => { copy: Copy; problems: Problem[] };

/** What one story file says, for itself; kept in the store. */
export interface StoryReading {
  /** The id by which other files may refer to the story, however faulty it is. */
  id: string;
  /** Absent where so much is wrong that nothing can be shown. */
  record?: StoryRecord;
  /** Then, where something of it can be read: what the rules may look at. */
  inPart?: StoryInPart;
  /** Tables that the copy shows: their files are read apart, since they change without it. */
  tables?: TableUse[];
  problems: Problem[];
}

const schemas = new Map<string, ReturnType<typeof storySchema>>();
function schemaOf(zone: string): ReturnType<typeof storySchema> {
  let schema = schemas.get(zone);
  if (!schema) {
    schema = storySchema(zone);
    schemas.set(zone, schema);
  }
  return schema;
}

export interface StoryInput {
  /** The file's text. */
  text: string;
  /** Path under the site folder, NFC: `articles/…/<slug>.md`. */
  file: string;
  zone: string;
  /** The outlet's first language. */
  language: string;
  /** Of the reading code: part of the digest. */
  engine: string;
  renderCopy: CopyReader;
}

/** The key of a story's reading and blocks. `text`: its file's `plainText`. */
export function storyDigest({ text, file, zone, language, engine }: Omit<StoryInput, "renderCopy">): string {
  return digestOf("story", engine, zone, language, file, text);
}

/** Reads one story: its record, its blocks, and everything that its own words say is wrong. Never throws. */
export function readStory({ text: raw, file, zone, language, engine, renderCopy }: StoryInput): {
  reading: StoryReading;
  blocks: Block[];
} {
  const text = plainText(raw);
  const pathId = idOfPath(file);
  let parts = splitFrontMatter(text, file);
  let yaml = readYaml({ text: parts.yaml, file, firstLine: parts.yamlLine });
  if (parts.isWhole && (yaml.value === undefined || hasSentence(yaml.value))) {
    const again = splitUnclosed(text, file);
    if (again) {
      parts = again;
      yaml = readYaml({ text: parts.yaml, file, firstLine: parts.yamlLine });
    }
  }
  const id = writtenId(yaml.value) ?? pathId;
  const problems: Problem[] = [...parts.problems, ...yaml.problems];
  const done = (record?: StoryRecord, blocks: Block[] = []) => ({
    reading: { id, ...(record ? { record } : {}), problems: problems.map((each) => ({ ...each, story: id })) },
    blocks,
  });
  if (text.includes("\ufffd")) {
    const line = text.slice(0, text.indexOf("\ufffd")).split("\n").length;
    problems.push(
      problem({
        code: "story/encoding",
        file,
        line,
        column: 1,
        message: "The file is not UTF-8: a letter of this line can't be read.",
      }),
    );
  }
  if (!parts.isWhole) return done();

  const options: ValidationOptions = { file, kind: "story", story: id, strict: guardedKeys };
  const { value: read, lines, problems: faults, faulty } = validate(schemaOf(zone), yaml, options);
  problems.push(...faults, ...doubledHours(yaml, { file, story: id, zone }));
  const isWhole = read !== undefined && !guardedKeys.some((key) => faulty.has(key));
  const part = isWhole
    ? undefined
    : frontMatterInPart({ schema: schemaOf(zone), yaml, text: parts.yaml, faulty, options });
  const frontMatter = isWhole ? read : part?.frontMatter;
  if (!frontMatter) return done();
  normaliseReferences(frontMatter);

  const { slug, problems: slugFaults } = slugOf(file, frontMatter.permalink !== undefined);
  problems.push(...slugFaults);
  const { copy, problems: copyFaults } = renderCopy({
    source: parts.body,
    firstLine: parts.bodyLine,
    file,
    language: frontMatter.language ?? language,
    zone,
    story: id,
  });
  problems.push(...copyFaults);
  const { blocks, ...rest } = copy;
  const liveEntryLine = blocks.some(({ kind }) => kind === "live-entry") ? lineNaming("", parts) : undefined;
  const facts = { id, file, frontMatter, lines, hasCopy: blocks.length > 0, copyLine: parts.bodyLine, liveEntryLine };
  const record: StoryRecord = {
    id,
    file,
    slug,
    digest: storyDigest({ text, file, zone, language, engine }),
    frontMatter,
    lines,
    copy: rest,
    copyPhotos: photoUses(blocks),
    copyStories: copyStories(blocks, parts),
    copyBylines: copyBylines(blocks, parts),
  };
  if (!part) {
    problems.push(...checkStory(facts));
    return done(record, blocks);
  }
  const { frontMatter: _known, ...unread } = part;
  const inPart: StoryInPart = { record, ...unread };
  problems.push(...certainOf(checkStory(facts), [inPart]));
  const { reading } = done();
  return { reading: { ...reading, inPart }, blocks };
}

/** Path under articles/ without its ending. */
function idOfPath(file: string): string {
  return file
    .normalize("NFC")
    .replace(/^articles\//, "")
    .replace(/\.md$/i, "");
}

/** Whether a key holds a space: no key of ours does, so it is probably the copy's first words before a colon. */
function hasSentence(value: unknown): boolean {
  return value !== null && typeof value === "object" && Object.keys(value).some((key) => /\S\s/u.test(key));
}

function writtenId(value: unknown): string | undefined {
  const id = value !== null && typeof value === "object" ? (value as { id?: unknown }).id : undefined;
  return (typeof id === "string" || typeof id === "number") && String(id).trim() !== ""
    ? String(id).normalize("NFC").trim()
    : undefined;
}

/** People write an id as they see it: with `articles/`, with `.md`, with a slash in front. */
export function plainId(reference: string): string {
  return reference
    .normalize("NFC")
    .trim()
    .replace(/^\/?(?:articles\/)?/, "")
    .replace(/\.md$/i, "");
}

function normaliseReferences(frontMatter: FrontMatter): void {
  if (frontMatter.translationOf !== undefined) frontMatter.translationOf = plainId(frontMatter.translationOf);
}

/**
 * The file name as a slug (see `slugify`), and what is wrong with it. `index.md` is named by its folder, as page bundles of
 * other systems are. A `permalink` of its own makes length harmless.
 */
function slugOf(file: string, hasPermalink: boolean): { slug: string; problems: Problem[] } {
  const own = posix.basename(file).replace(/\.md$/i, "");
  const folder = posix.basename(posix.dirname(file));
  const name = /^_?index$/i.test(own) && folder !== "articles" ? folder : own;
  const slug = slugify(name);
  const at = { file, line: 1, column: 1 };
  if (slug === "") {
    const message = "The file's name holds no letter and no digit, so that no address can be made of it.";
    return { slug: "untitled", problems: hasPermalink ? [] : [problem({ code: "story/slug-empty", ...at, message })] };
  }
  const bytes = Buffer.byteLength(slug);
  if (bytes <= slugBytes || hasPermalink) return { slug, problems: [] };
  return {
    slug,
    problems: [
      problem({
        code: "story/slug-long",
        ...at,
        message: "The file's name is too long for an address.",
        expected: `at most ${slugBytes} bytes`,
        found: `${bytes} bytes`,
        hint: `Rename it to \`${shortSlug(name)}.md\`, or write \`permalink: /…/\`.`,
      }),
    ],
  };
}

/** Stories that the copy refers to. Live entries keep no line of their own; the one that names the story is looked up. */
function copyStories(blocks: readonly Block[], parts: FrontMatterParts): StoryRecord["copyStories"] {
  return blocks.flatMap((block) => {
    if (block.kind === "related") return [{ id: plainId(block.story), line: block.line }];
    if (block.kind === "fact-box") return copyStories(block.blocks, parts);
    if (block.kind !== "live-entry") return [];
    const own = block.story === undefined ? [] : [{ id: plainId(block.story), line: lineNaming(block.story, parts) }];
    return [...own, ...copyStories(block.blocks, parts)];
  });
}

/** Bylines of live entries: contributors' keys or names. */
function copyBylines(blocks: readonly Block[], parts: FrontMatterParts): { name: string; line: number }[] {
  return blocks.flatMap((block) =>
    block.kind === "live-entry" && block.by !== undefined
      ? [{ name: block.by, line: lineNaming(block.by, parts) }]
      : [],
  );
}

/** The line of the first live entry that names something. */
function lineNaming(name: string, { body, bodyLine }: FrontMatterParts): number {
  const index = body.split("\n").findIndex((line) => line.includes("live-entry") && line.includes(name));
  return bodyLine + Math.max(index, 0);
}
