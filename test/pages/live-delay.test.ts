import { expect, test } from "vitest";
import { nextDelay } from "../../src/pages/client/live-delay.ts";

const asked = { state: "active" as const, quiet: 0, failures: 0 };

test("an open page asks every half minute, each at a moment of its own", () => {
  expect(nextDelay(asked, 0)).toBe(30_000);
  expect(nextDelay(asked, 0.999)).toBeGreaterThan(39_000);
  expect(nextDelay(asked, 0.999)).toBeLessThanOrEqual(40_000);
});

test("it asks less often while nothing comes, less still while the line fails, and never waits more than a quarter of an hour", () => {
  const quiet = [0, 5, 10, 100].map((times) => nextDelay({ ...asked, quiet: times }, 0));
  const failing = [0, 1, 2, 3, 50].map((failures) => nextDelay({ ...asked, failures }, 0));
  expect(quiet).toEqual([...quiet].sort((a, b) => a - b));
  expect(failing.slice(0, 4)).toEqual([30_000, 60_000, 120_000, 240_000]);
  expect(nextDelay({ ...asked, state: "paused", failures: 50, quiet: 50 }, 1)).toBeLessThan(900_000);
});
