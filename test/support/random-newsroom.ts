// Longer than 250 lines: one newsroom with something hidden in every place that there is, told in one go.
import { join } from "node:path";
import sharp from "sharp";
import { agenciesSchema, contributorsSchema, topicsSchema } from "../../src/content/data-schemas.ts";
import { frontSchema } from "../../src/content/front-schema.ts";
import { liveEntrySchema } from "../../src/content/live-entry-schema.ts";
import { sidecarSchema } from "../../src/content/photo-schema.ts";
import { storySchema, storyTypes } from "../../src/content/story-schema.ts";
import { app1, app13, iim, imageResource, tiff, utf8Marker, withSegments, xmpPacket } from "../photos/fixtures.ts";
import { Random } from "./random.ts";
import { omit, sampleOf } from "./schema-sample.ts";
import { type SiteFolder, smallSite } from "./site-folder.ts";
import { SiteRepository } from "./site-repository.ts";

/** Stands in every word that readers may not see, and nowhere else. */
export const secretMark = "qzmark";
/** Stands in every word of stories that have expired: their pages say it, fronts and feeds may not. */
export const expiredMark = "qzexpired";
/** The same in the scripts of Hindi and Urdu, behind each marked word: escapes of all kinds are needed to hide it. */
export const secretLetters = { hi: "ञठढञठढ", ur: "ڑڈڑڈٹژ" };

export interface RandomNewsroom {
  folder: SiteFolder;
  /** Where the site stands, which is elsewhere where it is in a repository. */
  site: string;
  now: number;
  /** Names of hidden things from which somebody could guess a digest: ids, headlines, addresses, file names. */
  secrets: string[];
  /** In words, for the message of a test that failed. */
  description: string;
  close(): void;
}

const hour = 3_600_000;
const day = 24 * hour;
export const hiddenWays = [
  "draft",
  "withheld",
  "embargoed",
  "scheduled",
  "neverpublic",
  "draftkilled",
  "notice",
] as const;
type HiddenWay = (typeof hiddenWays)[number];
const zones = ["Asia/Kolkata", "Europe/London", "America/New_York", "Pacific/Apia", "UTC"];

/**
 * A newsroom of some public stories, and of hidden ones in every way, each key of their front matter filled with marked
 * words. Of one seed the two voices differ by hidden words alone, so that both must give the same site, byte for byte.
 */
export async function randomNewsroom(seed: number, voice: "a" | "b" = "a"): Promise<RandomNewsroom> {
  return await new NewsroomMaker(seed, voice).make();
}

class NewsroomMaker {
  readonly #random: Random;
  readonly #voice: "a" | "b";
  readonly #now: number;
  readonly #zone: string;
  readonly #languages: string[];
  readonly #secrets: string[] = [];
  readonly #hidden: string[] = [];
  readonly #public: { id: string; language: string }[] = [];
  readonly #repository: SiteRepository | undefined;
  readonly #folder: SiteFolder;
  #photos = 0;

  constructor(seed: number, voice: "a" | "b") {
    this.#random = new Random(seed);
    this.#voice = voice;
    // Whole minutes: some front matter is written without seconds.
    this.#now = Date.UTC(2026, 5, 1, 6, 30) + this.#random.below(24 * 60 * 200) * 60_000;
    this.#zone = this.#random.pick(zones);
    this.#languages = this.#random.pick([["en", "hi", "ur"], ["en", "hi", "ur"], ["ur", "en"], ["hi", "ur"], ["en"]]);
    this.#repository = this.#random.chance(0.25) ? new SiteRepository() : undefined;
    this.#folder = this.#repository?.folder ?? smallSite();
  }

  async make(): Promise<RandomNewsroom> {
    const site = this.#repository?.site ?? this.#folder.site;
    const features = this.#outlet();
    await this.#data();
    this.#picture("photos/open.jpg", await plain(120));
    // Hidden stories first, so that public ones can refer to any of them.
    const ways = [...hiddenWays].sort(() => this.#random.next() - 0.5).slice(0, 5);
    for (const [index, way] of ways.entries()) this.#hidden.push(this.#idOf(way, index));
    for (let index = 0; index < 3 + this.#random.below(3); index += 1) this.#publicStory(index);
    for (const [index, way] of ways.entries()) await this.#hiddenStory(way, this.#hidden[index] ?? "", index);
    await this.#liveStory();
    await this.#expiredStory();
    await this.#photoStory();
    await this.#fronts();
    this.#folder.write(
      `_data/pages/${this.#languages[0]}/about.md`,
      `---\ntitle: About\n---\n\nAbout us, and [a story](/${this.#pickHidden()}.md).\n`,
    );
    this.#repository?.commit(this.#iso(-2 * hour));
    return {
      folder: this.#folder,
      site,
      now: this.#now,
      secrets: this.#secrets,
      description: `${ways.join(", ")}; ${this.#languages.join(", ")}; ${this.#zone}; ${JSON.stringify(features)}${this.#repository ? "; git" : ""}`,
      close: () => this.#folder.close(),
    };
  }

  /** `shift`: ms from the newsroom's moment. */
  #iso(shift: number): string {
    return new Date(this.#now + shift).toISOString();
  }

  /** A marked word for a place; letters alone, so that it stays one word wherever words are taken apart. */
  #mark(...place: string[]): string {
    const letters = place
      .join(".")
      .replace(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "")
      .replace(/[^A-Za-z]/g, "");
    return `${secretMark}${this.#voice}${letters}`.toLowerCase();
  }

  /** The same as a text, with a word of another script. */
  #words(...place: string[]): string {
    const word = this.#mark(...place);
    const other = this.#voice === "a" ? secretLetters : { hi: `${secretLetters.hi}क`, ur: `${secretLetters.ur}ب` };
    return `Q${word.slice(1)} ${this.#voice === "a" ? `${other.hi}ख ${other.ur}پ` : `${other.hi} ${other.ur}`}`;
  }

  #idOf(way: HiddenWay, index: number): string {
    // The address of a notice is public, and its id is in withdrawn.json.
    return way === "notice" ? `world/taken-down-${index}` : `world/${this.#mark(way, "slug", String(index))}`;
  }

  #pickHidden(): string {
    const unnamed = this.#hidden.filter((id) => id.includes(secretMark));
    return this.#random.pick(unnamed.length > 0 ? unnamed : this.#hidden);
  }

  #language(): string {
    return this.#random.pick(this.#languages);
  }

  #picture(id: string, bytes: Buffer): void {
    this.#folder.write(`articles/${id}`, bytes);
  }

  #outlet(): Record<string, boolean> {
    const names: Record<string, string> = { en: "English", hi: "हिन्दी", ur: "اردو" };
    const features = {
      search: this.#random.chance(0.8),
      lite: this.#random.chance(0.8),
      ninjs: this.#random.chance(0.8),
      history: this.#repository !== undefined,
    };
    this.#folder.writeYaml("_data/outlet.yaml", {
      name: "The Test",
      url: `https://test.example${this.#random.pick(["", "/paper", "/a/b"])}`,
      timeZone: this.#zone,
      languages: this.#languages.map((code) => ({ code, name: names[code] })),
      perPage: 5,
      permalink: this.#random.pick(["/{yyyy}/{mm}/{dd}/{slug}/", "/{section}/{slug}/", "/{id}/"]),
      photos: { leaseNotes: this.#random.chance(), socialCards: this.#random.pick(["photo", "photo", "all", "none"]) },
      features,
      publicKey: undefined,
    });
    return features;
  }

  /** Contributors, topics and agencies whom hidden stories alone name. */
  async #data(): Promise<void> {
    const filled = (file: string, schema: Parameters<typeof sampleOf>[0], shared: Record<string, unknown>) => {
      const key = this.#mark(file, "key");
      const record = sampleOf(schema, {
        ...this.#sample(file, {}),
        given: (path) => (path === "photo" ? `photos/${this.#mark("portrait")}.jpg` : undefined),
      });
      this.#folder.writeYaml(`_data/${file}.yaml`, { ...shared, [key]: record });
    };
    this.#picture(`photos/${this.#mark("portrait")}.jpg`, await this.#markedPicture("portrait"));
    this.#folder.writeYaml(`articles/photos/${this.#mark("portrait")}.jpg.yaml`, {
      alt: this.#words("portrait", "alt"),
      credit: this.#words("portrait", "credit"),
    });
    const { valueType: contributor } = contributorsSchema;
    const { valueType: topic } = topicsSchema;
    const { valueType: agency } = agenciesSchema;
    filled("contributors", contributor, { "news-desk": { name: "News desk" } });
    filled("topics", topic, { open: { name: "Open" } });
    filled("agencies", agency, { ani: { name: "ANI", credit: "ANI" } });
  }

  #sample(place: string, given: Record<string, unknown>) {
    return {
      random: this.#random,
      languages: this.#languages,
      text: (path: string) => this.#words(place, path),
      moment: (path: string) => this.#iso(/until|end|to$/i.test(path) ? 30 * day : -5 * day),
      given: (path: string) => given[path] ?? given[path.replace(/\.\d+\./g, ".*.")],
    };
  }

  /** A photo whose file's every kind of metadata is marked. */
  async #markedPicture(place: string): Promise<Buffer> {
    this.#photos += 1;
    const tone = 10 + this.#photos * 3 + (this.#voice === "a" ? 0 : 1);
    const field = (name: string) => this.#mark(place, name);
    return withSegments(
      await plain(tone),
      app1(
        Buffer.concat([
          Buffer.from("Exif\0\0", "latin1"),
          tiff({ main: { 270: field("exifdescription"), 315: field("exifartist"), 33432: field("exifcopyright") } }),
        ]),
      ),
      app1(
        Buffer.concat([
          Buffer.from("http://ns.adobe.com/xap/1.0/\0"),
          Buffer.from(
            xmpPacket(
              `<rdf:Description rdf:about="" photoshop:Headline="${field("xmpheadline")}" photoshop:Instructions="${field("xmpinstructions")}"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">${this.#words(place, "xmpdescription")}</rdf:li></rdf:Alt></dc:description></rdf:Description>`,
            ),
          ),
        ]),
      ),
      app13(
        imageResource(
          0x0404,
          iim(utf8Marker, ["2:05", field("iimtitle")], ["2:120", field("iimcaption")], ["2:103", field("iimjob")]),
        ),
      ),
    );
  }

  /** A photo record, its file, its sidecar and its table. */
  async #photo(place: string, more: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const file = `photos/${this.#mark(place, "file")}.jpg`;
    this.#secrets.push(file);
    this.#picture(file, await this.#markedPicture(place));
    const table = `photos/${this.#mark(place, "table")}.csv`;
    this.#folder.write(`articles/${table}`, `Place,${this.#mark(place, "column")}\n${this.#mark(place, "cell")},1\n`);
    const given = {
      file,
      agency: this.#mark("agencies", "key"),
      data: table,
      kill: omit,
      notKilled: omit,
      original: omit,
      decorative: false,
      leases: more.leases === undefined ? undefined : omit,
    };
    this.#folder.writeYaml(
      `articles/${file}.yaml`,
      sampleOf(sidecarSchema(this.#zone), this.#sample(`${place}sidecar`, given)),
    );
    return { ...this.#photoRecord(place, given), ...more };
  }

  #photoRecord(place: string, given: Record<string, unknown>): Record<string, unknown> {
    const story = sampleOf(storySchema(this.#zone).shape.photo, {
      ...this.#sample(place, {}),
      given: (path) => given[path],
    });
    return story as Record<string, unknown>;
  }

  /** What hides the story, by the way in which it is hidden. */
  #hiding(way: HiddenWay): Record<string, unknown> {
    const published = this.#iso(-day - this.#random.below(20) * hour);
    const ahead = this.#iso(this.#random.pick([1000, hour, 3 * day]));
    const kill = { reason: this.#words(way, "reason"), notice: this.#words(way, "notice") };
    const open = { status: "ready", published, embargo: omit, kill: omit };
    switch (way) {
      case "draft":
      case "withheld":
        return { ...open, status: way };
      case "embargoed":
        return { ...open, embargo: ahead };
      case "scheduled":
        return { ...open, published: ahead };
      case "neverpublic":
        return { ...open, embargo: this.#iso(-hour), kill: { at: this.#iso(-2 * hour), ...kill } };
      case "draftkilled":
        return { ...open, status: "draft", kill: { at: this.#iso(-hour), ...kill } };
      case "notice": {
        const replacedBy = this.#pickHidden();
        return { ...open, kill: { at: this.#iso(-hour), ...kill, notice: "It was wrong.", replacedBy } };
      }
    }
  }

  async #hiddenStory(way: HiddenWay, id: string, index: number): Promise<void> {
    const place = `${way}${index}`;
    const language = this.#language();
    const type = this.#random.pick(storyTypes);
    const original = this.#public.find((each) => each.language !== language);
    const isNamed = way === "notice";
    const file = !isNamed && this.#random.chance(0.3) ? `world/${this.#mark(place, "otherfile")}` : id;
    const front = sampleOf(storySchema(this.#zone), {
      ...this.#sample(place, {}),
      given: (path) => {
        const hiding = this.#hiding(way);
        const values: Record<string, unknown> = {
          ...hiding,
          section: "world",
          alsoIn: ["sport"],
          agency: this.#mark("agencies", "key"),
          topics: [
            this.#mark("topics", "key"),
            this.#words(place, "topic"),
            this.#voice === "a" ? "MONSOON" : "monsoon",
          ],
          "byline.0.name": this.#mark("contributors", "key"),
          updated: this.#iso(-60_000),
          expires: omit,
          type,
          language,
          translationOf: original && this.#random.chance() ? original.id : omit,
          photo: omit,
          gallery: omit,
          live: type === "live" ? undefined : omit,
          permalink: !isNamed && this.#random.chance(0.3) ? `/${this.#mark(place, "permalink")}/` : omit,
          id: file === id ? omit : id,
          series: this.#random.chance(0.5) ? "One series" : undefined,
        };
        return values[path];
      },
    }) as Record<string, unknown>;
    front.photo = await this.#photo(`${place}lead`);
    front.gallery = [await this.#photo(`${place}gallery`)];
    const inline = await this.#photo(`${place}inline`);
    const table = `world/${this.#mark(place, "tablefile")}.csv`;
    this.#folder.write(`articles/${table}`, `A,${this.#mark(place, "head")}\n${this.#mark(place, "row")},2\n`);
    const slug = id.split("/").at(-1) ?? id;
    if (!isNamed) this.#secrets.push(id, slug, `/${slug}/`, `articles/${file}.md`, `${file}.md`);
    this.#secrets.push(String(front.headline));
    const word = (name: string) => this.#words(place, name);
    const live = `\n\n:::live-entry{at="${this.#iso(-3 * hour)}" headline="${word("entry")}"}\n${word("entrycopy")}\n:::\n`;
    this.#folder.writeStory(
      file,
      front,
      `${word("first")} is the first paragraph.\n\n## ${word("heading")}\n\n![${word("inlinealt")}](${String(inline.file)} "${word("inlinecaption")}")\n\n[Photo : ${word("photoline")}]\n\n:::pull-quote{by="${word("by")}"}\n${word("quote")}\n:::\n\n:::fact-box{title="${word("boxtitle")}"}\n${word("box")}\n:::\n\n:::table{file="${table}" caption="${word("tablecaption")}"}\n:::\n\n[${word("link")}](https://${this.#mark(place, "host")}.example/)[^1]\n\n[^1]: ${word("note")}\n${type === "live" ? live : ""}`,
    );
  }

  /** A public story that refers to hidden ones in every way that there is, with words among editors alone. */
  #publicStory(index: number): void {
    const language = this.#language();
    const id = `world/open-${index}`;
    this.#public.push({ id, language });
    const hidden = () => this.#pickHidden();
    const place = `open${index}`;
    const word = (name: string) => this.#words(place, name);
    const front = {
      headline: `Open story ${index}`,
      section: this.#random.pick(["world", "sport", "cricket"]),
      published: this.#iso(-(2 + this.#random.below(60)) * day),
      language,
      byline: ["news-desk"],
      topics: ["open", "Monsoon"],
      ...(this.#random.chance() && { photo: { file: "photos/open.jpg", alt: "A square", credit: "Staff" } }),
      ...(this.#random.chance(0.3) && { series: { name: "One series", part: index + 1 } }),
      ...(this.#random.chance(0.3) && { updated: this.#iso(hour), changeNote: word("changenote") }),
      corrections: [{ kind: "correction", date: this.#iso(hour), text: word("correction") }],
      redacted: [word("redacted")],
      edNote: word("ednote"),
    };
    const copy = `An open paragraph number ${index}.

Read [of it](${hidden().split("/").at(-1)}.md "${word("linktitle")}"), [here](/articles/${hidden()}.md#${this.#mark(place, "anchor")}).

<!-- ${word("comment")} -->

:::related{story="${hidden()}" headline="${word("related")}"}
:::

:::fact-box{title="A box"}
With [a link](/${hidden()}.md).

:::related{story="${hidden()}"}
:::
:::

[unused]: https://${this.#mark(place, "reference")}.example/ "${word("reference")}"
`;
    const write = (more: Record<string, unknown>, text: string) =>
      this.#folder.writeStory(id, { ...front, ...more }, text);
    if (this.#repository && index < 2) {
      // Before it was public, the story said something else.
      write({ status: "draft", headline: word("draftheadline") }, `${word("draftcopy")}\n\n${copy}`);
      this.#repository.commit(this.#iso(-90 * day));
      write({ embargo: front.published, standfirst: word("draftstandfirst") }, `${word("embargocopy")}\n\n${copy}`);
      this.#repository.commit(this.#iso(-80 * day));
    }
    write({}, copy);
    if (this.#repository && index < 2) this.#repository.commit(this.#iso(-70 * day));
  }

  /** A public live story, whose entries are hidden in every way. */
  async #liveStory(): Promise<void> {
    const folder = "world/open-live";
    const live = { start: this.#iso(-3 * day) };
    const word = (...name: string[]) => this.#words("live", ...name);
    const hidden = this.#pickHidden();
    this.#folder.writeStory(
      `${folder}/index`,
      {
        headline: "Open live story",
        section: "world",
        published: this.#iso(-3 * day),
        type: "live",
        live,
        language: this.#language(),
      },
      `Above.\n\n:::live-entry{at="${this.#iso(-2 * day)}" headline="In the copy" story="${hidden}" id="in-copy"}\nSaid.\n:::\n\n:::live-entry{at="${this.#iso(hour)}" headline="${word("ahead")}" by="${word("aheadby")}" id="${this.#mark("aheadid")}"}\n${word("aheadcopy")}\n:::\n`,
    );
    const entry = async (name: string, given: Record<string, unknown>) => {
      const photo = await this.#photo(`entry${name}`);
      const matter = sampleOf(
        liveEntrySchema(this.#zone),
        this.#sample(`entry${name}`, {
          story: hidden,
          by: this.#mark("contributors", "key"),
          id: this.#mark(name, "id"),
          ...given,
        }),
      ) as Record<string, unknown>;
      this.#folder.writeStory(
        `${folder}/entries/${given.status === "notice" ? "told" : this.#mark(name)}`,
        matter,
        `${word(name, "copy")}\n\n![${word(name, "alt")}](${String(photo.file)} "${word(name, "caption")}")\n`,
      );
    };
    const open = { at: this.#iso(-hour), status: "ready", kill: omit };
    await entry("scheduled", { ...open, at: this.#iso(this.#random.pick([1000, hour, day])) });
    await entry("draft", { ...open, status: "draft" });
    await entry("withheld", { ...open, status: "withheld" });
    const reason = word("reason");
    await entry("killed", { ...open, kill: { at: this.#iso(-60_000), reason } });
    await entry("never", { ...open, kill: { at: this.#iso(-2 * hour), reason, notice: word("notice") } });
    await entry("told", { ...open, id: "told", kill: { at: this.#iso(-60_000), reason, notice: "Taken out." } });
    this.#folder.writeStory(
      `${folder}/entries/open-1`,
      { at: this.#iso(-2 * hour), headline: "An open entry" },
      "Open.\n",
    );
  }

  /** An expired story: its page stays. Its words are the same in both voices, for they are public. */
  async #expiredStory(): Promise<void> {
    this.#folder.writeStory(
      "world/past-event",
      {
        headline: `${expiredMark}headline`,
        standfirst: `${expiredMark}standfirst`,
        section: "world",
        published: this.#iso(-2 * hour),
        expires: this.#iso(-hour),
        language: this.#languages[0],
      },
      `${expiredMark}copy\n`,
    );
  }

  /** A public story whose photos are hidden: leased from tomorrow, over, killed before and after it was public. */
  async #photoStory(): Promise<void> {
    const lease = (from: number, until: number) => ({
      leases: [{ use: "allow", scopes: ["web", "feeds", "offline"], from: this.#iso(from), until: this.#iso(until) }],
      agency: "ani",
    });
    const ahead = await this.#photo("leaseahead", lease(hour, day));
    const over = await this.#photo("leaseover", lease(-day, -hour));
    // It was public: `withdrawn.json` names it, with the digest of its file.
    const killed = "photos/killed.jpg";
    this.#picture(killed, await plain(250));
    this.#folder.writeYaml(`articles/${killed}.yaml`, {
      alt: this.#words("killed", "alt"),
      credit: this.#words("killed", "credit"),
      kill: {
        at: this.#iso(-hour),
        reason: this.#words("killed", "reason"),
        notice: this.#random.chance() ? undefined : "The picture was wrong.",
        renditions: [],
      },
    });
    this.#folder.writeStory(
      "world/open-pictures",
      {
        headline: "Open story with pictures",
        section: "sport",
        published: this.#iso(-2 * day),
        language: this.#language(),
        photo: this.#random.pick([ahead, over, killed]),
        gallery: [ahead, over, killed],
      },
      `Words.\n\n![${this.#words("killed", "inline")}](/${killed} "${this.#words("killed", "caption")}")\n\n![${this.#words("ahead", "inline")}](/${String(ahead.file)} "${this.#words("ahead", "caption")}")\n`,
    );
  }

  /** Fronts that name hidden stories in every key, and public ones with words that are not of now. */
  async #fronts(): Promise<void> {
    for (const name of ["home", "world"]) {
      const place = `front${name}`;
      const photo = await this.#photo(place);
      const open = this.#random.pick(this.#public).id;
      const given = (path: string): unknown => {
        const key = path.split(".").at(-1) ?? "";
        if (/^(?:story|exclude|package)$/.test(key)) return key === "story" ? this.#pickHidden() : [this.#pickHidden()];
        const told: Record<string, unknown> = { photo: String(photo.file), link: omit, section: "world" };
        return told[key] ?? { sections: ["world"], topics: ["open"] }[key];
      };
      const sample = (path: string) => (path === "fill" && this.#random.chance() ? omit : given(path));
      const front = sampleOf(frontSchema(this.#zone), { ...this.#sample(place, {}), given: sample });
      const { slots = [], breaking = [], ...rest } = front as Record<string, object[]>;
      const words = { headline: this.#words(place, "later"), kicker: this.#words(place, "laterkicker") };
      const ahead = { from: this.#iso(hour), until: this.#iso(day) };
      const over = { from: this.#iso(-day), until: this.#iso(-hour) };
      const [banner, pin] = [{ text: this.#words(place, "laterbanner") }, { name: "second", story: open, ...words }];
      this.#folder.writeYaml(`_data/fronts/${name}.${this.#languages[0]}.yaml`, {
        ...rest,
        slots: [...slots.map((slot) => ({ ...slot, name: "lead" })), { ...pin, ...ahead }, { ...pin, ...over }],
        breaking: [...breaking, { ...banner, ...ahead }, { ...banner, ...over }],
      });
    }
  }
}

const plains = new Map<number, Promise<Buffer>>();

/** A tiny photo of one grey. */
function plain(tone: number): Promise<Buffer> {
  const level = tone % 256;
  const background = { r: level, g: 90, b: 255 - level };
  const made =
    plains.get(level) ??
    sharp({ create: { width: 48, height: 32, channels: 3, background } })
      .jpeg()
      .toBuffer();
  plains.set(level, made);
  return made;
}

/** Where a newsroom is built to. */
export function outputOf({ folder }: RandomNewsroom): string {
  return join(folder.base, "out");
}
