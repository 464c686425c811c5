import type { Problem } from "./base/problem.ts";
import type { Store } from "./base/store.ts";
import type { Progress } from "./build.ts";
import type { Story } from "./model/story.ts";
import type { PageAssets } from "./pages/eleventy-plugin.ts";
import type { RackedSet } from "./pages/photo-rack.ts";
import type { PlannedFile, PlannedPage } from "./pages/planned-file.ts";
import { renderPages } from "./pages/render.ts";
import { ensureRenditions, type RenditionJob, type SocialCardJob } from "./photos/ensure-renditions.ts";
import { photoProblem } from "./photos/photo-failure.ts";
import { type CachedRendition, copyRendition, forgetRenditions } from "./photos/rendition-cache.ts";
import type { SitePlan } from "./plan-site.ts";
import { SharedTexts } from "./publish/shared-texts.ts";
import { Stage, type StagedFile } from "./publish/stage-file.ts";
import { stageWriter } from "./publish/stage-writer.ts";
import type { SiteConfig } from "./site-config.ts";

export interface MakeFilesInput {
  stale: readonly PlannedFile[];
  plan: SitePlan;
  staging: string;
  /** What stands in the output already, and may stay. */
  standing: ReadonlyMap<string, StagedFile>;
  cache: string;
  store: Store;
  config: SiteConfig;
  onProgress: Progress;
}

export interface MadeFiles {
  files: Map<string, StagedFile>;
  renditionsMade: number;
  /** Bytes that the cache has grown by. */
  renditionBytes: number;
  problems: Problem[];
}

/** Makes the stale files in the staging folder: renditions first, since a photo that fails stops the build before any page. */
export async function makeFiles(input: MakeFilesInput): Promise<MadeFiles> {
  const { stale, plan, staging, cache, config, onProgress } = input;
  const files: MadeFiles["files"] = new Map();
  const stage = new Stage(staging);

  const renditions = stale.filter((file) => file.kind === "rendition");
  const made = await placeRenditions(renditions, stage, input);
  const figures = { renditionsMade: made.made, renditionBytes: made.madeBytes };
  if (made.problems.length > 0) return { files, ...figures, problems: made.problems };
  for (const [file, placed] of made.placed) files.set(file, placed);

  for (const file of stale) {
    if (file.kind === "text" && !file.isLast) files.set(file.file, stage.write(file.file, file.text()));
    else if (file.kind === "asset") files.set(file.file, stage.copy(file.file, file.source));
  }

  const pages = stale.filter((file): file is PlannedPage => file.kind === "page");
  const assets = markedAssets(pages, plan, config);
  const writer = stageWriter({ root: staging, files: pages.length, shared: assets.shared });
  const problems = await renderPages(
    {
      pages,
      modelOf: (index) => {
        const page = pages[index];
        if (!page) throw new Error(`no page ${index}`);
        return {
          view: page.view(),
          strings: plan.context.strings(plan.context.language(page.language)),
          assets: assets.of(page),
        };
      },
      includes: plan.folders.folders,
      siteConfig: config.configure,
      onPage: (file, html) => writer.write(file, html),
    },
    cache,
    (done) => onProgress("making the pages", done, pages.length),
  );
  for (const [file, written] of await writer.end()) files.set(file, written);
  const madeOf = (file: string) => files.get(file) ?? input.standing.get(file);
  for (const file of stale) {
    if (file.kind === "text" && file.isLast) files.set(file.file, stage.write(file.file, file.text(madeOf)));
  }
  return { files, ...figures, problems };
}

/**
 * What the engine puts into pages, found once for each layout and language, with marks in place of the styles. A site's
 * own transforms want whole pages, so where there is a configuration the styles stand in them from the first.
 */
function markedAssets(pages: readonly PlannedPage[], plan: SitePlan, config: SiteConfig) {
  const texts = new SharedTexts();
  const known = new Map<string, PageAssets>();
  const of = ({ layout, language }: PlannedPage): PageAssets => {
    const key = `${layout} ${language}`;
    let assets = known.get(key);
    if (!assets) {
      assets = plan.pageAssets(layout, language);
      if (!config.configure) {
        const { cssHtml, facesHtml } = assets;
        assets = { ...assets, cssHtml: texts.markOf(cssHtml), facesHtml: texts.markOf(facesHtml) };
      }
      known.set(key, assets);
    }
    return assets;
  };
  for (const page of pages) of(page);
  return { of, shared: texts.data() };
}

interface RenditionFiles {
  renditions: ReadonlyMap<string, CachedRendition>;
  made: number;
  madeBytes: number;
  problems: Problem[];
}

/**
 * Copies the renditions into the staging folder. What proves damaged on the way, or was cleared away by another build in the
 * meantime, is made again; a disk that damages what was just written can't be helped.
 */
async function placeRenditions(
  files: readonly (PlannedFile & { kind: "rendition" })[],
  stage: Stage,
  input: MakeFilesInput,
): Promise<Omit<RenditionFiles, "renditions"> & { placed: Map<string, StagedFile> }> {
  const placed = new Map<string, StagedFile>();
  let [made, madeBytes, left] = [0, 0, files];
  for (let attempt = 0; left.length > 0 && attempt < 3; attempt += 1) {
    const found = await renditionFiles(new Set(left.map((file) => file.name)), input);
    made += found.made;
    madeBytes += found.madeBytes;
    if (found.problems.length > 0) return { placed, made, madeBytes, problems: found.problems };
    left = left.filter(({ file, name }) => {
      const source = found.renditions.get(name);
      if (!source || !copyRendition(source, stage.pathFor(file))) return true;
      placed.set(file, { sha256: source.sha256, size: source.bytes });
      return false;
    });
    const bad = left.map((file) => file.name);
    if (bad.length > 0) forgetRenditions(bad, input);
  }
  if (left[0])
    throw new Error(`${left[0].name} can't be kept in the cache ${input.cache}: is its disk full or failing?`);
  return { placed, made, madeBytes, problems: [] };
}

/** Brings the wanted renditions into the cache. A photo that fails is told at each story that uses it. */
async function renditionFiles(wanted: ReadonlySet<string>, input: MakeFilesInput): Promise<RenditionFiles> {
  const { plan, cache, store, onProgress } = input;
  if (wanted.size === 0) return { renditions: new Map(), made: 0, madeBytes: 0, problems: [] };
  const jobs = new Set<RackedSet>();
  for (const { rendition, set } of plan.rack.renditions().values()) if (wanted.has(rendition.name)) jobs.add(set);
  const cards = [...plan.cards.cards().values()].filter((card) => wanted.has(card.plan.name));
  const { renditions, failures, made, madeBytes } = await ensureRenditions(
    [
      ...[...jobs].map(
        ({ photo, plan: renditionPlan }): RenditionJob => ({
          id: photo,
          path: plan.photoFiles.get(photo)?.file ?? photo,
          plan: renditionPlan,
        }),
      ),
      ...cards.map(
        ({ photo, plan: card }): SocialCardJob => ({
          id: photo ?? card.name,
          path: photo === undefined ? undefined : (plan.photoFiles.get(photo)?.file ?? photo),
          card,
        }),
      ),
    ],
    { cache, store, onProgress: (done, total) => onProgress("making the photos", done, total) },
  );
  const problems = failures.flatMap(({ id, failure }) => {
    const users = plan.context.newsroom.stories.filter((story) => photosOf(story).some((photo) => photo.id === id));
    if (users.length === 0) return [photoProblem(failure, id, {})];
    return users.map((story) => photoProblem(failure, id, { file: story.file, story: story.id }));
  });
  return { renditions, made, madeBytes, problems };
}

function photosOf(story: Story) {
  return [story.photo, ...story.gallery, ...story.copyPhotos].filter((photo) => photo !== undefined);
}
