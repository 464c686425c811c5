import { expect, test } from "vitest";
import { measure, median, readFigures } from "../../scripts/bench/measure.ts";

test("reads the figures of GNU time, and those of a shell where there is none", () => {
  expect(readFigures("12.43 2.65 1000000\n")).toEqual({ cpu: 15.08, memory: 1024 });
  expect(readFigures("0m0.00s 0m0.00s\n1m2.500s 0m1.500s\n")).toEqual({ cpu: 64, memory: undefined });
  expect(() => readFigures("Command terminated by signal 9\n")).toThrow("unknown form");
});

test("takes the middle of several runs", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});

test("measures a program, and tells what one that fails has printed", async () => {
  const program = (code: string) => ({ command: process.execPath, args: ["-e", code], cwd: process.cwd() });
  const { wall, cpu } = await measure(program("for (let i = 0; i < 1e8; i += 1);"));
  expect(wall).toBeGreaterThan(0);
  expect(cpu).toBeGreaterThan(0);
  await expect(measure(program("console.error('no disk'); process.exit(3)"))).rejects.toThrow("no disk");
});
