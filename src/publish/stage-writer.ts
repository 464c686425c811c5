import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { type SharedTextData, TextInserter } from "./shared-texts.ts";
import { Stage, type StagedFile } from "./stage-file.ts";

// Hashing and writing are a third of the time of a first build, and half of that is spent in the file system: a thread of
// their own does it while the next pages are rendered. A few pages are written before a thread has begun.
const fewFiles = 500;
const filesPerMessage = 16;
/** Files on their way to the thread; beyond that, rendering waits for it, so that memory holds no more of them. */
const mostWaiting = 500;

/** Files (path and UTF-8) to write, or that there are no more. */
export type StageMessage = readonly (readonly [file: string, bytes: Uint8Array])[] | "end";

export interface StageThreadData {
  /** Absolute. */
  root: string;
  shared: SharedTextData;
  /** In shared memory: files on their way, and 1 once the thread has failed. */
  state: Int32Array;
}

/** Places in the shared memory. */
export const waiting = 0;
export const failed = 1;

/** Writes texts below a folder, in the order in which they come. */
export interface StageWriter {
  /** `file`: path below the folder, with `/`. */
  write(file: string, text: string): void;
  /** Waits for all of it; what was written, by path. Throws what the file system said. */
  end(): Promise<Map<string, StagedFile>>;
}

/** A writer below `root` (absolute) for about so many `files`, in which the marks of `shared` may stand. */
export function stageWriter(input: { root: string; files: number; shared: SharedTextData }): StageWriter {
  return input.files < fewFiles ? new DirectWriter(input) : new ThreadWriter(input);
}

type Place = Pick<StageThreadData, "root" | "shared">;

class DirectWriter implements StageWriter {
  readonly #stage: Stage;
  readonly #inserter: TextInserter;
  readonly #made = new Map<string, StagedFile>();

  constructor({ root, shared }: Place) {
    this.#stage = new Stage(root);
    this.#inserter = new TextInserter(shared);
  }

  write(file: string, text: string): void {
    this.#made.set(file, this.#stage.write(file, this.#inserter.insert(Buffer.from(text))));
  }

  async end(): Promise<Map<string, StagedFile>> {
    return this.#made;
  }
}

const encoder = new TextEncoder();

class ThreadWriter implements StageWriter {
  readonly #worker: Worker;
  readonly #ended: Promise<unknown>;
  readonly #state = new Int32Array(new SharedArrayBuffer(8));
  readonly #made = new Map<string, StagedFile>();
  #batch: [string, Uint8Array<ArrayBuffer>][] = [];

  constructor({ root, shared }: Place) {
    const workerData: StageThreadData = { root, shared, state: this.#state };
    this.#worker = new Worker(new URL("./stage-thread.ts", import.meta.url), { workerData });
    this.#worker.on("message", (made: readonly (readonly [string, StagedFile])[]) => {
      for (const [file, staged] of made) this.#made.set(file, staged);
    });
    // A build that fails elsewhere ends without waiting for it.
    this.#worker.unref();
    this.#ended = once(this.#worker, "exit");
    // Told by `end`, whenever it is called.
    this.#ended.catch(() => {});
  }

  write(file: string, text: string): void {
    this.#batch.push([file, encoder.encode(text)]);
    if (this.#batch.length >= filesPerMessage) this.#send();
  }

  async end(): Promise<Map<string, StagedFile>> {
    this.#send();
    this.#worker.ref();
    this.#worker.postMessage("end" satisfies StageMessage);
    await this.#ended;
    return this.#made;
  }

  #send(): void {
    const batch = this.#batch;
    this.#batch = [];
    // Nobody takes them any more; `end` says why.
    if (batch.length === 0 || Atomics.load(this.#state, failed) === 1) return;
    const all = Atomics.add(this.#state, waiting, batch.length) + batch.length;
    // Handed over, not copied.
    const message: StageMessage = batch;
    this.#worker.postMessage(
      message,
      batch.map(([, bytes]) => bytes.buffer),
    );
    if (all > mostWaiting) Atomics.wait(this.#state, waiting, all, 1_000);
  }
}
