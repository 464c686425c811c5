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
  readonly #isQuiet: boolean;
  readonly #say: (words: string) => void;
  readonly #complain: (words: string) => void;
  #settling: NodeJS.Timeout | undefined;
  #alarm: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isAskedAgain = false;
  #isClosed = false;

  /**
   * `isFixed`: the moment was given, so that nothing comes by itself. `say`, `complain`: to whoever sits at the terminal;
   * `isQuiet`: progress is not shown there.
   */
  constructor(input: {
    preview: Preview;
    server: PreviewServer;
    moment: () => Moment;
    isFixed: boolean;
    isQuiet?: boolean | undefined;
    say: (words: string) => void;
    complain: (words: string) => void;
  }) {
    this.#preview = input.preview;
    this.#server = input.server;
    this.#moment = input.moment;
    this.#isFixed = input.isFixed;
    this.#isQuiet = input.isQuiet ?? false;
    this.#say = input.say;
    this.#complain = input.complain;
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
      this.#complain((error as Error).message);
    }
  }

  async #isShown(paths: readonly string[]): Promise<boolean> {
    if (paths.length > fewFiles || !paths.every((path) => /^articles\/.*\.md$/i.test(path))) return false;
    for (const path of paths) if (!(await this.#preview.save(path))) return false;
    return true;
  }

  /** Reads the whole; asked for while it is being read, once more after that. Never rejects: a preview goes on. */
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
      try {
        await this.#updateOnce();
      } catch (error) {
        // A folder that may not be read, a full disk: the pages stand, and the next save tries again.
        this.#complain((error as Error).message);
      }
    } while (this.#isAskedAgain && !this.#isClosed);
  }

  async #updateOnce(): Promise<void> {
    const progress = showProgress(this.#isQuiet);
    const { problems, duration, nextChange } = await this.#preview.update(this.#moment(), {
      onProgress: progress.report,
      onPages: () => void this.#server.pages.refresh().catch(() => {}),
    });
    progress.end();
    this.#server.prefix = this.#preview.current?.plan.context.prefix ?? this.#server.prefix;
    const isNews = JSON.stringify(problems) !== JSON.stringify(this.#server.problems);
    this.#server.problems = problems;
    if (isNews && problems.length > 0) {
      this.#complain(formatProblems(problems, { colour: process.stderr.isTTY === true }));
    }
    this.#say(`The whole paper read in ${duration} ms`);
    await this.#server.pages.refresh({ withDesk: true });
    clearTimeout(this.#alarm);
    if (nextChange === undefined || this.#isFixed || this.#isClosed) return;
    // An embargo ends, a publication comes.
    const wait = Math.min(Math.max(nextChange - Date.now(), 1000), longestWait);
    this.#alarm = setTimeout(() => void this.update(), wait);
  }

  /** Stops, once what is being read has been read. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#settling);
    await this.#running;
    clearTimeout(this.#alarm);
  }
}
