import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Asset } from "./pages/assets.ts";
import type { PageAssets } from "./pages/eleventy-plugin.ts";
import type { LayoutStyles } from "./pages/stylesheets.ts";
import type { TemplateFolders } from "./pages/templates.ts";
import type { ViewContext } from "./pages/view-context.ts";

/** The faces that a language's first line needs, from `css/font-preloads.json`: language → paths under `/assets/`. */
export function fontPreloads(
  folders: TemplateFolders,
  assets: ReadonlyMap<string, Asset>,
  context: ViewContext,
): Map<string, PageAssets["fontPreloads"]> {
  const file = folders.find("css/font-preloads.json");
  const table = file === undefined ? {} : (JSON.parse(readFileSync(file, "utf8")) as Record<string, string[]>);
  return new Map(
    context.newsroom.languages.map(({ code }) => {
      const names = table[code] ?? table[code.split("-")[0] ?? ""] ?? [];
      const found = names
        .map((name) => assets.get(name.replace(/^\/?assets\//, "")))
        .filter((asset) => asset !== undefined);
      return [code, found.map((asset) => ({ url: context.url(`/${asset.output}`), type: "font/woff2" }))];
    }),
  );
}

/** A site's own assets all go out; of the project's, only what its styles name: nobody else wants our icons. */
export function publishedAssets(
  assets: ReadonlyMap<string, Asset>,
  input: { isOwnSite: boolean; site: string; styles: readonly LayoutStyles[] },
): Asset[] {
  const css = input.styles.map((style) => style.css).join("\n");
  const own = join(input.site, "assets");
  return [...assets.values()].filter(
    (asset) => input.isOwnSite || asset.source.startsWith(own) || css.includes(asset.output),
  );
}
