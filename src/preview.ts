import { join } from "node:path";
import type { Moment } from "./base/dates.ts";
import { sha256 } from "./base/digest.ts";
import { Slices } from "./base/pace.ts";
import { type Problem, ProblemError, sortProblems } from "./base/problem.ts";
import { openStore, type Store } from "./base/store.ts";
import type { Progress } from "./build.ts";
import { runningRules } from "./checks/run-rules.ts";
import { engineDigest } from "./engine.ts";
import { type PreviewFile, PreviewFiles } from "./preview-files.ts";
import { type Look, type PreviewState, withSavedStory } from "./preview-state.ts";
import { type PreviewReading, readPreview } from "./read-preview.ts";
import { ruleAccess } from "./rule-access.ts";

export type { Look, PreviewState } from "./preview-state.ts";

export interface PreviewUpdate {
  problems: Problem[];
  /** When the site changes by itself next: an embargo or a photo's lease ends, a publication or an expiry comes. */
  nextChange?: Moment;
  /** ms */
  duration: number;
}

export interface PreviewOptions {
  site: string;
  cache: string;
  /** Bytes of renditions that the cache may hold; default: no limit. */
  cacheLimit?: number | undefined;
  /** ms of reading until requests are answered. */
  slice?: number;
}

export interface UpdateOptions {
  onProgress?: Progress;
  /** Called once pages can be asked for anew: the rules, which take longer, follow. */
  onPages?: () => void;
}

/** ms that reading stands back: from a save until the browser has asked for its page, and for what the page consists of. */
const [untilAsked, untilLoaded] = [120, 30];

/**
 * The site as its editors see it: drafts, embargoed and scheduled stories are in, marked. A faulty story keeps its last
 * good form, one that was never right is left out, and both are reported. Files are made when they are asked for, and
 * only in memory: without output folder or build manifest, a preview can't be published.
 */
export class Preview {
  readonly #site: string;
  readonly #cacheLimit: number | undefined;
  readonly #store: Store;
  readonly #engine = engineDigest();
  readonly #files: PreviewFiles;
  readonly #pace: Slices;
  #current: PreviewState | undefined;
  #renderer: Parameters<PreviewFiles["show"]>[1] | undefined;
  #look: Look = { audience: "desk" };
  #lastNow: Moment = 0;
  #nextChange: Moment | undefined;
  /** Files of stories that were taken in by themselves since the reading of the whole began. */
  #savedMeanwhile = new Set<string>();
  #updates: Promise<unknown> = Promise.resolve();
  #saves: Promise<unknown> = Promise.resolve();

  constructor({ site, cache, cacheLimit, slice }: PreviewOptions) {
    this.#site = site;
    this.#cacheLimit = cacheLimit;
    this.#store = openStore(cache);
    this.#pace = new Slices(slice === undefined ? {} : { slice });
    const onProblems = (problems: readonly Problem[]) => this.#tell(problems);
    this.#files = new PreviewFiles({ cache, store: this.#store, onProblems });
  }

  /** What is shown; undefined until a first update that could plan the site. */
  get current(): PreviewState | undefined {
    return this.#current;
  }

  /** A file of the site by its address: decoded, without the outlet's prefix. Throws ProblemError for faulty templates. */
  file(path: string): Promise<PreviewFile | undefined> {
    this.#pace.giveWay(untilLoaded);
    return this.#files.at(path);
  }

  /** A save is coming: what is being read stands back. */
  expectSave(): void {
    this.#pace.giveWay(untilAsked);
  }

  /** Shows the site at another moment, or to others; stays so until it is called again. */
  async look(look: Look, now: Moment = this.#lastNow): Promise<PreviewUpdate> {
    this.#look = look;
    return this.update(now);
  }

  /**
   * Takes in one saved story at once, where only words of its own have changed: everything else stands as it is until the
   * next update. False where more may have changed, so that the page must wait for that. `file`: under the site folder.
   */
  save(file: string): Promise<boolean> {
    const done = this.#saves.then(() => this.#save(file));
    this.#saves = done.catch(() => {});
    return done;
  }

  async #save(file: string): Promise<boolean> {
    this.#pace.giveWay(untilAsked);
    for (;;) {
      const state = this.#current;
      if (!state || !this.#renderer) return false;
      const saved = await withSavedStory(state, file, { site: this.#site, store: this.#store });
      // The whole has come in between: then into that.
      if (state !== this.#current) continue;
      if (!saved) return false;
      this.#savedMeanwhile.add(file);
      if (saved !== state) this.#show(saved, this.#renderer);
      return true;
    }
  }

  /** Brings the preview to what the site folder says now. Never throws for what an editor wrote. */
  update(clock: Moment, options: UpdateOptions = {}): Promise<PreviewUpdate> {
    const done = this.#updates.then(() => this.#update(clock, options));
    this.#updates = done.catch(() => {});
    return done;
  }

  async #update(clock: Moment, { onProgress = () => {}, onPages }: UpdateOptions): Promise<PreviewUpdate> {
    this.#lastNow = clock;
    const started = performance.now();
    this.#pace.begin();
    const finish = (problems: readonly Problem[]): PreviewUpdate => {
      this.#store.flush();
      const sorted = sortProblems(problems);
      if (this.#current) this.#current = { ...this.#current, problems: sorted };
      return {
        problems: sorted,
        ...(this.#nextChange !== undefined && { nextChange: this.#nextChange }),
        duration: Math.round(performance.now() - started),
      };
    };
    try {
      const { problems, nextChange, shown } = await this.#read(clock, onProgress);
      this.#nextChange = nextChange;
      if (!shown) return finish(problems);
      onPages?.();
      const found = await this.#pace.run(runningRules(this.#rulesContext(shown.state)));
      if (this.#cacheLimit !== undefined) this.#files.trim(this.#cacheLimit, join("preview", sha256(this.#site)));
      return finish([...problems, ...found]);
    } catch (error) {
      if (error instanceof ProblemError) return finish(error.problems);
      throw error;
    }
  }

  /** Reads the whole and shows it, with what was saved meanwhile: the reading may have been past that file already. */
  async #read(clock: Moment, onProgress: Progress): Promise<PreviewReading> {
    const [site, store, engine, look, pace] = [this.#site, this.#store, this.#engine, this.#look, this.#pace];
    for (;;) {
      this.#savedMeanwhile = new Set();
      const good = this.#current?.opened.content.stories ?? [];
      const reading = await readPreview({ site, store, engine, clock, look, good, pace, onProgress });
      if (!reading.shown) return reading;
      const { renderer } = reading.shown;
      const state = await this.#withSaved(reading.shown.state);
      if (!state) continue;
      this.#show(state, renderer);
      return { ...reading, shown: { state, renderer } };
    }
  }

  /** Undefined where more than words has changed since. */
  async #withSaved(read: PreviewState): Promise<PreviewState | undefined> {
    let state = read;
    // While one is taken in, others may be saved, and the same one again.
    for (let [file] = this.#savedMeanwhile; file !== undefined; [file] = this.#savedMeanwhile) {
      this.#savedMeanwhile.delete(file);
      const saved = await withSavedStory(state, file, { site: this.#site, store: this.#store });
      if (!saved) return undefined;
      state = saved;
    }
    return state;
  }

  #show(state: PreviewState, renderer: Parameters<PreviewFiles["show"]>[1]): void {
    this.#current = state;
    this.#renderer = renderer;
    this.#files.show(state.plan, renderer);
  }

  #rulesContext({ opened, plan, now }: PreviewState): Parameters<typeof runningRules>[0] {
    return {
      content: opened.content,
      newsroom: opened.newsroom,
      now,
      addresses: plan.files,
      readings: opened.readings,
      ...ruleAccess(this.#site, this.#store),
    };
  }

  #tell(problems: readonly Problem[]): void {
    if (!this.#current) return;
    this.#current = { ...this.#current, problems: sortProblems([...this.#current.problems, ...problems]) };
  }

  close(): void {
    this.#store.close();
  }
}
