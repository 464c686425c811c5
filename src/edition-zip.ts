import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { outputFileOf } from "./base/urls.ts";
import { editionChanges } from "./edition-changes.ts";
import { coverPath } from "./edition-cover.ts";
import { withheldStems } from "./edition-photos.ts";
import type { EditionSource, PreviousEdition } from "./edition-source.ts";
import type { Differences } from "./editions/differences.ts";
import { FolderPress, type PressedFile, type PressFacts } from "./editions/folder-press.ts";
import { folderPath, folderTarget } from "./editions/folder-target.ts";
import { openPress } from "./editions/press-pool.ts";
import { rewriteHtml } from "./editions/rewrite-html.ts";
import { places } from "./model/addresses.ts";
import { lastChange } from "./model/last-change.ts";

export interface TreeOptions {
  /** AVIF for browsers, JPEG for programs that may not know it. Default: avif. */
  pictures?: "avif" | "jpeg";
  /** px */
  widest?: number;
  /** Keep the pages' own policy, for browsers; a reader's program brings its own. Default: true. */
  hasPolicy?: boolean;
  /** Compress what a zip compresses. Default: no. */
  isPacked?: boolean;
}

/** Pages from which a thread for them is worth its beginning. */
const manyPages = 300;

const coverFile = outputFileOf(coverPath);
const packed = /\.(?:avif|jpe?g|png|webp|woff2|zip|mp4)$/i;

/**
 * An edition as a folder of files that open from a disk, one after the other, pages first: the first page as `index.html`, the paper
 * in a folder beside it. What no page names is not there. A file's bytes are whole until the next is asked for.
 */
export async function* editionTree(source: EditionSource, options: TreeOptions = {}): AsyncGenerator<PressedFile> {
  const facts = factsOf(source, options);
  const own = new FolderPress(facts);
  const press = openPress(facts, { isApart: source.pages.length >= manyPages });
  try {
    yield own.html(source.coverHtml, coverFile);
    yield own.text("edition.css", editionCss(source.title));
    yield own.text("README.txt", source.readme);
    yield* press.run(source.pages.map((page) => ({ page, from: source.pathOf(page) })));
    const noted = [own.noted(), await press.noted()];
    for (const each of noted) source.trace(each);
    const styles = new Map(noted.flatMap((each) => each.styles));
    for (const [path, css] of [...styles].sort(([a], [b]) => (a < b ? -1 : 1))) yield own.text(path, css);
    // What pages name was noted as they went by; the search finds its parts by itself.
    const pages = new Set([coverFile, ...source.pages]);
    const named = new Set([...noted.flatMap((each) => each.named), ...source.searchFiles]);
    const rest = [...named].filter((file) => !pages.has(file)).sort();
    const place = (file: string) => ({ path: folderPath(file, coverFile), from: source.pathOf(file) });
    const reader = new FileReader();
    for (const [isPacked, files] of runsOf(rest, (file) => packed.test(file))) {
      if (!isPacked) yield* press.run(files.map(place));
      else for (const { path, from } of files.map(place)) yield own.bytes(path, reader.read(from), true);
    }
  } finally {
    await press.end();
  }
}

/** A list cut wherever an answer changes. */
function runsOf(files: readonly string[], answer: (file: string) => boolean): [answer: boolean, files: string[]][] {
  const runs: [boolean, string[]][] = [];
  for (const file of files) {
    const last = runs.at(-1);
    const here = answer(file);
    if (last?.[0] === here) last[1].push(file);
    else runs.push([here, [file]]);
  }
  return runs;
}

/** Reads file after file into the same memory: ten thousand photos would each leave theirs behind for a while. */
class FileReader {
  #room = Buffer.alloc(1 << 18);

  /** Good until the next one. */
  read(path: string): Uint8Array {
    const file = openSync(path, "r");
    try {
      const { size } = fstatSync(file);
      if (size > this.#room.length) this.#room = Buffer.alloc(size * 2);
      let done = 0;
      for (let read = 1; read > 0 && done < size; done += read)
        read = readSync(file, this.#room, done, size - done, null);
      return this.#room.subarray(0, done);
    } finally {
      closeSync(file);
    }
  }
}

/** What changed since the edition before, as a page beside the first; `gone`: paths that holders of that one are to delete. */
export async function changesHtml(
  source: EditionSource,
  previous: Pick<PreviousEdition, "id" | "until">,
  { differences, gone }: { differences: Differences; gone: readonly string[] },
): Promise<string> {
  const { cover, matter, language, plan } = source;
  const [added, changed] = [new Set(differences.added), new Set(differences.changed)];
  const stories = matter.groups
    .flatMap((group) => group.stories.map(({ story }) => story))
    .map((story) => ({ story, path: folderPath(outputFileOf(story.path), coverFile) }))
    // A page has other bytes, too, when the links around its story are others: that is no news.
    .filter(
      ({ story, path }) => added.has(path) || (changed.has(path) && lastChange(story) > Date.parse(previous.until)),
    )
    .map(({ story, path }) => ({ story, isNew: added.has(path) }));
  const html = await source.renderPage(
    editionChanges({ cover, stories, previous: previous.id, gone: gone.length, language, context: plan.context }),
  );
  // It stands beside folders of other days, too: its styles are its own.
  const { sharedStyles: _shared, ...target } = folderTarget(factsOf(source, {})).target;
  return rewriteHtml(html, coverFile, target);
}

function factsOf(source: EditionSource, options: TreeOptions): PressFacts {
  const { pictures = "avif", widest = 960, hasPolicy = true, isPacked = false } = options;
  const { plan, language, opened } = source;
  const codes = opened.newsroom.languages.map(({ code }) => code);
  return {
    live: plan.context.absolute("/").replace(/\/+$/, ""),
    cover: coverFile,
    front: outputFileOf(places.home(language)),
    held: source.held,
    photos: source.photos,
    withheld: withheldStems(opened.newsroom),
    dropped: plan.files.flatMap((page) => (page.kind === "page" && page.layout === "editions" ? [page.file] : [])),
    ...{ pictures, widest, hasPolicy, isPacked },
    about: plan.context.words(language, "edition-about"),
    words: Object.fromEntries(codes.map((code) => [code, source.words(code)])),
    language: language.code,
  };
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
