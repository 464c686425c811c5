import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Moment } from "../base/dates.ts";
import { digestOf } from "../base/digest.ts";
import type { Store } from "../base/store.ts";
import { engineVersion } from "./engine-version.ts";
import type { NoHistory } from "./git-history.ts";
import { readBlobs } from "./git-history-blobs.ts";
import { type RawEnd, readEnds } from "./git-history-ends.ts";
import { GitError, gitText } from "./git-history-process.ts";
import { kindOfFile } from "./git-history-texts.ts";
import { storyOfEntry } from "./live-entries.ts";
import type { Outlet } from "./outlet-schema.ts";
import { readStory } from "./read-story.ts";
import type { FrontMatter } from "./story-schema.ts";

/** What a story said when its file went from where it was: all that its id, its address and its being public hang on. */
export interface FormerStory
  extends Pick<FrontMatter, "headline" | "section" | "published" | "embargo" | "status" | "language" | "permalink"> {
  id: string;
  slug: string;
  kill?: { at: Moment };
}

/** A story file that went from its path. */
export interface StoryEnd {
  /** The path that it left, under the site folder, NFC. */
  path: string;
  /** Where it went, as git sees it; undefined: it was deleted. */
  to?: string;
  /** The commit that did it; undefined: nobody has committed it yet. */
  commit?: string;
  /** Committer date; of what is not committed, the moment of the check. */
  at: Moment;
  /** Undefined where it had errors, for then it was never published. */
  former?: FormerStory;
}

/** Every story file that ever went from its path, oldest first. */
export interface StoryEnds {
  kind: "ends";
  ends: StoryEnd[];
}

/** What is kept of a site between checks. `paths`: the story files of HEAD, a line each: parsed in a fraction of the time of a list. */
interface Kept {
  head: string;
  ends: StoryEnd[];
  paths: string;
}

export interface StoryEndsInput {
  /** The site's folder, absolute. */
  site: string;
  store: Store;
  outlet: Pick<Outlet, "timeZone" | "languages">;
  /** Story files that are there now, under the site folder. */
  present: ReadonlySet<string>;
  now: Moment;
}

// Bump when the form of what is kept changes.
const form = "story-ends-2";

/**
 * What git tells of story files that were renamed, moved or deleted, and what the work tree has done since the last
 * commit. Git's log is read once for each HEAD, and of a later HEAD only what is new: on the same one git is asked for
 * nothing but the commit's name.
 */
export async function readStoryEnds(input: StoryEndsInput): Promise<StoryEnds | NoHistory> {
  const { site, store, outlet, present, now } = input;
  try {
    const place = await placeOf(site);
    if (place.isShallow) return { kind: "shallow" };
    const { timeZone: zone, languages } = outlet;
    const reading = digestOf(form, engineVersion(), zone, languages[0]?.code ?? "en", place.prefix);
    const key = `story ends of ${site}`;
    const known = store.get("files", key);
    const before = known?.startsWith(reading) ? (JSON.parse(known.slice(reading.length)) as Kept) : undefined;
    const kept = before?.head === place.head ? before : await readOn({ ...input, ...place, before });
    if (kept !== before) store.set("files", key, reading + JSON.stringify(kept));
    const gone = kept.paths.split("\n").filter((path) => !present.has(path) && !existsSync(join(site, path)));
    const uncommitted = gone.length === 0 ? [] : await endsInWorkTree(gone, { ...input, ...place });
    return { kind: "ends", ends: [...kept.ends, ...uncommitted.map((end) => ({ ...end, at: now }))] };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (error.isMissing) return { kind: "none", reason: "Git is not installed." };
    if (/not a git repository|unknown revision|ambiguous argument 'HEAD'|bad revision/i.test(error.message)) {
      return { kind: "none", reason: "The site is in no git repository, or nothing was committed yet." };
    }
    return { kind: "refused", reason: error.message };
  }
}

async function placeOf(site: string): Promise<{ head: string; isShallow: boolean; prefix: string }> {
  const printed = await gitText(site, ["rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix"]);
  const [head = "", shallow, prefix = ""] = printed.split("\n");
  return { head, isShallow: shallow === "true", prefix };
}

/** Reads the log, from where it was read to last time if the main line has only grown since. */
async function readOn(
  input: StoryEndsInput & { head: string; prefix: string; before: Kept | undefined },
): Promise<Kept> {
  const { site, head, prefix, before } = input;
  const since = before && (await isBehind(site, before.head, head)) ? before : undefined;
  const raw: RawEnd[] = [];
  const range = since ? `${since.head}..${head}` : head;
  for await (const end of readEnds({ site, prefix, range })) raw.push(end);
  const paths = await storiesAt(site, head);
  const all = new Set([...paths.keys(), ...raw.flatMap(({ path, to }) => [path, to ?? ""])]);
  const stories = raw.filter(({ path }) => isStory(path, all));
  return {
    head,
    ends: [...(since?.ends ?? []), ...(await withWords(stories, input))],
    paths: [...paths.keys()].join("\n"),
  };
}

/** Whether `head`'s main line goes through `old`: only then does what was read of it still hold. */
async function isBehind(site: string, old: string, head: string): Promise<boolean> {
  try {
    const line = await gitText(site, ["rev-list", "--first-parent", "--boundary", `${old}..${head}`]);
    return line.includes(`-${old}`);
  } catch (error) {
    // Somebody rewrote history, and the old commit is gone.
    if (error instanceof GitError) return false;
    throw error;
  }
}

/** The story files of a commit with their blobs. */
async function storiesAt(site: string, head: string): Promise<Map<string, string>> {
  const printed = await gitText(site, ["ls-tree", "-r", "-z", head, "--", "articles/"]);
  const files = printed.split("\0").flatMap((line): [string, string][] => {
    const match = /^100(?:644|755) blob ([0-9a-f]+)\t/.exec(line);
    return match ? [[line.slice(match[0].length).normalize("NFC"), match[1] ?? ""]] : [];
  });
  const all = new Set(files.map(([path]) => path));
  return new Map(files.filter(([path]) => isStory(path, all)));
}

/** Entries of live stories are no stories: they have neither an id nor an address of their own. */
function isStory(path: string, files: ReadonlySet<string>): boolean {
  return kindOfFile(path) === "story" && storyOfEntry(path, files) === undefined;
}

/** Files of HEAD that the work tree has no more. Git tells of renames that were staged; the others are deletions to it. */
async function endsInWorkTree(
  gone: readonly string[],
  input: StoryEndsInput & { head: string; prefix: string },
): Promise<StoryEnd[]> {
  const blobs = await storiesAt(input.site, input.head);
  const renamed = new Map<string, string>();
  for await (const { path, to } of readEnds({ site: input.site, prefix: input.prefix })) {
    if (to !== undefined) renamed.set(path, to);
  }
  const raw = gone.flatMap((path): RawEnd[] => {
    const to = renamed.get(path);
    const blob = blobs.get(path);
    return blob === undefined ? [] : [{ path, blob, at: 0, ...(to !== undefined && { to }) }];
  });
  return await withWords(raw, input);
}

async function withWords(raw: readonly RawEnd[], input: StoryEndsInput): Promise<StoryEnd[]> {
  if (raw.length === 0) return [];
  const ends: StoryEnd[] = [];
  const texts = readBlobs(
    input.site,
    raw.map(({ blob }) => blob),
  );
  for (const { blob: _blob, ...end } of raw) {
    const text = (await texts.next()).value as Buffer | undefined;
    const former = text && formerStory(text.toString("utf8"), end.path, input.outlet);
    ends.push({ ...end, ...(former && { former }) });
  }
  await texts.return(undefined);
  return ends;
}

/** The front matter alone: ten thousand files of one great move are read in seconds, and the copy decides nothing here. */
function formerStory(text: string, file: string, outlet: StoryEndsInput["outlet"]): FormerStory | undefined {
  const { timeZone: zone, languages } = outlet;
  const copy = { blocks: [], words: 0, excerpt: "", links: [], anchors: [] };
  const renderCopy = () => ({ copy, problems: [] });
  const language = languages[0]?.code ?? "en";
  const { record } = readStory({ text, file, zone, language, engine: "", renderCopy }).reading;
  if (!record) return undefined;
  const { headline, section, published, embargo, status, permalink, kill } = record.frontMatter;
  const written = record.frontMatter.language;
  return {
    id: record.id,
    slug: record.slug,
    headline,
    section,
    published,
    status,
    ...(embargo !== undefined && { embargo }),
    ...(written !== undefined && { language: written }),
    ...(permalink !== undefined && { permalink }),
    ...(kill && { kill: { at: kill.at } }),
  };
}
