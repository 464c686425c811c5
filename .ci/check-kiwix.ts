/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// The demo's editions in kiwix-serve, page by page in a browser: nothing may fail. Exit status 1 where something does.
import { execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import type { EditionRecord } from "../src/editions/edition-record.ts";
import { findChromium } from "../test/support/find-chromium.ts";

const [folder = ""] = process.argv.slice(2);
const ids = readdirSync(folder).filter((name) => name.endsWith(".zim")).map((name) => name.slice(0, -4)); // biome-ignore format: one line
const faults: string[] = [];
// libzim's index holds no combining marks, and since 8.2.1 a reader's words lose theirs too before they are looked up
// (openzim/libzim#804). Before that, words with marks, as are most of Hindi, are found only written as the index has them: the book is
// right, and later readers of it find them. Debian 12 has 8.1.1.
const losesMarks = isSince(
  /^libzim ([\d.]+)/m.exec(execFileSync("zimwriterfs", ["--version"], { encoding: "utf8" }))?.[1],
);
const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
const zims = ids.map((id) => join(folder, `${id}.zim`));
const server = spawn("kiwix-serve", ["--address", "127.0.0.1", "--port", String(port), ...zims], { stdio: "ignore" });
const found = await findChromium();
const browser = await chromium.launch({
  executablePath: found.path,
  chromiumSandbox: false,
  env: { ...process.env, ...found.env },
});
try {
  await isUp();
  for (const id of ids) {
    const context = await browser.newContext();
    const count = await crawl([await watched(context), await watched(context)], await rootOf(id));
    const { stories } = JSON.parse(readFileSync(join(folder, `${id}.json`), "utf8")) as EditionRecord;
    const words = stories[0]?.headline ?? "";
    const written = withoutMarks(words);
    const [results, asWritten] = [await searchResults(id, words), await searchResults(id, written)];
    console.log(
      `${id}: ${count} pages; Kiwix's own search finds ${results} for "${words}", ${asWritten} for "${written}"`,
    );
    if (count < stories.length) faults.push(`${id}: ${count} pages for ${stories.length} stories`);
    if (asWritten === 0) faults.push(`${id}: Kiwix's search finds nothing for "${written}"`);
    if (results === 0 && losesMarks) faults.push(`${id}: Kiwix's search finds nothing for "${words}"`);
    await context.close();
  }
} finally {
  await browser.close();
  server.kill();
}
for (const fault of new Set(faults)) console.log(fault);
console.log(`${faults.length} faults`);
process.exitCode = faults.length > 0 || ids.length === 0 ? 1 : 0;

/** A page of which every failure is a fault. */
async function watched(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) faults.push(`asked: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    if (why !== "net::ERR_ABORTED") faults.push(`${why}: ${request.url()} on ${page.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()} on ${page.url()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message} on ${page.url()}`));
  return page;
}

/** Opens every page that links lead to from the first, with several pages at once; gives how many there were. */
async function crawl(pages: readonly Page[], root: string): Promise<number> {
  const known = new Set([`${root}index.html`]);
  for (let left = [...known]; left.length > 0; ) {
    const found: string[] = [];
    const work = async (page: Page) => {
      for (let address = left.pop(); address !== undefined; address = left.pop())
        found.push(...(await linksOf(page, address)));
    };
    await Promise.all(pages.map(work));
    left = [...new Set(found)].filter((link) => link.startsWith(root) && !known.has(link));
    for (const link of left) known.add(link);
  }
  return known.size;
}

/** Where a page leads; each of its pictures that is not painted is a fault. */
async function linksOf(page: Page, address: string): Promise<string[]> {
  await page.goto(address, { waitUntil: "load" });
  const { links, broken } = await page.evaluate(async () => {
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = "eager";
    const shown = await Promise.all(pictures.map((picture) => picture.decode().then(() => true, () => false)));
    return {
      links: [...document.querySelectorAll<HTMLAnchorElement>("a[href]")].map(({ href }) => href),
      broken: pictures.filter((_picture, index) => !shown[index]).map(({ src }) => src),
    };
  }); // biome-ignore format: it is read as it stands
  for (const picture of broken) faults.push(`not painted: ${picture} on ${address}`);
  return links.map((link) => link.replace(/[?#].*$/s, ""));
}

/** Words as libzim's index has them: lower case, without accents and vowel signs. */
function withoutMarks(words: string): string {
  return words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
}

/** Whether a libzim's version is 8.2.1 or later. */
function isSince(version = "0"): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  return major * 10_000 + minor * 100 + patch >= 80_201;
}

async function searchResults(book: string, words: string): Promise<number> {
  const pattern = encodeURIComponent(words);
  // Its first versions call the book `content`.
  const texts = ["books.name", "content"].map(async (name) => {
    const answer = await fetch(`${origin}/search?${name}=${book}&pattern=${pattern}`);
    return answer.ok ? await answer.text() : "";
  });
  const links = (await Promise.all(texts)).map((text) => text.match(/href="[^"]*\/paper\/[^"]*\.html"/g)?.length ?? 0);
  return Math.max(...links);
}

/** Where a book's files stand: it moved between versions. */
async function rootOf(book: string): Promise<string> {
  for (const root of [`${origin}/content/${book}/`, `${origin}/${book}/`])
    if ((await fetch(`${root}index.html`)).ok) return root;
  throw new Error(`kiwix-serve has no ${book}`);
}

async function isUp(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      if ((await fetch(origin)).ok) return;
    } catch {
      // not yet
    }
    await wait(100);
  }
  throw new Error("kiwix-serve does not answer");
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
