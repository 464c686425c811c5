import type { Moment } from "../src/base/dates.ts";
import { formatProblems } from "../src/base/format-problems.ts";
import type { Preview } from "../src/preview.ts";
import type { PreviewServer } from "./preview-server.ts";
import { showProgress } from "./progress.ts";

/** ms after a story was shown by itself before the whole is read, so that whoever goes on writing does not meet it. */
const settleAfter = 400;

/** More files than these are no save of a single story. */
const fewFiles = 3;

// setTimeout takes at most 2^31 − 1 ms, some 24 days.
const longestWait = 2 ** 31 - 1;

/**
 * Keeps a preview at what the site folder says: a saved story at once, by itself, where only its words changed; all else,
 * and what hangs on it, by reading the whole.
 */
export class LivePreview {
  readonly #preview: Preview;
  readonly #server: PreviewServer;
  readonly #moment: () => Moment;
  readonly #isFixed: boolean;
  #settling: NodeJS.Timeout | undefined;
  #alarm: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isAskedAgain = false;

  /** `isFixed`: the moment was given, so that nothing comes by itself. */
  constructor(input: { preview: Preview; server: PreviewServer; moment: () => Moment; isFixed: boolean }) {
    this.#preview = input.preview;
    this.#server = input.server;
    this.#moment = input.moment;
    this.#isFixed = input.isFixed;
  }

  /** `paths`: under the site folder. `seen`: when, in ms since 1970. */
  async saved(paths: readonly string[], seen = Date.now()): Promise<void> {
    try {
      if (await this.#isShown(paths)) {
        clearTimeout(this.#settling);
        this.#settling = setTimeout(() => void this.update(), settleAfter);
        await this.#server.pages.refresh({ times: { seen, shown: Date.now() } });
      } else {
        await this.update();
      }
    } catch (error) {
      console.error((error as Error).message);
    }
  }

  async #isShown(paths: readonly string[]): Promise<boolean> {
    if (paths.length > fewFiles || !paths.every((path) => /^articles\/.*\.md$/i.test(path))) return false;
    for (const path of paths) if (!(await this.#preview.save(path))) return false;
    return true;
  }

  /** Reads the whole; asked for while it is being read, once more after that. */
  update(): Promise<void> {
    clearTimeout(this.#settling);
    if (this.#running) {
      this.#isAskedAgain = true;
      return this.#running;
    }
    this.#running = this.#updateAll().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #updateAll(): Promise<void> {
    do {
      this.#isAskedAgain = false;
      await this.#updateOnce();
    } while (this.#isAskedAgain);
  }

  async #updateOnce(): Promise<void> {
    const progress = showProgress();
    const { problems, duration, nextChange } = await this.#preview.update(this.#moment(), {
      onProgress: progress.report,
      onPages: () => void this.#server.pages.refresh().catch(() => {}),
    });
    progress.end();
    const isNews = JSON.stringify(problems) !== JSON.stringify(this.#server.problems);
    this.#server.problems = problems;
    if (isNews && problems.length > 0) {
      console.error(formatProblems(problems, { colour: process.stderr.isTTY === true }));
    }
    console.log(`The whole paper read in ${duration} ms`);
    await this.#server.pages.refresh({ withDesk: true });
    clearTimeout(this.#alarm);
    if (nextChange === undefined || this.#isFixed) return;
    // An embargo ends, a publication comes.
    const wait = Math.min(Math.max(nextChange - Date.now(), 1000), longestWait);
    this.#alarm = setTimeout(() => void this.update(), wait);
  }
}
