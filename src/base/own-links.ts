import { pathPrefixOf } from "./urls.ts";

/** Where an address of the outlet's own leads. */
export interface OwnLink {
  /** Decoded, NFC, without the path prefix; undefined: the page on which the link stands. */
  path?: string;
  /** The part of the page, decoded. */
  anchor?: string;
}

/** Splits an outlet's links from those of others, and says where they lead. */
export class OwnLinks {
  readonly #host: string;
  readonly #prefix: string;

  constructor(outlet: { url: string }) {
    this.#host = bareHost(new URL(outlet.url).host);
    this.#prefix = pathPrefixOf(outlet.url);
  }

  /**
   * Where an address leads; undefined where that is another host, or no page. `base` is the path of the page on which it
   * stands, for addresses that begin there.
   */
  read(href: string, base: string): OwnLink | undefined {
    if (/^[a-z][a-z\d+.-]*:/i.test(href) && !/^https?:/i.test(href)) return undefined;
    const isAbsolute = /^(?:https?:)?\/\//i.test(href);
    let url: URL;
    try {
      url = new URL(href, `https://own.invalid${encodeURI(base)}`);
    } catch {
      return undefined;
    }
    if (isAbsolute && bareHost(url.host) !== this.#host) return undefined;
    const anchor = url.hash === "" ? undefined : decoded(url.hash.slice(1));
    const withAnchor = anchor === undefined || anchor.startsWith(":~:") ? {} : { anchor };
    if (/^[#?]/.test(href)) return withAnchor;
    const path = decoded(url.pathname);
    // Copy leaves the path prefix to us; a whole address has it, or leads to something else on the same host.
    if (!isAbsolute) return { path, ...withAnchor };
    if (path !== this.#prefix && !path.startsWith(`${this.#prefix}/`)) return undefined;
    return { path: path.slice(this.#prefix.length) || "/", ...withAnchor };
  }
}

function bareHost(host: string): string {
  return host.toLowerCase().replace(/^www\./, "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text).normalize("NFC");
  } catch {
    return text.normalize("NFC");
  }
}
