import { posix } from "node:path";
import type { SharedStyles } from "./shared-styles.ts";

/** What the rewrite pass must know of the edition that a page goes into. One for a whole edition; `page` changes. */
export interface RewriteTarget {
  /** The live site's address without the slash at its end: `https://theindianstatesman.com`, with the path prefix where it has one. */
  live: string;
  /** Whether the edition holds this file of the site's output (`hi/index.html`). */
  has: (file: string) => boolean;
  /** The file's path in the edition. */
  nameOf: (file: string) => string;
  /** Links to the paper's front (`front`, a file of the output) lead to the edition's first page, unless they name a place in the front. */
  home?: { front: string; cover: string };
  /**
   * Which of a picture's files the edition holds: its address relative to nothing yet, a path of the output, or a whole
   * `data:` address. Undefined: this photo may not leave the web, and its place says so.
   */
  pictureOf: (files: readonly string[]) => string | undefined;
  /** Whether this is a file of a photo that may not leave the web; default: none is. What programs read says nothing of it. */
  withholds?: (file: string) => boolean;
  /** Whether a script of the site runs in the edition; default: all that it holds. */
  runs?: (file: string) => boolean;
  /** Pages of the site to which no edition links: theirs are the links that come and go with what was made last. */
  drops?: (file: string) => boolean;
  /** What stands in every page, telling which edition this is: HTML; undefined: nothing. */
  stamp?: (relative: (file: string) => string) => string;
  /** A style sheet of the edition's own, by its path in the edition. */
  stylesheet?: string;
  /** Where the styles go that pages share; undefined: each page keeps its own. */
  sharedStyles?: SharedStyles;
  /** Words in a page's language, by its code. */
  words: (language: string) => RewriteWords;
  /**
   * What becomes of the policy in the page: it names the digests of the styles as they are now, stays as it is, or goes,
   * where the reader's program brings one of its own.
   */
  policy: "renewed" | "kept" | "none";
  /** Where a page of the edition stands as part of another: prefix of its ids, and where links to it lead. */
  anchor?: { prefix: string; linkTo: (file: string, fragment: string) => string | undefined };
}

export interface RewriteWords {
  /** Behind a link that leaves the edition, for the eye: an arrow; `spoken`: the same for the ear, "(online)". */
  online: string;
  spoken: string;
  /** Where a photo stood that may not leave the web. */
  photoOnline: string;
}

export type Destination =
  /** Within the edition. */
  | { kind: "local"; href: string }
  /** On the web: the live site, or another's. */
  | { kind: "online"; href: string }
  /** Untouched: a fragment of the same page, mail, telephone. */
  | { kind: "same" };

/** Finds where an address of a page leads from within the edition. */
export class AddressBook {
  readonly #target: RewriteTarget;
  /** Path of the page in the output. */
  readonly #page: string;
  readonly #origin: string;
  readonly #prefix: string;

  constructor(target: RewriteTarget, page: string) {
    this.#target = target;
    this.#page = page;
    const live = new URL(target.live);
    this.#origin = live.origin;
    this.#prefix = live.pathname.replace(/\/+$/, "");
  }

  /** From this page to a file of the output that the edition holds. */
  relative(file: string): string {
    const from = posix.dirname(this.#target.nameOf(this.#page));
    return posix.relative(from, this.#target.nameOf(file)) || posix.basename(this.#target.nameOf(file));
  }

  /** From this page to a file of the edition's own. */
  relativeToOwn(name: string): string {
    return posix.relative(posix.dirname(this.#target.nameOf(this.#page)), name);
  }

  destination(address: string): Destination {
    const written = address.trim();
    if (written === "" || written.startsWith("#")) return { kind: "same" };
    const url = this.#url(written);
    if (!url) return { kind: "same" };
    const file = this.#fileOf(url);
    if (file === undefined) return { kind: "online", href: url.href };
    const { anchor, home } = this.#target;
    if (home?.front === file && url.hash === "") return { kind: "local", href: this.relative(home.cover) };
    if (anchor) {
      const href = anchor.linkTo(file, url.hash.slice(1));
      return href === undefined ? { kind: "online", href: url.href } : { kind: "local", href };
    }
    if (!this.#target.has(file)) return { kind: "online", href: url.href };
    return { kind: "local", href: this.relative(file) + url.search + url.hash };
  }

  /** The same, past the edition: the live site's page whatever the edition holds. */
  onWeb(address: string): Destination {
    const written = address.trim();
    const url = written === "" || written.startsWith("#") ? undefined : this.#url(written);
    return url ? { kind: "online", href: url.href } : { kind: "same" };
  }

  /** The file of the output that an address names, whether the edition holds it or not; undefined for other hosts' and what is no address. */
  file(address: string): string | undefined {
    const url = this.#url(address.trim());
    return url && this.#fileOf(url);
  }

  #url(address: string): URL | undefined {
    const base = `${this.#origin}${this.#prefix}/${this.#page}`;
    if (!URL.canParse(address, base)) return undefined;
    const url = new URL(address, base);
    return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
  }

  #fileOf(url: URL): string | undefined {
    // A paper that moved to https goes on linking to itself by http here and there.
    if (url.host !== new URL(this.#origin).host) return undefined;
    const path = decode(url.pathname);
    if (path === undefined || !`${path}/`.startsWith(`${this.#prefix}/`)) return undefined;
    const inside = path.slice(this.#prefix.length).replace(/^\/+/, "");
    return inside === "" || inside.endsWith("/") ? `${inside}index.html` : inside;
  }
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path).normalize("NFC");
  } catch {
    return undefined;
  }
}
