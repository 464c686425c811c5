import { meets, placeEdits, type Replacement, replaceAll } from "../../src/base/apply-edits.ts";
import type { Problem } from "../../src/base/problem.ts";
import { problemCodes } from "../../src/base/problem-codes.ts";
import { storyRules } from "../../src/checks/rules.ts";
import type { Block } from "../../src/content/blocks.ts";
import { parseCsv } from "../../src/content/csv.ts";
import { agenciesSchema, contributorsSchema, sectionsSchema, topicsSchema } from "../../src/content/data-schemas.ts";
import { plainText, splitFrontMatter } from "../../src/content/front-matter.ts";
import { frontSchema } from "../../src/content/front-schema.ts";
import { renderCopy } from "../../src/content/markdown.ts";
import { type Outlet, outletSchema } from "../../src/content/outlet-schema.ts";
import { sidecarSchema } from "../../src/content/photo-schema.ts";
import { readLiveEntry } from "../../src/content/read-live-entry.ts";
import { readStory } from "../../src/content/read-story.ts";
import { validate } from "../../src/content/schema-problems.ts";
import { type StyleList, styleSchema } from "../../src/content/style-schema.ts";
import { readYaml } from "../../src/content/yaml-read.ts";
import { forbidden } from "../content/markdown-allowed.ts";

// Reads one text as the product would, and says in which way that went wrong. Nothing said: it went right.

const zone = "Asia/Kolkata";
const input = { zone, language: "en", engine: "fuzz", renderCopy };
const site = { name: "The Test", url: "https://test.example", timeZone: zone, languages: ["en", "hi", "ur"] };
const outlet: Outlet = outletSchema.parse(site);

const schemas = {
  sidecar: sidecarSchema(zone),
  front: frontSchema(zone),
  outlet: outletSchema,
  contributors: contributorsSchema,
  sections: sectionsSchema,
  topics: topicsSchema,
  agencies: agenciesSchema,
  style: styleSchema,
};

/** The kinds of files of which each is read by something else. */
export const kinds = [
  "story",
  "entry",
  "csv",
  "sidecar",
  "front",
  "outlet",
  "contributors",
  "sections",
  "topics",
  "agencies",
  "style",
] as const;
export type Kind = (typeof kinds)[number];

/** What is wrong with how a text was read. Throws only where the product does. */
export function faultsOf(kind: Kind, text: string, style: StyleList = {}): string[] {
  if (kind === "story") return storyFaults(text, style);
  if (kind === "entry") return entryFaults(text);
  if (kind === "csv") {
    const { rows, fault } = parseCsv(text);
    const line = fault?.line ?? rows.at(-1)?.line ?? 1;
    return line >= 1 && line <= text.split(/\r\n|\r|\n/).length ? [] : [`line ${line} of a table`];
  }
  const { problems, isReadable, value } = readData(kind, text);
  const faults = placeFaults(problems, text, `_data/${kind}.yaml`);
  if (kind === "style" && value) faults.push(...storyFaults(sampleStory, value as StyleList));
  return [...faults, ...mendingFaults(text, problems, isReadable, (mended) => readData(kind, mended).isReadable)];
}

/** A story with a word of each kind that a style list could look for. */
const sampleStory = `---\nheadline: A headline\nsection: world\npublished: 2026-11-01\n---\n\n${"Some words, it’s a so-called story of 2026: «कहानी» اور aaaa-aaaa. ".repeat(60)}\n`;

function readData(kind: keyof typeof schemas, text: string) {
  const file = `_data/${kind}.yaml`;
  const yaml = readYaml({ text: plainText(text), file, firstLine: 1 });
  const { value, problems } = validate(schemas[kind] as typeof outletSchema, yaml, { file, kind: "data" });
  return {
    value: value as unknown,
    problems: [...yaml.problems, ...problems],
    isReadable: isReadable(yaml.value, yaml.problems),
  };
}

function storyFaults(text: string, style: StyleList): string[] {
  const file = "articles/world/a.md";
  const { problems, blocks, isReadable } = readAndCheck(text, style);
  return [
    ...placeFaults(problems, text, file),
    ...problems.filter(({ code }) => code === "copy/unreadable").map(() => "the reader of copy failed"),
    ...forbidden({ blocks, words: 0, excerpt: "", links: [], anchors: [] }),
    ...mendingFaults(text, problems, isReadable, (mended) => readAndCheck(mended, style).isReadable),
  ];
}

function readAndCheck(text: string, style: StyleList): { problems: Problem[]; blocks: Block[]; isReadable: boolean } {
  const { reading, blocks } = readStory({ ...input, text, file: "articles/world/a.md" });
  // As the store gives them back.
  const story = reading.record && (JSON.parse(JSON.stringify(reading.record)) as typeof reading.record);
  if (!story) return { problems: reading.problems, blocks, isReadable: false };
  const source = plainText(text);
  const { bodyLine } = splitFrontMatter(source, story.file);
  const language = story.frontMatter.language ?? "en";
  const context = { story, language, blocks, source, bodyLine, outlet, style };
  const found = storyRules.flatMap((rule) => rule.runOnStory(context));
  return { problems: [...reading.problems, ...found], blocks, isReadable: isReadable(story, reading.problems) };
}

/** Whether something was read, and no line of YAML guessed at that nobody mends. */
function isReadable(value: unknown, problems: readonly Problem[]): boolean {
  return value !== undefined && problems.every(({ code, fix }) => fix !== undefined || !code.startsWith("yaml/"));
}

/** What turns the direction of writing: a headline of nothing else is none. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

function entryFaults(text: string): string[] {
  const file = "articles/world/live/entries/2026-11-01-1000.md";
  const { reading, block } = readLiveEntry({ ...input, text, file, story: "world/live/index" });
  const blocks = block ? [block] : [];
  return [
    ...placeFaults(reading.problems, text, file),
    ...forbidden({ blocks, words: 0, excerpt: "", links: [], anchors: [] }),
  ];
}

/** Every problem has a code of the table, the file, and a line that the file has. */
function placeFaults(problems: readonly Problem[], text: string, file: string): string[] {
  const lines = plainText(text).split("\n").length;
  return problems.flatMap((each) => {
    const { code, line = 0, column = 1, message } = each;
    const isPlaced = each.file === file && line >= 1 && line <= lines && column >= 1;
    return isPlaced && code in problemCodes && message !== "" && !/\bat .*\.ts:\d/.test(message)
      ? []
      : [`a problem without a place: ${JSON.stringify(each).slice(0, 300)}`];
  });
}

/** What `check --fix` would do leaves a file readable that was. */
function mendingFaults(
  text: string,
  problems: readonly Problem[],
  isReadable: boolean,
  read: (mended: string) => boolean,
): string[] {
  const made: Replacement[] = [];
  for (const { fix } of problems) {
    const edits = fix && placeEdits(text, fix);
    if (edits?.some((each) => made.some((other) => meets(each, other) || meets(other, each))) === false)
      made.push(...edits);
    if (made.length > 200) break;
  }
  if (made.length === 0) return [];
  const isStillReadable = read(replaceAll(text, made));
  return isReadable && !isStillReadable && read(text.replace(turning, ""))
    ? ["a readable file can't be read after --fix"]
    : [];
}

/** Longest that one file may take, of the processor's time, so that a busy machine makes no difference (ms). */
export const longestReading = 1000;

/** The same, with what was thrown as a fault, and the processor's time that it took: the shortest of three where it was too long. */
export function readCase(kind: Kind, text: string, style?: StyleList): { faults: string[]; duration: number } {
  let duration = Number.POSITIVE_INFINITY;
  let faults: string[] = [];
  for (let round = 0; round < 3 && duration > longestReading; round += 1) {
    const start = process.threadCpuUsage();
    try {
      faults = faultsOf(kind, text, style);
    } catch (error) {
      faults = [`thrown: ${error instanceof Error ? error.stack : error}`];
    }
    const { user, system } = process.threadCpuUsage(start);
    duration = Math.min(duration, (user + system) / 1000);
  }
  if (duration > longestReading) faults.push(`took ${Math.round(duration)} ms`);
  if (Object.keys(Object.prototype).length > 0 || "polluted" in {}) faults.push("Object.prototype was written to");
  return { faults, duration };
}

/** The shortest text found in two hundred tries that is read as wrongly: lines taken out, then characters. */
export function shrunk(kind: Kind, text: string, style?: StyleList): string {
  const nameOf = (faults: readonly string[]) => faults[0]?.slice(0, 30);
  const name = nameOf(readCase(kind, text, style).faults);
  let tries = 200;
  let best = text;
  for (const separator of ["\n", ""]) {
    for (let size = Math.ceil(best.split(separator).length / 2); size >= 1 && tries > 0; size = Math.floor(size / 2)) {
      for (let at = 0; at < best.split(separator).length && tries > 0; tries -= 1) {
        const shorter = best.split(separator).toSpliced(at, size).join(separator);
        if (nameOf(readCase(kind, shorter, style).faults) === name) best = shorter;
        else at += size;
      }
    }
  }
  return best;
}
