import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "playwright-core";
import { findChromium } from "../../test/support/find-chromium.ts";

export interface FirstSearch {
  query: string;
  /** Results that were found. */
  found: number;
  /** Transferred, as Chromium counts them (`encodedDataLength`: packed bodies and headers). `search`: all but the page. */
  bytes: Record<"page" | "script" | "catalog" | "shards" | "records" | "passages" | "search", number>;
}

export interface MeasureSearchesInput {
  /** By path below the site. */
  files: ReadonlyMap<string, Buffer>;
  /** A story's light page, by its address. */
  light: (address: string) => string | undefined;
  queries: readonly string[];
}

/** First searches, each in a fresh profile; then the same ones again in one page, where all parts are at hand. */
export async function measureSearches(
  input: MeasureSearchesInput,
): Promise<{ searches: FirstSearch[]; warm: { median: number; worst: number } }> {
  const server = await serve(input);
  const { path, env } = await findChromium();
  const browser = await chromium.launch({
    executablePath: path,
    chromiumSandbox: false,
    env: { ...process.env, ...env },
  });
  try {
    const searches: FirstSearch[] = [];
    for (const query of input.queries) searches.push(await firstSearch(browser, server.origin, query));
    const times = await warmSearches(browser, server.origin, input.queries);
    times.sort((a, b) => a - b);
    return { searches, warm: { median: times[Math.floor(times.length / 2)] ?? 0, worst: times.at(-1) ?? 0 } };
  } finally {
    await browser.close();
    server.close();
  }
}

async function firstSearch(browser: Browser, origin: string, query: string): Promise<FirstSearch> {
  const context = await browser.newContext({ viewport: { width: 360, height: 780 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const urls = new Map<string, string>();
  const bytes: FirstSearch["bytes"] = { page: 0, script: 0, catalog: 0, shards: 0, records: 0, passages: 0, search: 0 };
  devtools.on("Network.requestWillBeSent", ({ requestId, request }) =>
    urls.set(requestId, new URL(request.url).pathname),
  );
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kindOf(urls.get(requestId) ?? "");
    bytes[kind] += encodedDataLength;
    if (kind !== "page") bytes.search += encodedDataLength;
  });
  await devtools.send("Network.enable");
  await page.goto(`${origin}/search/?q=${encodeURIComponent(query)}`);
  await page.waitForSelector(".search-result", { timeout: 30_000 });
  await page.waitForLoadState("networkidle");
  const found = await page.locator(".search-result").count();
  await context.close();
  return { query, found, bytes };
}

function kindOf(path: string): keyof FirstSearch["bytes"] {
  if (path.startsWith("/assets/scripts/search")) return "script";
  if (path.endsWith("/catalog.js")) return "catalog";
  if (path.startsWith("/lite/")) return "passages";
  if (!path.includes("/parts/")) return "page";
  return /-r\/[^/]+$/.test(path) ? "records" : "shards";
}

/** ms from the submission of the form to the results. */
async function warmSearches(browser: Browser, origin: string, queries: readonly string[]): Promise<number[]> {
  const page = await browser.newPage();
  await page.goto(`${origin}/search/`);
  const times: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    for (const query of queries) {
      const time = await timed(page, query);
      if (round > 0) times.push(time);
    }
  }
  return times;
}

async function timed(page: Page, query: string): Promise<number> {
  return await page.evaluate(async (text) => {
    const field = document.querySelector<HTMLInputElement>("#search-words");
    const list = document.querySelector("#search-results");
    if (!field || !list) throw new Error("no search page");
    field.value = text;
    const started = performance.now();
    const shown = new Promise<number>((resolve) => {
      new MutationObserver((_changes, observer) => {
        if (list.childElementCount === 0) return;
        observer.disconnect();
        resolve(performance.now() - started);
      }).observe(list, { childList: true });
    });
    field.form?.requestSubmit();
    return await shown;
  }, query);
}

const types: Record<string, string> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  woff2: "font/woff2",
};

/** A host that packs texts, as every CDN does. */
async function serve({ files, light }: MeasureSearchesInput): Promise<{ origin: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname).slice(1);
    const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    const made = path.startsWith("lite/") ? light(path) : undefined;
    const body = made === undefined ? files.get(file) : Buffer.from(made);
    if (!body) {
      response.writeHead(404).end();
      return;
    }
    const type = types[file.split(".").at(-1) ?? ""];
    const isPacked = type !== undefined && type !== "font/woff2";
    response.writeHead(200, {
      "cache-control": "max-age=600",
      ...(type !== undefined && { "content-type": type }),
      ...(isPacked && { "content-encoding": "gzip" }),
    });
    response.end(isPacked ? gzipSync(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
