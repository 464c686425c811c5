// Paths inside the house are decoded and site-relative (`/hi/2025/05/10/चाय/`); they become addresses only at the border.

/** Percent-encodes a decoded path, segment by segment, leaving what RFC 3986 allows in a path. */
export function encodePath(path: string): string {
  return encodeURI(path.toWellFormed().normalize("NFC")).replaceAll("?", "%3F").replaceAll("#", "%23");
}

/** The path prefix that an outlet's address brings: `/paper` of `https://example.org/paper/`; empty at the root. */
export function pathPrefixOf(url: string): string {
  return new URL(url).pathname.replace(/\/+$/, "");
}

/** Where a path of the site is written below the output folder; a path that ends in `/` is a folder's index.html. */
export function outputFileOf(path: string): string {
  const relative = path.replace(/^\/+/, "");
  return relative === "" || relative.endsWith("/") ? `${relative}index.html` : relative;
}
