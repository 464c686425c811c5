import type { EleventyConfig } from "@11ty/eleventy";
import type { Strings } from "../content/data-schemas.ts";
import { rememberComponents } from "./nunjucks-components.ts";
import { hearFaults, type TemplateEnvironment } from "./nunjucks-faults.ts";
import type { Layout, PageView } from "./views.ts";

// A part of Eleventy's interface that only this file uses.
declare module "@11ty/eleventy" {
  interface EleventyConfig {
    benchmarks: { config: { setMinimumThresholdPercent(percent: number): void } };
    /** By name, in the order in which they run. */
    transforms: Record<string, unknown>;
  }
}

/** The part of a Nunjucks 3.2 environment that pages are rendered by. */
interface Environment extends TemplateEnvironment {
  render(name: string, context: object, callback: (error: Error | null, html: string | null) => void): void;
}

const runKey = Symbol.for("broadsheet.renderRun");

/** What one page's templates see. */
export interface PageModel {
  view: PageView;
  strings: Strings;
  assets: PageAssets;
}

/** What the engine, not the newsroom, puts into a page: the same for every page of a layout. */
export interface PageAssets {
  /** Minified CSS for `<style>`; its hash is in `csp`. */
  cssHtml: string;
  /** The faces of the page's language, likewise. */
  facesHtml: string;
  csp: string;
  /** Stands in the head, its hash in `csp`; empty where a layout has no scripts. */
  headScriptHtml: string;
  fontPreloads: { url: string; type: string }[];
  /** Addresses of classic scripts, each of which the page can do without. */
  scripts: string[];
}

/** The pages of one Eleventy run. */
export interface RenderRun {
  /** Output file of each page, relative to the output folder. */
  pages: readonly { layout: Layout; file: string }[];
  /** Made when the page is rendered, so that only one page's view is held at a time. */
  modelOf: (index: number) => PageModel;
  /** Template folders, the first of which wins. */
  includes: readonly string[];
  /** A site's own `site.config.ts`, already imported. */
  siteConfig?: ((config: EleventyConfig) => unknown) | undefined;
  /** The output file of a path that Eleventy names. */
  fileOf: (outputPath: string) => string;
  /** Called with each finished page, whose writing is not Eleventy's. */
  onPage: (file: string, html: string) => void;
  /** Called with what goes wrong in a template, also where Nunjucks would go on. */
  onFault: (error: Error) => void;
  /** Called once with what renders further pages without another run, byte for byte; with undefined where a site's own transforms want pages whole. */
  onWarm?: (render: WarmRender | undefined) => void;
}

/** Renders one page, and then the next: never two at once. Rejects with what goes wrong in a template. */
export type WarmRender = (layout: Layout, model: PageModel) => Promise<string>;

// Eleventy imports eleventy.config.ts by itself and gives it no arguments, so each run is handed over by the process: a
// test runner may hold this module twice, once as it loads modules and once as Node does.
const handover = globalThis as { [runKey]?: RenderRun | undefined };

/** Hands a run over to Eleventy's configuration; undefined when it has ended. */
export function setRenderRun(run: RenderRun | undefined): void {
  handover[runKey] = run;
}

const firstTransform = "broadsheet: render";
const lastTransform = "broadsheet: take";

/**
 * Eleventy's whole configuration: one virtual template, paginated over the stale pages, whose text says nothing. Eleventy
 * renders all pages of a run before it takes the first out, and would hold them all; so a page is rendered as the first of
 * its transforms, and leaves with the last (docs/decisions/0001).
 */
export async function broadsheetPlugin(config: EleventyConfig): Promise<void> {
  const run = handover[runKey];
  if (!run) {
    throw new Error(
      "Broadsheet hands Eleventy the pages to make: use `npm run build` or `npm start`, not `eleventy` itself.",
    );
  }
  config.setQuietMode(true);
  // It would tell that pages take time, past its quiet mode.
  config.benchmarkManager.get("Configuration").setMinimumThresholdMs(0);
  config.setUseGitIgnore(false);
  config.setTemplateFormats(["njk"]);
  config.setNunjucksEnvironmentOptions({
    autoescape: true,
    throwOnUndefined: false,
    trimBlocks: true,
    lstripBlocks: true,
  });
  // Eleventy warns of transforms that take more than 8 % of the time; ours are meant to.
  config.benchmarks.config.setMinimumThresholdPercent(100);
  addPages(config, run);
  const render = pageRenderer(run, prepareNunjucks(config, run));
  const indexes = new Map(run.pages.map((page, index) => [page.file, index]));
  config.addTransform(firstTransform, function (content) {
    const index = indexes.get(run.fileOf(this.page.outputPath));
    return index === undefined ? content : render(index);
  });
  // After ours, so that a site's own filters and shortcodes win; before the page is taken, so that its transforms are in it.
  await run.siteConfig?.(config);
  config.addTransform(lastTransform, function (content) {
    const file = run.fileOf(this.page.outputPath);
    // A page that a site's own configuration adds is in no plan: no build would know when it changes.
    if (!indexes.has(file)) return content;
    run.onPage(file, content);
    return "taken";
  });
}

/**
 * Puts the site's and the project's templates before Eleventy's own folders, and our filter straight into Nunjucks:
 * Eleventy would wrap each call, copy the context and time it. A site's own filters come through `site.config.ts`.
 */
function prepareNunjucks(config: EleventyConfig, run: RenderRun): () => Environment {
  let prepared: Environment | undefined;
  config.on("eleventy.engine.njk", ({ nunjucks, environment }) => {
    const loader = new nunjucks.FileSystemLoader([...run.includes]) as unknown as { cache: Record<string, unknown> };
    loader.cache = {};
    environment.loaders.unshift(loader);
    environment.addFilter("fill", fill as (...values: never[]) => unknown);
    prepared = environment as unknown as Environment;
    let onFault = run.onFault;
    hearFaults(prepared, (error) => onFault(error));
    rememberComponents(prepared);
    if (!run.onWarm) return;
    const warm = prepared;
    run.onWarm(
      hasOwnTransforms(config)
        ? undefined
        : async (layout, model) => {
            const faults: Error[] = [];
            onFault = (error) => faults.push(error);
            const html = await renderLayout(warm, layout, model);
            if (faults[0]) throw faults[0];
            return html;
          },
    );
  });
  return () => {
    if (!prepared) throw new Error("Eleventy has begun no Nunjucks");
    return prepared;
  };
}

/** `{{ strings["photo-by"] | fill({ name: "ANI" }) }}`: puts values into the `{name}` places of an interface text. */
export function fill(text: string | undefined, values: Record<string, unknown>): string {
  return (text ?? "").replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Renders the page of an index. */
function pageRenderer(run: RenderRun, environment: () => Environment): (index: number) => Promise<string> {
  return (index) => {
    const page = run.pages[index];
    if (!page) throw new Error(`no page ${index}`);
    return renderLayout(environment(), page.layout, run.modelOf(index));
  };
}

function renderLayout(environment: Environment, layout: Layout, model: PageModel): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  // With a callback, so that a site's own asynchronous filters and shortcodes may be used.
  environment.render(`layouts/${layout}.njk`, model, (error, html) => {
    if (error) reject(error);
    else resolve(html ?? "");
  });
  return promise;
}

/** Whether anything beside ours works on finished pages. What Eleventy brings itself stands before ours, and sees none. */
function hasOwnTransforms(config: EleventyConfig): boolean {
  const names = Object.keys(config.transforms);
  return names.slice(names.indexOf(firstTransform) + 1).some((name) => name !== lastTransform);
}

function addPages(config: EleventyConfig, run: RenderRun): void {
  config.addTemplate("pages.njk", "a page", {
    indexes: run.pages.map((_page, index) => index),
    pagination: { data: "indexes", size: 1, alias: "pageIndex", addAllPagesToCollections: false },
    // A function, not a template: nothing is compiled to find out where a page goes.
    permalink: (data: { pageIndex: number }) => run.pages[data.pageIndex]?.file ?? false,
    eleventyExcludeFromCollections: true,
    eleventyAllowMissingExtension: true,
  });
}
