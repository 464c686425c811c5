import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";

/** A site of any number of stories, the same for the same number: for benchmarks and proofs. */
export interface GeneratedSite {
  folder: string;
  stories: number;
  /** Photo files (under articles/) to hand round among the stories; as many as there are stories: one each. None by default. */
  photos?: readonly string[];
}

/** One story, before anybody's front matter. */
export interface GeneratedStory {
  section: string;
  /** `story-17` */
  slug: string;
  headline: string;
  standfirst: string;
  topics: string[];
  /** Contributors' keys. */
  byline: string[];
  /** RFC 3339 with the outlet's offset. */
  published: string;
  /** Path under articles/. */
  photo?: string;
  /** Markdown. */
  copy: string;
}

export const benchSections = [
  "world",
  "india",
  "business",
  "science",
  "sport",
  "culture",
  "technology",
  "opinion",
] as const;
export const benchDesks = Array.from({ length: 24 }, (_unused, index) => `desk-${index + 1}`);
const topics = Array.from({ length: 60 }, (_unused, index) => `Subject ${index + 1}`);
const words =
  "rain river station platform signal ledger harbour market wheat price teacher library bridge engine council survey census road canal orchard kiln loom paper type column margin headline evening morning winter summer coast valley hill plain village city ward district clinic school court record measure average report figure chart season harvest storage route ferry bicycle tram".split(
    " ",
  );

/** Small and repeatable: a linear congruential generator (Numerical Recipes). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The name that readers see, of a section's or a desk's key: `Sport`, `Desk 7`. */
export function benchName(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1).replace("-", " ");
}

/** Ten years of stories, oldest first, some 400 words each, in eight sections. */
export function* generateStories(count: number, photos: readonly string[] = []): Generator<GeneratedStory> {
  const random = randomFrom(7);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const sentence = () => {
    const text = Array.from({ length: 8 + Math.floor(random() * 14) }, () => pick(words)).join(" ");
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = () => Array.from({ length: 3 + Math.floor(random() * 3) }, sentence).join(" ");
  const first = Date.UTC(2016, 0, 1);
  const span = Date.UTC(2025, 11, 31) - first;
  for (let index = 0; index < count; index += 1) {
    const section = pick(benchSections);
    const published = new Date(first + Math.floor((span * index) / count)).toISOString().slice(0, 19);
    const headline = `${sentence().slice(0, -1).split(" ").slice(0, 9).join(" ")} ${index}`;
    const standfirst = sentence();
    const named = [...new Set([pick(topics), pick(topics)])];
    const byline = [pick(benchDesks)];
    const photo = photos.length === count ? photos[index] : photos.length > 0 ? pick(photos) : undefined;
    const copy = Array.from({ length: 7 }, paragraph);
    copy.splice(
      3,
      0,
      `## ${sentence().slice(0, 40)}`,
      `As *${pick(words)}* and **${pick(words)}** show, [the ${pick(words)}](https://example.org/${index}) is “${pick(words)}”.`,
    );
    yield {
      section,
      slug: `story-${index}`,
      headline,
      standfirst,
      topics: named,
      byline,
      published: `${published}+05:30`,
      ...(photo !== undefined && { photo }),
      copy: copy.join("\n\n"),
    };
  }
}

/** Writes the site folder. */
export function generateSite({ folder, stories, photos = [] }: GeneratedSite): void {
  const data = {
    outlet: {
      name: "The Bench",
      url: "https://bench.example",
      timeZone: "Asia/Kolkata",
      languages: [{ code: "en", name: "English", locale: "en-IN" }],
    },
    sections: Object.fromEntries(benchSections.map((key) => [key, { name: benchName(key) }])),
    contributors: Object.fromEntries(benchDesks.map((key) => [key, { name: benchName(key) }])),
  };
  for (const [name, value] of Object.entries(data)) writeText(join(folder, "_data", `${name}.yaml`), stringify(value));
  for (const story of generateStories(stories, photos)) {
    const { section, slug, copy, photo, headline, standfirst, topics, byline, published } = story;
    const frontMatter = {
      headline,
      standfirst,
      section,
      topics,
      byline,
      published,
      ...(photo !== undefined && { photo: { file: photo, alt: "A generated picture", credit: "The Bench" } }),
    };
    writeText(join(folder, "articles", section, published.slice(0, 4), `${slug}.md`), markdownFile(frontMatter, copy));
  }
}

/** A story's file: front matter as YAML, then the copy. */
export function markdownFile(frontMatter: object, copy: string): string {
  return `---\n${stringify(frontMatter, { lineWidth: 0 })}---\n\n${copy}\n`;
}

/** Writes a file, and the folders on the way to it. */
export function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
