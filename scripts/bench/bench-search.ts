import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { stringify } from "yaml";
import { walkFiles } from "../../src/base/files.ts";
import type { TextFile } from "../../src/base/text-file.ts";
import { build } from "../../src/build.ts";
import { projectFolder } from "../../src/engine.ts";
import { type SearchFilesInput, type SearchStory, searchFiles } from "../../src/search/search-files.ts";
import { storyTerms, termsText } from "../../src/search/story-terms.ts";
import { table } from "./compare-outputs.ts";
import { randomFrom, writeText } from "./generate-site.ts";
import { vocabulary, zipf } from "./generate-words.ts";
import { type FirstSearch, measureSearches } from "./measure-searches.ts";

export interface SearchBenchOptions {
  stories: number;
  /** `en` or `hi`. */
  language: string;
  onStep: (words: string) => void;
}

export interface SearchBench {
  stories: number;
  language: string;
  /** Seconds of CPU, which a busy machine does not stretch: words of all stories; the index of them; what a build without a change spends; one story more, files and all. */
  seconds: { words: number; cold: number; unchanged: number; added: number };
  files: number;
  /** Files that one story more makes new or other. */
  addedFiles: number;
  /** Bytes: of the whole index, as it lies on disk and gzipped; of its catalogue, gzipped. */
  bytes: { raw: number; gzip: number; catalog: number };
  distinctWords: number;
  searches: FirstSearch[];
  /** ms: searches whose parts are there already, from the key to the results. */
  warm: { median: number; worst: number };
}

/** Distinct words that a language's stories draw from: more stories, more names. */
const wordsOf = (stories: number) => Math.round(3000 * Math.sqrt(stories / 10)) + 8000;

/** What searching an archive costs its readers and its builds. */
export async function benchSearch({ stories: count, language, onStep }: SearchBenchOptions): Promise<SearchBench> {
  onStep(`${count} stories in ${language}`);
  const random = randomFrom(11);
  const articles = join(projectFolder, "articles");
  const word = zipf(vocabulary(language, wordsOf(count), articles, random), random);
  const words = (number: number) => Array.from({ length: number }, word).join(" ");
  const texts = Array.from({ length: count + 1 }, () => ({
    headline: words(7 + Math.floor(random() * 4)),
    summary: words(22),
    body: words(300 + Math.floor(random() * 250)),
  }));

  let started = process.cpuUsage();
  const lap = () => {
    const { user, system } = process.cpuUsage(started);
    started = process.cpuUsage();
    return (user + system) / 1e6;
  };
  const first = Date.UTC(2016, 0, 1);
  const step = (Date.UTC(2026, 5, 15) - first) / count;
  const stories = texts.map(({ headline, summary, body }, index): SearchStory => {
    const terms = termsText(storyTerms({ headline, labels: [], summary, body }));
    const published = Math.floor(first + index * step);
    const url = `2026/01/01/story-${index}/`;
    return {
      id: `story-${index}`,
      published,
      section: `section-${index % 8}`,
      record: () => [url, headline, Math.floor(published / 60_000), `section-${index % 8}`, summary],
      recordKey: `${url}\n${headline}\n${published}\n${summary}`,
      termsKey: `${headline}\n${summary}`,
      terms: () => terms,
    };
  });
  const seconds = { words: lap(), cold: 0, unchanged: 0, added: 0 };
  const remembered = new Map<string, string>();
  const input: SearchFilesInput = {
    language,
    stories: stories.slice(0, count),
    sections: Array.from({ length: 8 }, (_unused, index) => ({ key: `section-${index}`, name: `Section ${index}` })),
    zone: "Asia/Kolkata",
    folder: `search/${language}/`,
    memory: { get: (key) => remembered.get(key), set: (key, value) => remembered.set(key, value) },
  };
  onStep("the index");
  lap();
  const made = new Map(searchFiles(input).map((file) => [file.file, { digest: digest(file), text: textOf(file) }]));
  seconds.cold = lap();
  searchFiles(input);
  seconds.unchanged = lap();
  const after = searchFiles({ ...input, stories });
  const changed = after.filter((file) => made.get(file.file)?.digest !== digest(file));
  for (const file of changed) textOf(file);
  seconds.added = lap();

  onStep("its files");
  const bytes = { raw: 0, gzip: 0, catalog: 0 };
  const distinct = new Set<string>();
  for (const [file, { text }] of made) {
    bytes.raw += Buffer.byteLength(text);
    const packed = gzipSync(text).length;
    bytes.gzip += packed;
    if (file.endsWith("/catalog.js")) bytes.catalog = packed;
    if (text.startsWith('broadsheetSearch("shard"'))
      for (const [line] of text.matchAll(/(?<=\\n|,")[^"\s\\]+(?= )/g)) distinct.add(line);
  }

  onStep("searches in the browser");
  const site = await searchPage(language);
  const files = new Map([...site, ...[...made].map(([file, { text }]) => [file, Buffer.from(text)] as const)]);
  const light = (address: string) => {
    const story = texts[Number(/story-(\d+)/.exec(address)?.[1])];
    return story && lightPage(story.headline, story.body);
  };
  const queries = Array.from({ length: 12 }, (_unused, index) =>
    query(texts[Math.floor((count * index) / 12)]?.headline),
  );
  const { searches, warm } = await measureSearches({ files, light, queries });
  return {
    stories: count,
    language,
    seconds,
    files: made.size,
    addedFiles: changed.length,
    bytes,
    distinctWords: distinct.size,
    searches,
    warm,
  };
}

/** Two words of a headline that say something: its longest. */
function query(headline = ""): string {
  return headline
    .split(" ")
    .sort((a, b) => b.length - a.length)
    .slice(0, 2)
    .join(" ");
}

function textOf(file: TextFile): string {
  return "make" in file ? file.make() : file.text;
}

function digest(file: TextFile): string {
  return "make" in file ? file.digest : file.text;
}

/** A real search page with its script, styles and fonts, of a site of one story. */
async function searchPage(language: string): Promise<Map<string, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-search-"));
  try {
    const data = {
      outlet: {
        name: "The Bench",
        url: "https://bench.example",
        timeZone: "Asia/Kolkata",
        languages: [{ code: language, name: language, locale: language }],
      },
      sections: Object.fromEntries(
        Array.from({ length: 8 }, (_unused, index) => [`section-${index}`, { name: `Section ${index}` }]),
      ),
    };
    for (const [name, value] of Object.entries(data))
      writeText(join(folder, "site/_data", `${name}.yaml`), stringify(value));
    writeText(
      join(folder, "site/articles/one.md"),
      "---\nheadline: One\nsection: section-0\npublished: 2026-01-01T00:00:00Z\n---\n\nOne.\n",
    );
    const output = join(folder, "output");
    const now = Date.UTC(2026, 5, 16);
    const { status } = await build({ site: join(folder, "site"), output, cache: join(folder, "cache"), now });
    if (status !== 0) throw new Error("the search page could not be built");
    return new Map(
      walkFiles(output)
        .filter((file) => /^(search\/index\.html|assets\/)/.test(file))
        .map((file) => [file, readFileSync(join(output, file))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lightPage(headline: string, body: string): string {
  const paragraphs = body.match(/(?:\S+\s*){1,60}/g) ?? [];
  return `<!doctype html><html><head><title>${headline}</title></head><body><main><h1>${headline}</h1>${paragraphs
    .map((text) => `<p>${text}</p>`)
    .join("\n")}</main></body></html>`;
}

const kilobytes = (bytes: number) => (bytes / 1024).toFixed(1);

/** For people. */
export function searchReport(benches: readonly SearchBench[]): string {
  const most = (bench: SearchBench, key: keyof FirstSearch["bytes"]) => {
    const sorted = bench.searches.map(({ bytes }) => bytes[key]).sort((a, b) => a - b);
    return `${kilobytes(sorted[Math.floor(sorted.length / 2)] ?? 0)} (${kilobytes(sorted.at(-1) ?? 0)})`;
  };
  const rows: [string, (bench: SearchBench) => string][] = [
    ["distinct words", ({ distinctWords }) => String(distinctWords)],
    ["words of all stories, CPU s", ({ seconds }) => seconds.words.toFixed(1)],
    ["index made from them, CPU s", ({ seconds }) => seconds.cold.toFixed(1)],
    ["nothing changed, CPU s", ({ seconds }) => seconds.unchanged.toFixed(2)],
    ["one story more, CPU s", ({ seconds }) => seconds.added.toFixed(2)],
    ["one story more, files", ({ addedFiles }) => String(addedFiles)],
    ["files", ({ files }) => String(files)],
    ["index, MB", ({ bytes }) => (bytes.raw / 2 ** 20).toFixed(1)],
    ["index gzipped, MB", ({ bytes }) => (bytes.gzip / 2 ** 20).toFixed(1)],
    ["first search, KB: script", (bench) => most(bench, "script")],
    ["… catalogue", (bench) => most(bench, "catalog")],
    ["… shards", (bench) => most(bench, "shards")],
    ["… records", (bench) => most(bench, "records")],
    ["… passages of stories in sight", (bench) => most(bench, "passages")],
    ["… all of these", (bench) => most(bench, "search")],
    ["the page itself, KB (HTML, styles, fonts)", (bench) => most(bench, "page")],
    ["warm search, ms", ({ warm }) => `${warm.median.toFixed(1)} (${warm.worst.toFixed(1)})`],
  ];
  return [
    "Medians, in brackets the worst; bytes as a browser counts them, gzipped, with headers.",
    "",
    table(
      ["", ...benches.map(({ stories, language }) => `${stories} ${language}`)],
      rows.map(([name, value]) => [name, ...benches.map(value)]),
    ),
  ].join("\n");
}
