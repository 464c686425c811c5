import { escapeXml } from "../base/xml.ts";
import { PictureShelf, type ShelfPhoto, stemOf } from "./picture-shelf.ts";
import type { RewriteTarget, RewriteWords } from "./rewrite-target.ts";
import { safePath } from "./safe-names.ts";
import { SharedStyles } from "./shared-styles.ts";

/** All that rewriting an edition's pages takes, as plain data that another thread can be handed. */
export interface FolderFacts {
  /** The live site's address without the slash at its end. */
  live: string;
  /** The first page's place among the site's files. */
  cover: string;
  /** And that of the front in its language, instead of which links open the first page. */
  front: string;
  /** Files of the output that the edition has, or has its own form of. Photos are not among them. */
  held: readonly string[];
  photos: readonly ShelfPhoto[];
  /** Stems of the files, crops too, of photos that may not leave the web. */
  withheld: readonly string[];
  /** Pages of the site to which no edition links. */
  dropped: readonly string[];
  /** AVIF for browsers, JPEG for programs that may not know it. */
  pictures: "avif" | "jpeg";
  /** px */
  widest: number;
  /** Keep the pages' own policy, for browsers; a reader's program brings its own. */
  hasPolicy: boolean;
  /** For the ear, what the line about the edition is. */
  about: string;
  /** By language; other languages of a page are read in `language`. */
  words: Readonly<Record<string, RewriteWords>>;
  language: string;
}

/** What pages named as they went by, as plain data. */
export interface Noted {
  /** Files that go along. */
  named: string[];
  /** Files of the output that pages link to, in the edition or not. */
  linked: string[];
  /** Ids of photos. */
  photos: string[];
  /** Path and text of the styles that pages share. */
  styles: [path: string, css: string][];
}

/** Folder of the site's own pages: beside it lies only what a reader should open or read first. */
const paperFolder = "paper/";

/** Where a file of the output stands in an edition that is a folder. */
export function folderPath(file: string, cover: string): string {
  return file === cover ? "index.html" : paperFolder + safePath(file);
}

/** The target of an edition that is a folder, as the zip and Kiwix hold it; `noted` tells what pages have named since. */
export function folderTarget(facts: FolderFacts): { target: RewriteTarget; noted: () => Noted } {
  const { live, cover, front, pictures, widest, hasPolicy, words, language } = facts;
  const [named, linked, photos] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const held = new Set(facts.held);
  const dropped = new Set(facts.dropped);
  const withheld = new Set(facts.withheld);
  const shelf = new PictureShelf(facts.photos, (file) => file.startsWith("assets/") && held.has(file));
  const sharedStyles = new SharedStyles("styles/");
  const target: RewriteTarget = {
    live,
    has(file) {
      linked.add(file);
      return held.has(file);
    },
    nameOf(file) {
      named.add(file);
      return folderPath(file, cover);
    },
    pictureOf(files) {
      const found = shelf.choose(files, pictures, widest);
      if (found?.photo !== undefined) photos.add(found.photo);
      return found?.file;
    },
    home: { front, cover },
    ...(withheld.size > 0 && { withholds: (file: string) => withheld.has(stemOf(file)) }),
    // Whether there is a page of editions depends on those that were made before: the same paper must make the same edition.
    drops: (file) => dropped.has(file),
    // Saves what is on the web; an edition is on the device already.
    runs: (file) => !file.startsWith("assets/scripts/pages-client-offline-"),
    stylesheet: "edition.css",
    sharedStyles,
    stamp: (relative) => stampHtml(facts.about, relative(cover)),
    words: (code) => words[code] ?? words[language] ?? { online: "", spoken: "", photoOnline: "" },
    policy: hasPolicy ? "renewed" : "none",
  };
  const noted = () => ({ named: [...named], linked: [...linked], photos: [...photos], styles: sharedStyles.files() });
  return { target, noted };
}

/**
 * On every page, which edition it is. The name stands in the style sheet that all pages share: written into each, it would change
 * every page of the next edition, and with them all that is sent to those who have this one.
 */
function stampHtml(about: string, cover: string): string {
  return `<p class="edition-stamp"><a class="edition-stamp-link" href="${escapeXml(cover)}"><span class="edition-name"></span><span class="edition-spoken">${escapeXml(about)}</span></a></p>\n`;
}
