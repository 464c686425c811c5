import { ProblemError } from "./base/problem.ts";
import { type BuildOptions, build } from "./build.ts";
import type { BuildMessage, Failure } from "./build-apart.ts";

// Run by build-apart.ts: told what to build, it builds, tells how it went, and ends.

function failureOf(error: unknown): Failure {
  if (error instanceof ProblemError) return { message: error.message, problems: error.problems };
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as NodeJS.ErrnoException;
  return { message: error.message, ...(typeof code === "string" && { code }) };
}

process.once("message", async (options: Omit<BuildOptions, "onProgress">) => {
  const send = (message: BuildMessage, after?: () => void) => process.send?.(message, undefined, {}, after);
  const end = (message: BuildMessage) => send(message, () => process.disconnect?.());
  try {
    const onProgress = (...progress: [string, number?, number?]) => void send({ progress });
    end({ result: await build({ ...options, onProgress }) });
  } catch (error) {
    end({ failure: failureOf(error) });
  }
});
// Nobody waits for what nobody asked for any more.
process.on("disconnect", () => process.exit());
