import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { cases } from "../support/cases.ts";
import { differences, plainPhoto, type SiteFolder, smallSite } from "../support/site-folder.ts";

/** Small and repeatable, so that a failure can be run again by its seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 10, 6);

/** One random edit of a site; gives what was done, in words. */
class RandomEditor {
  now = start;
  readonly #folder: SiteFolder;
  readonly #random: () => number;
  readonly #stories = new Map<string, Record<string, unknown>>();
  #count = 0;

  constructor(folder: SiteFolder, random: () => number) {
    this.#folder = folder;
    this.#random = random;
  }

  async edit(): Promise<string> {
    const edits = [
      () => this.#add(),
      () => this.#add(),
      () => this.#change(),
      () => this.#change(),
      () => this.#rename(),
      () => this.#removeStory(),
      () => this.#photo(),
      () => this.#template(),
      () => this.#strings(),
      () => this.#sections(),
      () => this.#front(),
      () => this.#clock(),
    ];
    return (await this.#pick(edits)()) ?? "nothing";
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)] as Item;
  }

  #add(): string {
    this.#count += 1;
    const id = `${this.#pick(["world", "sport"])}/story-${this.#count}`;
    const published = new Date(start + Math.floor((this.#random() - 0.7) * 60 * 24) * hour).toISOString();
    const language = this.#pick(["en", "en", "en", "hi", "ur"]);
    this.#stories.set(id, {
      headline: `Story ${this.#count}`,
      section: this.#pick(["world", "sport", "cricket"]),
      published,
      language,
      type: this.#pick(["news", "news", "opinion", "analysis", "gallery"]),
      topics: [this.#pick(["Rivers", "Rail", "नदी"])],
      byline: [this.#pick(["news-desk", "sport-desk", "A Guest"])],
      ...(this.#random() < 0.4 && {
        photo: { file: "photos/one.jpg", alt: "A plain colour", credit: this.#pick(["ANI", "PTI"]) },
      }),
      ...(this.#random() < 0.2 && { status: this.#pick(["draft", "withheld"]) }),
      ...(this.#random() < 0.2 && { embargo: new Date(start + 30 * hour).toISOString() }),
      ...(this.#random() < 0.2 && { expires: new Date(start + 20 * hour).toISOString() }),
      ...(this.#random() < 0.2 && { series: { name: "A series" } }),
      ...(this.#random() < 0.2 && {
        corrections: [{ kind: "correction", date: "2026-01-02", text: "A date was wrong." }],
      }),
    });
    this.#save(id);
    return `added ${id}`;
  }

  #save(id: string): void {
    const related = [...this.#stories.keys()].filter((other) => other !== id)[0];
    const copy =
      this.#random() < 0.3 && related
        ? `A paragraph.\n\n:::related{story="${related}"}\n:::\n`
        : `A paragraph ${this.#random()}.\n`;
    this.#folder.writeStory(id, this.#stories.get(id) ?? {}, copy);
  }

  #anyStory(): string | undefined {
    return this.#stories.size === 0 ? undefined : this.#pick([...this.#stories.keys()]);
  }

  #change(): string | undefined {
    const id = this.#anyStory();
    const story = id && this.#stories.get(id);
    if (!id || !story) return undefined;
    const changes: Record<string, unknown>[] = [
      { headline: `${story.headline} again` },
      { status: this.#pick(["ready", "draft"]) },
      { section: this.#pick(["world", "cricket"]) },
      { kill: { at: "2026-01-11", reason: "No reason" } },
      { standfirst: "A line below." },
      { aliases: [`/old/${id.split("/")[1]}/`] },
    ];
    Object.assign(story, this.#pick(changes));
    this.#save(id);
    return `changed ${id}`;
  }

  #rename(): string | undefined {
    const id = this.#anyStory();
    if (!id) return undefined;
    const story = this.#stories.get(id) ?? {};
    this.#removeStory(id);
    this.#stories.set(`${id}x`, story);
    this.#save(`${id}x`);
    return `renamed ${id}`;
  }

  #removeStory(id = this.#anyStory()): string | undefined {
    if (!id) return undefined;
    this.#stories.delete(id);
    this.#folder.remove(`articles/${id}.md`);
    // Nothing may refer to what does not exist.
    for (const other of this.#stories.keys()) this.#folder.writeStory(other, this.#stories.get(other) ?? {});
    this.#folder.remove("_data/fronts/home.en.yaml");
    return `removed ${id}`;
  }

  async #photo(): Promise<string> {
    const [red, green, blue] = [this.#random(), this.#random(), this.#random()].map((each) => Math.floor(each * 255));
    this.#folder.write("articles/photos/one.jpg", await plainPhoto(red ?? 0, green ?? 0, blue ?? 0));
    return "changed the photo";
  }

  #template(): string {
    if (this.#random() < 0.4) {
      this.#folder.remove("_includes/components/footer/template.njk");
      return "took the template back";
    }
    this.#folder.write("_includes/components/footer/template.njk", `<footer>Footer ${this.#random()}</footer>\n`);
    return "changed a template";
  }

  #strings(): string {
    this.#folder.writeYaml("_data/strings/en.yaml", { latest: `Latest ${this.#random()}` });
    return "changed a string";
  }

  #sections(): string {
    this.#folder.writeYaml("_data/sections.yaml", {
      world: { name: this.#pick(["World", "Abroad"]) },
      sport: { name: "Sport" },
      cricket: { name: "Cricket", parent: "sport" },
    });
    return "changed the sections";
  }

  #front(): string | undefined {
    const id = this.#anyStory();
    if (!id) return undefined;
    this.#folder.writeYaml("_data/fronts/home.en.yaml", {
      slots: [{ name: this.#pick(["lead", "second"]), story: id, headline: "On the front" }],
    });
    return `pinned ${id}`;
  }

  #clock(): string {
    this.now += Math.floor((this.#random() - 0.3) * 40) * hour;
    return "moved the clock";
  }
}

const seeds = Array.from({ length: cases(3, 60) }, (_unused, index) => index + 1);

test.each(seeds)(
  "after any series of edits the output equals a clean build's, byte for byte (seed %i)",
  { timeout: 240_000 },
  async (seed) => {
    const random = randomFrom(seed);
    const folder = smallSite();
    try {
      folder.write("articles/photos/one.jpg", await plainPhoto(200, 40, 30));
      const editor = new RandomEditor(folder, random);
      const done: string[] = [];
      for (let round = 0; round < cases(5, 12); round += 1) {
        for (let step = 0; step < 1 + Math.floor(random() * 4); step += 1) done.push(await editor.edit());
        const options = { site: folder.site, now: editor.now, allowRemoved: true };
        const incremental = await build({ ...options, output: folder.path("out"), cache: folder.path("cache") });
        const clean = await build({
          ...options,
          output: folder.path(`clean-${round}`),
          cache: folder.path(`clean-cache-${round}`),
        });
        const errors = (result: typeof clean) => result.problems.filter((each) => each.severity === "error");
        expect(errors(incremental), done.join(", ")).toEqual(errors(clean));
        if (clean.status === 0)
          expect(differences(folder.path("out"), folder.path(`clean-${round}`)), done.join(", ")).toEqual([]);
      }
      expect(readdirSync(folder.path("out")).length).toBeGreaterThan(0);
    } finally {
      folder.close();
    }
  },
);
