import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ProblemError } from "../../src/base/problem.ts";
import { lockOutput } from "../../src/publish/lock.ts";

function cacheFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What is said where an output is locked; undefined where it could be had. */
function codeOf(cache: string): string | undefined {
  try {
    lockOutput(cache, "/paper/_site")();
    return undefined;
  } catch (error) {
    return error instanceof ProblemError ? error.problems[0]?.code : String(error);
  }
}

test("two processes never write one output: the second is told site/busy, until the first is done or gone", () => {
  const cache = cacheFolder();
  const free = lockOutput(cache, "/paper/_site");
  const [lock = ""] = readdirSync(join(cache, "journals"));
  // The parent of this process lives; nobody has the number of the second one.
  writeFileSync(join(cache, "journals", lock), String(process.ppid));
  expect(codeOf(cache)).toBe("site/busy");
  expect(() => lockOutput(cache, "/paper/other")()).not.toThrow();
  writeFileSync(join(cache, "journals", lock), "4194303");
  expect(codeOf(cache)).toBeUndefined();
  free();
});
