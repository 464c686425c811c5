import { shortSlug } from "../base/text.ts";
import type { Topics as TopicRecords } from "../content/data-schemas.ts";
import { inLanguage } from "../content/schema-parts.ts";

/** The slug under which a topic stands, whether a story names it by key, by proper name or in free text. */
export class TopicIndex {
  readonly #records: TopicRecords;
  readonly #slugs = new Map<string, string>();
  readonly #keys = new Map<string, string>();
  readonly #freeNames = new Map<string, string>();

  constructor(records: TopicRecords) {
    this.#records = records;
    for (const [key, record] of Object.entries(records)) {
      const slug = shortSlug(key);
      this.#keys.set(slug, key);
      const names = typeof record.name === "string" ? [record.name] : Object.values(record.name);
      for (const name of [key, ...names]) this.#slugs.set(name.toLowerCase(), slug);
    }
  }

  /** Undefined where a topic's text holds no letter or digit. The first spelling of a free topic names it. */
  slugOf(topic: string): string | undefined {
    const known = this.#slugs.get(topic.toLowerCase());
    if (known) return known;
    const slug = shortSlug(topic);
    if (slug === "") return undefined;
    if (!this.#keys.has(slug) && !this.#freeNames.has(slug)) this.#freeNames.set(slug, topic);
    return slug;
  }

  nameOf(slug: string, language: string): string {
    const key = this.#keys.get(slug);
    return (key && inLanguage(this.#records[key]?.name, language)) ?? this.#freeNames.get(slug) ?? slug;
  }

  descriptionOf(slug: string, language: string): string | undefined {
    const key = this.#keys.get(slug);
    return key === undefined ? undefined : inLanguage(this.#records[key]?.description, language);
  }
}
