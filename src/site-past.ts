import { hasErrors } from "./base/problem.ts";
// Longer than 250 lines: what stood when is put together from git and the work tree in one order, read top to bottom.

import { readFileSync } from "node:fs";
import type { Moment } from "./base/dates.ts";
import { count } from "./base/text.ts";
import type { Progress } from "./build.ts";
import { applyChecks } from "./content/apply-checks.ts";
import type { Contributors } from "./content/data-schemas.ts";
import type { FrontRecord } from "./content/front-schema.ts";
import type { FileHistory, SiteHistory } from "./content/git-history.ts";
import {
  contributorsVersion,
  frontPlace,
  frontVersion,
  kindOfFile,
  sidecarVersion,
} from "./content/git-history-texts.ts";
import { storyOfEntry } from "./content/live-entries.ts";
import { renderCopy } from "./content/markdown.ts";
import { findOriginal, originalsFolder } from "./content/originals.ts";
import type { Outlet } from "./content/outlet-schema.ts";
import type { Sidecar } from "./content/photo-schema.ts";
import { readLiveEntry } from "./content/read-live-entry.ts";
import { readStory } from "./content/read-story.ts";
import type { SiteFiles } from "./content/site-files.ts";
import type { EmbeddedClaims } from "./model/ledger.ts";
import { type EntryFacts, entryFactsOf } from "./model/ledger-entries.ts";
import type { Timed } from "./model/ledger-spans.ts";
import { type StoryFacts, storyFacts } from "./model/ledger-uses.ts";
import { readRights } from "./photos/read-rights.ts";

const always = Number.NEGATIVE_INFINITY;

/** A story file through all its names, as texts still to be read. */
interface StoryTexts {
  versions: { from: Moment; path: string; blob?: string }[];
}

/** What stood in a site's files at each moment: git's versions, then what is not committed. */
export class SitePast {
  readonly stories: Timed<StoryFacts>[][] = [];
  /** Of live stories, those that have files of their own. */
  readonly entries: Timed<EntryFacts>[][] = [];
  readonly fronts: { place: string; language: string; versions: Timed<FrontRecord>[] }[] = [];
  readonly contributors: Timed<Contributors>[] = [];
  readonly notes: string[] = [];
  readonly #site: string;
  readonly #files: SiteFiles;
  readonly #outlet: Outlet;
  readonly #history: SiteHistory | undefined;
  readonly #now: Moment;
  readonly #sidecars = new Map<string, Timed<Sidecar>[]>();
  readonly #firstSeen = new Map<string, Moment>();
  readonly #named = new Map<string, FileHistory>();
  /** Paths whose form in the work tree is not HEAD's; the value: whether the file is there. */
  readonly #uncommitted = new Map<string, boolean>();
  /** Versions of story files that were read, and that had errors. */
  #faulty = 0;
  #frontStories = new Set<string>();
  /** Files of entries, with the file of their story. */
  readonly #entryStories = new Map<string, string>();
  readonly #storiesWithEntries = new Set<string>();

  constructor(input: { site: string; files: SiteFiles; outlet: Outlet; now: Moment; history?: SiteHistory }) {
    this.#site = input.site;
    this.#files = input.files;
    this.#outlet = input.outlet;
    this.#now = input.now;
    this.#history = input.history;
  }

  readonly sidecarVersions = (id: string): readonly Timed<Sidecar>[] => this.#sidecars.get(id) ?? [];
  readonly firstSeen = (id: string): Moment | undefined => this.#firstSeen.get(id);
  readonly lastId = (id: string): string => {
    const path = `articles/${id}`;
    if (this.#files.has(path) || this.#history?.has(path)) return id;
    const last = this.#named.get(path)?.versions.findLast(({ blob }) => blob !== undefined)?.path;
    return last?.slice("articles/".length) ?? id;
  };

  /** Small files first: fronts name the stories that must be read whatever photos they have. */
  async read(onProgress: Progress): Promise<void> {
    this.#compare();
    for (const file of this.#history?.files ?? []) for (const { path } of file.versions) this.#named.set(path, file);
    this.#seePhotos();
    this.#findEntries();
    await this.#readData();
    await this.#readStories(onProgress);
    if (this.#faulty > 0) {
      this.notes.push(
        `${count(this.#faulty, "version")} of stories had errors, and ${this.#faulty === 1 ? "counts" : "count"} as the version before.`,
      );
    }
  }

  /** Finds what is not committed as it stands. */
  #compare(): void {
    const history = this.#history;
    if (!history) return;
    const isOurs = (path: string) => !["photo", undefined].includes(kindOfFile(path));
    const paths = this.#files.paths.filter((path) => !history.has(path) || history.changed.has(path));
    const gone = [...history.changed].filter((path) => history.has(path) && !this.#files.has(path));
    const found = [...paths.map((path) => [path, true] as const), ...gone.map((path) => [path, false] as const)];
    const ours = found.filter(([path]) => isOurs(path));
    if (ours.length === 0) return;
    if (this.#now < history.head.moment) {
      this.notes.push(
        `Uncommitted changes (${count(ours.length, "file")}) are left out: the moment lies before the last commit.`,
      );
      return;
    }
    for (const [path, isThere] of ours) this.#uncommitted.set(path, isThere);
    this.notes.push(`Uncommitted changes (${count(ours.length, "file")}) are counted from now.`);
  }

  #findEntries(): void {
    const all = new Set([...this.#named.keys(), ...this.#files.paths]);
    for (const path of all) {
      const story = kindOfFile(path) === "story" ? storyOfEntry(path, all) : undefined;
      if (story === undefined) continue;
      this.#entryStories.set(path, story);
      this.#storiesWithEntries.add(story);
    }
  }

  /** A photo that git never had is taken to have been there: what counts is when a story named it. */
  #seePhotos(): void {
    for (const path of this.#named.keys()) {
      const kind = kindOfFile(path);
      const first = this.#history?.versionsAt(path).find(({ blob }) => blob !== undefined);
      if (first && (kind === "photo" || kind === "sidecar")) this.#see(path, kind, first.moment);
    }
    for (const path of this.#files.paths) {
      const kind = kindOfFile(path);
      if (kind === "photo" && !this.#firstSeen.has(path.slice("articles/".length))) this.#see(path, kind, always);
      if (kind === "sidecar" && !this.#history?.has(path)) this.#see(path, kind, this.#history ? this.#now : always);
    }
  }

  #see(path: string, kind: "photo" | "sidecar", moment: Moment): void {
    const photo = kind === "photo" ? path : path.replace(/\.ya?ml$/i, "");
    const id = photo.slice("articles/".length);
    this.#firstSeen.set(id, Math.min(moment, this.#firstSeen.get(id) ?? moment));
  }

  /** Sidecars, fronts and contributors. */
  async #readData(): Promise<void> {
    const zone = this.#outlet.timeZone;
    const paths = new Set([...this.#named.keys(), ...this.#files.paths]);
    const steps = [...paths].sort().flatMap((path) => {
      const keep = this.#keeper(path, zone);
      return keep ? this.#versionsOf(path).map((version) => ({ ...version, path, keep })) : [];
    });
    const texts = this.#history?.read(steps.flatMap(({ blob }) => blob ?? []));
    for (const { from, path, blob, isPresent, keep } of steps) {
      const bytes = blob === undefined ? undefined : (await texts?.next())?.value;
      keep(from, isPresent ? this.#presentText(path) : bytes?.toString("utf8"));
    }
    await texts?.return(undefined);
    for (const { versions } of this.fronts) {
      for (const { value } of versions) {
        for (const { photo, story } of value?.slots ?? []) {
          if (typeof photo === "string" && story !== undefined) this.#frontStories.add(story);
        }
      }
    }
  }

  /** Where a data file's versions are kept; undefined for other files. */
  #keeper(path: string, zone: string) {
    const kind = kindOfFile(path);
    const into = <Value>(versions: Timed<Value>[], read: (text: string) => Value | undefined) => {
      return (from: Moment, text: string | undefined) => {
        const value = text === undefined ? undefined : read(text);
        versions.push({ from, ...(value !== undefined && { value }), ...(text === undefined && { isGone: true }) });
      };
    };
    if (kind === "contributors") {
      return into(this.contributors, (text) => contributorsVersion({ text, file: path, zone }));
    }
    if (kind === "front") {
      const place = frontPlace(path, this.#outlet);
      if (!place) return undefined;
      const front = { ...place, versions: [] };
      this.fronts.push(front);
      return into<FrontRecord>(front.versions, (text) => frontVersion({ text, file: path, zone }));
    }
    if (kind !== "sidecar") return undefined;
    const versions: Timed<Sidecar>[] = [];
    this.#sidecars.set(path.replace(/\.ya?ml$/i, "").slice("articles/".length), versions);
    return into(versions, (text) => sidecarVersion({ text, file: path, zone }));
  }

  /** All that stood at a path, oldest first. */
  #versionsOf(path: string): { from: Moment; blob?: string; isPresent?: true }[] {
    if (!this.#history) return [{ from: always, isPresent: true }];
    const known = this.#history
      .versionsAt(path)
      .map(({ moment, blob }) => ({ from: moment, ...(blob !== undefined && { blob }) }));
    const isThere = this.#uncommitted.get(path);
    if (isThere === undefined) return known;
    return [...known, { from: this.#now, ...(isThere && { isPresent: true as const }) }];
  }

  #presentText(path: string): string {
    return readFileSync(this.#files.onDisk(path), "utf8");
  }

  async #readStories(onProgress: Progress): Promise<void> {
    const lines = this.#storyLines();
    const total = lines.reduce((sum, { versions }) => sum + versions.length, 0);
    const blobs = lines.flatMap(({ versions }) => versions.flatMap(({ blob }) => blob ?? []));
    const texts = this.#history && blobs.length > 0 ? this.#history.read(blobs) : undefined;
    let done = 0;
    for (const { versions } of lines) {
      const held: { from: Moment; path: string; text?: string }[] = [];
      for (const { from, path, blob } of versions) {
        // Git's versions come in this order; what has none is gone, or lies in the work tree.
        const bytes = blob === undefined ? undefined : (await texts?.next())?.value;
        const text = blob === undefined ? this.#uncommittedText(path, from) : bytes?.toString("utf8");
        held.push({ from, path, ...(text !== undefined && { text }) });
        done += 1;
      }
      onProgress("reading the versions of stories", done, total);
      if (!held.some(({ text, path }) => text !== undefined && this.#isWanted(text, path))) continue;
      const entries = held.filter(({ path }) => this.#entryStories.has(path));
      if (entries.length > 0) this.entries.push(held.map((version) => this.#readEntry(version)));
      if (entries.length < held.length) this.stories.push(held.map((version) => this.#readVersion(version)));
    }
    await texts?.return(undefined);
  }

  /** Every story file through all its names, with the work tree's form at the end where it differs. */
  #storyLines(): StoryTexts[] {
    const now = this.#now;
    const lines: StoryTexts[] = [];
    const present = new Set<string>();
    for (const file of this.#history?.files ?? []) {
      const last = file.versions.at(-1);
      if (!last || !file.versions.some(({ path }) => kindOfFile(path) === "story")) continue;
      const versions: StoryTexts["versions"] = file.versions
        .filter(({ moment }) => moment <= now)
        .map(({ path, moment, blob }) => ({ from: moment, path, ...(blob !== undefined && { blob }) }));
      if (this.#uncommitted.has(last.path) && this.#history?.fileAt(last.path) === file) {
        versions.push({ from: now, path: last.path });
        present.add(last.path);
      }
      if (versions.length > 0) lines.push({ versions });
    }
    for (const path of this.#files.paths) {
      if (kindOfFile(path) !== "story" || present.has(path)) continue;
      if (!this.#history) lines.push({ versions: [{ from: always, path }] });
      else if (this.#uncommitted.get(path)) lines.push({ versions: [{ from: now, path }] });
    }
    return lines;
  }

  #uncommittedText(path: string, from: Moment): string | undefined {
    const isThere = this.#history ? from === this.#now && this.#uncommitted.get(path) === true : true;
    return isThere ? this.#presentText(path) : undefined;
  }

  /** A story that names no picture in any version, and stands in no slot with one, has no use to tell of. */
  #isWanted(text: string, path: string): boolean {
    if (/\.(?:jpe?g|png|webp|avif|heic|heif|gif|svg|tiff?|bmp|psd)\b/i.test(text)) return true;
    if (this.#storiesWithEntries.has(path)) return true;
    for (const id of this.#frontStories) if (path.includes(id) || text.includes(id)) return true;
    return false;
  }

  #readVersion({ from, path, text }: { from: Moment; path: string; text?: string }): Timed<StoryFacts> {
    if (text === undefined || kindOfFile(path) !== "story" || this.#entryStories.has(path)) {
      return { from, isGone: true };
    }
    const { timeZone: zone, languages } = this.#outlet;
    const language = languages[0]?.code ?? "en";
    const { reading } = readStory({ text, file: path, zone, language, engine: "", renderCopy });
    const { record } = reading;
    const problems = applyChecks(reading.problems, this.#outlet, record ? [record] : []);
    if (!record || hasErrors(problems)) {
      this.#faulty += 1;
      return { from };
    }
    return { from, value: storyFacts(record) };
  }

  #readEntry({ from, path, text }: { from: Moment; path: string; text?: string }): Timed<EntryFacts> {
    const story = this.#entryStories.get(path);
    if (text === undefined || story === undefined) return { from, isGone: true };
    const { timeZone: zone, languages } = this.#outlet;
    const language = languages[0]?.code ?? "en";
    const { reading } = readLiveEntry({ text, file: path, story, zone, language, engine: "", renderCopy });
    const problems = applyChecks(reading.problems, this.#outlet, []);
    const value = hasErrors(problems) ? undefined : entryFactsOf(reading, story, path);
    if (!value) this.#faulty += 1;
    return { from, ...(value && { value }) };
  }

  /** What the photos' files carry: the present file, the original outside git, or the last that git has. */
  async readRights(photos: ReadonlySet<string>, onProgress: Progress): Promise<Map<string, EmbeddedClaims>> {
    const found = new Map<string, EmbeddedClaims>();
    const fromGit: { id: string; blob: string }[] = [];
    const originals = originalsFolder(this.#site, this.#outlet, process.env);
    let done = 0;
    for (const id of photos) {
      const path = `articles/${id}`;
      const original = this.#sidecars.get(id)?.findLast(({ value }) => value?.original)?.value?.original;
      const outside = original && originals ? findOriginal(originals, original) : undefined;
      const file = this.#files.has(path) ? this.#files.onDisk(path) : outside;
      const blob = this.#named.get(path)?.versions.findLast((version) => version.blob !== undefined)?.blob;
      if (file !== undefined) found.set(id, claimsOf(await readRights(readFileSync(file))));
      else if (blob !== undefined) fromGit.push({ id, blob });
      else found.set(id, { xmp: {}, iim: {}, exif: {}, isGone: true });
      done += 1;
      onProgress("reading the photos' rights", done, photos.size);
    }
    let index = 0;
    if (this.#history && fromGit.length > 0) {
      for await (const bytes of this.#history.read(fromGit.map(({ blob }) => blob))) {
        const id = fromGit[index]?.id ?? "";
        const rights = bytes && (await readRights(bytes));
        found.set(id, rights ? claimsOf(rights) : { xmp: {}, iim: {}, exif: {}, isGone: true });
        index += 1;
      }
    }
    return found;
  }
}

function claimsOf(rights: EmbeddedClaims | undefined): EmbeddedClaims {
  return rights ? { xmp: rights.xmp, iim: rights.iim, exif: rights.exif } : { xmp: {}, iim: {}, exif: {} };
}
