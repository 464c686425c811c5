import { expect, test } from "vitest";
import { inOneGo, Slices, type Steps } from "../../src/base/pace.ts";

function* counting(steps: number): Steps<number> {
  let done = 0;
  for (; done < steps; done += 1) yield;
  return done;
}

/** Turns that others had while something was done. */
async function turnsDuring<Result>(work: () => Result | Promise<Result>): Promise<{ result: Result; turns: number }> {
  let turns = 0;
  let isOver = false;
  const turn = () => {
    if (isOver) return;
    turns += 1;
    setImmediate(turn);
  };
  setImmediate(turn);
  const result = await work();
  isOver = true;
  return { result, turns };
}

test("work in one go leaves nobody a turn, and work in slices one after each slice", async () => {
  expect(await turnsDuring(() => inOneGo(counting(50)))).toEqual({ result: 50, turns: 0 });
  const sliced = await turnsDuring(() => new Slices({ slice: 0 }).run(counting(50)));
  expect(sliced.result).toBe(50);
  expect(sliced.turns).toBeGreaterThanOrEqual(50);
  expect((await turnsDuring(() => new Slices({ slice: 60_000 }).run(counting(50)))).turns).toBe(0);
});

test("what goes wrong in a step is thrown to whoever asked for the work", async () => {
  function* faulty(): Steps<never> {
    yield;
    throw new Error("a fault");
  }
  await expect(new Slices({ slice: 0 }).run(faulty())).rejects.toThrow("a fault");
});

test("stands back while somebody waits for an answer, and no longer than it may", async () => {
  const pace = new Slices({ slice: 0, mostWait: 60_000 });
  pace.giveWay(80);
  const from = performance.now();
  await pace.pause();
  expect(performance.now() - from).toBeGreaterThanOrEqual(79);

  const impatient = new Slices({ slice: 0, mostWait: 20 });
  const begun = performance.now();
  for (let index = 0; index < 5; index += 1) {
    impatient.giveWay(60_000);
    await impatient.pause();
  }
  expect(performance.now() - begun).toBeLessThan(30_000);
});
