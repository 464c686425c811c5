import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What one run of a program took. */
export interface Measure {
  /** s */
  wall: number;
  /** s, user and system. */
  cpu: number;
  /** MB at its highest; undefined where GNU time is not there to tell. */
  memory: number | undefined;
}

export interface MeasuredProgram {
  command: string;
  args: readonly string[];
  cwd: string;
}

const gnuTime = "/usr/bin/time";

/**
 * Runs a program to its end. CPU and memory come from GNU time where it is installed, else CPU alone from the shell's
 * `times`: Node tells the resources of its own process only. Throws with what the program printed where it fails.
 */
export async function measure({ command, args, cwd }: MeasuredProgram): Promise<Measure> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
  const figures = join(folder, "figures");
  const [program, ...before] = existsSync(gnuTime)
    ? [gnuTime, "-f", "%U %S %M", "-o", figures, command]
    : ["/bin/sh", "-c", `"$@"; status=$?; times > "${figures}"; exit $status`, "sh", command];
  try {
    const started = performance.now();
    const { status, output } = await run(program, [...before, ...args], cwd);
    const wall = (performance.now() - started) / 1000;
    if (status !== 0) throw new Error(`${command} ended with status ${status}:\n${output.slice(-2000)}`);
    return { wall, ...readFigures(readFileSync(figures, "utf8")) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, args: readonly string[], cwd: string): Promise<{ status: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data: Buffer) => {
        output += data.toString();
      });
    }
    child.on("error", reject);
    child.on("close", (status) => resolve({ status: status ?? 1, output }));
  });
}

/** `12.43 2.65 1235160` of GNU time (s, s, KiB), or two lines `0m12.430s 0m2.650s` of `times`, the second the children's. */
export function readFigures(text: string): Pick<Measure, "cpu" | "memory"> {
  const gnu = /^([\d.]+) ([\d.]+) (\d+)\s*$/.exec(text);
  if (gnu) return { cpu: Number(gnu[1]) + Number(gnu[2]), memory: (Number(gnu[3]) * 1024) / 1e6 };
  const children = text.trim().split("\n").at(-1) ?? "";
  const seconds = [...children.matchAll(/(\d+)m([\d.,]+)s/g)].map(
    ([, minutes, rest = ""]) => Number(minutes) * 60 + Number(rest.replace(",", ".")),
  );
  if (seconds.length !== 2) throw new Error(`figures of an unknown form: ${text.slice(0, 200)}`);
  return { cpu: seconds.reduce((sum, each) => sum + each, 0), memory: undefined };
}

/** The middle of several runs; the mean of the two in the middle where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = low] = sorted.length % 2 === 1 ? [sorted[middle]] : sorted.slice(middle - 1, middle + 1);
  return (low + high) / 2;
}

/** The median of each figure. */
export function medians(runs: readonly Measure[]): Measure {
  const memory = runs.map((each) => each.memory).filter((each) => each !== undefined);
  return {
    wall: median(runs.map((each) => each.wall)),
    cpu: median(runs.map((each) => each.cpu)),
    memory: memory.length > 0 ? median(memory) : undefined,
  };
}
