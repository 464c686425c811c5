import type { Progress } from "../src/build.ts";

/** Progress on a terminal as one line that is overwritten; elsewhere a plain line when a step begins. */
export function showProgress(isQuiet = false): { report: Progress; end: () => void } {
  if (isQuiet) return { report: () => {}, end: () => {} };
  const isTerminal = process.stderr.isTTY === true;
  let last = "";
  let shown = 0;
  return {
    report(step, done, total) {
      if (isTerminal) {
        const now = Date.now();
        if (step === last && now - shown < 80 && done !== total) return;
        shown = now;
        process.stderr.write(`\r\x1b[K${step}${total ? ` ${done}/${total}` : ""} …`);
      } else if (step !== last) {
        process.stderr.write(`${step}${total ? ` (${total})` : ""}\n`);
      }
      last = step;
    },
    end() {
      if (isTerminal) process.stderr.write("\r\x1b[K");
    },
  };
}
