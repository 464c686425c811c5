import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseMoment } from "../../src/base/dates.ts";
import { renderPages } from "../../src/pages/render.ts";
import { Preview } from "../../src/preview.ts";
import { plainPhoto, type SiteFolder, smallSite } from "../support/site-folder.ts";

const now = parseMoment("2026-11-24T00:30", "Asia/Kolkata") ?? Number.NaN;

let folder: SiteFolder;
let preview: Preview;
const front = { section: "world", published: "2026-11-20T08:00", topics: ["Rivers"] };
const write = (id: string, more: Record<string, unknown> = {}, copy?: string) =>
  folder.writeStory(id, { headline: `Headline of ${id}`, ...front, ...more }, copy);

beforeAll(async () => {
  folder = smallSite();
  folder.write("articles/colour.jpg", await plainPhoto(200, 20, 20, 1600, 1000));
  write("one", { photo: { file: "colour.jpg", alt: "A red field", credit: "ANI" } });
  write("two", { published: "2026-11-21T08:00", series: { name: "Dams", part: 1 } });
  write("three", { published: "2026-11-22T08:00", series: { name: "Dams", part: 2 } }, "See [the first](one.md).\n");
  write("hindi", { language: "hi", translationOf: "one", headline: "नदी" });
  write("draft", { status: "draft" });
  preview = new Preview({ site: folder.site, cache: folder.path("cache") });
  await preview.update(now);
});

afterAll(() => {
  preview.close();
  folder.close();
});

/** Every page as a preview gives it, by file. */
async function pagesOf(shown: Preview): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  for (const { kind, file } of shown.current?.plan.files ?? []) {
    if (kind === "page") pages.set(file, String((await shown.file(`/${file}`))?.body));
  }
  return pages;
}

/** What a preview shows that knows nothing of what was before. */
async function fromScratch(): Promise<Map<string, string>> {
  const fresh = new Preview({ site: folder.site, cache: folder.path("another-cache") });
  try {
    await fresh.update(now);
    return await pagesOf(fresh);
  } finally {
    fresh.close();
  }
}

describe("a story that is saved", () => {
  // Each edit, and whether the story is shown by itself.
  const edits: [string, boolean, () => void][] = [
    ["words of the copy", true, () => write("two", { published: "2026-11-21T08:00", series: { name: "Dams", part: 1 } }, "Another paragraph, and *more*.\n")],
    ["the headline of the lead", true, () => write("three", { published: "2026-11-22T08:00", series: { name: "Dams", part: 2 }, headline: "Water comes", standfirst: "At last." }, "See [the first](one.md).\n")],
    ["a link to another story", true, () => write("two", { published: "2026-11-21T08:00", series: { name: "Dams", part: 1 } }, "As [was told](three.md).\n")],
    ["the words of a story with a photo and a translation", true, () => write("one", { photo: { file: "colour.jpg", alt: "A red field", credit: "ANI" }, kicker: "Rivers" }, "Red.\n")],
    ["a draft's words", true, () => write("draft", { status: "draft", shortHeadline: "Soon" })],
    ["a link to nothing", false, () => write("draft", { status: "draft" }, "As [was told](nowhere.md).\n")],
    ["the same, mended", false, () => write("draft", { status: "draft" })],
    ["a photo's credit", false, () => write("one", { photo: { file: "colour.jpg", alt: "A red field", credit: "PTI" } })],
    ["another section", false, () => write("two", { published: "2026-11-21T08:00", section: "cricket" })],
    ["another moment", false, () => write("two", { published: "2026-11-23T08:00", section: "cricket" })],
  ]; // biome-ignore format: a table

  test.each(edits)("shows %s as a preview from scratch does, page by page", async (what, isAlone, edit) => {
    edit();
    const id =
      edits
        .find(([, , each]) => each === edit)?.[2]
        .toString()
        .match(/write\("(\w+)"/)?.[1] ?? "";
    const isShown = await preview.save(`articles/${id}.md`);
    expect(isShown).toBe(isAlone);
    const scratch = await fromScratch();
    if (isShown) expect(await pagesOf(preview)).toEqual(scratch);
    await preview.update(now);
    const settled = await pagesOf(preview);
    // Its last good form stays, where a preview from scratch has none.
    if (what === "a link to nothing") expect([...settled.keys()].length).toBeGreaterThan(scratch.size);
    else expect(settled).toEqual(scratch);
  });
});

describe("files on request", () => {
  test("each page has the bytes of an Eleventy run of its own", async () => {
    const plan = preview.current?.plan;
    if (!plan) throw new Error("nothing is shown");
    const pages = plan.files.filter((file) => file.kind === "page");
    const made = new Map<string, string>();
    const problems = await renderPages(
      {
        pages,
        modelOf: (index) => {
          const page = pages[index];
          if (!page) throw new Error(`no page ${index}`);
          const strings = plan.context.strings(plan.context.language(page.language));
          return { view: page.view(), strings, assets: plan.pageAssets(page.layout, page.language) };
        },
        includes: plan.folders.folders,
        onPage: (file, html) => made.set(file, html),
      },
      folder.path("cache"),
    );
    expect(problems).toEqual([]);
    expect(await pagesOf(preview)).toEqual(made);
    expect(new Set(pages.map(({ layout }) => layout)).size).toBeGreaterThan(8);
  });

  test("a picture, a feed and a font come when they are asked for; a service worker never does", async () => {
    const html = String((await preview.file("/2026/11/20/one/"))?.body);
    const picture = /\/(photos\/[^ "]+\.avif)/.exec(html)?.[1] ?? "";
    expect((await preview.file(`/${picture}`))?.body.length).toBeGreaterThan(100);
    expect(String((await preview.file("/feed.xml"))?.body)).toContain("<rss");
    expect(await preview.file("/sw.js")).toBeUndefined();
    expect(await preview.file("/../../etc/passwd")).toBeUndefined();
  });
});

test("a story that is broken keeps its last good page, says what is wrong, and is shown anew once it is mended", async () => {
  write("two", { published: "2026-11-21T08:00" }, "The good form.\n");
  await preview.update(now);
  folder.write("articles/two.md", "---\nheadline: [\n---\nBroken.\n");
  expect(await preview.save("articles/two.md")).toBe(false);
  const broken = await preview.update(now);
  expect(broken.problems.filter(({ severity }) => severity === "error").map(({ file }) => file)).toContain(
    "articles/two.md",
  );
  expect(String((await preview.file("/2026/11/21/two/"))?.body)).toContain("The good form.");
  write("two", { published: "2026-11-21T08:00" }, "Mended.\n");
  if (!(await preview.save("articles/two.md"))) await preview.update(now);
  const mended = await preview.update(now);
  expect(mended.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(String((await preview.file("/2026/11/21/two/"))?.body)).toContain("Mended.");
});

describe("while the whole is read", () => {
  const slow = () => new Preview({ site: folder.site, cache: folder.path("cache"), slice: 0 });

  test("pages are answered between the steps, as many times as there are stories", async () => {
    const other = slow();
    await other.update(now);
    let [answers, isReading] = [0, false];
    const ask = async (): Promise<void> => {
      await other.file("/");
      if (!isReading) return;
      answers += 1;
      setImmediate(() => void ask());
    };
    await other.update(now, {
      onProgress: (step) => {
        if (step !== "reading the photos" || isReading) return;
        isReading = true;
        void ask();
      },
    });
    isReading = false;
    expect(answers).toBeGreaterThan(other.current?.opened.newsroom.stories.length ?? Number.NaN);
    other.close();
  });

  test("a story that is saved is shown at once, and the reading that had gone past it does not take it back", async () => {
    write("two", { published: "2026-11-21T08:00" }, "Before.\n");
    const other = slow();
    await other.update(now);
    const shown = async () => String((await other.file("/2026/11/21/two/"))?.body);
    const seen: string[] = [];
    let saving: Promise<void> | undefined;
    let isOver = false;
    const whole = other.update(now, {
      onProgress: (step) => {
        // The stories have been read.
        if (step !== "reading the photos" || saving) return;
        write("two", { published: "2026-11-21T08:00" }, "Meanwhile.\n");
        saving = other.save("articles/two.md").then(async (isShown) => {
          seen.push(`${isShown} ${(await shown()).includes("Meanwhile.")} ${isOver}`);
        });
      },
      onPages: () => seen.push("the whole"),
    });
    await whole;
    isOver = true;
    await saving;
    expect(seen).toEqual(["true true false", "the whole"]);
    expect(await shown()).toContain("Meanwhile.");
    other.close();
  });

  test("a save that changes more than words is not lost either", async () => {
    write("two", { published: "2026-11-21T08:00" }, "Before.\n");
    const other = slow();
    await other.update(now);
    let again: Promise<unknown> | undefined;
    await other.update(now, {
      onProgress: (step) => {
        if (step !== "reading the photos" || again) return;
        write("two", { published: "2026-11-21T09:00", section: "cricket" }, "After.\n");
        again = other.save("articles/two.md").then((isShown) => (isShown ? undefined : other.update(now)));
      },
    });
    await again;
    expect(other.current?.opened.newsroom.byId.get("two")?.section).toBe("cricket");
    expect(String((await other.file("/2026/11/21/two/"))?.body)).toContain("After.");
    other.close();
  });

  test("stories that are saved at the same time are all shown", async () => {
    await preview.update(now);
    write("one", { photo: { file: "colour.jpg", alt: "A red field", credit: "ANI" } }, "First of two.\n");
    write("three", { published: "2026-11-22T08:00", series: { name: "Dams", part: 2 } }, "Second of two.\n");
    await preview.update(now);
    write("one", { photo: { file: "colour.jpg", alt: "A red field", credit: "ANI" } }, "First again.\n");
    write("three", { published: "2026-11-22T08:00", series: { name: "Dams", part: 2 } }, "Second again.\n");
    expect(await Promise.all([preview.save("articles/one.md"), preview.save("articles/three.md")])).toEqual([
      true,
      true,
    ]);
    expect(String((await preview.file("/2026/11/20/one/"))?.body)).toContain("First again.");
    expect(String((await preview.file("/2026/11/22/three/"))?.body)).toContain("Second again.");
  });
});
