// The form of the index, as Node writes it and a browser reads it.

/** Address (encoded, below the site), headline, minutes since 1970, section, extract, label. Short, for there are many. */
export type SearchRecord = [
  url: string,
  headline: string,
  minutes: number,
  section: string,
  summary: string,
  label?: string,
];

/** What a page needs to know before it asks anything. */
export interface SearchCatalog {
  language: string;
  /** Newest first. */
  segments: SearchCatalogSegment[];
  sections: { key: string; name: string; parent?: string }[];
  /** Whether the stories' words lie beside the records: in an edition, whose pages can't be fetched from a disk. */
  hasTexts?: true;
}

export interface SearchCatalogSegment {
  key: string;
  /** Stories in it. */
  docs: number;
  /** Folder of its shards: `2019-3f2a9c0d1e`. */
  shards: string;
  /** First terms of the shards, with blanks between. */
  firsts: string;
  /** Folder of its records. */
  records: string;
}

/** For filters, without the records: each story's day since 1970 and its section's place in the list. */
export interface SearchFacts {
  sections: string[];
  /** Pairs of day and section, story by story. */
  facts: number[];
}

/** Records in one file: a page of results asks for ten of them, which are seldom neighbours. */
export const recordsInFile = 16;

/** Stories whose words are in one file of texts: some 20 KB before packing. */
export const textsInFile = 4;
