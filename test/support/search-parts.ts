import type { TextFile } from "../../src/base/text-file.ts";
import type { IndexParts } from "../../src/search/client/index-loader.ts";
import { type Query, Search } from "../../src/search/client/query.ts";
import type { SearchCatalog, SearchFacts, SearchRecord } from "../../src/search/search-index.ts";

/** Reads an index's files as a browser's scripts do; `text` gives one by its path below `search/`. */
export class SearchParts implements IndexParts {
  readonly #text: (file: string) => string | undefined;
  /** What was asked for, in turn. */
  readonly asked: string[] = [];

  constructor(text: (file: string) => string | undefined) {
    this.#text = text;
  }

  /** Of planned files. */
  static of(files: readonly TextFile[]): SearchParts {
    const texts = new Map(files.map((file) => [file.file, "make" in file ? file.make : () => file.text]));
    return new SearchParts((file) => texts.get(`search/${file}`)?.());
  }

  catalog(language: string): Promise<SearchCatalog> {
    return this.#load("catalog", language, `${language}/catalog.js`);
  }

  shard(language: string, folder: string, number: number): Promise<string> {
    return this.#part("shard", language, `${folder}/${number}`);
  }

  records(language: string, folder: string, number: number): Promise<SearchRecord[]> {
    return this.#part("records", language, `${folder}/${number}`);
  }

  facts(language: string, folder: string): Promise<SearchFacts> {
    return this.#part("facts", language, `${folder}/facts`);
  }

  texts(language: string, shards: string, number: number): Promise<string[]> {
    return this.#part("texts", language, `${shards}-t/${number}`);
  }

  #part<Data>(kind: string, language: string, name: string): Promise<Data> {
    return this.#load(kind, `${language}/${name}`, `${language}/parts/${name}.js`);
  }

  async #load<Data>(kind: string, name: string, file: string): Promise<Data> {
    this.asked.push(file);
    const text = this.#text(file);
    if (text === undefined) throw new Error(`no file ${file}`);
    let found: Data | undefined;
    // What a script element does, with the one function that the files call.
    new Function("broadsheetSearch", text)((...[itsKind, itsName, data]: [string, string, Data]) => {
      if (itsKind === kind && itsName === name) found = data;
    });
    if (found === undefined) throw new Error(`${file} is not ${kind} ${name}`);
    return found;
  }
}

/** Addresses of everything that a query finds, best first. */
export async function searchAll(parts: IndexParts, query: Query): Promise<string[]> {
  const search = await Search.begin(parts, query);
  const found: string[] = [];
  do {
    const results = await search.next(10);
    found.push(...results.map(({ record: [url] }) => url));
  } while (search.hasMore);
  return found;
}
