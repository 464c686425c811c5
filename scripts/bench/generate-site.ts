import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

/** A site of any number of stories, the same for the same number: for benchmarks and proofs. */
export interface GeneratedSite {
  folder: string;
  stories: number;
  /** Photo files (under articles/) to hand round among the stories; none by default. */
  photos?: readonly string[];
}

export const benchSections = ["world", "india", "business", "science", "sport", "culture", "technology", "opinion"] as const;
const desks = Array.from({ length: 24 }, (_unused, index) => `desk-${index + 1}`);
const topics = Array.from({ length: 60 }, (_unused, index) => `Subject ${index + 1}`);
const words =
  "rain river station platform signal ledger harbour market wheat price teacher library bridge engine council survey census road canal orchard kiln loom paper type column margin headline evening morning winter summer coast valley hill plain village city ward district clinic school court record measure average report figure chart season harvest storage route ferry bicycle tram".split(" ");

/** Small and repeatable: a linear congruential generator (Numerical Recipes). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Writes the site folder: ten years of stories, some 400 words each, in eight sections. */
export function generateSite({ folder, stories, photos = [] }: GeneratedSite): void {
  const random = randomFrom(7);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const sentence = () => {
    const text = Array.from({ length: 8 + Math.floor(random() * 14) }, () => pick(words)).join(" ");
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = () => Array.from({ length: 3 + Math.floor(random() * 3) }, sentence).join(" ");

  mkdirSync(join(folder, "_data"), { recursive: true });
  const data = {
    outlet: { name: "The Bench", url: "https://bench.example", timeZone: "Asia/Kolkata", languages: [{ code: "en", name: "English", locale: "en-IN" }] },
    sections: Object.fromEntries(benchSections.map((key) => [key, { name: key.charAt(0).toUpperCase() + key.slice(1) }])),
    contributors: Object.fromEntries(desks.map((key) => [key, { name: key.replace("desk-", "Desk ") }])),
  };
  for (const [name, value] of Object.entries(data)) writeFileSync(join(folder, "_data", `${name}.yaml`), stringify(value));

  const first = Date.UTC(2016, 0, 1);
  const span = Date.UTC(2025, 11, 31) - first;
  for (let index = 0; index < stories; index += 1) {
    const section = pick(benchSections);
    const published = new Date(first + Math.floor((span * index) / stories)).toISOString().slice(0, 19);
    const headline = sentence().slice(0, -1).split(" ").slice(0, 9).join(" ");
    const frontMatter = {
      headline: `${headline} ${index}`,
      standfirst: sentence(),
      section,
      topics: [...new Set([pick(topics), pick(topics)])],
      byline: [pick(desks)],
      published: `${published}+05:30`,
      ...(photos.length > 0 && { photo: { file: pick(photos), alt: "A generated picture", credit: "The Bench" } }),
    };
    const copy = Array.from({ length: 7 }, paragraph);
    copy.splice(3, 0, `## ${sentence().slice(0, 40)}`, `As *${pick(words)}* and **${pick(words)}** show, [the ${pick(words)}](https://example.org/${index}) is “${pick(words)}”.`);
    const file = join(folder, "articles", section, published.slice(0, 4), `story-${index}.md`);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, `---\n${stringify(frontMatter, { lineWidth: 0 })}---\n\n${copy.join("\n\n")}\n`);
  }
}
