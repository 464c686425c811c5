import { posix } from "node:path";
import { sha256 } from "../base/digest.ts";
import { rewriteCss } from "./rewrite-css.ts";
import { AddressBook, type RewriteTarget } from "./rewrite-target.ts";

/** Characters below which a page keeps a style to itself. */
const shortest = 1000;

/** An address that means another file on another page; what may stand in quotation marks. */
const hangsOnPage = /url\((?!\s*["']?(?:\/|#|data:|https?:))|@import/i;

export interface LiftedStyle {
  /** Offset in the page without its shared styles. */
  at: number;
  /** Path of the style sheet in the edition. */
  name: string;
}

/**
 * The styles that pages of an edition share, each as one file. On the web they stand in every page, which spares a reader's
 * first page a wait; ten thousand copies on a disk spare nobody anything, and one changed colour would send all of them again.
 */
export class SharedStyles {
  readonly #folder: string;
  readonly #names = new Map<string, string>();
  readonly #texts = new Map<string, string>();

  /** `folder`: in the edition, with a slash at its end. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Takes the shared styles out of a page's head; what has attributes, or reads addresses from where the page stands, stays. */
  lift(html: string, page: string, target: RewriteTarget): { html: string; lifted: LiftedStyle[] } {
    const lifted: LiftedStyle[] = [];
    const headEnd = html.indexOf("</head>");
    let rest = "";
    let at = 0;
    for (;;) {
      const start = html.indexOf("<style>", at);
      const end = html.indexOf("</style>", start);
      if (start < 0 || start > headEnd || end < 0) break;
      const css = html.slice(start + "<style>".length, end);
      const after = end + "</style>".length;
      const before = html.slice(at, start);
      const name = isOpenAround(html.slice(0, start)) ? undefined : this.#nameOf(css, page, target);
      if (name === undefined) rest += html.slice(at, after);
      else {
        rest += before;
        lifted.push({ at: rest.length, name });
      }
      at = after;
    }
    return { html: rest + html.slice(at), lifted };
  }

  /** Path and text of each that a page asked for, by path. */
  files(): [name: string, css: string][] {
    return [...this.#texts].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  #nameOf(css: string, page: string, target: RewriteTarget): string | undefined {
    const known = this.#names.get(css);
    if (known !== undefined) return known;
    if (css.length < shortest || hangsOnPage.test(css)) return undefined;
    const book = new AddressBook(target, page);
    const text = rewriteCss(
      css,
      {
        file: (address) => book.file(address),
        relative: (file) => posix.relative(posix.dirname(`${this.#folder}x`), target.nameOf(file)),
      },
      target,
    );
    const name = `${this.#folder}${sha256(text).slice(0, 16)}.css`;
    this.#names.set(css, name);
    this.#texts.set(name, text);
    return name;
  }
}

/** Whether what comes next is the inside of a comment or a script, and no element. */
function isOpenAround(before: string): boolean {
  return (
    before.lastIndexOf("<!--") > before.lastIndexOf("-->") ||
    before.lastIndexOf("<script") > before.lastIndexOf("</script")
  );
}
