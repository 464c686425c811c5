/// <reference lib="dom" />
import { readFileSync, writeFileSync } from "node:fs";
import { type Browser, type BrowserServer, chromium, type Page } from "playwright-core";

/** One save, in ms: from just before the file is written to the load event of the page that has the new word. */
export interface SaveSample {
  whole: number;
  /**
   * What that consists of, one after the other; names in the order of time. Absent where the page was not reloaded for the
   * save alone, but for a reading of the whole that ended then.
   */
  parts?: Record<SavePart, number>;
}

export const saveParts = [
  "the system tells of the file",
  "quiet, story read",
  "page made, told",
  "browser begins",
  "answered",
  "parsed",
  "load event",
] as const;
export type SavePart = (typeof saveParts)[number];

/** What a page tells when it has loaded: ms since 1970. */
interface Loaded {
  text: string;
  begun: number;
  answered: number;
  parsed: number;
  loaded: number;
}

/** What the preview tells its open pages: when it saw a save and showed it, and when that was heard. */
interface Told {
  seen?: number;
  shown?: number;
  told: number;
}

/** A browser that shows one page of a preview, while stories are saved. Started once for all samples. */
export class SavingBrowser {
  readonly pid: number;
  readonly #server: BrowserServer;
  readonly #browser: Browser;
  readonly #page: Page;
  #onLoaded: (loaded: Loaded) => void = () => {};
  #words = 0;

  private constructor(server: BrowserServer, browser: Browser, page: Page) {
    this.#server = server;
    this.#browser = browser;
    this.#page = page;
    this.pid = server.process().pid ?? 0;
  }

  static async start(): Promise<SavingBrowser> {
    const server = await chromium.launchServer({
      executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
      chromiumSandbox: false,
      args: ["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
    const browser = await chromium.connect(server.wsEndpoint());
    const page = await browser.newPage();
    const started = new SavingBrowser(server, browser, page);
    await page.exposeBinding("tellLoaded", (_source, loaded: Loaded) => started.#onLoaded(loaded));
    await page.addInitScript(() => {
      const { tellLoaded } = globalThis as unknown as { tellLoaded: (loaded: Loaded) => void };
      addEventListener("load", () => {
        const loaded = Date.now();
        const begun = loaded - performance.now();
        const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
        const answered = begun + (navigation?.responseEnd ?? 0);
        const parsed = begun + (navigation?.domContentLoadedEventEnd ?? 0);
        tellLoaded({ text: document.body.textContent, begun, answered, parsed, loaded });
      });
    });
    return started;
  }

  /** Opens a page, and listens beside it to what the preview tells that page. */
  async show(address: string): Promise<PreviewEvents> {
    await this.#page.goto(address);
    return await PreviewEvents.of(address);
  }

  /** Writes a story with a word that it never had, and waits for the page that has it. */
  async save(file: string, events: PreviewEvents, edit: (text: string, word: string) => string): Promise<SaveSample> {
    this.#words += 1;
    const word = `neologism${this.#words}`;
    const text = edit(readFileSync(file, "utf8"), word);
    const { promise, resolve, reject } = Promise.withResolvers<Loaded>();
    const timer = setTimeout(() => reject(new Error(`${word} has not come within 60 s`)), 60_000);
    this.#onLoaded = (loaded) => {
      if (loaded.text.includes(word)) resolve(loaded);
    };
    const told = events.next();
    const written = Date.now();
    writeFileSync(file, text);
    const loaded = await promise;
    clearTimeout(timer);
    return sampleOf(written, await told, loaded);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }
}

function sampleOf(written: number, { seen, shown, told }: Told, loaded: Loaded): SaveSample {
  const whole = loaded.loaded - written;
  if (seen === undefined || shown === undefined) return { whole };
  const moments = [written, seen, shown, told, loaded.begun, loaded.answered, loaded.parsed, loaded.loaded];
  const lengths = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
  const parts = Object.fromEntries(saveParts.map((part, index) => [part, lengths[index] ?? 0]));
  return { whole, parts: parts as Record<SavePart, number> };
}

/** What a preview tells an open page, heard beside the browser: when it was told is not to be asked of the page, which goes. */
export class PreviewEvents {
  readonly #stop = new AbortController();
  #onTold: (told: Told) => void = () => {};

  static async of(address: string): Promise<PreviewEvents> {
    const events = new PreviewEvents();
    const { origin, pathname } = new URL(address);
    const url = `${origin}/__preview/events?page=${encodeURIComponent(pathname)}`;
    const { body } = await fetch(url, { signal: events.#stop.signal });
    if (!body) throw new Error(`nothing comes from ${url}`);
    void events.#read(body);
    return events;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const words = new TextDecoder();
    try {
      for await (const part of body) {
        const [, data] = /^data: (.*)$/m.exec(words.decode(part)) ?? [];
        if (data === undefined) continue;
        const times = data.startsWith("{") ? (JSON.parse(data) as Omit<Told, "told">) : {};
        this.#onTold({ ...times, told: Date.now() });
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error;
    }
  }

  next(): Promise<Told> {
    return new Promise((resolve) => {
      this.#onTold = resolve;
    });
  }

  stop(): void {
    this.#stop.abort();
  }
}
