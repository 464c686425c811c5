import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { FolderPress, type PressedFile, type PressFacts, type PressOrder } from "./folder-press.ts";
import type { Noted } from "./folder-target.ts";

/** What the thread is told: files to press, or to say what the pages named so far. */
export type PressMessage = PressOrder[] | "noted";
export type PressAnswer = { files: PressedFile[] } | { noted: Noted };

/** A press here or on a thread. */
export interface Press {
  /** The files in the order in which they were asked for; each is whole until the next. */
  run: (orders: readonly PressOrder[]) => AsyncGenerator<PressedFile>;
  /** What pages named so far. */
  noted: () => Promise<Noted>;
  /** To be called in any case. */
  end: () => Promise<void>;
}

/** Files that the thread is told of at once: a message each would be a tenth of the work. */
const batchSize = 16;

/** MB of what has just been made: a page is soon done with, and the standard size would keep hundreds of them. */
const youngMegabytes = 4;

/**
 * `isApart`: on a thread, while this one writes. What a page leaves behind is then not added to the memory of the site's plan,
 * but beginning a thread takes longer than a hundred pages do. The bytes are the same either way.
 */
export function openPress(facts: PressFacts, { isApart }: { isApart: boolean }): Press {
  return isApart ? new ThreadPress(facts) : herePress(facts);
}

function herePress(facts: PressFacts): Press {
  const press = new FolderPress(facts);
  return {
    async *run(orders) {
      for (const order of orders) yield press.press(order);
    },
    noted: async () => press.noted(),
    end: async () => {},
  };
}

/** It answers in the order in which it was asked. */
class ThreadPress implements Press {
  readonly #worker: Worker;
  readonly #asked: PromiseWithResolvers<PressAnswer>[] = [];
  #failure: Error | undefined;

  constructor(facts: PressFacts) {
    this.#worker = new Worker(join(import.meta.dirname, "press-thread.ts"), {
      workerData: facts,
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
    });
    this.#worker.on("message", (answer: PressAnswer) => this.#asked.shift()?.resolve(answer));
    this.#worker.on("error", (error: Error) => this.#fail(error));
    this.#worker.on("exit", () => this.#fail(new Error("the thread that made pages ended before they were done")));
  }

  async *run(orders: readonly PressOrder[]): AsyncGenerator<PressedFile> {
    const asked: Promise<PressAnswer>[] = [];
    let begun = 0;
    const askNext = () => {
      const batch = orders.slice(begun, begun + batchSize);
      begun += batchSize;
      if (batch.length > 0) asked.push(this.#ask(batch));
    };
    // While one batch is being written the next is made, and no more than these are held.
    askNext();
    askNext();
    for (let next = asked.shift(); next; next = asked.shift()) {
      const answer = await next;
      askNext();
      if ("files" in answer) yield* answer.files;
    }
  }

  async noted(): Promise<Noted> {
    const answer = await this.#ask("noted");
    if ("noted" in answer) return answer.noted;
    throw new Error("the thread that made pages answered something else");
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(message: PressMessage): Promise<PressAnswer> {
    const asked = Promise.withResolvers<PressAnswer>();
    // Whoever asked may have given up because of an earlier file.
    asked.promise.catch(() => {});
    if (this.#failure) asked.reject(this.#failure);
    else {
      this.#asked.push(asked);
      this.#worker.postMessage(message);
    }
    return asked.promise;
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const asked of this.#asked.splice(0)) asked.reject(this.#failure);
  }
}
