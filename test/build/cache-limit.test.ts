import { expect, test } from "vitest";
import { cacheLimitOf, UsageError } from "../../scripts/command.ts";

const limitOf = (text?: string) => cacheLimitOf({ values: { "cache-limit": text }, positionals: [] });

test.each([
  ["500MB", 500e6],
  ["2GB", 2e9],
  ["1.5 gb", 1.5e9],
  ["1TB", 1e12],
  [undefined, 20e9],
])("--cache-limit %s is a number of bytes", (text, bytes) => {
  expect(limitOf(text)).toBe(bytes);
});

test.each(["2", "GB", "-1GB", "2GB or so", ""])("--cache-limit %s is wrong use, not a limit of some kind", (text) => {
  expect(() => limitOf(text)).toThrow(UsageError);
});
