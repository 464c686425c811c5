import { join } from "node:path";
import { digestOf, stableJson } from "./base/digest.ts";
import type { Problem } from "./base/problem.ts";
import type { Store } from "./base/store.ts";
import { projectFolder } from "./engine.ts";
import type { Language } from "./model/languages.ts";
import type { Asset } from "./pages/assets.ts";
import type { PageAssets } from "./pages/eleventy-plugin.ts";
import { type BundledScript, bundleScripts, headScript, offlineScript, scriptsOf } from "./pages/scripts.ts";
import { contentSecurityPolicy } from "./pages/security-policy.ts";
import { type LayoutStyles, languageFaces, layoutStyles } from "./pages/stylesheets.ts";
import type { TemplateFolders } from "./pages/templates.ts";
import type { ViewContext } from "./pages/view-context.ts";
import type { Layout } from "./pages/views.ts";
import { fontPreloads } from "./published-assets.ts";

/** Every layout that a page of the site may have. */
export const layouts: readonly Layout[] = [
  "story", "live", "live-story", "live-latest", "front", "listing", "archive", "corrections", "page", "notice", "redirect", "not-found",
  "lite-story", "lite-front", "lite-notice", "search", "history", "feeds", "editions", "offline",
  "edition", "lite-edition",
]; // biome-ignore format: a list to scan

/** What pages are dressed in: styles, faces, scripts, and the policies that go with them. */
export interface SiteLooks {
  /** What stands in the head of a layout's pages in a language. */
  pageAssets: (layout: Layout, language: string) => PageAssets;
  /** Of a layout's template, of all that it includes, and of its assets. */
  layoutDigest: (layout: Layout, language: string) => string;
  /** Of all languages' faces, then of all layouts. */
  styles: readonly LayoutStyles[];
  scripts: readonly BundledScript[];
  /** Addresses of the faces that a language's first lines need. */
  firstFaces: (language: Language) => string[];
  /** The Content-Security-Policy for hosts, which holds for every page. */
  headerPolicy: string;
  problems: Problem[];
}

/** Reads templates, styles, fonts and scripts, and bundles what pages need of them. */
export async function planLooks(input: {
  context: ViewContext;
  folders: TemplateFolders;
  assets: ReadonlyMap<string, Asset>;
  engine: string;
  store: Store;
}): Promise<SiteLooks> {
  const { context, folders, assets, engine, store } = input;
  const { newsroom, prefix } = context;
  const { outlet } = newsroom;
  const problems: Problem[] = [];
  const styles = new Map<Layout, LayoutStyles>();
  const bundles = layouts.map((layout) => layoutStyles({ layout, folders, assets, prefix, store }));
  for (const [index, made] of (await Promise.all(bundles)).entries()) {
    const layout = layouts[index];
    if (layout !== undefined) styles.set(layout, made);
    problems.push(...made.problems);
  }
  const faces = new Map<string, LayoutStyles>();
  for (const { code } of newsroom.languages) {
    const made = await languageFaces({ language: code, folders, assets, prefix, store });
    faces.set(code, made);
    problems.push(...made.problems);
  }
  problems.push(...folders.problems);
  const all = [...faces.values(), ...styles.values()];

  const folder = join(projectFolder, "src");
  const scripts = await bundleScripts({ folder, engine, store });
  const head = await headScript({ folder, engine, store });
  const urls = new Map(scripts.map(({ source, output }) => [source, context.url(`/${output}`)]));
  const isWanted = (source: string) => source !== offlineScript || outlet.features.offline;
  const preloads = fontPreloads(folders, assets, context);
  const pageAssets = remember((layout: Layout, language: string): PageAssets => {
    const style = styles.get(layout);
    // Light pages have no faces, and the page of an old address no styles at all.
    const face = layout.startsWith("lite-") || layout === "redirect" ? undefined : faces.get(language);
    const sources = scriptsOf[layout];
    return {
      cssHtml: style?.css ?? "",
      facesHtml: face?.css ?? "",
      csp: contentSecurityPolicy(outlet, {
        styleHashes: [style, face].flatMap((each) => (each?.css ? [each.cspHash] : [])),
        scriptHashes: sources ? [head.cspHash] : [],
      }),
      headScriptHtml: sources ? head.text : "",
      scripts: (sources ?? []).filter(isWanted).map((source) => urls.get(source) ?? ""),
      fontPreloads: preloads.get(language) ?? [],
    };
  });
  return {
    pageAssets,
    layoutDigest: remember((layout, language) =>
      digestOf(folders.graph(layout).digest, stableJson(pageAssets(layout, language))),
    ),
    styles: all,
    scripts,
    firstFaces: ({ code }) => (preloads.get(code) ?? []).map(({ url }) => url),
    headerPolicy: contentSecurityPolicy(outlet, {
      styleHashes: [...new Set(all.map((style) => style.cspHash))],
      scriptHashes: [head.cspHash],
      isHeader: true,
    }),
    // A fault in a shared stylesheet is found once a layout.
    problems: [...new Map(problems.map((each) => [JSON.stringify(each), each])).values()],
  };
}

/** The same answer for a layout and language, found once: ten thousand pages ask. */
function remember<Answer>(
  find: (layout: Layout, language: string) => Answer,
): (layout: Layout, language: string) => Answer {
  const answers = new Map<string, Answer>();
  return (layout, language) => {
    const key = `${layout} ${language}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = find(layout, language);
    answers.set(key, answer);
    return answer;
  };
}
