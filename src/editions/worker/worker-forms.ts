/** What the build writes in front of the worker's own text. */
export interface WorkerSettings {
  /** Path of the site, with a slash at both ends: `/` or `/paper/`. */
  scope: string;
  /** Changes with any of `files`. */
  version: string;
  /** The offline page of each language, the longest path first, and what its readers are told in the place of a photo that is not kept. */
  pages: [path: string, noPhoto: string][];
  /** What must be there from the first: the offline pages and all that they load. */
  files: string[];
}

/** `offline/changes.json`: what copies of pages and photos must be held against. */
export interface OfflineChanges {
  /** Path of a story that was changed since it was public → its last change, as its page's data says it. */
  stories: Record<string, string>;
  /** Stem of a photo's files → when its lease for offline reading ends, ms; 0: it is over. */
  photos: Record<string, number>;
  /** Path of each language's front → changes with it. */
  fronts: Record<string, string>;
}
