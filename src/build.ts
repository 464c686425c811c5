import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Moment } from "./base/dates.ts";
import { digestOf, sha256 } from "./base/digest.ts";
import { type Pace, withoutPauses } from "./base/pace.ts";
import { hasErrors, type Problem, ProblemError, sortProblems } from "./base/problem.ts";
import { openStore, type Store } from "./base/store.ts";
import { findEverywhere, findEverywhereInNewsroom } from "./checks/run-rules.ts";
import { applyChecks } from "./content/apply-checks.ts";
import type { Instead } from "./content/files-instead.ts";
import { readSite } from "./content/read-site.ts";
import type { SiteContent } from "./content/site-content.ts";
import { engineDigest, projectFolder } from "./engine.ts";
import { rememberData } from "./last-data.ts";
import { rememberPublished } from "./last-published.ts";
import { forgetMadeFrom, madeFrom, rememberMadeFrom } from "./made-from.ts";
import { makeFiles } from "./make-files.ts";
import { type Newsroom, openingNewsroom } from "./model/newsroom.ts";
import type { PhotoReading } from "./model/rights.ts";
import type { PhotoFault } from "./model/settle-photo.ts";
import { asItIs, type OpenSite, openHeldBack } from "./open-held-back.ts";
import { readPhotos } from "./photos/read-photos.ts";
import { trimRenditions } from "./photos/rendition-cache.ts";
import { planHeld } from "./plan-held.ts";
import { planSite, type SitePlan } from "./plan-site.ts";
import { type BuildManifest, type ManifestFile, manifestText, readManifest } from "./publish/build-manifest.ts";
import { lockOutput } from "./publish/lock.ts";
import { finishInterrupted, moveIn, refuseForeignOutput } from "./publish/move-in.ts";
import { ruleAccess } from "./rule-access.ts";
import { readSiteConfig } from "./site-config.ts";
import { unlistedKills } from "./unlisted-kills.ts";

// The rooms in order: content, photo reading, model, plan, then only what changed is made and moved in.

export interface BuildOptions {
  /** Absolute paths. */
  site: string;
  output: string;
  cache: string;
  now: Moment;
  /** Publish all that is right, and keep what is faulty as it was published last. */
  holdBack?: boolean;
  /** Bytes of renditions that the cache may hold; default: no limit. What this build uses always stays. */
  cacheLimit?: number | undefined;
  /** Addresses that were public may vanish. */
  allowRemoved?: boolean;
  onProgress?: Progress;
}

/** Told what is being done, and how far it is. */
export type Progress = (step: string, done?: number, total?: number) => void;

export interface Figures {
  stories: number;
  /** Files that the site consists of. */
  files: number;
  pagesMade: number;
  renditionsMade: number;
  removed: number;
  /** Ids of stories and paths of data files that stay as they were published last, or out. */
  held: string[];
  /** ms */
  duration: number;
}

export interface BuildResult {
  /** 0 done; 1 the content says no; 3 the output folder can't be written. */
  status: 0 | 1 | 3;
  problems: Problem[];
  figures: Figures;
}

export interface OpenedSite {
  content: SiteContent;
  /** What the photo files hold, by their SHA-256: with it the newsroom can be settled again at another moment. */
  readings: ReadonlyMap<string, PhotoReading>;
  faults: ReadonlyMap<string, PhotoFault>;
  newsroom: Newsroom;
  problems: Problem[];
}

export interface OpenSiteOptions {
  site: string;
  now: Moment;
  audience?: "public" | "desk";
  /** A build has just found it right, and no rule looks again. */
  isBuilt?: boolean;
  /** Files that are read in the place of the site's own. */
  instead?: Instead;
  onProgress?: Progress;
  pace?: Pace;
}

/** Reads a site and settles it at one moment; problems are complete, sorted, and lowered as outlet.yaml says. */
export async function openSite(
  options: OpenSiteOptions,
  store: Store,
  change: (content: SiteContent) => SiteContent = (content) => content,
): Promise<OpenedSite> {
  const { site, now, audience = "public", isBuilt = false } = options;
  const { instead = new Map(), onProgress = () => {}, pace = withoutPauses } = options;
  onProgress("reading the stories");
  const read = await readSite({ root: site, store, project: projectFolder, instead, pace });
  const inFiles = ruleAccess(site, store);
  const inContent = isBuilt ? [] : await pace.run(findEverywhere({ content: read, ...inFiles }));
  const content = change({ ...read, problems: [...read.problems, ...inContent] });
  onProgress("reading the photos");
  const files = [...content.photos.values()].map(({ file, sha256: digest }) => ({ path: file, sha256: digest }));
  const results = await readPhotos(files, {
    store,
    onProgress: (done, total) => onProgress("reading the photos", done, total),
  });
  store.flush();
  const readings = new Map<string, PhotoReading>();
  const faults = new Map<string, PhotoFault>();
  for (const [digest, { value, failure }] of results) {
    if (value) readings.set(digest, value);
    else faults.set(digest, failure);
  }
  const newsroom = await pace.run(openingNewsroom({ content, readings, faults, now, audience }));
  await pace.pause();
  const found = [
    ...content.problems,
    ...newsroom.problems,
    ...(isBuilt ? [] : findEverywhereInNewsroom({ content, newsroom, now, ...inFiles })),
  ];
  const problems = applyChecks(found, content.outlet, content.stories);
  return { content, readings, faults, newsroom, problems: sortProblems(problems) };
}

/** Builds a site into an output folder: what changed is made, the rest stays. Errors in the content write nothing. */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const { site, output, cache, now, holdBack = false, allowRemoved = false, onProgress = () => {} } = options;
  const started = performance.now();
  const unlock = lockOutput(cache, output);
  const store = openStore(cache);
  const figures: Figures = { stories: 0, files: 0, pagesMade: 0, renditionsMade: 0, removed: 0, held: [], duration: 0 };
  const finish = (status: 0 | 1 | 3, problems: readonly Problem[]): BuildResult => {
    figures.duration = Math.round(performance.now() - started);
    // What was held and still stands in the way would be told twice.
    const once = [...new Map(problems.map((each) => [JSON.stringify(each), each])).values()];
    return { status, problems: sortProblems(once), figures };
  };
  try {
    finishInterrupted(cache, output);
    const before = readManifest(output);
    const foreign = refuseForeignOutput(output, before !== undefined);
    if (foreign) return finish(3, [foreign]);

    const open: OpenSite = (instead, change) => openSite({ site, now, instead, onProgress }, store, change);
    const place = { site, output, cache, store };
    const first = await open(new Map());
    const isHeld = holdBack && hasErrors(first.problems);
    const held = isHeld ? await openHeldBack(first, open, place) : asItIs(first);
    figures.held = held.held;
    if (hasErrors(held.opened.problems)) return finish(1, [...held.told, ...held.opened.problems]);

    onProgress("planning the pages");
    const config = await readSiteConfig(site);
    const planOf = (of: OpenedSite) =>
      planSite({
        site,
        store,
        opened: of,
        engine: digestOf(engineDigest(), config.digest),
      });
    const settled = await planHeld({ held, open, planOf, place, before, isHeldBack: holdBack, allowRemoved });
    const { opened, plan, told, lost } = settled;
    figures.held = settled.held;
    const unlisted = before ? unlistedKills(opened, before) : [];
    const { content } = opened;
    const counting = [
      ...opened.problems,
      ...plan.problems,
      ...applyChecks(unlisted, content.outlet, content.stories),
      ...lost,
    ];
    let problems = [...told, ...counting];
    figures.stories = opened.newsroom.stories.length;
    figures.files = plan.files.length;
    if (hasErrors(counting.filter((each) => !figures.held.includes(each.story ?? "")))) return finish(1, problems);

    const known = new Map((before?.files ?? []).map((file) => [file.path, file]));
    const former = before && { output, manifest: manifestText(before) };
    const digests = former ? madeFrom(store, former) : new Map<string, string>();
    const stale = plan.files.filter(
      ({ file, digest }) => !known.has(file) || digests.get(file) !== digest || !existsSync(join(output, file)),
    );
    const planned = new Set(plan.files.map((file) => file.file));
    const removed = [...known.keys()].filter((path) => !planned.has(path));
    const staging = join(cache, "staging", sha256(output).slice(0, 16));
    rmSync(staging, { recursive: true, force: true });
    mkdirSync(staging, { recursive: true });
    const made = await makeFiles({ stale, plan, staging, standing: known, cache, store, config, onProgress });
    store.flush();
    problems = [...problems, ...made.problems];
    if (hasErrors(made.problems)) {
      rmSync(staging, { recursive: true, force: true });
      return finish(1, problems);
    }
    const manifest = manifestOf(plan, made.files, known);
    figures.pagesMade = stale.filter((file) => file.kind === "page").length;
    figures.renditionsMade = made.renditionsMade;
    figures.removed = removed.length;
    const text = manifestText(manifest);
    rememberMadeFrom(store, { output, manifest: text }, plan.files);
    if (stale.length > 0 || removed.length > 0 || text !== former?.manifest) {
      onProgress("moving in");
      moveIn({ staging, output, cache, move: stale.map((file) => file.file), remove: removed, manifest: text });
    } else {
      rmSync(staging, { recursive: true, force: true });
    }
    if (former && former.manifest !== text) forgetMadeFrom(store, former);
    rememberPublished(opened.newsroom, manifest, { output, content, store });
    rememberData(place, { outlet: content.outlet, manifest, instead: held.instead });
    if (options.cacheLimit !== undefined) {
      const used = plan.files.flatMap((file) => (file.kind === "rendition" ? [file.name] : []));
      trimRenditions({ cache, store, limit: options.cacheLimit, used, added: made.renditionBytes, user: output });
    }
    return finish(0, problems);
  } catch (error) {
    if (error instanceof ProblemError) return finish(1, error.problems);
    throw error;
  } finally {
    store.close();
    unlock();
  }
}

function manifestOf(
  plan: SitePlan,
  made: ReadonlyMap<string, { sha256: string; size: number }>,
  known: ReadonlyMap<string, ManifestFile>,
): BuildManifest {
  const files = plan.files.map(({ file, story, alias }): ManifestFile => {
    const bytes = made.get(file) ?? known.get(file);
    if (!bytes) throw new Error(`nothing made ${file}`);
    return {
      path: file,
      sha256: bytes.sha256,
      size: bytes.size,
      ...(story !== undefined && { story }),
      ...(alias !== undefined && { alias }),
    };
  });
  return { version: 1, files };
}
