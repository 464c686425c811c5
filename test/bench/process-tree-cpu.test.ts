import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { processTreeCpu } from "../../scripts/bench/process-tree-cpu.ts";

test("counts what a process uses, and what those below it do; nothing where the system does not tell", () => {
  const before = processTreeCpu(process.pid);
  // Half of it and more goes to asking.
  const burn =
    "for (let used = 0; used < 300_000; ) { const { user, system } = process.cpuUsage(); used = user + system; }";
  spawnSync(process.execPath, ["-e", burn]);
  const after = processTreeCpu(process.pid);
  if (process.platform !== "linux") return expect([before, after]).toEqual([undefined, undefined]);
  const { user, system } = process.cpuUsage();
  expect((after ?? 0) - (before ?? 0)).toBeGreaterThanOrEqual(280);
  expect(after).toBeGreaterThanOrEqual((user + system) / 1000 - 100);
});
