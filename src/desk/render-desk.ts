import nunjucks from "nunjucks";
import { fill } from "../pages/eleventy-plugin.ts";
import type { DeskView } from "./desk-views.ts";

/** What stands in the head of the desk's pages. */
export interface DeskAssets {
  /** Minified; its hash is in `csp`. */
  cssHtml: string;
  facesHtml: string;
  csp: string;
  scriptUrl: string;
}

/**
 * Renders pages of the desk, with the same options as the paper's own (autoescape on), but without Eleventy: a site's
 * configuration and its transforms are for the paper. `folders`: templates, the first of which wins.
 */
export function deskRenderer(folders: readonly string[]): (view: DeskView, assets: DeskAssets) => string {
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader([...folders]), {
    autoescape: true,
    throwOnUndefined: false,
    trimBlocks: true,
    lstripBlocks: true,
  });
  environment.addFilter("fill", fill);
  return (view, assets) => environment.render(`layouts/${view.layout}.njk`, { view, assets });
}
