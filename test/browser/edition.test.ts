import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sharedBrowser } from "../support/browser.ts";
import { type DemoEdition, makeDemoEditions } from "../support/demo-editions.ts";
import { serveFolder } from "../support/static-server.ts";

// The demo's editions of everything, as a reader has them: unpacked, opened from the disk, or put on some server's sub-path.

const base = mkdtempSync(join(tmpdir(), "broadsheet-editions-"));
let editions: Map<string, DemoEdition>;

beforeAll(async () => {
  editions = await makeDemoEditions(base);
}, 300_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

function edition(language: string): DemoEdition {
  const found = editions.get(language);
  if (!found) throw new Error(`no edition in ${language}`);
  return found;
}

/** What one page of an edition shows, and what is wrong with it. */
interface Seen {
  links: { href: string; isMarked: boolean }[];
  /** Pictures that are not painted. */
  broken: string[];
  /** Text of the edition's mark, its name among it. */
  mark: string;
  /** Words of a story's copy; empty on other pages. */
  copy: string;
}

/** A page with all that it asked for, and all that it complained of. */
async function watched(
  context: BrowserContext,
  origin: string,
  look: (page: Page) => Promise<void>,
): Promise<string[]> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) faults.push(`asked: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // An icon that the tab was still drawing when the next page was asked for; what is not there is ERR_FILE_NOT_FOUND.
    const why = request.failure()?.errorText ?? "";
    if (why !== "net::ERR_ABORTED") faults.push(`${why}: ${request.url()} on ${page.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()} on ${page.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()} on ${page.url()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message} on ${page.url()}`));
  try {
    await look(page);
  } finally {
    await page.close();
  }
  return faults;
}

function look(page: Page): Promise<Seen> {
  return page.evaluate(async () => {
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = "eager";
    const isShown = await Promise.all(
      pictures.map((picture) => picture.decode().then(() => picture.naturalWidth > 0, () => false)),
    ); // biome-ignore format: one line says it
    const name = document.querySelector(".edition-name");
    return {
      links: [...document.querySelectorAll<HTMLAnchorElement>("a[href]")].map((link) => ({
        href: link.href,
        isMarked: link.querySelector(".edition-online") !== null,
      })),
      broken: pictures.filter((_picture, index) => !isShown[index]).map(({ src }) => src),
      mark: name ? getComputedStyle(name, "::before").content : (document.querySelector("h1")?.textContent ?? ""),
      copy: document.querySelector<HTMLElement>(".story-body")?.textContent ?? "",
    };
  });
}

const pagesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));

/** Opens every page, several at a time; gives what was seen by file, and every fault. */
async function crawl(folder: string, root: string): Promise<{ seen: Map<string, Seen>; faults: string[] }> {
  const browser = await sharedBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const seen = new Map<string, Seen>();
  const left = pagesOf(folder);
  const work = () =>
    watched(context, root, async (page) => {
      for (let file = left.pop(); file !== undefined; file = left.pop()) {
        await page.goto(new URL(file.split("/").map(encodeURIComponent).join("/"), root).href, { waitUntil: "load" });
        seen.set(file, await look(page));
      }
    });
  const faults = (await Promise.all([work(), work(), work()])).flat();
  await context.close();
  return { seen, faults };
}

/** A word that one story has in its copy, no other story in its own, and no headline. */
function ownWord(seen: ReadonlyMap<string, Seen>, { stories }: DemoEdition["record"]): { word: string; file: string } {
  const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{M}]{5,}/gu) ?? []);
  const copies = [...seen].map(([file, { copy }]) => ({ file, words: words(copy) }));
  const headlines = words(stories.map(({ headline }) => headline).join(" "));
  for (const { file, words: own } of copies) {
    for (const word of own) {
      const isOwn = copies.every((each) => each.file === file || !each.words.has(word));
      if (isOwn && !headlines.has(word)) return { word, file };
    }
  }
  throw new Error("no story has a word of its own");
}

describe.each(["en", "hi", "ur"])("the edition in %s, opened from the disk", (language) => {
  let seen: Map<string, Seen>;
  let faults: string[];
  let root: string;
  beforeAll(async () => {
    const { folder } = edition(language);
    root = pathToFileURL(`${folder}/`).href;
    ({ seen, faults } = await crawl(folder, root));
  }, 180_000);

  test("asks for nothing but its own files, and nothing fails", () => {
    expect(seen.size).toBeGreaterThan(50);
    expect(faults).toEqual([]);
  });

  test("shows every picture", () => {
    expect([...seen.values()].flatMap(({ broken }) => broken)).toEqual([]);
  });

  test("says on every page which edition it is and of when", () => {
    const { title } = edition(language).record;
    const name = title.slice(title.indexOf(" — ") + 3);
    expect([...seen].filter(([, { mark }]) => !mark.includes(name)).map(([file]) => file)).toEqual([]);
  });

  test("has no link to a file that is not there, and marks each to the web", () => {
    const wrong = new Set<string>();
    for (const { links } of seen.values()) {
      for (const { href, isMarked } of links) {
        const { protocol, pathname } = new URL(href);
        if (protocol === "file:") {
          if (!href.startsWith(root) || !existsSync(fileURLToPath(`file://${pathname}`)) || pathname.endsWith("/"))
            wrong.add(href);
        } else if ((protocol === "https:" || protocol === "http:") && !isMarked) wrong.add(`not marked: ${href}`);
      }
    }
    expect([...wrong]).toEqual([]);
  });

  test("finds a story by a word of its copy, and opens it", async () => {
    const { record } = edition(language);
    const whole = record.stories.filter(({ isSummary }) => !isSummary);
    expect([...seen.values()].filter(({ copy }) => copy !== "")).toHaveLength(whole.length);
    const { word, file } = ownWord(seen, record);
    await searchFor(word, { root, file, language });
  });
});

async function searchFor(word: string, { root, file, language }: { root: string; file: string; language: string }) {
  const browser = await sharedBrowser();
  const context = await browser.newContext();
  const faults = await watched(context, root, async (page) => {
    await page.goto(new URL("index.html", root).href);
    await page.locator("a[href*='search/index.html']").first().click();
    await page.locator("#search-words").fill(word);
    await page.locator("#search-words").press("Enter");
    const result = page.locator(`.search-result-headline a`).first();
    await result.click();
    await page.locator(".story-body").waitFor();
    // On a server the folder's address will do.
    const path = decodeURI(new URL(page.url()).pathname).replace(/\/$/, "/index.html");
    expect(path.endsWith(`/${file}`), `${word} of ${file} led to ${path}`).toBe(true);
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
  });
  await context.close();
  expect(faults).toEqual([]);
}

test("on a server's sub-path every page works too, the search among them", async () => {
  const server = await serveFolder(join(base, "unpacked"), { hasHeaders: false });
  try {
    const root = `${server.origin}/ur/`;
    const { record, folder } = edition("ur");
    const { seen, faults } = await crawl(folder, root);
    expect(faults).toEqual([]);
    expect([...seen.values()].flatMap(({ broken }) => broken)).toEqual([]);
    const { word, file } = ownWord(seen, record);
    await searchFor(word, { root, file, language: "ur" });
  } finally {
    await server.close();
  }
});
