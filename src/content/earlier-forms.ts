import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../base/digest.ts";
import { hasErrors } from "../base/problem.ts";
import type { Store } from "../base/store.ts";
import { applyChecks } from "./apply-checks.ts";
import { tableUses } from "./blocks.ts";
import { engineVersion } from "./engine-version.ts";
import { openHistory } from "./git-history.ts";
import { splitEntries } from "./live-entries.ts";
import { type CopyReader, readStory } from "./read-story.ts";
import type { SiteContent, StoryRecord } from "./site-content.ts";

export interface EarlierFormsInput {
  /** The site's folder, absolute. */
  site: string;
  store: Store;
  content: SiteContent;
  /** By the story's id, its file under the site's folder. */
  files: ReadonlyMap<string, string>;
}

/**
 * For stories whose file has errors and of whose published form no build remembers: the newest version that git has and
 * that reads without errors. Empty without git, and for stories that are made of more than one file (a live story's
 * entries, tables), for their parts changed each for itself.
 */
export async function earlierForms({
  site,
  store,
  content,
  files,
}: EarlierFormsInput): Promise<Map<string, StoryRecord>> {
  const found = new Map<string, StoryRecord>();
  if (files.size === 0) return found;
  const history = await openHistory(site);
  if (history.kind !== "history") return found;
  const { renderCopy } = await import("./markdown.ts");
  for (const [id, file] of files) {
    const blobs = (history.fileAt(file)?.versions ?? history.versionsAt(file))
      .filter(({ blob }) => blob !== undefined)
      .reverse();
    const texts = history.read(blobs.map(({ blob = "" }) => blob));
    const present = existsSync(join(site, file)) ? readFileSync(join(site, file), "utf8") : "";
    for (const { path, blob = "" } of blobs) {
      const bytes = (await texts.next()).value as Buffer | undefined;
      const text = bytes?.toString("utf8");
      if (text === undefined || text === present) continue;
      const record = readForm({ text, file: path, blob, content, store, renderCopy });
      if (record?.id !== id || existsSync(join(site, path.replace(/\.md$/i, "")))) continue;
      found.set(id, { ...record, file });
      break;
    }
    await texts.return(undefined);
  }
  return found;
}

interface FormInput {
  text: string;
  file: string;
  blob: string;
  content: SiteContent;
  store: Store;
  renderCopy: CopyReader;
}

/** A story as one version had it, put where builds look for readings; undefined where it has errors or wants other files. */
function readForm({ text, file, blob, content, store, renderCopy }: FormInput): StoryRecord | undefined {
  const { outlet } = content;
  const [zone, language, engine] = [outlet.timeZone, outlet.languages[0]?.code ?? "en", engineVersion()];
  const { reading, blocks } = readStory({ text, file, zone, language, engine, renderCopy });
  const { record } = reading;
  if (!record || tableUses(blocks).length > 0 || !isKnown(record, content)) return undefined;
  const problems = applyChecks(reading.problems, outlet, [record]);
  if (hasErrors(problems)) return undefined;
  const split = splitEntries(record, blocks, record.frontMatter.language ?? language);
  store.set("blocks", split.record.digest, JSON.stringify(split.blocks));
  for (const { digest, block } of split.entries) store.set("blocks", digest, JSON.stringify([block]));
  const readingKey = digestOf("earlier form", engine, zone, language, file, blob);
  store.set("stories", readingKey, JSON.stringify({ id: record.id, record: split.record, problems: [] }));
  return { ...split.record, readingKey };
}

/** Whether the site still has what the story's address and credit hang on. */
function isKnown({ frontMatter }: StoryRecord, { sections, agencies, outlet }: SiteContent): boolean {
  const { section, alsoIn = [], agency, language } = frontMatter;
  return (
    [section, ...alsoIn].every((key) => Object.hasOwn(sections, key)) &&
    (agency === undefined || Object.hasOwn(agencies, agency)) &&
    (language === undefined || outlet.languages.some(({ code }) => code === language))
  );
}
