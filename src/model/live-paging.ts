// Where the entries of a live story stand. The story's address shows the newest; all of a longer story's stand on numbered
// pages too, from the oldest, so that an entry has its lasting address from the moment it appears.

/** Entries on a full page, and at the story's address: the newest so many. With usual ones the page stays within the first flight (14 KiB). */
export const entriesPerPage = 15;

/** The numbered pages of a story with so many entries; 0: all stand at its address alone. */
export function pageCount(entries: number): number {
  return entries <= entriesPerPage ? 0 : Math.ceil(entries / entriesPerPage);
}

/** Number of the last page of which an entry does not stand at the story's address; 0: there is none. */
export function lastOlderPage(entries: number): number {
  return Math.max(0, Math.ceil((entries - entriesPerPage) / entriesPerPage));
}

/** `<address>page/7/`. */
export function pagePath(path: string, number: number): string {
  return `${folderOf(path)}page/${number}/`;
}

/** The fragment that open pages fetch: `<address>latest.html`. */
export function fragmentPath(path: string): string {
  return `${folderOf(path)}latest.html`;
}

function folderOf(path: string): string {
  return `${path.replace(/\.html?$/i, "").replace(/\/+$/, "")}/`;
}
