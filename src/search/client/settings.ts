/** What the search page tells its script. */
export interface SearchSettings {
  /** The page's. */
  language: string;
  /** All that have an index. */
  languages: string[];
  /** What each of them is called by its own readers, and how it is written. */
  named: Record<string, { name: string; locale: string; direction: "ltr" | "rtl" }>;
  locale: string;
  zone: string;
  /** Whether stories have light pages, from which extracts are fetched. */
  lite: boolean;
  words: Record<
    | "more"
    | "older"
    | "searching"
    | "none"
    | "one"
    | "count"
    | "without"
    | "apart"
    | "back-to"
    | "failed"
    | "elsewhere-one"
    | "elsewhere",
    string
  >;
}
