import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { digestOf } from "../base/digest.ts";
import { type Problem, problem } from "../base/problem.ts";
import type { Store } from "../base/store.ts";
import { colourCss, focusCss } from "../photos/palette-css.ts";
import type { Asset } from "./assets.ts";
import { bundleOf } from "./bundle-memory.ts";
import type { TemplateFolders } from "./templates.ts";
import type { DeskLayout, Layout } from "./views.ts";

/** A layout's stylesheet, ready to stand in the page: read in the one round trip that brings the text. */
export interface LayoutStyles {
  /** Minified; holds no `</style`. */
  css: string;
  /** CSP source of exactly these bytes: `'sha256-…'`. */
  cspHash: string;
  digest: string;
}

// Bump when the way of bundling changes.
const recipe = "stylesheets-4";

interface StylesInput {
  folders: TemplateFolders;
  assets: ReadonlyMap<string, Asset>;
  prefix: string;
  store: Store;
}

/** Bundles `css/index.css` and the stylesheets of the components that a layout uses. */
export async function layoutStyles(
  input: StylesInput & { layout: Layout | DeskLayout },
): Promise<LayoutStyles & { problems: Problem[] }> {
  const { layout, folders } = input;
  // Light pages are for browsers that know no cascade layers either: one plain file, and no components.
  const isLite = layout.startsWith("lite-");
  return await bundleStyles({
    ...input,
    main: isLite ? (layout === "lite-edition" ? "css/lite-edition.css" : "css/lite.css") : "css/index.css",
    ...folders.graph(layout),
    isLite,
  });
}

/** Bundles a language's faces: `css/fonts-<code>.css`, else `css/fonts.css`; a site's own file of either name wins. */
export async function languageFaces(
  input: StylesInput & { language: string },
): Promise<LayoutStyles & { problems: Problem[] }> {
  const [primary = ""] = input.language.split("-");
  const names = [`css/fonts-${input.language}.css`, `css/fonts-${primary}.css`, "css/fonts.css"];
  const [main] = input.folders.folders.flatMap((folder) => names.filter((name) => existsSync(join(folder, name))));
  return await bundleStyles({ ...input, main, stylesheets: [], hasCrops: false, isLite: false });
}

/**
 * Addresses `/assets/…` become those of the output, with the outlet's path prefix; a face that the site lacks is left as it
 * stands and reported.
 */
async function bundleStyles(
  input: StylesInput & {
    main: string | undefined;
    stylesheets: readonly string[];
    hasCrops: boolean;
    isLite: boolean;
  },
): Promise<LayoutStyles & { problems: Problem[] }> {
  const { main = "", stylesheets, hasCrops, isLite, folders, assets, prefix, store } = input;
  const photoCss = hasCrops ? `${colourCss}\n${focusCss}` : colourCss;
  const isFaces = main.startsWith("css/fonts");
  const problems: Problem[] = [];
  const sources = new Map<string, string>();
  if (main !== "") collect(main, folders, sources);
  for (const name of stylesheets) collect(name, folders, sources);
  const outputs = [...assets.values()].map((asset) => asset.output).join("\n");
  const key = digestOf(recipe, main, prefix, outputs, photoCss, ...stylesheets, ...[...sources].flat());
  const css = await bundleOf({ store, key }, async () => ({ text: await bundle(), isWhole: problems.length === 0 }));
  return {
    css,
    cspHash: `'sha256-${createHash("sha256").update(css).digest("base64")}'`,
    digest: digestOf(css),
    problems,
  };

  async function bundle(): Promise<string> {
    if (main === "") return "";
    const entry =
      isLite || isFaces
        ? `@import "${main}";`
        : [
            `@import "${main}";`,
            '@import "photo.css" layer(utilities);',
            ...stylesheets.map((name) => `@import "${name}" layer(components);`),
          ].join("\n");
    try {
      // Only here: most runs find every bundle in the store.
      const { build } = await import("esbuild");
      const result = await build({
        stdin: { contents: entry, loader: "css", resolveDir: "/" },
        bundle: true,
        minify: true,
        write: false,
        legalComments: "none",
        target: isLite ? "chrome30" : ["chrome111", "firefox113", "safari16.4"],
        logLevel: "silent",
        plugins: [
          {
            name: "includes",
            setup({ onResolve, onLoad }) {
              onResolve({ filter: /^\/assets\// }, ({ path }) => ({ path: outputAddress(path), external: true }));
              onResolve({ filter: /^(data:|https?:|#)/ }, ({ path }) => ({ path, external: true }));
              onResolve({ filter: /.*/ }, ({ path, importer }) => ({
                path: nameOf(path, importer),
                namespace: "includes",
              }));
              onLoad({ filter: /.*/, namespace: "includes" }, ({ path }) => {
                if (path === "photo.css") return { contents: photoCss, loader: "css" };
                const file = folders.find(path);
                if (!file) return { errors: [{ text: `The stylesheet ${path} does not exist.` }] };
                return { contents: readFileSync(file, "utf8"), loader: "css" };
              });
            },
          },
        ],
      });
      return joinComponents((result.outputFiles[0]?.text ?? "").trim()).replaceAll("</style", "<\\/style");
    } catch (error) {
      const messages =
        (error as { errors?: { text: string; location?: { file: string; line: number } }[] }).errors ?? [];
      for (const { text, location } of messages) {
        problems.push(
          problem({
            code: "site/template",
            file: `_includes/${location?.file.replace(/^includes:/, "") ?? "css/index.css"}`,
            ...(location && { line: location.line }),
            message: text,
          }),
        );
      }
      if (messages.length === 0) throw error;
      return "";
    }
  }

  function outputAddress(path: string): string {
    const asset = assets.get(path.replace(/^\/assets\//, ""));
    if (!asset) {
      problems.push(
        problem({
          code: "site/template",
          severity: "warning",
          message: `A stylesheet names ${path}, which does not exist.`,
        }),
      );
      return prefix + path;
    }
    return `${prefix}/${asset.output}`;
  }
}

/** The components' layer as one block: esbuild opens it again for each of some thirty stylesheets, which stand in every page. */
function joinComponents(css: string): string {
  const open = "@layer components{";
  const first = css.indexOf(open) + open.length;
  if (first < open.length) return css;
  return css.slice(0, first) + css.slice(first).replaceAll(`}${open}`, "");
}

/** As CSS has it, a name is relative to the stylesheet that imports it; our own entry names from `_includes/`. */
function nameOf(path: string, importer: string): string {
  if (importer === "" || importer === "<stdin>") return path;
  return posix.join(posix.dirname(importer), path);
}

// A stylesheet and all that it imports, for the key; esbuild resolves the same names again.
function collect(name: string, folders: TemplateFolders, sources: Map<string, string>): void {
  if (sources.has(name)) return;
  const file = folders.find(name);
  const text = file === undefined ? "" : readFileSync(file, "utf8");
  sources.set(name, text);
  for (const match of text.matchAll(/@import\s+(?:url\()?["']([^"']+)["']/g))
    collect(nameOf(match[1] ?? "", name), folders, sources);
}
