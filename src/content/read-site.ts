import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Pace, withoutPauses } from "../base/pace.ts";
import { type Problem, ProblemError, problem, sortProblems } from "../base/problem.ts";
import type { Store } from "../base/store.ts";
import { checkSwitches } from "./apply-checks.ts";
import { filesInstead, type Instead } from "./files-instead.ts";
import { lineOf } from "./key-lines.ts";
import { originalsFolder } from "./originals.ts";
import { PhotoFiles } from "./photo-files.ts";
import { readData, type SiteData } from "./read-data.ts";
import { type PageReading, readPage } from "./read-pages.ts";
import { readSidecars, strayFile } from "./read-sidecars.ts";
import { readStories } from "./read-stories.ts";
import type { StoryReading } from "./read-story.ts";
import { ReadingMemory } from "./reading-memory.ts";
import { checkReferences } from "./references.ts";
import type { PageText, SiteContent, StoryRecord } from "./site-content.ts";
import { readSiteFiles, type SiteFiles } from "./site-files.ts";
import { certainOf } from "./story-in-part.ts";
import { valueFinder } from "./value-place.ts";

export interface ReadSiteOptions {
  /** The site's folder, absolute. */
  root: string;
  store: Store;
  /** Broadsheet's own folder, absolute: its _data/strings and _data/agencies.yaml are fallen back to. */
  project: string;
  /** Files that are read in the place of the site's own. */
  instead?: Instead;
  pace?: Pace;
}

/**
 * Reads and validates everything that a site's folder says, and reports all problems at once, sorted, in `problems`
 * (before the outlet's `checks:`; see `applyChecks`). Stories that have not changed are never opened. Throws
 * `ProblemError` only where the folder is no site at all.
 */
export async function readSite(options: ReadSiteOptions): Promise<SiteContent> {
  const { root, store, project, instead = new Map(), pace = withoutPauses } = options;
  if (!existsSync(join(root, "_data")) && !existsSync(join(root, "articles"))) {
    throw new ProblemError([problem({ code: "data/site-missing", message: `There is no site in ${root}.` })]);
  }
  const files = filesInstead(await readSiteFiles(root, ["_data", "articles"], store), instead);
  await pace.pause();
  const data = readData({ files, project });
  await pace.pause();
  const memory = new ReadingMemory({
    files,
    store,
    zone: data.outlet.timeZone,
    language: data.outlet.languages[0]?.code ?? "en",
  });

  const { stories, inPart, ids, problems: storyProblems } = await readStories(memory, pace);
  const { pages, problems: pageProblems } = await readPages(files, data, memory);
  const { sidecars, problems: sidecarProblems } = readSidecars(memory);
  store.flush();
  await pace.pause();

  const findValue = valueFinder(files);
  const originals = originalsFolder(root, data.outlet, process.env);
  const photos = new PhotoFiles({ files, sidecars, findValue, originals, store });
  // Rules look at the pictures of a story that was read in part too; no page shows it.
  const parts = inPart.map(({ record }) => record);
  for (const story of [...stories, ...parts]) {
    usePhotos(story, photos);
    await pace.pause();
  }
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

  await pace.pause();
  const { lines, problems: dataProblems, ...rest } = data;
  const problems = [
    ...dataProblems,
    ...checkSwitches(data.outlet, lines["_data/outlet.yaml"] ?? {}),
    ...storyProblems,
    ...pageProblems,
    ...sidecarProblems,
    ...files.paths.flatMap((file) => strayFile(file, files)),
    ...files.unreachable.map((file) =>
      problem({
        code: "story/encoding",
        file,
        message: "The file's name is not UTF-8, so that it can't be opened by it.",
        hint: "Rename the file; `convmv -f latin1 -t utf8 --notest` does it for a whole folder.",
      }),
    ),
    ...photos.problems,
    ...certainOf(
      await pace.run(
        checkReferences({ data, pages, stories: [...stories, ...parts], ids, photos: photos.photos, findValue }),
      ),
      inPart,
    ),
  ];
  const killedPhotos = [...sidecars].flatMap(([id, { file, sidecar }]) =>
    sidecar?.kill ? [{ id, file, kill: sidecar.kill, sidecar }] : [],
  );
  return {
    ...rest,
    pages,
    stories,
    ...(inPart.length > 0 && { inPart }),
    photos: photos.photos,
    ...(stories.length === ids.size && { unusedPhotos: photos.unused() }),
    killedPhotos,
    problems: sortProblems(problems),
  };
}

/** A story as an earlier build read it, by its `readingKey`; undefined where the store was emptied since. */
export function storyReading(store: Store, readingKey: string): StoryRecord | undefined {
  const text = store.get("stories", readingKey);
  const record = text === undefined ? undefined : (JSON.parse(text) as StoryReading).record;
  return record && { ...record, readingKey };
}

async function readPages(
  files: SiteFiles,
  data: SiteData,
  memory: ReadingMemory,
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

function usePhotos(story: StoryRecord, photos: PhotoFiles): void {
  const { file, id, frontMatter, lines } = story;
  const note = (name: string, key: string) => photos.use({ name, file, line: lineOf(lines, key), key, story: id });
  if (frontMatter.photo) note(frontMatter.photo.file, "photo.file");
  for (const [index, photo] of (frontMatter.gallery ?? []).entries()) note(photo.file, `gallery.${index}.file`);
  for (const use of story.copyPhotos)
    photos.use({ name: use.record.file, file: use.file ?? file, line: use.line, story: id });
}
