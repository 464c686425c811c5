import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export const projectFolder = join(import.meta.dirname, "..", "..");

const cacheFolder = join(projectFolder, "node_modules", ".cache", "broadsheet");

/** The demo outlet as the tests build it: always for the same moment. */
export const demo = {
  output: join(cacheFolder, "demo-site"),
  cache: join(cacheFolder, "demo-cache"),
  now: "2026-11-22T12:00:00+05:30",
} as const;

interface Report {
  status: number;
  problems: { code: string; severity: string; message: string; file?: string }[];
}

/** Builds the demo outlet with the command that people use; what stands from the last run is kept. Throws where it has errors. */
export async function buildDemo(): Promise<void> {
  const deadline = Date.now() + 300_000;
  for (;;) {
    const { report, complaint } = await runBuild();
    if (report?.status === 0) return;
    const isBusy = report?.problems.some(({ code }) => code === "site/busy");
    if (isBusy && Date.now() < deadline) {
      // Somebody else's tests are building the same folder.
      await wait(500);
      continue;
    }
    const errors = report?.problems.filter(({ severity }) => severity === "error") ?? [];
    const lines = errors.map(({ file = "", code, message }) => `  ${file} ${code}: ${message}`);
    throw new Error(`The demo outlet can't be built, so nothing can be tested on it.\n${lines.join("\n")}${complaint}`);
  }
}

async function runBuild(): Promise<{ report?: Report; complaint: string }> {
  const given = ["--output", demo.output, "--cache", demo.cache, "--now", demo.now, "--allow-removed", "--json"];
  const child = spawn(process.execPath, [join(projectFolder, "scripts", "broadsheet.mjs"), "build", ...given], {
    cwd: projectFolder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let complaint = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  const start = output.search(/^\{/m);
  return start < 0 ? { complaint } : { report: JSON.parse(output.slice(start)) as Report, complaint };
}
