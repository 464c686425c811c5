import { readFileSync } from "node:fs";
import { posix } from "node:path";
import type { Problem } from "./base/problem.ts";
import type { Store } from "./base/store.ts";
import { places } from "./model/addresses.ts";
import { PageRenderer } from "./pages/page-renderer.ts";
import type { RackedSet } from "./pages/photo-rack.ts";
import type { PlannedPage } from "./pages/planned-file.ts";
import { ensureRenditions, type RenditionJob, type SocialCardJob } from "./photos/ensure-renditions.ts";
import { photoProblem } from "./photos/photo-failure.ts";
import { trimRenditions } from "./photos/rendition-cache.ts";
import type { SitePlan } from "./plan-site.ts";
import type { SiteConfig } from "./site-config.ts";

/** One file of the site, made just now. */
export interface PreviewFile {
  /** Path below the site's root, without a leading slash. */
  file: string;
  body: string | Buffer;
  /** Its name changes with its bytes: a browser need not ask again. */
  isLasting?: boolean;
}

// Pictures, fonts and scripts have a digest of all that they are made from in their names.
const lasting = /^photos\/.*\.(?:avif|jpe?g|webp|svg)$|^assets\/.*-[0-9a-f]{10}\.(?:js|css|woff2?)$/;

/** How a picture comes to be: from a photo's set, or as a card. */
type PictureJob = RenditionJob | SocialCardJob;

interface Wanted {
  name: string;
  job: PictureJob;
  resolve: (bytes: Buffer | undefined) => void;
  reject: (error: unknown) => void;
}

/** Makes the files of a plan one by one, when somebody asks for them, and keeps the pages until the plan changes. */
export class PreviewFiles {
  readonly #cache: string;
  readonly #store: Store;
  readonly #onProblems: (problems: readonly Problem[]) => void;
  #plan: SitePlan | undefined;
  /** Pictures of a page that is still open, when the plan has changed since. */
  #former: SitePlan | undefined;
  #pages = new Map<string, Promise<string>>();
  #renderer: { key: string; renderer: PageRenderer } | undefined;
  #wanted: Wanted[] = [];
  #isMaking = false;
  #added = 0;

  /** `onProblems`: told of what shows only when a file is made, such as a photo that can't be decoded. */
  constructor(input: { cache: string; store: Store; onProblems: (problems: readonly Problem[]) => void }) {
    this.#cache = input.cache;
    this.#store = input.store;
    this.#onProblems = input.onProblems;
  }

  /** `templates`: changes when any template does, or the site's configuration. */
  show(plan: SitePlan, { config, templates }: { config: SiteConfig; templates: string }): void {
    this.#former = this.#plan;
    this.#plan = plan;
    this.#pages = new Map();
    if (this.#renderer?.key === templates) return;
    const renderer = new PageRenderer({
      cache: this.#cache,
      includes: plan.folders.folders,
      siteConfig: config.configure,
    });
    this.#renderer = { key: templates, renderer };
  }

  /** The file at an address: decoded, without the outlet's prefix. Throws ProblemError for what is wrong in a template. */
  async at(path: string): Promise<PreviewFile | undefined> {
    const clean = posix.normalize(path.normalize("NFC")).replace(/^\/+/, "");
    for (const file of clean === "" || clean.endsWith("/") ? [`${clean}index.html`] : [clean, `${clean}/index.html`]) {
      const body = await this.#make(file);
      if (body !== undefined) return { file, body, ...(lasting.test(file) && { isLasting: true }) };
    }
    return undefined;
  }

  async #make(file: string): Promise<string | Buffer | undefined> {
    const plan = this.#plan;
    // A preview keeps nothing on the device of who looks at it: without the worker, pages offer no saving.
    if (!plan || file === places.worker.slice(1)) return undefined;
    if (file.startsWith("photos/") && !file.endsWith(".html")) return this.#picture(file);
    const planned = plan.find(file);
    if (planned?.kind === "page") return this.#page(planned, plan);
    if (planned?.kind === "asset") return readFileSync(planned.source);
    return planned?.kind === "text" ? planned.text() : undefined;
  }

  #page(page: PlannedPage, plan: SitePlan): Promise<string> {
    const known = this.#pages.get(page.file);
    if (known) return known;
    if (!this.#renderer) throw new Error("nothing is shown yet");
    const { layout, language, file } = page;
    const pages = this.#pages;
    const made = this.#renderer.renderer.render({ layout, file }, () => ({
      view: page.view(),
      strings: plan.context.strings(plan.context.language(language)),
      assets: plan.pageAssets(layout, language),
    }));
    pages.set(file, made);
    made.catch(() => pages.delete(file));
    return made;
  }

  async #picture(file: string): Promise<Buffer | undefined> {
    const found = this.#pictureJob(file, this.#plan) ?? this.#pictureJob(file, this.#former);
    if (!found) return undefined;
    return new Promise((resolve, reject) => {
      this.#wanted.push({ ...found, resolve, reject });
      this.#makePictures().catch(reject);
    });
  }

  #pictureJob(file: string, plan: SitePlan | undefined): { name: string; job: PictureJob } | undefined {
    const fileOf = (photo: string) => plan?.photoFiles.get(photo)?.file ?? photo;
    const card = plan?.cards.cards().get(file);
    if (card) {
      const { photo, plan: made } = card;
      const path = photo === undefined ? undefined : fileOf(photo);
      return { name: made.name, job: { id: photo ?? made.name, path, card: made } };
    }
    const racked = plan?.rack.renditions().get(file);
    if (!racked) return undefined;
    const { photo, plan: made }: RackedSet = racked.set;
    return { name: racked.rendition.name, job: { id: photo, path: fileOf(photo), plan: made } };
  }

  /** What was asked for while the last were made is made together: a front's photos in as many processes as there are cores. */
  async #makePictures(): Promise<void> {
    if (this.#isMaking) return;
    this.#isMaking = true;
    try {
      // Of one page's pictures the browser asks one after another.
      await new Promise((resolve) => setImmediate(resolve));
      while (this.#wanted.length > 0) {
        const batch = this.#wanted.splice(0);
        const places = { cache: this.#cache, store: this.#store };
        try {
          const { renditions, failures, madeBytes } = await ensureRenditions(
            new Set(batch.map(({ job }) => job)),
            places,
          );
          this.#added += madeBytes;
          if (failures.length > 0) this.#onProblems(failures.map(({ id, failure }) => photoProblem(failure, id, {})));
          for (const { name, resolve } of batch) {
            const made = renditions.get(name);
            resolve(made && readFileSync(made.path));
          }
        } catch (error) {
          for (const { reject } of batch) reject(error);
        }
      }
    } finally {
      this.#isMaking = false;
    }
  }

  /** Keeps the cache of pictures below a limit, in bytes. */
  trim(limit: number, user: string): void {
    if (!this.#plan) return;
    const { rack, cards } = this.#plan;
    const used = [
      ...[...rack.renditions().values()].map(({ rendition }) => rendition.name),
      ...[...cards.cards().values()].map(({ plan }) => plan.name),
    ];
    trimRenditions({ cache: this.#cache, store: this.#store, limit, used, added: this.#added, user });
    this.#added = 0;
  }
}
