import { isBeginning, queryWords, wordsOf } from "../fold.ts";
import { type Hit, type Matched, rarity, score } from "../rank.ts";
import { findTerms, shardsFor } from "../read-segment.ts";
import {
  recordsInFile,
  type SearchCatalogSegment,
  type SearchFacts,
  type SearchRecord,
  textsInFile,
} from "../search-index.ts";
import type { IndexParts } from "./index-loader.ts";

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

/** A segment on its way to be searched. */
interface Waiting {
  language: string;
  segment: SearchCatalogSegment;
  /** Newest segment 0. */
  age: number;
}

/** A segment with what it has of the query. */
interface Searched extends Waiting {
  matched: Matched[];
  facts: SearchFacts | undefined;
}

type RankedHit = Hit & Waiting;

/** Stories that are searched at once: small archives whole, large ones from there back until there is enough. */
const searchedAtOnce = 20_000;

/** One search; `next` goes on where it stopped. Results keep their places once they are shown. */
export class Search {
  readonly #loader: IndexParts;
  readonly #query: Query;
  readonly #words: string[];
  readonly #queue: Waiting[] = [];
  readonly #searched: Searched[] = [];
  readonly #sections = new Map<string, Map<string, { name: string; parent?: string }>>();
  readonly #withTexts = new Set<string>();
  readonly #shown = new Set<string>();
  /** How many words of the query a result must have: as many as the best one. */
  #least: number | undefined;
  /** How many terms of what was searched each word of the query met. */
  #having = new Map<string, number>();
  /** Stories found so far. */
  total = 0;

  private constructor(loader: IndexParts, query: Query) {
    this.#loader = loader;
    this.#query = query;
    this.#words = queryWords(query.text);
  }

  static async begin(loader: IndexParts, query: Query, isFresh = false): Promise<Search> {
    const search = new Search(loader, query);
    const catalogs = await Promise.all(query.languages.map((language) => loader.catalog(language, isFresh)));
    for (const { language, segments, sections, hasTexts } of catalogs) {
      if (hasTexts) search.#withTexts.add(language);
      search.#sections.set(language, new Map(sections.map(({ key, ...section }) => [key, section])));
      for (const [age, segment] of segments.entries()) {
        if (mayHold(segment.key, query)) search.#queue.push({ language, segment, age });
      }
    }
    search.#queue.sort((a, b) => a.age - b.age);
    return search;
  }

  get words(): readonly string[] {
    return this.#words;
  }

  /** Whether what is shown lacks words of the query: then no story that was asked for has them all. */
  get lacksWords(): boolean {
    return this.#least !== undefined && this.#least < this.#words.length;
  }

  /** The words that no story has, as they were typed. */
  get unknownWords(): string[] {
    const text = this.#query.text.normalize("NFC");
    const unknown = new Set(this.#words.filter((word) => (this.#having.get(word) ?? 0) === 0));
    return wordsOf(text).flatMap(({ term, start, end }) => {
      return unknown.delete(term) ? [text.slice(start, end)] : [];
    });
  }

  /** Whether `next` may find more: found ones that are not shown, or segments not yet searched. */
  get hasMore(): boolean {
    return this.total > this.#shown.size || this.hasOlder;
  }

  get hasOlder(): boolean {
    return this.#words.length > 0 && this.#queue.length > 0;
  }

  /** The oldest year searched, where older ones are left. */
  get searchedBackTo(): number | undefined {
    const [next] = this.#queue;
    if (!next) return undefined;
    // Of the newest story's year a part may be searched already.
    const { first, last } = yearsOf(next.segment.key);
    return next.segment.key.length === 4 || first !== last ? last + 1 : last;
  }

  /** The next results, best first. */
  async next(count: number): Promise<Result[]> {
    if (this.#words.length === 0) return [];
    if (this.#searched.length === 0) await this.#searchMore(searchedAtOnce);
    let rest = this.#rank();
    while (this.#queue.length > 0 && rest.filter(({ words }) => words === this.#words.length).length < count) {
      await this.#searchMore(1);
      rest = this.#rank();
    }
    // Stories that lack a word of the query stand in for those that have all, never beside them.
    this.#least ??= rest[0]?.words;
    const fit = rest.filter(({ words }) => words >= (this.#least ?? 0));
    const page = fit.slice(0, count);
    const results = await Promise.all(page.map((hit) => this.#result(hit)));
    for (const hit of page) this.#shown.add(nameOf(hit));
    this.total = this.#shown.size + fit.length - page.length;
    return results;
  }

  /** Searches the next segments, side by side, until they hold so many stories. */
  async #searchMore(stories: number): Promise<void> {
    let length = 0;
    for (let sum = 0; sum < stories && length < this.#queue.length; length += 1)
      sum += this.#queue[length]?.segment.docs ?? 0;
    const found = await Promise.all(this.#queue.slice(0, length).map((waiting) => this.#search(waiting)));
    this.#queue.splice(0, length);
    this.#searched.push(...found);
  }

  async #search(waiting: Waiting): Promise<Searched> {
    const { language, segment } = waiting;
    const firsts = segment.firsts === "" ? [] : segment.firsts.split(" ");
    const facts = this.#facts(language, segment);
    const matched = await Promise.all(
      this.#words.map(async (word): Promise<Matched> => {
        const beginning = isBeginning(word);
        const numbers = shardsFor(firsts, word).slice(0, beginning ? shardsOfWord : 1);
        const shards = await Promise.all(numbers.map((number) => this.#loader.shard(language, segment.shards, number)));
        return { word, terms: shards.flatMap((shard) => findTerms(shard, word, { isBeginning: beginning })) };
      }),
    );
    return { ...waiting, matched, facts: await facts };
  }

  /** Everything found that is not shown, best first. */
  #rank(): RankedHit[] {
    const stories = this.#searched.reduce((sum, { segment }) => sum + segment.docs, 0);
    const having = new Map<string, number>();
    for (const { word, terms } of this.#searched.flatMap(({ matched }) => matched)) {
      const count = terms.reduce((sum, { postings }) => sum + postings.length, 0);
      having.set(word, (having.get(word) ?? 0) + count);
    }
    this.#having = having;
    const worthOf = (word: string) => rarity(having.get(word) ?? 0, stories);
    const hits = this.#searched.flatMap(({ matched, facts, ...waiting }) =>
      score(matched, worthOf)
        .map((hit): RankedHit => ({ ...hit, ...waiting }))
        .filter((hit) => !this.#shown.has(nameOf(hit)) && this.#fits(hit, facts)),
    );
    return hits.sort((a, b) => b.words - a.words || b.score - a.score || a.age - b.age || b.doc - a.doc);
  }

  /** Only a query with filters asks for them. */
  async #facts(language: string, segment: SearchCatalogSegment): Promise<SearchFacts | undefined> {
    const { section, from, to } = this.#query;
    if (section === undefined && from === undefined && to === undefined) return undefined;
    return await this.#loader.facts(language, segment.records);
  }

  #fits({ doc, language }: RankedHit, known: SearchFacts | undefined): boolean {
    if (!known) return true;
    const { facts, sections } = known;
    const { section, from = 0, to = Number.POSITIVE_INFINITY } = this.#query;
    const day = facts[doc * 2] ?? 0;
    if (day < from || day > to) return false;
    if (section === undefined) return true;
    const tree = this.#sections.get(language);
    let key: string | undefined = sections[facts[doc * 2 + 1] ?? 0];
    // A circle of sections can't be: the catalogue is made from a tree.
    while (key !== undefined && key !== section) key = tree?.get(key)?.parent;
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

function nameOf({ language, segment, doc }: RankedHit): string {
  return `${language} ${segment.key} ${doc}`;
}

/** The years of a segment's key: `2014-2019`, `2025`, `2026-11`, `2026-11-23`. */
function yearsOf(key: string): { first: number; last: number } {
  const first = Number(key.slice(0, 4));
  const [, last] = /^\d{4}-(\d{4})$/.exec(key) ?? [];
  return { first, last: last === undefined ? first : Number(last) };
}

/** Whether a segment may hold stories of the days that are asked for. */
function mayHold(key: string, { from, to }: Query): boolean {
  const { first, last } = yearsOf(key);
  const year = (days: number) => new Date(days * 86_400_000).getUTCFullYear();
  return (from === undefined || year(from) <= last) && (to === undefined || year(to) >= first);
}
