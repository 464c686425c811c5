import { isBeginning, queryWords } from "../fold.ts";
import { type Hit, type Matched, rank } from "../rank.ts";
import { findTerms, shardsFor } from "../read-segment.ts";
import {
  recordsInFile,
  type SearchCatalogSegment,
  type SearchFacts,
  type SearchRecord,
  textsInFile,
} from "../search-index.ts";
import type { IndexLoader } from "./index-loader.ts";

/** What a reader asks for. */
export interface Query {
  /** As typed. */
  text: string;
  /** Languages to look in. */
  languages: readonly string[];
  /** Key of a section; those below it are in it. */
  section?: string | undefined;
  /** Days since 1970, both inside. */
  from?: number | undefined;
  to?: number | undefined;
}

export interface Result {
  language: string;
  record: SearchRecord;
  /** Name of its section. */
  section: string;
  /** The words of its copy, where the index holds them. */
  text?: () => Promise<string>;
}

/** Shards that one word may open in a segment: beyond that a beginning says too little. */
const shardsOfWord = 2;

interface RankedHit extends Hit {
  language: string;
  segment: SearchCatalogSegment;
  /** Newest segment 0. */
  age: number;
}

/**
 * One search, going back in time segment by segment: small archives are searched whole before anything is shown, large ones
 * until there is enough; `next` goes on from there. Results keep their places once they are shown.
 */
export class Search {
  readonly #loader: IndexLoader;
  readonly #query: Query;
  readonly #words: string[];
  readonly #queue: { language: string; segment: SearchCatalogSegment; age: number }[] = [];
  readonly #sections = new Map<string, Map<string, { name: string; parent?: string }>>();
  readonly #withTexts = new Set<string>();
  #hits: RankedHit[] = [];
  #shown = 0;
  #docs = 0;
  /** Stories found so far. */
  total = 0;
  /** The oldest year searched, where older ones are left. */
  searchedBackTo: number | undefined;

  private constructor(loader: IndexLoader, query: Query) {
    this.#loader = loader;
    this.#query = query;
    this.#words = queryWords(query.text);
  }

  static async begin(loader: IndexLoader, query: Query, isFresh = false): Promise<Search> {
    const search = new Search(loader, query);
    const catalogs = await Promise.all(query.languages.map((language) => loader.catalog(language, isFresh)));
    for (const { language, segments, sections, hasTexts } of catalogs) {
      if (hasTexts) search.#withTexts.add(language);
      search.#sections.set(language, new Map(sections.map(({ key, ...section }) => [key, section])));
      for (const [age, segment] of segments.entries()) search.#queue.push({ language, segment, age });
    }
    search.#queue.sort((a, b) => a.age - b.age);
    return search;
  }

  get words(): readonly string[] {
    return this.#words;
  }

  /** Whether `next` may find more: shown ones left, or segments not yet searched. */
  get hasMore(): boolean {
    return this.#hits.length > this.#shown || this.#queue.length > 0;
  }

  get hasOlder(): boolean {
    return this.#queue.length > 0;
  }

  /** The next results, best first. */
  async next(count: number): Promise<Result[]> {
    if (this.#words.length === 0) return [];
    const whole = () => this.#hits.slice(this.#shown).filter(({ words }) => words === this.#words.length).length;
    // An archive of this many stories is searched at once; a larger one as far back as it takes.
    while (this.#queue.length > 0 && (this.#docs < searchedAtOnce || whole() < count)) await this.#searchOne();
    const rest = this.#hits.slice(this.#shown);
    rest.sort((a, b) => b.words - a.words || b.score - a.score || a.age - b.age || b.doc - a.doc);
    // Stories that lack a word of the query stand in for those that have all, never beside them.
    const best = rest[0]?.words ?? 0;
    const shown = this.#shown > 0 ? Math.min(this.#hits[0]?.words ?? 0, best) : best;
    const fit = rest.filter(({ words }) => words >= shown);
    this.#hits = [...this.#hits.slice(0, this.#shown), ...fit];
    this.total = this.#hits.length;
    const page = fit.slice(0, count);
    this.#shown += page.length;
    this.searchedBackTo = this.#queue[0] && yearAfter(this.#queue[0].segment.key);
    return await Promise.all(page.map((hit) => this.#result(hit)));
  }

  async #searchOne(): Promise<void> {
    const entry = this.#queue.shift();
    if (!entry) return;
    const { language, segment } = entry;
    this.#docs += segment.docs;
    const firsts = segment.firsts === "" ? [] : segment.firsts.split(" ");
    const matched = await Promise.all(
      this.#words.map(async (word): Promise<Matched> => {
        const beginning = isBeginning(word);
        const numbers = shardsFor(firsts, word).slice(0, beginning ? shardsOfWord : 1);
        const shards = await Promise.all(numbers.map((number) => this.#loader.shard(language, segment.shards, number)));
        return { word, terms: shards.flatMap((shard) => findTerms(shard, word, { isBeginning: beginning })) };
      }),
    );
    const facts = await this.#facts(language, segment);
    for (const hit of rank(matched, segment.docs)) {
      if (!facts || this.#fits(hit.doc, facts, language)) this.#hits.push({ ...hit, ...entry });
    }
  }

  /** Only a query with filters asks for them. */
  async #facts(language: string, segment: SearchCatalogSegment): Promise<SearchFacts | undefined> {
    const { section, from, to } = this.#query;
    if (section === undefined && from === undefined && to === undefined) return undefined;
    return await this.#loader.facts(language, segment.records);
  }

  #fits(doc: number, { facts, sections }: SearchFacts, language: string): boolean {
    const { section, from = 0, to = Number.POSITIVE_INFINITY } = this.#query;
    const day = facts[doc * 2] ?? 0;
    if (day < from || day > to) return false;
    if (section === undefined) return true;
    const known = this.#sections.get(language);
    let key: string | undefined = sections[facts[doc * 2 + 1] ?? 0];
    // A circle of sections can't be: the catalogue is made from a tree.
    while (key !== undefined && key !== section) key = known?.get(key)?.parent;
    return key === section;
  }

  async #result({ doc, language, segment }: RankedHit): Promise<Result> {
    const records = await this.#loader.records(language, segment.records, Math.floor(doc / recordsInFile));
    const record = records[doc % recordsInFile];
    if (!record) throw new Error(`no record ${doc} in ${segment.key}`);
    const text = async () => {
      const texts = await this.#loader.texts(language, segment.shards, Math.floor(doc / textsInFile));
      return texts[doc % textsInFile] ?? "";
    };
    return {
      language,
      record,
      section: this.#sections.get(language)?.get(record[3])?.name ?? "",
      ...(this.#withTexts.has(language) && { text }),
    };
  }
}

/** The year in which the search begins when a segment and what is before it are left out: `2014-2019` → 2020. */
function yearAfter(segment: string): number {
  const [, first = "", last = first] = /^(\d{4})(?:-(\d{4}))?$/.exec(segment) ?? [];
  // Of the newest story's year a part is searched already.
  return first === "" ? Number(segment.slice(0, 4)) : Number(last) + 1;
}

const searchedAtOnce = 20_000;
