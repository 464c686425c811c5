/** What the search page tells its script. */
export interface SearchSettings {
  /** The page's. */
  language: string;
  /** All that have an index. */
  languages: string[];
  locale: string;
  zone: string;
  /** Whether stories have light pages, from which extracts are fetched. */
  lite: boolean;
  words: Record<"more" | "older" | "searching" | "none" | "one" | "count" | "back-to" | "failed", string>;
}
