import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";

/** Long work that may be left off at each `yield`, so that others have their turn. */
export type Steps<Result> = Generator<void, Result, void>;

/** How long work is done: in one go, as a build does it, or in slices between which requests are answered. */
export interface Pace {
  /** Between two steps of work that waits anyway. */
  pause(): Promise<void> | undefined;
  run<Result>(steps: Steps<Result>): Result | Promise<Result>;
}

/** Does all steps without leaving off. */
export function inOneGo<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** For work for which nobody waits meanwhile. */
export const withoutPauses: Pace = { pause: () => undefined, run: inOneGo };

export interface SlicesOptions {
  /** ms of work until others have their turn. */
  slice?: number;
  /** ms that the work waits in all for others that go on. */
  mostWait?: number;
}

/** Work in slices, which stands back altogether while somebody waits for an answer. */
export class Slices implements Pace {
  readonly #slice: number;
  readonly #mostWait: number;
  #begun = performance.now();
  #waited = 0;
  #awayUntil = 0;

  constructor({ slice = 12, mostWait = 3_000 }: SlicesOptions = {}) {
    this.#slice = slice;
    this.#mostWait = mostWait;
  }

  /** A piece of work begins anew: it may wait as long as any. */
  begin(): void {
    this.#begun = performance.now();
    this.#waited = 0;
  }

  /** Leaves the next `ms` to others: an answer takes several turns, and a slice between each of them would add up. */
  giveWay(ms: number): void {
    this.#awayUntil = Math.max(this.#awayUntil, performance.now() + ms);
  }

  pause(): Promise<void> | undefined {
    return performance.now() - this.#begun < this.#slice ? undefined : this.#leaveOff();
  }

  async run<Result>(steps: Steps<Result>): Promise<Result> {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      if (performance.now() - this.#begun >= this.#slice) await this.#leaveOff();
    }
  }

  async #leaveOff(): Promise<void> {
    await nextTurn();
    const from = performance.now();
    while (performance.now() < this.#awayUntil && this.#waited + performance.now() - from < this.#mostWait)
      await wait(5);
    this.#waited += performance.now() - from;
    this.#begun = performance.now();
  }
}
