import { readdirSync, readFileSync } from "node:fs";

// ms; Linux counts processor time in hundredths of a second.
const tick = 10;

/**
 * ms of processor time that a process and all below it have used so far, those that have ended among them if somebody waited
 * for them. Undefined where the system does not tell (elsewhere than on Linux).
 */
export function processTreeCpu(root: number): number | undefined {
  if (process.platform !== "linux") return undefined;
  const processes = new Map<number, { parent: number; ms: number }>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // After the name, which may hold anything: state, parent, …; 14–17 of proc(5) are times, of children too.
      const fields = (readFileSync(`/proc/${name}/stat`, "utf8").split(") ").at(-1) ?? "").split(" ").map(Number);
      const ticks = fields.slice(11, 15).reduce((sum, each) => sum + each, 0);
      processes.set(Number(name), { parent: fields[1] ?? 0, ms: ticks * tick });
    } catch {
      // It has ended since it was listed.
    }
  }
  const isBelow = (pid: number): boolean => {
    const parent = processes.get(pid)?.parent ?? 0;
    return pid === root || (parent > 1 && isBelow(parent));
  };
  return [...processes].reduce((sum, [pid, { ms }]) => (isBelow(pid) ? sum + ms : sum), 0);
}
