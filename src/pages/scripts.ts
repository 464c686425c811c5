import { createHash } from "node:crypto";
import { join } from "node:path";
import { digestOf, sha256 } from "../base/digest.ts";
import type { Store } from "../base/store.ts";
import { bundleOf } from "./bundle-memory.ts";
import type { Layout } from "./views.ts";

/** Where the outlet has offline reading on. */
export const offlineScript = "pages/client/offline.ts";

const theme = ["pages/client/theme-switch.ts", offlineScript];

/**
 * The scripts that a layout's pages load, in order: sources under src/. Every page works without them; each is bundled into
 * one classic script, since modules don't load from a disk, and is the same file wherever it is used.
 */
export const scriptsOf: Partial<Record<Layout, readonly string[]>> = {
  story: ["pages/client/story.ts", offlineScript],
  live: ["pages/client/story.ts", "pages/client/live.ts", offlineScript],
  "live-story": ["pages/client/story.ts", offlineScript],
  front: theme,
  listing: theme,
  archive: theme,
  corrections: theme,
  page: theme,
  notice: theme,
  "not-found": theme,
  history: theme,
  editions: theme,
  search: [...theme, "search/client/search-page.ts"],
  offline: [...theme, "pages/client/saved-list.ts", "search/client/saved-search.ts"],
};

/** Stands in the head of every page that has scripts: what must have happened before anything is painted. */
const headSource = "pages/client/theme-early.ts";

export interface HeadScript {
  /** Holds no `</script`. */
  text: string;
  /** CSP source of exactly these bytes: `'sha256-…'`. */
  cspHash: string;
}

/** The one script that stands in the page itself. */
export async function headScript(input: { folder: string; engine: string; store: Store }): Promise<HeadScript> {
  const text = (await bundleOnce(headSource, input)).trim();
  return { text, cspHash: `'sha256-${createHash("sha256").update(text).digest("base64")}'` };
}

export interface BundledScript {
  /** Under src/. */
  source: string;
  /** Path in the output, with its digest. */
  output: string;
  text: string;
}

/** Browsers that know AVIF, container queries and cascade layers: older ones get the page without scripts. */
const target = ["chrome111", "firefox113", "safari16.4"];

/** Bundles what `scriptsOf` names. `engine` changes with anything under src/, so that a bundle is made once. */
export async function bundleScripts(input: { folder: string; engine: string; store: Store }): Promise<BundledScript[]> {
  const sources = [...new Set(Object.values(scriptsOf).flat())];
  return await Promise.all(
    sources.map(async (source) => {
      const text = await bundleOnce(source, input);
      const name = source.replace(/\.ts$/, "").replaceAll("/", "-");
      return { source, output: `assets/scripts/${name}-${sha256(text).slice(0, 10)}.js`, text };
    }),
  );
}

/** One script, bundled; `source` under `folder`. */
export async function bundleOnce(
  source: string,
  input: { folder: string; engine: string; store: Store },
): Promise<string> {
  const { folder, engine, store } = input;
  const key = digestOf("script", engine, source);
  return await bundleOf({ store, key, folder }, async () => ({
    text: await bundle(join(folder, source)),
    isWhole: true,
  }));
}

async function bundle(entry: string): Promise<string> {
  // Only here: most runs find every bundle in the store.
  const { build } = await import("esbuild");
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    charset: "utf8",
    legalComments: "none",
    target,
    logLevel: "silent",
  });
  return (result.outputFiles[0]?.text ?? "").replaceAll("</script", "<\\/script");
}
