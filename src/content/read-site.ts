import { hash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Problem, ProblemError, problem, sortProblems } from "../base/problem.ts";
import type { Store } from "../base/store.ts";
import { checkSwitches } from "./apply-checks.ts";
import type { Block } from "./blocks.ts";
import { engineVersion } from "./engine-version.ts";
import { plainText } from "./front-matter.ts";
import { isPicture, PhotoFiles } from "./photo-files.ts";
import { type Sidecar, sidecarSchema } from "./photo-schema.ts";
import { readData, type SiteData } from "./read-data.ts";
import { type PageReading, readPage } from "./read-pages.ts";
import { type CopyReader, readStory, type StoryReading } from "./read-story.ts";
import { checkReferences, lineOf } from "./references.ts";
import { validate } from "./schema-problems.ts";
import type { PageText, SiteContent, StoryRecord } from "./site-content.ts";
import { readSiteFiles, type SiteFiles } from "./site-files.ts";
import { readYaml } from "./yaml-read.ts";

export interface ReadSiteOptions {
  /** The site's folder, absolute. */
  root: string;
  store: Store;
  /** Broadsheet's own folder, absolute: its _data/strings and _data/agencies.yaml are fallen back to. */
  project: string;
}

// After so many files read anew they are written down, so that memory holds no more of them than that.
const flushEvery = 2_000;

/**
 * Reads and validates everything that a site's folder says, and reports all problems at once, sorted, in `problems`
 * (before the outlet's `checks:`; see `applyChecks`). Stories that have not changed are never opened. Throws
 * `ProblemError` only where the folder is no site at all.
 */
export async function readSite({ root, store, project }: ReadSiteOptions): Promise<SiteContent> {
  if (!existsSync(join(root, "_data")) && !existsSync(join(root, "articles"))) {
    throw new ProblemError([problem({ code: "data/site-missing", message: `There is no site in ${root}.` })]);
  }
  const files = await readSiteFiles(root, ["_data", "articles"], store);
  const data = readData({ files, project });
  const memory = new Memory({
    files,
    store,
    zone: data.outlet.timeZone,
    language: data.outlet.languages[0]?.code ?? "en",
  });

  const { stories, ids, problems: storyProblems } = await readStories(files, memory);
  const { pages, problems: pageProblems } = await readPages(files, data, memory);
  const { sidecars, problems: sidecarProblems } = readSidecars(files, memory);
  store.flush();

  const photos = new PhotoFiles(files, sidecars);
  for (const story of stories) usePhotos(story, photos);
  for (const front of Object.values(data.fronts)) {
    for (const [index, slot] of front.slots.entries()) {
      if (typeof slot.photo !== "string") continue;
      const key = `slots.${index}.photo`;
      photos.use({ name: slot.photo, file: front.file, line: lineOf(front.lines, key), key });
    }
  }
  for (const [key, { photo }] of Object.entries(data.contributors)) {
    if (photo === undefined) continue;
    const lines = data.lines["_data/contributors.yaml"] ?? {};
    photos.use({
      name: typeof photo === "string" ? photo : photo.file,
      file: "_data/contributors.yaml",
      line: lineOf(lines, `${key}.photo`),
      key: `${key}.photo`,
    });
  }
  store.flush();

  const { lines, problems: dataProblems, ...rest } = data;
  const problems = [
    ...dataProblems,
    ...checkSwitches(data.outlet, lines["_data/outlet.yaml"] ?? {}),
    ...storyProblems,
    ...pageProblems,
    ...sidecarProblems,
    ...photos.problems,
    ...checkReferences({ data, pages, stories, ids, photos: photos.photos }),
  ];
  return { ...rest, pages, stories, photos: photos.photos, problems: sortProblems(problems) };
}

/** A story's blocks, from the store. Throws where they are not there: the store was emptied since `readSite`. */
export function blocksOf(store: Store, story: Pick<StoryRecord, "digest" | "file">): Block[] {
  const text = store.get("blocks", story.digest);
  if (text === undefined) throw new Error(`The store no longer holds the copy of ${story.file}. Run the build again.`);
  return JSON.parse(text) as Block[];
}

/** A story as an earlier build read it, by its `readingKey`; undefined where the store was emptied since. */
export function storyReading(store: Store, readingKey: string): StoryRecord | undefined {
  const text = store.get("stories", readingKey);
  const record = text === undefined ? undefined : (JSON.parse(text) as StoryReading).record;
  return record && { ...record, readingKey };
}

/** What readings depend on besides the file, and where they are kept. */
class Memory {
  readonly files: SiteFiles;
  readonly store: Store;
  readonly zone: string;
  readonly language: string;
  readonly engine: string;
  #fresh = 0;
  #reader: CopyReader | undefined;

  constructor(input: { files: SiteFiles; store: Store; zone: string; language: string }) {
    this.files = input.files;
    this.store = input.store;
    this.zone = input.zone;
    this.language = input.language;
    this.engine = engineVersion();
  }

  key(file: string, kind: string): string {
    return hash(
      "sha256",
      `${kind}\0${this.engine}\0${this.zone}\0${this.language}\0${this.files.textKey(file)}\0${file}`,
    );
  }

  text(file: string): string {
    return readFileSync(this.files.onDisk(file), "utf8");
  }

  /** What an unchanged file said last time; else undefined. */
  recall<Reading>(key: string): Reading | undefined {
    const known = this.store.get("stories", key);
    return known === undefined ? undefined : (JSON.parse(known) as Reading);
  }

  remember(key: string, reading: unknown): void {
    this.store.set("stories", key, JSON.stringify(reading));
    this.#fresh += 1;
    if (this.#fresh % flushEvery === 0) this.store.flush();
  }

  async reader(): Promise<CopyReader> {
    this.#reader ??= await copyReader();
    return this.#reader;
  }
}

/** markdown-it and all that hangs on it is loaded only if there is something to read. */
async function copyReader(): Promise<CopyReader> {
  return (await import("./markdown.ts")).renderCopy;
}

async function readStories(
  files: SiteFiles,
  memory: Memory,
): Promise<{ stories: StoryRecord[]; ids: Set<string>; problems: Problem[] }> {
  const stories: StoryRecord[] = [];
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  for (const file of files.paths) {
    if (!file.startsWith("articles/")) continue;
    if (!/\.md$/i.test(file)) {
      problems.push(...strayFile(file, files));
      continue;
    }
    const key = memory.key(file, "story");
    let reading = memory.recall<StoryReading>(key);
    if (!reading) {
      const text = memory.text(file);
      const { zone, language, engine } = memory;
      const fresh = readStory({ text, file, zone, language, engine, renderCopy: await memory.reader() });
      reading = fresh.reading;
      if (reading.record) memory.store.set("blocks", reading.record.digest, JSON.stringify(fresh.blocks));
      // The blob of a file that Git LFS keeps is the same whether its text was fetched or not.
      if (!text.startsWith("version https://git-lfs.")) memory.remember(key, reading);
    }
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

/** Files under articles/ that look as if somebody meant them to be read. */
function strayFile(file: string, files: SiteFiles): Problem[] {
  const unread = (hint: string) => [
    problem({ code: "data/unknown-file", file, message: "Nothing reads this file.", hint }),
  ];
  if (/\.(?:markdown|mdown|mdx|mkd)$/i.test(file)) return unread("Stories end in `.md`: rename it.");
  if (/\.(?:html?|txt|docx?|odt|rtf)$/i.test(file)) return unread("Stories are markdown files that end in `.md`.");
  if (/\.(?:ya?ml)$/i.test(file)) {
    const photo = sidecarPhoto(file);
    if (isPicture(photo)) return [];
    const stem = photo.toLowerCase();
    const near = files.paths.find((path) => isPicture(path) && path.toLowerCase().startsWith(`${stem}.`));
    return unread(
      near === undefined
        ? "A photo's sidecar is named as the photo, with `.yaml` after."
        : `Rename it to \`${near.split("/").at(-1)}.yaml\`.`,
    );
  }
  return [];
}

function sidecarPhoto(file: string): string {
  return file.replace(/\.ya?ml$/i, "");
}

async function readPages(
  files: SiteFiles,
  data: SiteData,
  memory: Memory,
): Promise<{ pages: PageText[]; problems: Problem[] }> {
  const pages: PageText[] = [];
  const problems: Problem[] = [];
  const languages = new Set(data.outlet.languages.map((language) => language.code));
  for (const file of files.paths) {
    const match = /^_data\/pages\/([^/]+)\/[^/]+\.md$/.exec(file);
    if (!match || !languages.has(match[1] ?? "")) continue;
    const key = memory.key(file, "page");
    let reading = memory.recall<PageReading>(key);
    if (!reading) {
      const { zone, engine } = memory;
      reading = readPage({ path: files.onDisk(file), file, zone, engine, renderCopy: await memory.reader() });
      memory.remember(key, reading);
    }
    problems.push(...reading.problems);
    if (reading.page) pages.push(reading.page);
  }
  return { pages, problems };
}

interface SidecarReading {
  sidecar?: Sidecar;
  problems: Problem[];
}

function readSidecars(
  files: SiteFiles,
  memory: Memory,
): { sidecars: Map<string, { sidecar?: Sidecar; file: string }>; problems: Problem[] } {
  const sidecars = new Map<string, { sidecar?: Sidecar; file: string }>();
  const problems: Problem[] = [];
  const schema = sidecarSchema(memory.zone);
  for (const file of files.paths) {
    if (!/^articles\/.*\.ya?ml$/i.test(file) || !isPicture(sidecarPhoto(file))) continue;
    const photo = sidecarPhoto(file);
    if (!files.has(photo)) {
      problems.push(
        problem({
          code: "reference/sidecar",
          file,
          message: "There is no photo beside this sidecar.",
          expected: photo.split("/").at(-1) ?? photo,
        }),
      );
    }
    const key = memory.key(file, "sidecar");
    let reading = memory.recall<SidecarReading>(key);
    if (!reading) {
      const yaml = readYaml({ text: plainText(memory.text(file)), file, firstLine: 1 });
      const { value, problems: faults } = validate(schema, yaml, { file, kind: "data", strict: ["kill"] });
      reading = { ...(value ? { sidecar: value } : {}), problems: [...yaml.problems, ...faults] };
      memory.remember(key, reading);
    }
    problems.push(...reading.problems);
    sidecars.set(photo.slice("articles/".length), { file, ...(reading.sidecar ? { sidecar: reading.sidecar } : {}) });
  }
  return { sidecars, problems };
}

function usePhotos(story: StoryRecord, photos: PhotoFiles): void {
  const { file, id, frontMatter, lines } = story;
  const note = (name: string, key: string) => photos.use({ name, file, line: lineOf(lines, key), key, story: id });
  if (frontMatter.photo) note(frontMatter.photo.file, "photo.file");
  for (const [index, photo] of (frontMatter.gallery ?? []).entries()) note(photo.file, `gallery.${index}.file`);
  for (const use of story.copyPhotos) photos.use({ name: use.record.file, file, line: use.line, story: id });
}
