// What runs inside a page knows the browser's objects; the rest of the tests has no use for them.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll } from "vitest";
import { build } from "../../src/build.ts";
import { sharedBrowser } from "./browser.ts";
import { plainPhoto, type SiteFolder, smallSite } from "./site-folder.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";

export const now = Date.parse("2026-06-01T12:00:00+05:30");
/** Later than any browser's clock. */
export const farOff = Date.parse("2099-01-01T00:00:00Z");
const published = "2026-06-01T08:00:00+05:30";

/** Sites as they were first built, by what their outlets say: every later one is a copy. */
const seeds = new Map<string, Promise<SiteFolder>>();
afterAll(async () => {
  for (const seed of seeds.values()) (await seed).close();
});

/** A site with photos of every kind of rights, built and served; the server can be stopped and come back. */
export class OfflineSite {
  readonly folder: SiteFolder;
  #server: StaticServer | undefined;
  #port = 0;
  #contexts: BrowserContext[] = [];
  /** Of the site's address: empty, or `/paper`. */
  readonly #prefix: string;
  moment = now;

  private constructor({ outlet, prefix }: { outlet: Record<string, unknown>; prefix: string }) {
    this.#prefix = prefix;
    this.folder = smallSite({ ...outlet, ...(prefix && { url: `https://test.example${prefix}` }) });
  }

  /** `prefix`: the folder of the server that the site stands in, `/paper`. */
  static async open({ outlet = {}, prefix = "" } = {}): Promise<OfflineSite> {
    const key = JSON.stringify({ outlet, prefix });
    const seed = seeds.get(key) ?? OfflineSite.#seed({ outlet, prefix });
    seeds.set(key, seed);
    const site = new OfflineSite({ outlet, prefix });
    cpSync((await seed).base, site.folder.base, { recursive: true, preserveTimestamps: true });
    await site.start();
    return site;
  }

  static async #seed(given: { outlet: Record<string, unknown>; prefix: string }): Promise<SiteFolder> {
    const site = new OfflineSite(given);
    const { folder } = site;
    for (const [index, name] of ["harbour", "lease", "web"].entries()) {
      folder.write(`articles/world/${name}.jpg`, await plainPhoto(200, 60 * index, 40, 1400, 900));
    }
    site.writeStories();
    for (const language of ["hi", "ur"]) {
      folder.writeStory(`${language}/story`, {
        ...{ headline: language === "hi" ? "मानसून की ख़बर" : "مانسون کی خبر", section: "world", language, published },
      });
    }
    folder.writeStory("ur/web", {
      ...{ headline: "صرف ویب کی تصویر", section: "world", language: "ur", published },
      photo: {
        ...{ file: "world/web.jpg", alt: "A web", caption: "A web at dawn", credit: "Staff" },
        leases: [{ use: "deny", scopes: ["offline"] }],
      },
    });
    await site.build();
    return folder;
  }

  /** `leaseEnd`: of the leased photo, ms since 1970. */
  writeStories({
    kept = {},
    photo = {},
    leaseEnd = farOff,
  }: {
    kept?: Record<string, unknown>;
    photo?: Record<string, unknown>;
    leaseEnd?: number;
  } = {}): void {
    const common = { section: "world", published };
    this.folder.writeStory(
      "world/kept",
      {
        ...common,
        headline: "The harbour at dawn",
        photo: { file: "harbour.jpg", alt: "A harbour", credit: "Staff", ...photo },
        ...kept,
      },
      "Boats wait for the turnstone to pass.\n",
    );
    this.folder.writeStory("world/leased", {
      ...{ ...common, headline: "A leased picture" },
      photo: {
        ...{ file: "lease.jpg", alt: "A lease", credit: "Staff" },
        leases: [{ use: "deny", scopes: ["offline"], from: new Date(leaseEnd).toISOString() }],
      },
    });
    this.folder.writeStory("world/web", {
      ...{ ...common, headline: "A picture for the web alone" },
      photo: {
        ...{ file: "web.jpg", alt: "A web", caption: "A web at dawn", credit: "Staff" },
        leases: [{ use: "deny", scopes: ["offline"] }],
      },
    });
  }

  get output(): string {
    return join(this.folder.path("out"), this.#prefix);
  }

  async build(): Promise<void> {
    const { site } = this.folder;
    const report = await build({ site, output: this.output, cache: this.folder.path("cache"), now: this.moment });
    if (report.status !== 0) throw new Error(JSON.stringify(report.problems, undefined, 2));
  }

  async start(): Promise<void> {
    const root = this.folder.path("out");
    // What the server says of addresses outside the site.
    if (this.#prefix !== "") writeFileSync(join(root, "404.html"), "");
    this.#server = await serveFolder(root, { port: this.#port, hasHeaders: this.#prefix === "" });
    this.#port = Number(new URL(this.#server.origin).port);
  }

  async stop(): Promise<void> {
    await this.#server?.close();
  }

  /** Built again, as the network comes back. */
  async again(): Promise<void> {
    await this.build();
    await this.start();
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.#port}${this.#prefix}${path}`;
  }

  /** A device of its own. */
  async device(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await (await sharedBrowser()).newContext({ serviceWorkers: "allow", ...options });
    this.#contexts.push(context);
    return context;
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close();
    await this.stop();
    this.folder.close();
  }
}

/** Opens a page and waits until the worker is there, with what it must have. */
export async function arrive(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active && active.state !== "activated") await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

/** Paths of all that is kept, by cache. */
export async function keptPaths(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const paths: string[] = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) paths.push(`${name} ${new URL(url).pathname}`);
    }
    return paths.sort();
  });
}

/** Presses the offer on the page, and the button that says yes; waits until it is saved. */
export async function save(page: Page): Promise<string> {
  await page.locator("p.save button").first().click();
  const status = page.locator("p.save [role=status]").first();
  const yes = page.locator("p.save [role=status] + button").first();
  await yes.waitFor();
  const size = (await status.textContent()) ?? "";
  await yes.click();
  await page.locator("p.save a").first().waitFor();
  return size;
}

/** Pictures that are not painted; the words that the worker gives in a photo's place are no picture. */
export async function brokenPictures(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const images = [...document.images];
    for (const image of images) image.loading = "eager";
    await Promise.all(
      images.map((image) =>
        image.complete
          ? undefined
          : new Promise((resolve) => {
              image.onload = resolve;
              image.onerror = resolve;
            }),
      ),
    );
    const broken: string[] = [];
    for (const { naturalWidth, currentSrc, src } of images) {
      const { headers } = await fetch(currentSrc || src, { headers: { accept: "image/avif,image/*" } });
      const isPhoto = /avif|jpeg|png/.test(headers.get("content-type") ?? "");
      if (naturalWidth < 2 || !isPhoto) broken.push(currentSrc || src);
    }
    return broken;
  });
}

/**
 * Waits until the newest worker is the only one, with all that it does at its beginning. The browser is asked, by way of a page that
 * need not be ours: each of ours would be one more that the old worker must wait for.
 */
export async function untilTakenOver(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const states = new Map<string, string>();
  await new Promise<void>((resolve) => {
    session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
      for (const { versionId, status } of versions) states.set(versionId, status);
      const left = [...states.values()].filter((status) => status !== "redundant");
      if (left.length === 1 && left[0] === "activated") resolve();
    });
    void session.send("ServiceWorker.enable");
  });
  await session.detach();
}

/** Empties the browser's own cache, of which no page and no worker is the master: what is shown then comes from what was kept. */
export async function forgetFetched(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await session.detach();
}

/** A worker that is stopped begins anew with the next request, as it does on a device after some seconds of rest. */
export async function stopWorkers(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await session.detach();
}
