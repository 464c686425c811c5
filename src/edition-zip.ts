import { outputFileOf } from "./base/urls.ts";
import { escapeXml } from "./base/xml.ts";
import { coverPath, editionChanges } from "./edition-cover.ts";
import type { EditionSource } from "./edition-source.ts";
import type { Differences } from "./editions/differences.ts";
import { rewriteHtml } from "./editions/rewrite-html.ts";
import type { RewriteTarget } from "./editions/rewrite-target.ts";
import { safePath } from "./editions/safe-names.ts";
import { SharedStyles } from "./editions/shared-styles.ts";

/** One file of an edition's folder, as the zip and Kiwix hold it. */
export interface EditionFile {
  path: string;
  bytes: Uint8Array;
  /** What no compression makes smaller. */
  isPacked: boolean;
}

export interface TreeOptions {
  /** AVIF for browsers, JPEG for programs that may not know it. Default: avif. */
  pictures?: "avif" | "jpeg";
  /** px */
  widest?: number;
  /** Keep the pages' own policy, for browsers; a reader's program brings its own. Default: true. */
  hasPolicy?: boolean;
}

/** Folder of the site's own pages: beside it lies only what a reader should open or read first. */
const paperFolder = "paper/";
const coverFile = outputFileOf(coverPath);
const packed = /\.(?:avif|jpe?g|png|webp|woff2|zip|mp4)$/i;

/** Whether bytes of this name are compressed already. */
export function isPacked(path: string): boolean {
  return packed.test(path);
}

/**
 * An edition as a folder of files that open from a disk, one after the other, pages first: the first page as `index.html`, the paper
 * in a folder beside it. What no page names is not there.
 */
export function* editionTree(source: EditionSource, options: TreeOptions = {}): Generator<EditionFile> {
  const named = new Set<string>();
  const styles = new SharedStyles("styles/");
  const target = treeTarget(source, { ...options, styles }, named);
  const text = (path: string, words: string): EditionFile => ({
    path,
    bytes: new TextEncoder().encode(words),
    isPacked: false,
  });
  yield text("index.html", rewriteHtml(source.coverHtml, coverFile, target));
  yield text("edition.css", editionCss(source.title));
  yield text("README.txt", source.readme);
  const decoder = new TextDecoder();
  for (const file of source.pages)
    yield text(nameOf(file), rewriteHtml(decoder.decode(source.read(file)), file, target));
  for (const [path, css] of styles.files()) yield text(path, css);
  // What pages name was noted as they went by; the search finds its parts by itself.
  const pages = new Set([coverFile, ...source.pages]);
  const rest = [...named, ...source.searchFiles].filter((file) => !pages.has(file));
  for (const file of [...new Set(rest)].sort()) {
    yield { path: nameOf(file), bytes: source.read(file), isPacked: isPacked(file) };
  }
}

/** What changed since the edition before, as a page beside the first. */
export async function changesHtml(source: EditionSource, differences: Differences): Promise<string> {
  const [added, changed] = [new Set(differences.added), new Set(differences.changed)];
  const stories = source.matter.groups
    .flatMap((group) => group.stories.map(({ story }) => story))
    .map((story) => ({ story, path: nameOf(outputFileOf(story.path)) }))
    .filter(({ path }) => added.has(path) || changed.has(path))
    .map(({ story, path }) => ({ story, isNew: added.has(path) }));
  const html = await source.renderPage(
    editionChanges(source.cover, stories, { language: source.language, context: source.plan.context }),
  );
  return rewriteHtml(html, coverFile, treeTarget(source, {}, new Set()));
}

function nameOf(file: string): string {
  return file === coverFile ? "index.html" : paperFolder + safePath(file);
}

/** `named` is told of each file that a page names. */
function treeTarget(
  source: EditionSource,
  options: TreeOptions & { styles?: SharedStyles },
  named: Set<string>,
): RewriteTarget {
  const { pictures = "avif", widest = 960, hasPolicy = true, styles } = options;
  const shelves = new Set(
    source.plan.files.flatMap((page) => (page.kind === "page" && page.layout === "editions" ? [page.file] : [])),
  );
  return {
    live: source.plan.context.absolute("/").replace(/\/+$/, ""),
    has: source.has,
    nameOf: (file) => {
      named.add(file);
      return nameOf(file);
    },
    pictureOf: (files) => source.pictureOf(files, pictures, widest),
    // Whether there is a page of editions depends on those that were made before: the same paper must make the same edition.
    drops: (file) => shelves.has(file),
    // Saves what is on the web; an edition is on the device already.
    runs: (file) => !file.startsWith("assets/scripts/pages-client-offline-"),
    stylesheet: "edition.css",
    ...(styles && { sharedStyles: styles }),
    stamp: (relative) => stampHtml(source, relative(coverFile)),
    words: source.words,
    policy: hasPolicy ? "renewed" : "none",
  };
}

/**
 * On every page, which edition it is. The name stands in the style sheet that all pages share: written into each, it would change
 * every page of the next edition, and with them all that is sent to those who have this one.
 */
function stampHtml({ plan, language }: EditionSource, cover: string): string {
  const words = plan.context.words(language, "edition-about");
  return `<p class="edition-stamp"><a class="edition-stamp-link" href="${escapeXml(cover)}"><span class="edition-name"></span><span class="edition-spoken">${escapeXml(words)}</span></a></p>\n`;
}

/** The edition's own styles: no more than what the pass adds to pages. */
export function editionCss(title: string): string {
  const quoted = `"${title.replace(/["\\\n]/g, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`;
  return `.edition-stamp{margin:.75rem 0;padding:.375rem 0;border-block:1px solid var(--rule,currentColor);font:var(--small,.8125rem)/1.5 var(--sans,sans-serif)}
.edition-stamp-link{color:inherit}
.edition-name::before{content:${quoted}}
.edition-online{text-decoration:none;font-size:.75em;padding-inline-start:.15em}
.edition-spoken{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.edition-note{margin:1rem 0;padding:.75rem;border:1px solid var(--rule,currentColor);font:var(--small,.8125rem)/1.5 var(--sans,sans-serif)}
`;
}
