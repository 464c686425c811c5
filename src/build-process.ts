import { type BuildOptions, build } from "./build.ts";
import type { BuildMessage } from "./build-apart.ts";

// Run by build-apart.ts: told what to build, it builds, tells how it went, and ends.

process.once("message", async (options: Omit<BuildOptions, "onProgress">) => {
  const send = (message: BuildMessage, after?: () => void) => process.send?.(message, undefined, {}, after);
  const end = (message: BuildMessage) => send(message, () => process.disconnect?.());
  try {
    const onProgress = (...progress: [string, number?, number?]) => void send({ progress });
    end({ result: await build({ ...options, onProgress }) });
  } catch (error) {
    end({ failure: error instanceof Error ? error.message : String(error) });
  }
});
// Nobody waits for what nobody asked for any more.
process.on("disconnect", () => process.exit());
