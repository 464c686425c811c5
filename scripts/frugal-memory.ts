import { basename } from "node:path";

/**
 * What Node is told: a little room for what has just been made, of which a large run keeps next to nothing, and leave to ask
 * for garbage to go where a step ends (see `releaseMemory`).
 */
const nodeFlags = ["--max-semi-space-size=2", "--expose-gc"];

/** What glibc is told: large blocks go back to the system at once, and threads share what is left of the small ones. */
const settings = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "65536", MALLOC_TRIM_THRESHOLD_: "131072" };

/**
 * Begins the program anew with the same arguments, as the same process, so that it takes as little memory as it can: V8 hears
 * of its sizes only at its beginning. Returns where that is done, or can't be (Windows, Node before 22.15): then it takes more.
 */
export function beFrugal(): void {
  const [, program = ""] = process.argv;
  const isBegun = nodeFlags.every((flag) => process.execArgv.includes(flag));
  if (isBegun || process.platform === "win32" || !process.execve || basename(program) !== "broadsheet.mjs") return;
  const given = [...process.execArgv, ...nodeFlags, ...process.argv.slice(1)];
  process.execve(process.execPath, [process.execPath, ...given], { ...settings, ...process.env });
}
