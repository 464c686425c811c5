import { rename, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type OpenedPreview, openPreview } from "../../scripts/open-preview.ts";
import { parseMoment } from "../../src/base/dates.ts";
import { plainPhoto, type SiteFolder, smallSite } from "../support/site-folder.ts";

// The preview as `npm start` runs it, with its watcher: files are saved, and pages asked for and told of over HTTP.

const now = parseMoment("2026-11-24T00:30", "Asia/Kolkata") ?? Number.NaN;
const story = "/2026/11/20/one/";
const other = "/2026/11/21/two/";

let folder: SiteFolder;
let preview: OpenedPreview;
const told: string[] = [];
const front = { section: "world", published: "2026-11-20T08:00" };
const photo = { file: "colour.jpg", alt: "A red field" };
const writeOne = (copy: string, more: Record<string, unknown> = {}) =>
  folder.writeStory("one", { headline: "The first", ...front, photo, ...more }, copy);
const sidecar = (credit: string) => folder.write("articles/colour.jpg.yaml", `credit: ${credit}\n`);
let outlet: string;

beforeAll(async () => {
  folder = smallSite();
  folder.write("articles/colour.jpg", await plainPhoto(200, 20, 20, 1600, 1000));
  sidecar("ANI");
  writeOne("As it was.\n");
  folder.writeStory("two", { headline: "The second", ...front, published: "2026-11-21T08:00" }, "Beside it.\n");
  const { readFileSync } = await import("node:fs");
  outlet = readFileSync(`${folder.site}/_data/outlet.yaml`, "utf8");
  preview = await openPreview({
    site: folder.site,
    cache: folder.path("cache"),
    port: 0,
    moment: () => now,
    isFixed: true,
    isQuiet: true,
    say: () => {},
    complain: (words) => told.push(words),
  });
});

afterAll(async () => {
  await preview.close();
  folder.close();
});

/** A page as an open browser keeps it: asked for again whenever the preview says so, and never otherwise. */
class OpenPage {
  html = "";
  /** How often it was told to reload. */
  reloads = 0;
  readonly #stop = new AbortController();

  static async at(path: string): Promise<OpenPage> {
    const page = new OpenPage();
    await page.#load(path);
    const events = `${origin()}/__preview/events?page=${encodeURIComponent(path)}`;
    const { body } = await fetch(events, { signal: page.#stop.signal });
    void page.#listen(path, body);
    return page;
  }

  async #load(path: string): Promise<void> {
    this.html = await (await fetch(origin() + path)).text();
  }

  async #listen(path: string, body: ReadableStream<Uint8Array> | null): Promise<void> {
    const words = new TextDecoder();
    try {
      for await (const part of body ?? []) {
        if (!words.decode(part).includes("data:")) continue;
        this.reloads += 1;
        await this.#load(path);
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error;
    }
  }

  async has(words: string): Promise<void> {
    await expect.poll(() => this.html, { timeout: 25_000 }).toContain(words);
  }

  close(): void {
    this.#stop.abort();
  }
}

function origin(): string {
  return preview.address.replace("localhost", "127.0.0.1").replace(/\/$/, "");
}

let [page, beside]: (OpenPage | undefined)[] = [];
const opened = () => {
  if (!page || !beside) throw new Error("no page is open");
  return { page, beside };
};

beforeEach(async () => {
  page?.close();
  beside?.close();
  [page, beside] = [await OpenPage.at(story), await OpenPage.at(other)];
});

describe("an open page", () => {
  test("comes anew when its story is saved; another story's page stays", async () => {
    const { page, beside } = opened();
    writeOne("A new word.\n");
    await page.has("A new word.");
    expect(beside.reloads).toBe(0);
  });

  test("comes when an editor writes another file and gives it the story's name, as vim and VS Code may", async () => {
    const { page } = opened();
    writeOne("Before.\n");
    await page.has("Before.");
    const { readFile } = await import("node:fs/promises");
    const file = `${folder.site}/articles/one.md`;
    const text = (await readFile(file, "utf8")).replace("Before.", "Renamed over it.");
    await rename(file, `${file}~`);
    await writeFile(`${folder.site}/articles/.one.md.swp`, text);
    await rename(`${folder.site}/articles/.one.md.swp`, file);
    await page.has("Renamed over it.");
    folder.remove("articles/one.md~");
  });

  test("tells a photo's new credit when its sidecar is saved", async () => {
    const { page } = opened();
    expect(page.html).toContain("ANI");
    sidecar("Reuters");
    await page.has("Reuters");
    sidecar("ANI");
    await page.has("ANI");
  });

  test("shows another picture when the photo is replaced", async () => {
    const { page } = opened();
    const picture = () => /\/photos\/[^ "]+\.avif/.exec(opened().page.html)?.[0];
    const before = picture();
    folder.write("articles/colour.jpg", await plainPhoto(20, 20, 200, 1600, 1000));
    await expect.poll(picture, { timeout: 25_000 }).not.toBe(before);
    const answer = await fetch(origin() + (picture() ?? ""));
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, expect.stringContaining("immutable")]);
    expect(page.reloads).toBeGreaterThan(0);
  });

  test("takes a word of the interface, and a template, from the site as they are saved", async () => {
    const { page, beside } = opened();
    folder.writeYaml("_data/strings/en.yaml", { corrections: "Things we put right" });
    await page.has("Things we put right");
    await beside.has("Things we put right");
    folder.write(
      "_includes/layouts/story.njk",
      "<!doctype html><html><body>Our own {{ view.story.headline }}</body></html>",
    );
    await page.has("Our own The first");
    folder.remove("_includes/layouts/story.njk");
    await page.has("Things we put right");
    folder.remove("_data/strings/en.yaml");
  });

  test("misses no save of many in haste: templates, data and stories turn by turn", async () => {
    const { page } = opened();
    for (let turn = 1; turn <= 4; turn += 1) {
      folder.writeYaml("_data/strings/en.yaml", { corrections: `Put right ${turn}` });
      writeOne(`Word ${turn}.\n`, { section: turn % 2 ? "sport" : "world" });
      await new Promise((resolve) => setTimeout(resolve, 60 * turn));
      writeOne(`Last word ${turn}.\n`, { section: turn % 2 ? "sport" : "world" });
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    await page.has("Last word 4.");
    await page.has("Put right 4");
    folder.remove("_data/strings/en.yaml");
  });
});

describe("what is wrong stands on the page with file and line, and goes with the next save that is right", () => {
  const faults: [string, string, () => void, () => void, string][] = [
    ["a story", "articles/one.md:3", () => writeOne("x\n", { section: "wrold" }), () => writeOne("Mended story.\n"), "Mended story."],
    ["a sidecar", "articles/colour.jpg.yaml:2", () => folder.write("articles/colour.jpg.yaml", "credit: ANI\ncreditt: x\n"), () => sidecar("PTI"), "PTI"],
    ["outlet.yaml", "_data/outlet.yaml:1", () => folder.write("_data/outlet.yaml", outlet.replace("name: The Test", "name: [")), () => folder.write("_data/outlet.yaml", outlet.replace("The Test", "The Mended")), "The Mended"],
    ["a section's record", "_data/sections.yaml:1", () => folder.write("_data/sections.yaml", "world:\n  nam: World\n"), () => folder.writeYaml("_data/sections.yaml", { world: { name: "Whole world" }, sport: { name: "Sport" }, cricket: { name: "Cricket", parent: "sport" } }), "Whole world"],
    ["a template", "_includes/layouts/story.njk:2", () => folder.write("_includes/layouts/story.njk", "<html><body>\n{% if view.story %}\n"), () => folder.write("_includes/layouts/story.njk", "<html><body>Mended {{ view.story.headline }}</body></html>"), "Mended The first"],
    ["a template that calls what is not there", "_includes/layouts/story.njk:3", () => folder.write("_includes/layouts/story.njk", "<html><body>\n\n{{ view.story.headline | nosuch }}</body></html>"), () => folder.remove("_includes/layouts/story.njk"), "</article>"],
    ["site.config.ts", "site.config.ts", () => folder.write("site.config.ts", "export default 17;\n"), () => folder.write("site.config.ts", "export default () => {};\n"), "</article>"],
  ]; // biome-ignore format: a table

  test.each(faults)("%s", async (_what, place, spoil, mend, words) => {
    const { page } = opened();
    spoil();
    await page.has(place);
    // It lives: another page is answered, and this one again.
    expect((await fetch(origin() + other)).status).toBe(200);
    expect((await fetch(`${origin()}/desk/`)).status).toBe(200);
    mend();
    await page.has(words);
    await expect.poll(() => page.html, { timeout: 25_000 }).not.toContain(place);
  });
});

test("a preview of a faulty outlet.yaml begins with what is wrong, and is healed by the save that mends it", async () => {
  const faulty = smallSite();
  faulty.write("_data/outlet.yaml", "name: [\n");
  faulty.writeStory("one", { headline: "The first", ...front });
  const begun = await openPreview({
    site: faulty.site,
    cache: faulty.path("cache"),
    port: 0,
    moment: () => now,
    isFixed: true,
    isQuiet: true,
    say: () => {},
    complain: () => {},
  });
  const ask = async (path: string) => (await fetch(begun.address.replace("localhost", "127.0.0.1") + path)).text();
  expect(await ask("")).toContain("_data/outlet.yaml:1");
  faulty.write("_data/outlet.yaml", outlet.replace("https://test.example", "https://test.example/paper"));
  await expect.poll(() => ask("paper/"), { timeout: 25_000 }).toContain("The first");
  await begun.close();
  faulty.close();
});
