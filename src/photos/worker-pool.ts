import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defaultMemoryLimit } from "./memory-limit.ts";
import type { PhotoFailure } from "./photo-failure.ts";
import type { PhotoJob, PhotoJobResult } from "./photo-job.ts";

export interface PoolOptions {
  /** ms that one photo may take; its process is killed then. */
  timeLimit: number;
  /** MB that one process may hold; default 1,500. */
  memoryLimit?: number | undefined;
  /** Processes at once; default: as many as there are cores. */
  processes?: number | undefined;
  /** Default: the worker beside this file. Tests bring their own. */
  workerFile?: string | undefined;
  /** In the order in which they are done. */
  onResult: (job: PhotoJob, result: PhotoJobResult | { failure: PhotoFailure }) => void;
}

/** ms; an AVIF of the largest photo takes a few seconds, and a busy machine ten times that. */
export const defaultTimeLimit = 60_000;

const defaultWorker = fileURLToPath(new URL("photo-worker.ts", import.meta.url));

/**
 * Does the jobs in processes of their own, for only a process can be stopped: neither an AVIF encode that hangs nor one
 * that exhausts the memory can be interrupted otherwise. A process that dies or is killed costs the job it had, and is
 * replaced. Resolves when every job has a result; the processes are gone by then.
 */
export async function runInProcesses(jobs: readonly PhotoJob[], options: PoolOptions): Promise<void> {
  const queue = [...jobs];
  const lanes = Math.min(queue.length, options.processes ?? availableParallelism());
  await Promise.all(Array.from({ length: lanes }, () => runLane(queue, options)));
}

/** One process after another, one job at a time, until the queue is empty. */
async function runLane(queue: PhotoJob[], options: PoolOptions): Promise<void> {
  let worker: ChildProcess | undefined;
  try {
    for (let job = queue.shift(); job; job = queue.shift()) {
      worker ??= startWorker(options);
      const result = await ask(worker, job, options.timeLimit);
      if ("failure" in result && result.failure?.code === "photo/failed") {
        worker.kill("SIGKILL");
        worker = undefined;
      }
      options.onResult(job, result);
    }
  } finally {
    worker?.kill("SIGKILL");
  }
}

function startWorker({ workerFile = defaultWorker, memoryLimit = defaultMemoryLimit }: PoolOptions): ChildProcess {
  // The parent's own flags (a test runner's, a debugger's) are not the worker's; nor is its terminal the place for a
  // decoder's warnings or a stack: what people should read comes back as a result.
  return fork(workerFile, [String(memoryLimit)], {
    execPath: process.execPath,
    // glibc keeps freed pixels in an arena for every thread; with two of them a process holds a third less.
    env: { ...process.env, MALLOC_ARENA_MAX: "2" },
    // JavaScript's own share: metadata, no pixels. A process that wants more dies, and is replaced.
    execArgv: [`--max-old-space-size=${Math.min(512, memoryLimit)}`],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
}

type Answer = PhotoJobResult | { failure: PhotoFailure };

function ask(worker: ChildProcess, job: PhotoJob, timeLimit: number): Promise<Answer> {
  return new Promise((resolve) => {
    const finish = (answer: Answer) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      // A process that dies between two jobs raises `error` when it is written to; `exit` has said so then.
      worker.on("error", () => undefined);
      resolve(answer);
    };
    const fail = (message: string, found: string) => finish({ failure: { code: "photo/failed", message, found } });
    const timer = setTimeout(
      () => fail(`took longer than ${timeLimit / 1000} s to work on and was given up`, `${timeLimit} ms`),
      timeLimit,
    );
    worker.on("message", (answer) => finish(answer as PhotoJobResult));
    worker.on("error", (error) => fail("could not be worked on: its process failed", error.message));
    worker.on("exit", (code, signal) => fail("could not be worked on: its process died", signal ?? `exit ${code}`));
    if (worker.exitCode !== null || worker.signalCode !== null) {
      fail("could not be worked on: its process died", worker.signalCode ?? `exit ${worker.exitCode}`);
    } else {
      worker.send(job, (error) => {
        if (error) fail("could not be worked on: its process failed", error.message);
      });
    }
  });
}
