import { type ForkOptions, fork } from "node:child_process";
import { join } from "node:path";
import { type Problem, ProblemError } from "./base/problem.ts";
import type { BuildOptions, BuildResult } from "./build.ts";

/** What the other process sends while it builds, and at the end. */
export type BuildMessage =
  | { progress: [step: string, done?: number, total?: number] }
  | { result: BuildResult }
  | { failure: Failure };

/** What was thrown there, as far as it says who is to mend it. */
export interface Failure {
  message: string;
  /** Of the machine: `ENOSPC`. */
  code?: string;
  /** Of a ProblemError. */
  problems?: readonly Problem[];
}

/**
 * Builds a site in a process of its own, which takes the memory of a build along when it ends: for commands that have much
 * to do afterwards. Throws what `build` throws.
 */
export function buildApart({ onProgress = () => {}, ...options }: BuildOptions): Promise<BuildResult> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, "build-process.ts"), { serialization: "advanced", ...asUsual() });
    let result: BuildResult | undefined;
    let failure: Failure | undefined;
    child.on("message", (message: BuildMessage) => {
      if ("progress" in message) onProgress(...message.progress);
      else if ("result" in message) result = message.result;
      else failure = message.failure;
    });
    child.on("error", reject);
    child.on("close", (status, signal) => {
      if (result) resolve(result);
      else if (failure?.problems) reject(new ProblemError(failure.problems));
      else {
        const error = new Error(failure?.message ?? `the build ended with ${signal ?? `status ${status}`}`);
        reject(Object.assign(error, failure?.code !== undefined && { code: failure.code }));
      }
    });
    child.send(options);
  });
}

/** Without what a command that spares memory was begun with (`scripts/frugal-memory.ts`): rendering and photos want the usual room. */
function asUsual(): Pick<ForkOptions, "execArgv" | "env"> {
  const spared = /^MALLOC_(?:ARENA_MAX|MMAP_THRESHOLD_|TRIM_THRESHOLD_)$/;
  return {
    execArgv: process.execArgv.filter((flag) => !/^--(?:max-semi-space-size=|expose-gc$)/.test(flag)),
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !spared.test(name))),
  };
}
