import type { SearchCatalog, SearchFacts, SearchRecord } from "../search-index.ts";

declare global {
  /** What every file of the index calls. */
  var broadsheetSearch: (kind: string, name: string, data: unknown) => void;
}

/** The parts of an index, wherever they come from. */
export interface IndexParts {
  /** `isFresh`: past what a cache holds, when the index changed under us. */
  catalog(language: string, isFresh?: boolean): Promise<SearchCatalog>;
  shard(language: string, folder: string, number: number): Promise<string>;
  records(language: string, folder: string, number: number): Promise<SearchRecord[]>;
  facts(language: string, folder: string): Promise<SearchFacts>;
  /** Words of stories' copy; only where the catalogue says that there are some. */
  texts(language: string, shards: string, number: number): Promise<string[]>;
}

/** Loads parts of the index as classic scripts, each once: on a CDN, below a path and from a disk alike. */
export class IndexLoader implements IndexParts {
  readonly #root: string;
  readonly #loads = new Map<string, Promise<unknown>>();
  readonly #waiting = new Map<string, (data: unknown) => void>();

  /** `root`: the site's address, with a slash at the end. */
  constructor(root: string) {
    this.#root = root;
    globalThis.broadsheetSearch = (kind, name, data) => this.#waiting.get(`${kind} ${name}`)?.(data);
  }

  catalog(language: string, isFresh = false): Promise<SearchCatalog> {
    const file = `${language}/catalog.js`;
    if (isFresh) this.#loads.delete(file);
    return this.#load("catalog", language, file, isFresh) as Promise<SearchCatalog>;
  }

  shard(language: string, folder: string, number: number): Promise<string> {
    return this.#numbered("shard", language, folder, number) as Promise<string>;
  }

  records(language: string, folder: string, number: number): Promise<SearchRecord[]> {
    return this.#numbered("records", language, folder, number) as Promise<SearchRecord[]>;
  }

  texts(language: string, shards: string, number: number): Promise<string[]> {
    return this.#numbered("texts", language, `${shards}-t`, number) as Promise<string[]>;
  }

  facts(language: string, folder: string): Promise<SearchFacts> {
    return this.#load(
      "facts",
      `${language}/${folder}/facts`,
      `${language}/parts/${folder}/facts.js`,
    ) as Promise<SearchFacts>;
  }

  #numbered(kind: string, language: string, folder: string, number: number): Promise<unknown> {
    const name = `${language}/${folder}/${number}`;
    return this.#load(kind, name, `${language}/parts/${folder}/${number}.js`);
  }

  #load(kind: string, name: string, file: string, isFresh = false): Promise<unknown> {
    let load = this.#loads.get(file);
    if (!load) {
      load = new Promise<unknown>((resolve, reject) => {
        const script = document.createElement("script");
        const done = () => {
          script.remove();
          this.#waiting.delete(`${kind} ${name}`);
        };
        this.#waiting.set(`${kind} ${name}`, resolve);
        script.src = `${this.#root}search/${file}${isFresh ? `?${Date.now()}` : ""}`;
        script.onload = () => {
          done();
          // A server may answer a missing file with a page: then nothing has called us.
          reject(new Error(file));
        };
        script.onerror = () => {
          done();
          reject(new Error(file));
        };
        document.head.append(script);
      });
      this.#loads.set(file, load);
      // What failed is tried again the next time.
      load.catch(() => this.#loads.delete(file));
    }
    return load;
  }
}
