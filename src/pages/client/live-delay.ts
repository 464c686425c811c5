// How long an open page waits before it asks again (ms): soon while a story is moving, later the longer it is quiet or the
// line fails, and never at the same moment as everybody else.

const first = 30_000;
const paused = 120_000;
const longest = 600_000;

export interface Asked {
  state: "active" | "paused";
  /** Answers in a row that brought nothing new. */
  quiet: number;
  /** Failures in a row. */
  failures: number;
}

/** The wait, spread over a third of itself by `random` (0–1). */
export function nextDelay({ state, quiet, failures }: Asked, random: number): number {
  const slower = failures > 0 ? 2 ** Math.min(failures, 8) : 1.25 ** Math.max(0, Math.min(quiet - 3, 10));
  const delay = Math.min((state === "paused" ? paused : first) * slower, longest);
  return Math.round(delay * (1 + random / 3));
}
