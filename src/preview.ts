import { join } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import type { Moment } from "./base/dates.ts";
import { digestOf, sha256 } from "./base/digest.ts";
import { hasErrors, type Problem, ProblemError, sortProblems } from "./base/problem.ts";
import { openStore, type Store } from "./base/store.ts";
import { type OpenedSite, openSite, type Progress } from "./build.ts";
import { runRules } from "./checks/run-rules.ts";
import { readSavedStory } from "./content/read-saved-story.ts";
import type { StoryRecord } from "./content/site-content.ts";
import { engineDigest } from "./engine.ts";
import { heldBack } from "./hold-back.ts";
import { nextEntry } from "./model/live-entries.ts";
import { nextChange } from "./model/visibility.ts";
import { withStory } from "./model/with-story.ts";
import { layouts, planOrList, type SitePlan } from "./plan-site.ts";
import { type PreviewFile, PreviewFiles } from "./preview-files.ts";
import { ruleAccess } from "./rule-access.ts";
import { readSiteConfig } from "./site-config.ts";

export interface PreviewUpdate {
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

export interface UpdateOptions {
  onProgress?: Progress;
  /** Called once pages can be asked for anew: the rules, which take longer, follow. */
  onPages?: () => void;
}

/** The whole, read and planned. */
type Reading =
  | { state?: undefined; problems: Problem[] }
  | {
      state: PreviewState;
      problems: Problem[];
      shown: Parameters<PreviewFiles["show"]>[1];
      good: Map<string, StoryRecord>;
    };

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
  #current: PreviewState | undefined;
  #shown: Parameters<PreviewFiles["show"]>[1] | undefined;
  #look: Look = { audience: "desk" };
  #lastNow: Moment = 0;
  #nextChange: Moment | undefined;
  /** Stories as they were when nothing was wrong with them, by id. */
  #good = new Map<string, StoryRecord>();
  /** How often a story was taken in by itself: a reading of the whole that began before is old. */
  #saves = 0;
  #turn: Promise<unknown> = Promise.resolve();

  /** `cacheLimit`: bytes of renditions that the cache may hold; default: no limit. */
  constructor({ site, cache, cacheLimit }: { site: string; cache: string; cacheLimit?: number }) {
    this.#site = site;
    this.#cacheLimit = cacheLimit;
    this.#store = openStore(cache);
    const onProblems = (problems: readonly Problem[]) => this.#tell(problems);
    this.#files = new PreviewFiles({ cache, store: this.#store, onProblems });
  }

  /** What is shown; undefined until a first update that could plan the site. */
  get current(): PreviewState | undefined {
    return this.#current;
  }

  /** A file of the site by its address: decoded, without the outlet's prefix. Throws ProblemError for faulty templates. */
  file(path: string): Promise<PreviewFile | undefined> {
    return this.#files.at(path);
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
  async save(file: string): Promise<boolean> {
    const state = this.#current;
    const before = state?.opened.content.stories.find((story) => story.file === file);
    if (!state || !before || !this.#shown) return false;
    const { content, newsroom } = state.opened;
    const reading = await readSavedStory(file, { site: this.#site, store: this.#store, outlet: content.outlet });
    // Another save, or the whole, has come in between.
    if (!reading || state !== this.#current) return false;
    const { record } = reading;
    // What was faulty, or is, goes with the whole: it knows all that is wrong, and what to show instead.
    const isFaulty = (problems: readonly Problem[]) =>
      problems.some((each) => each.file === file && each.severity === "error");
    if (!record || hasErrors(reading.problems) || isFaulty(state.problems)) return false;
    if (record.digest === before.digest) return true;
    const changed = withStory({ newsroom, content, before, after: record, audience: state.look.audience });
    if (!changed) return false;
    this.#saves += 1;
    const stories = content.stories.with(content.stories.indexOf(before), record);
    const opened = { ...state.opened, content: { ...content, stories }, newsroom: changed };
    const plan = state.plan.withNewsroom(changed);
    this.#current = { ...state, opened, plan };
    this.#files.show(plan, this.#shown);
    return true;
  }

  /** Brings the preview to what the site folder says now. Never throws for what an editor wrote. */
  update(clock: Moment, options: UpdateOptions = {}): Promise<PreviewUpdate> {
    const done = this.#turn.then(() => this.#update(clock, options));
    this.#turn = done.catch(() => {});
    return done;
  }

  async #update(clock: Moment, { onProgress = () => {}, onPages }: UpdateOptions): Promise<PreviewUpdate> {
    this.#lastNow = clock;
    const started = performance.now();
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
      let saves: number;
      let read: Reading;
      do {
        saves = this.#saves;
        read = await this.#read(clock, onProgress);
        // What was saved while the whole was read may be in it or not: it is read again, and the pages stand meanwhile.
      } while (saves !== this.#saves);
      if (!read.state) return finish(read.problems);
      this.#shown = read.shown;
      this.#good = read.good;
      this.#current = read.state;
      this.#files.show(read.state.plan, read.shown);
      onPages?.();
      await pause();
      const found = this.#rules(read.state);
      if (this.#cacheLimit !== undefined) this.#files.trim(this.#cacheLimit, join("preview", sha256(this.#site)));
      return finish([...read.problems, ...found]);
    } catch (error) {
      if (error instanceof ProblemError) return finish(error.problems);
      throw error;
    }
  }

  /** Reads and plans the whole; no state where errors that belong to no story stand in the way. */
  async #read(clock: Moment, onProgress: Progress): Promise<Reading> {
    const [site, store, look] = [this.#site, this.#store, this.#look];
    const { audience } = look;
    const now = look.at ?? clock;
    let opened = await openSite({ site, now, audience, onProgress }, store);
    const changes = opened.content.stories.flatMap((story) => [
      nextChange(story.frontMatter, now),
      nextEntry(story, now),
    ]);
    const moments = [...changes, opened.newsroom.photoChanges[0]?.at].filter((each) => each !== undefined);
    this.#nextChange = moments.sort((a, b) => a - b)[0];
    let { problems } = opened;
    const faulty = new Set(problems.flatMap(({ severity, story }) => (severity === "error" && story ? [story] : [])));
    if (hasErrors(problems)) {
      const held = heldBack({ problems, content: opened.content, site, last: new Map() });
      const kept = [...faulty].flatMap((id) => this.#good.get(id) ?? []);
      const reopen = (more: readonly StoryRecord[]) =>
        openSite({ site, now, audience, onProgress }, store, (content) => {
          const right = held.replace(content);
          const there = new Set(right.stories.map(({ id }) => id));
          return { ...right, stories: [...right.stories, ...more.filter(({ id }) => !there.has(id))] };
        });
      opened = await reopen(kept);
      // A last form that what is there now has made faulty too, by a photo that went: then without it.
      if (kept.length > 0 && hasErrors(held.remaining(opened.problems))) opened = await reopen([]);
      opened.problems = held.remaining(opened.problems);
      problems = [...held.problems, ...opened.problems];
      if (hasErrors(opened.problems)) return { problems };
    }
    const good = new Map(opened.content.stories.map((story) => [story.id, story]));
    await pause();
    const config = await readSiteConfig(site);
    const engine = digestOf(this.#engine, config.digest);
    const plan = await planOrList({ site, store, opened, engine }, true);
    problems = [...problems, ...plan.problems];
    if (hasErrors(plan.problems)) return { problems };
    const templates = digestOf(config.digest, ...layouts.map((layout) => plan.folders.graph(layout).digest));
    const state: PreviewState = { opened, plan, problems: sortProblems(problems), now, look };
    return { state, problems, shown: { config, templates }, good };
  }

  #rules({ opened, plan, now }: PreviewState): Problem[] {
    return runRules({
      content: opened.content,
      newsroom: opened.newsroom,
      now,
      addresses: plan.files,
      readings: opened.readings,
      ...ruleAccess(this.#site, this.#store),
    });
  }

  #tell(problems: readonly Problem[]): void {
    if (!this.#current) return;
    this.#current = { ...this.#current, problems: sortProblems([...this.#current.problems, ...problems]) };
  }

  close(): void {
    this.#store.close();
  }
}
