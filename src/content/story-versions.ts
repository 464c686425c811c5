import type { Moment } from "../base/dates.ts";
import { digestOf } from "../base/digest.ts";
import { hasErrors } from "../base/problem.ts";
import type { Store } from "../base/store.ts";
import { applyChecks } from "./apply-checks.ts";
import { engineVersion } from "./engine-version.ts";
import { type FileHistory, type NoHistory, openHistory, type SiteHistory } from "./git-history.ts";
import { GitError, gitText } from "./git-history-process.ts";
import { kindOfFile } from "./git-history-texts.ts";
import type { Outlet } from "./outlet-schema.ts";
import { type CopyReader, readStory } from "./read-story.ts";
import type { FrontMatter } from "./story-schema.ts";
import { wordsOf } from "./story-version-words.ts";

/** What of a version is compared with others and shown: words only, no addresses, no other story's. */
export interface VersionWords {
  headline: string;
  standfirst?: string;
  changeNote?: string;
  /** The copy without markup, one text a paragraph, heading, item or row. */
  paragraphs: string[];
  corrections: NonNullable<FrontMatter["corrections"]>;
  /** By the photo's file name, without its folder. */
  credits: { file: string; credit: string }[];
}

/** What decides whether readers saw a version. */
export interface VersionFacts extends Pick<FrontMatter, "published" | "embargo" | "status"> {
  id: string;
  isKilled: boolean;
  /** Their dates. */
  corrections?: Moment[];
}

/** One version of a story file. */
export interface StoryVersion {
  /** When it was committed; never before the version that it follows. */
  from: Moment;
  /** True: the file was deleted. */
  isGone?: true;
  /** Undefined: it was gone, or had errors. */
  facts?: VersionFacts;
  /** Of its words in the store. */
  key: string;
}

/** The story files that were committed more than once, as they stand at HEAD. */
export interface StoryVersions {
  /** By the file's path under the site folder; oldest first. */
  byFile: ReadonlyMap<string, readonly StoryVersion[]>;
  /** Throws where the store was emptied since. */
  words(version: StoryVersion): VersionWords;
}

/** What is kept of a site between builds: `head` says for which commit. */
interface Kept {
  head: string;
  files: [path: string, versions: StoryVersion[]][];
}

export interface StoryVersionsInput {
  /** The site's folder, absolute. */
  site: string;
  store: Store;
  outlet: Outlet;
}

// Bump when the form of what is kept changes.
const form = "story-versions-1";

/**
 * Every version of every story that has more than one. Git's log is read once for each HEAD, and a version's text once
 * ever: a build of the same commit asks git for nothing but the commit's name. What is not committed does not show.
 */
export async function readStoryVersions(input: StoryVersionsInput): Promise<StoryVersions | NoHistory> {
  const { site, store, outlet } = input;
  const { timeZone: zone } = outlet;
  const language = outlet.languages[0]?.code ?? "en";
  // Errors of a version are lowered as the outlet lowers those of its stories.
  const reading = digestOf(form, engineVersion(), zone, language, JSON.stringify(outlet.checks));
  const head = await headOf(site);
  const place = `story versions of ${site}`;
  const known = store.get("files", place);
  const kept = known?.startsWith(reading) ? (JSON.parse(known.slice(reading.length)) as Kept) : undefined;
  if (kept && head !== undefined && kept.head === head) return opened(store, kept.files, place);

  const history = await openHistory(site);
  if (history.kind !== "history") return history;
  const lines = storyLines(history);
  const before = new Map((kept?.files ?? []).flatMap(([, versions]) => versions.map((each) => [each.key, each])));
  const keyOf = (path: string, blob: string) => digestOf(reading, path, blob);
  const facts = new Map<string, VersionFacts | undefined>();
  const missing = new Map<string, { path: string; blob: string }>();
  for (const { path, blob } of lines.flatMap(({ versions }) => versions)) {
    if (blob === undefined) continue;
    const key = keyOf(path, blob);
    const seen = before.get(key);
    if (seen) facts.set(key, seen.facts);
    else if (!facts.has(key)) missing.set(key, { path, blob });
  }
  if (missing.size > 0) {
    // markdown-it is loaded only where there is something to read.
    const { renderCopy } = await import("./markdown.ts");
    const texts = history.read([...missing.values()].map(({ blob }) => blob));
    for (const [key, { path }] of missing) {
      const bytes = (await texts.next()).value as Buffer | undefined;
      facts.set(key, bytes && readVersion({ text: bytes.toString("utf8"), path, key, outlet, store, renderCopy }));
    }
    await texts.return(undefined);
  }
  const files = lines.map(({ path, versions }): [string, StoryVersion[]] => [
    path,
    versions.map(({ moment, path: then, blob }): StoryVersion => {
      if (blob === undefined) return { from: moment, isGone: true, key: "" };
      const key = keyOf(then, blob);
      const own = facts.get(key);
      return { from: moment, key, ...(own && { facts: own }) };
    }),
  ]);
  store.set("files", place, reading + JSON.stringify({ head: head ?? history.head.id, files } satisfies Kept));
  return opened(store, files, place);
}

function opened(store: Store, files: Kept["files"], place: string): StoryVersions {
  return {
    byFile: new Map(files),
    words: ({ key }) => {
      const text = store.get("stories", key);
      if (text !== undefined) return JSON.parse(text) as VersionWords;
      store.forget("files", [place]);
      throw new Error("The store no longer holds an earlier version of a story. Run the build again.");
    },
  };
}

/** HEAD, with the site's place in its repository; undefined where there is none, or git knows only a part of what was before. */
async function headOf(site: string): Promise<string | undefined> {
  try {
    const [head = "", shallow, prefix = ""] = (
      await gitText(site, ["rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix"])
    ).split("\n");
    return shallow === "false" ? `${head} ${prefix}` : undefined;
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** Story files at HEAD that were ever changed. */
function storyLines(history: SiteHistory): { path: string; versions: FileHistory["versions"] }[] {
  return history.files.flatMap(({ versions }) => {
    const path = versions.at(-1)?.path ?? "";
    const isStory = versions.length > 1 && kindOfFile(path) === "story" && history.has(path);
    return isStory ? [{ path, versions }] : [];
  });
}

interface ReadVersion {
  text: string;
  path: string;
  key: string;
  outlet: Outlet;
  store: Store;
  renderCopy: CopyReader;
}

/** What one version said; its words go into the store. Undefined where it had errors, for then it was never published. */
function readVersion({ text, path, key, outlet, store, renderCopy }: ReadVersion): VersionFacts | undefined {
  if (kindOfFile(path) !== "story") return undefined;
  const { timeZone: zone, languages } = outlet;
  const language = languages[0]?.code ?? "en";
  const { reading, blocks } = readStory({ text, file: path, zone, language, engine: "", renderCopy });
  const { record } = reading;
  const problems = applyChecks(reading.problems, outlet, record ? [record] : []);
  const isFaulty = hasErrors(problems);
  if (!record) return undefined;
  const { published, embargo, status, kill, corrections } = record.frontMatter;
  // A kill counts whatever else is wrong with the file: it must never be overlooked.
  if (isFaulty && !kill) return undefined;
  store.set("stories", key, JSON.stringify(wordsOf(record, blocks)));
  return {
    id: record.id,
    published,
    status,
    isKilled: kill !== undefined,
    ...(embargo !== undefined && { embargo }),
    ...(corrections && { corrections: corrections.map(({ date }) => date) }),
  };
}
