// Where a page and the service worker (src/editions/worker/) keep things: caches of these names, and a record in each saved one.

// In a bundle of our own, which stands in assets/scripts/.
const script = document.currentScript as HTMLScriptElement | null;

/** The site's address, with a slash at the end. */
export const root = new URL("../../", script?.src ?? location.href);

/** Other papers may live on the same host. */
export const cacheName = (kind: string): string => `bs:${root.pathname}:${kind}`;

/** Stands in each saved cache, written last: without it, saving was not finished. */
export const recordAddress = `${root.pathname}offline/saved`;

/** One thing that a reader saved. */
export interface SavedRecord {
  /** Of a section or a day's paper; a story has its page's own. */
  title?: string | undefined;
  /** The page that opens it, where that is one story. */
  url: string;
  /** Addresses, in the order of the list that was saved. */
  files: string[];
  bytes: number;
  /** ms since 1970. */
  at: number;
}

/** `1.2 MB`, as the page's language writes it; a unit of its own in lines of any direction. */
export function inMegabytes(bytes: number): string {
  const { lang } = document.documentElement;
  const options = { style: "unit", unit: "megabyte", maximumFractionDigits: 1 } as const;
  return isolated(new Intl.NumberFormat(lang, options).format(Math.max(bytes / 1e6, 0.1)));
}

/** Between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;
