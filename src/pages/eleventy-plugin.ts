import type { EleventyConfig } from "@11ty/eleventy";
import type { Strings } from "../content/data-schemas.ts";
import { hearFaults, type TemplateEnvironment } from "./nunjucks-faults.ts";
import type { Layout, PageView } from "./views.ts";

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
  csp: string;
  fontPreloads: { url: string; type: string }[];
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
  /** Called with each finished page, before Eleventy writes it. */
  onPage: (file: string, html: string) => void;
  /** Called with what goes wrong in a template, also where Nunjucks would go on. */
  onFault: (error: Error) => void;
}

// Eleventy imports eleventy.config.ts by itself and gives it no arguments, so each run is handed over by the process: a
// test runner may hold this module twice, once as it loads modules and once as Node does.
const handover = globalThis as { [runKey]?: RenderRun | undefined };

export function setRenderRun(run: RenderRun | undefined): void {
  handover[runKey] = run;
}

/**
 * Eleventy's whole configuration. One virtual template a layout, paginated over the stale pages' numbers: its text is one
 * line that includes a file, since Eleventy compiles it again for every page (docs/decisions/0001).
 */
export async function broadsheetPlugin(config: EleventyConfig): Promise<void> {
  const run = handover[runKey];
  if (!run) {
    throw new Error(
      "Broadsheet hands Eleventy the pages to make: use `npm run build` or `npm start`, not `eleventy` itself.",
    );
  }
  config.setQuietMode(true);
  config.setUseGitIgnore(false);
  config.setTemplateFormats(["njk"]);
  config.setNunjucksEnvironmentOptions({
    autoescape: true,
    throwOnUndefined: false,
    trimBlocks: true,
    lstripBlocks: true,
  });
  prepareNunjucks(config, run);
  addPages(config, run);
  config.addTransform("broadsheet", function (content) {
    run.onPage(this.page.outputPath, content);
    return content;
  });
  // Last, so that a site's own filters and shortcodes win.
  await run.siteConfig?.(config);
}

/**
 * Puts the site's and the project's templates before Eleventy's own folders, and our two filters straight into Nunjucks:
 * Eleventy would wrap each call, copy the context and time it. A site's own filters come through `site.config.ts`.
 */
function prepareNunjucks(config: EleventyConfig, run: RenderRun): void {
  config.on("eleventy.engine.njk", ({ nunjucks, environment }) => {
    const loader = new nunjucks.FileSystemLoader([...run.includes]) as unknown as { cache: Record<string, unknown> };
    loader.cache = {};
    environment.loaders.unshift(loader);
    hearFaults(environment as unknown as TemplateEnvironment, run.onFault);
    environment.addFilter("pageModel", run.modelOf as (index: never) => PageModel);
    environment.addFilter("fill", fill as (...values: never[]) => unknown);
  });
}

/** `{{ strings["photo-by"] | fill({ name: "ANI" }) }}`: puts values into the `{name}` places of an interface text. */
export function fill(text: string | undefined, values: Record<string, unknown>): string {
  return (text ?? "").replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function addPages(config: EleventyConfig, run: RenderRun): void {
  const byLayout = Map.groupBy(
    run.pages.map((page, index) => ({ ...page, index })),
    (page) => page.layout,
  );
  for (const [layout, pages] of byLayout) {
    config.addTemplate(`${layout}.njk`, pageTemplate(layout), {
      indexes: pages.map((page) => page.index),
      pagination: { data: "indexes", size: 1, alias: "pageIndex", addAllPagesToCollections: false },
      // A function, not a template: nothing is compiled to find out where a page goes.
      permalink: (data: { pageIndex: number }) => run.pages[data.pageIndex]?.file ?? false,
      eleventyExcludeFromCollections: true,
      eleventyAllowMissingExtension: true,
    });
  }
}

function pageTemplate(layout: Layout): string {
  return `{% set model = pageIndex | pageModel %}{% set view = model.view %}{% set strings = model.strings %}{% set assets = model.assets %}{% include "layouts/${layout}.njk" %}`;
}
