import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { sha256 } from "../base/digest.ts";
import { ProblemError, problem } from "../base/problem.ts";

/** Takes an output folder for this process; gives the function that lets it go. Throws ProblemError where another has it. */
export function lockOutput(cache: string, output: string): () => void {
  const folder = join(cache, "journals");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${sha256(resolve(output)).slice(0, 24)}.lock`);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(path, "wx");
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (isHeld(path)) break;
      rmSync(path, { force: true });
    }
  }
  throw new ProblemError([
    problem({
      code: "site/busy",
      message: `Another build is writing ${output}.`,
      hint: "Wait for it, or name another --output.",
    }),
  ]);
}

/** A lock whose process is gone (a build that was killed) holds nothing. */
function isHeld(path: string): boolean {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
