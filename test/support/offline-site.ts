// What runs inside a page knows the browser's objects; the rest of the tests has no use for them.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { build } from "../../src/build.ts";
import { sharedBrowser } from "./browser.ts";
import { plainPhoto, type SiteFolder, smallSite } from "./site-folder.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";

export const now = Date.parse("2026-06-01T12:00:00+05:30");
const published = "2026-06-01T08:00:00+05:30";

/** A site with photos of every kind of rights, built and served; the server can be stopped and come back. */
export class OfflineSite {
  readonly folder: SiteFolder;
  #server: StaticServer | undefined;
  #port = 0;
  #contexts: BrowserContext[] = [];
  moment = now;

  constructor(outlet: Record<string, unknown> = {}) {
    this.folder = smallSite(outlet);
  }

  static async open(outlet: Record<string, unknown> = {}): Promise<OfflineSite> {
    const site = new OfflineSite(outlet);
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
    await site.build();
    await site.start();
    return site;
  }

  writeStories(kept: Record<string, unknown> = {}, photo: Record<string, unknown> = {}): void {
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
        leases: [{ use: "deny", scopes: ["offline"], from: new Date(now + 3_600_000).toISOString() }],
      },
    });
    this.folder.writeStory("world/web", {
      ...{ ...common, headline: "A picture for the web alone" },
      photo: { ...{ file: "web.jpg", alt: "A web", credit: "Staff" }, leases: [{ use: "deny", scopes: ["offline"] }] },
    });
  }

  get output(): string {
    return this.folder.path("out");
  }

  async build(): Promise<void> {
    const { site } = this.folder;
    const report = await build({ site, output: this.output, cache: this.folder.path("cache"), now: this.moment });
    if (report.status !== 0) throw new Error(JSON.stringify(report.problems, undefined, 2));
  }

  async start(): Promise<void> {
    this.#server = await serveFolder(this.output, { port: this.#port });
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
    return `http://127.0.0.1:${this.#port}${path}`;
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
  const yes = page.locator("p.save button", { hasText: /^Save$/ });
  await yes.waitFor();
  const size = (await status.textContent()) ?? "";
  await yes.click();
  await page.locator("p.save a").first().waitFor();
  return size;
}

/** Whether every picture in sight is painted. */
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
    return images.filter((image) => image.naturalWidth < 2).map((image) => image.currentSrc || image.src);
  });
}

/** A worker that is stopped begins anew with the next request, as it does on a device after some seconds of rest. */
export async function stopWorkers(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await session.detach();
}
