import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Moment } from "./base/dates.ts";
import { digestOf, sha256 } from "./base/digest.ts";
import { type Problem, ProblemError, sortProblems } from "./base/problem.ts";
import { openStore, type Store } from "./base/store.ts";
import { hasErrors, type OpenedSite, openSite, type Progress } from "./build.ts";
import { runRules } from "./checks/run-rules.ts";
import { blocksOf } from "./content/story-blocks.ts";
import { engineDigest } from "./engine.ts";
import { heldBack } from "./hold-back.ts";
import { makeFiles } from "./make-files.ts";
import { places } from "./model/addresses.ts";
import { nextEntry } from "./model/live-entries.ts";
import { nextChange } from "./model/visibility.ts";
import { trimRenditions } from "./photos/rendition-cache.ts";
import { planSite, type SitePlan } from "./plan-site.ts";
import { readSiteConfig } from "./site-config.ts";
import { siteSource } from "./site-source.ts";

export interface PreviewUpdate {
  /** Paths below the preview folder that were made or removed. */
  changed: string[];
  problems: Problem[];
  /** When the site changes by itself next: an embargo or a photo's lease ends, a publication or an expiry comes. */
  nextChange?: Moment;
  /** ms */
  duration: number;
}

/** Who looks, and when: `desk` sees hidden stories too, marked; `public` what readers see at that moment. */
export interface Look {
  /** Default: the clock. */
  at?: Moment;
  audience: "desk" | "public";
}

/** The site as the preview shows it. */
export interface PreviewState {
  opened: OpenedSite;
  plan: SitePlan;
  /** All that is told: what was held, the site's, the plan's and the rules' own. */
  problems: readonly Problem[];
  now: Moment;
  look: Look;
}

/**
 * The site as its editors see it: drafts, embargoed and scheduled stories are in, marked; faulty stories are left out and
 * reported. Written under the cache, without a build manifest, so that a preview can't be published.
 */
export class Preview {
  readonly folder: string;
  readonly #site: string;
  readonly #cache: string;
  readonly #cacheLimit: number | undefined;
  readonly #store: Store;
  readonly #engine = engineDigest();
  #digests = new Map<string, string>();
  #current: PreviewState | undefined;
  #look: Look = { audience: "desk" };
  #lastNow: Moment = 0;
  #nextChange: Moment | undefined;

  /** `cacheLimit`: bytes of renditions that the cache may hold; default: no limit. */
  constructor({ site, cache, cacheLimit }: { site: string; cache: string; cacheLimit?: number }) {
    this.#site = site;
    this.#cache = cache;
    this.#cacheLimit = cacheLimit;
    this.folder = join(cache, "preview", sha256(site).slice(0, 16));
    rmSync(this.folder, { recursive: true, force: true });
    this.#store = openStore(cache);
  }

  /** What is shown; undefined until a first update that could plan the site. */
  get current(): PreviewState | undefined {
    return this.#current;
  }

  /** Shows the site at another moment, or to others; stays so until it is called again. */
  async look(look: Look, now: Moment = this.#lastNow): Promise<PreviewUpdate> {
    this.#look = look;
    return this.update(now);
  }

  /** Brings the preview to what the site folder says now. Never throws for what an editor wrote. */
  async update(clock: Moment, onProgress: Progress = () => {}): Promise<PreviewUpdate> {
    this.#lastNow = clock;
    const look = this.#look;
    const { audience } = look;
    const now = look.at ?? clock;
    const started = performance.now();
    const finish = (changed: string[], problems: readonly Problem[]) => {
      this.#store.flush();
      return {
        changed,
        problems: sortProblems(problems),
        ...(this.#nextChange !== undefined && { nextChange: this.#nextChange }),
        duration: Math.round(performance.now() - started),
      };
    };
    const site = this.#site;
    const store = this.#store;
    try {
      let opened = await openSite({ site, now, audience, onProgress }, store);
      const changes = opened.content.stories.flatMap((story) => [
        nextChange(story.frontMatter, now),
        nextEntry(story, now),
      ]);
      const moments = [...changes, opened.newsroom.photoChanges[0]?.at].filter((each) => each !== undefined);
      this.#nextChange = moments.sort((a, b) => a - b)[0];
      let { problems } = opened;
      if (hasErrors(problems)) {
        const held = heldBack({ problems, content: opened.content, site, last: new Map() });
        opened = await openSite({ site, now, audience, onProgress }, store, held.replace);
        opened.problems = held.remaining(opened.problems);
        problems = [...held.problems, ...opened.problems];
        if (hasErrors(opened.problems)) return finish([], problems);
      }
      const config = await readSiteConfig(site);
      const engine = digestOf(this.#engine, config.digest);
      const plan = await planSite({ site, store, opened, engine, blocksOf: (story) => blocksOf(store, story) });
      problems = [...problems, ...plan.problems];
      if (hasErrors(plan.problems)) return finish([], problems);
      const { content, newsroom } = opened;
      const found = runRules({
        content,
        newsroom,
        now,
        blocksOf: (story) => blocksOf(store, story),
        sourceOf: (file) => siteSource(site, file),
        addresses: plan.files,
        readings: opened.readings,
        memory: { store, site },
      });
      problems = sortProblems([...problems, ...found]);
      this.#current = { opened, plan, problems, now, look };

      // A preview keeps nothing on the device of who looks at it: without the worker, pages offer no saving.
      const stale = plan.files.filter(
        ({ file, digest }) => this.#digests.get(file) !== digest && file !== places.worker.slice(1),
      );
      const planned = new Map(plan.files.map((file) => [file.file, file.digest]));
      const made = await makeFiles({
        stale,
        plan,
        staging: this.folder,
        standing: new Map(),
        cache: this.#cache,
        store,
        config,
        onProgress,
      });
      if (hasErrors(made.problems)) return finish([], [...problems, ...made.problems]);
      const gone = [...this.#digests.keys()].filter((file) => !planned.has(file));
      for (const file of gone) rmSync(join(this.folder, file), { recursive: true, force: true });
      this.#digests = planned;
      if (this.#cacheLimit !== undefined) {
        const used = plan.files.flatMap((file) => (file.kind === "rendition" ? [file.name] : []));
        const [limit, user] = [this.#cacheLimit, this.folder];
        trimRenditions({ cache: this.#cache, store, limit, used, added: made.renditionBytes, user });
      }
      return finish([...stale.map((file) => file.file), ...gone], problems);
    } catch (error) {
      if (error instanceof ProblemError) return finish([], error.problems);
      throw error;
    }
  }

  close(): void {
    this.#store.close();
  }
}
